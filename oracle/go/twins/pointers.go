package main

type Refs struct {
	A *int
	B *string
	C *bool
	D *float64
	E *Point
	F *[]int
	G *map[string]int
	H *[2]int
	I *[]byte
	J *Title
	K *Empty
}

type DeepRefs struct {
	A **int
	B ***Point
	C **[]*int
}

// Held is behind pointers in Go, and owned in Rust.
type Held struct {
	A *Point
	B *Line
	C *int
}

type RefSlices struct {
	A []*int
	B []*Point
	C [2]*Point
	D map[string]*Point
	E *[]*[]*string
}

// HeldOwned is Held as Rust has it: what is not there is zero.
type HeldOwned struct {
	A Point
	B Line
	C int
}
