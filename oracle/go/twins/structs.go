package main

type Empty struct{}

type Point struct{ X, Y int }

type Line struct {
	From, To Point
	Title    string
}

// Literals has fields of types without a name.
type Literals struct {
	A struct{ B struct{ C int } }
	D struct{}
	E []struct{ F string }
}

// Partly has fields that gob leaves out.
type Partly struct {
	A      int
	hidden int
	B      chan int
	C      func()
	D      string
	E      *chan int
}

// Wide needs deltas of more than one, and a field number over 63.
type Wide struct {
	A0, A1, A2, A3, A4, A5, A6, A7, A8, A9 int
	B0, B1, B2, B3, B4, B5, B6, B7, B8, B9 string
	C0, C1, C2, C3, C4, C5, C6, C7, C8, C9 bool
	D0, D1, D2, D3, D4, D5, D6, D7, D8, D9 uint8
	E0, E1, E2, E3, E4, E5, E6, E7, E8, E9 float64
	F0, F1, F2, F3, F4, F5, F6, F7, F8, F9 []byte
	G0, G1, G2, G3, G4, G5, G6, G7, G8, G9 *int
}

type Embedding struct {
	Point
	*Line
	Title
	Own int
}

type Identifiers struct {
	UserID string
	URL    string
	X509   []byte
	Żółw   int
}

type Shouting struct {
	MAX_SIZE int
	MIN_SIZE int
}

type Plain struct {
	HTTPPort int
	Ipv6     bool
}

type Two[A, B any] struct {
	First  A
	Second B
}

type Deep struct{ A DeepA }

type DeepA struct{ B DeepB }

type DeepB struct {
	C [2]DeepC
	S []DeepC
}

type DeepC struct{ D map[string]Two[int, string] }
