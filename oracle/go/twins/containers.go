package main

type SignedSlices struct {
	A []int
	B []int8
	C []int16
	D []int32
	E []int64
}

type UnsignedSlices struct {
	A []uint
	B []uint16
	C []uint32
	D []uint64
	E []uintptr
}

type FloatSlices struct {
	A []float32
	B []float64
	C []complex64
	D []complex128
}

type TextSlices struct {
	A []string
	B []bool
	C [][]string
	D []Title
}

type StructSlices struct {
	A []Point
	B [][]Point
	C []Empty
	D []Line
}

type Points []Point

type Matrix [][]float64

type Row [3]int

type Board [2]Row

type Arrays struct {
	A [3]int
	B [0]int
	C [2]Point
	D [2][2]int8
	E [1]string
	F [2]map[string]int
	G Row
	H [2][]int
	I [70]bool
}

type Index map[string]int

// Maps has maps that may be nil.
type Maps struct {
	A map[string]string
	B map[int]bool
	C map[string]Point
	D map[int8][]string
	E map[string]map[string]int
	F map[Title]Level
	G Index
}

// Keys has keys of all kinds that Rust orders.
type Keys struct {
	A map[bool]int
	B map[uint64]int
	C map[[2]int]string
	D map[Point]string
	E map[int64]struct{}
	F map[Row]Row
}

// Owned has maps that are never nil in Rust.
type Owned struct {
	A map[string]int
	B map[string]struct{}
	C map[int]map[string]bool
}
