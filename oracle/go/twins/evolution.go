package main

// What one side sends and the other takes: types that have changed.

type Old struct {
	A int
	B string
	C []Point
}

type New struct {
	Before map[string]Tree
	A      int
	Middle [3]Line
	B      string
	D      complex128
	C      []Point
	E      *Expr
	After  Levels
}

type Shuffled struct {
	C []Point
	B string
	A int
}

type Narrow struct {
	A int8
	B uint8
	C float32
	D []int16
	E map[string]uint16
	F [2]int32
	G complex64
	H Two[int8, uint32]
}

type Broad struct {
	A int64
	B uint64
	C float64
	D []int64
	E map[string]uint64
	F [2]int
	G complex128
	H Two[int64, uint64]
}

type Pointing struct {
	A **int
	B *string
	C *[]*Point
}

type Unrelated struct {
	Z int
	Y string
}

type Mistyped struct {
	A string
	B int
	C []Point
}

type Misshapen struct {
	A int
	B string
	C [2]Point
}

type Nested struct {
	Inner Old
	Count uint
}

type NestedNew struct {
	Count uint
	Inner New
	Extra []New
}
