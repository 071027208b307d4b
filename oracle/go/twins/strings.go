package main

// Strings of any bytes, maps that Rust's own cannot be, constants, and lists that Rust has many forms of.

// AnyTexts has strings that need not be UTF-8.
type AnyTexts struct {
	A string
	B *string
	C []string
	D map[string]string
	E [2]string
	F Title
}

func (*AnyTexts) anyBytes() {}

type FloatKeys struct {
	A map[float64]int
	B map[float32][]string
	C map[[2]float64]Point
	D map[complex128]bool
}

type ShapeKeys struct {
	A map[Mark]int
	B map[Mark]Shape
}

// Mark is an interface of types that can be keys.
type Mark interface{ Mark() }

type (
	Dot  int
	Dash string
	Tick struct{ A, B int8 }
)

func (Dot) Mark()  {}
func (Dash) Mark() {}
func (Tick) Mark() {}

func init() {
	register("", Dot(0))
	register("", Dash(""))
	register("", Tick{})
}

type (
	Weekday int8
	Color   uint16
)

type Constants struct {
	A Weekday
	B *Weekday
	C []Weekday
	D map[Weekday]Color
	E [2]Color
	F []Color
}

type Lists struct {
	A []int
	B []Point
	C []string
	D []byte
	E string
	F map[string]int
	G []*Line
}
