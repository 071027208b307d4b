package main

import "time"

type Bools struct{ A, B, C bool }

type Signed struct {
	A int
	B int8
	C int16
	D int32
	E int64
}

type Unsigned struct {
	A uint
	B uint8
	C uint16
	D uint32
	E uint64
	F uintptr
}

type Floats struct {
	A float32
	B float64
}

type Complexes struct {
	A complex64
	B complex128
}

type Texts struct{ A, B string }

type (
	Level int8
	Mask  uint16
	Flag  bool
	Ratio float64
	Phase complex128
	Title string
)

// Kinds has a field of each declared scalar.
type Kinds struct {
	Level Level
	Mask  Mask
	Flag  Flag
	Ratio Ratio
	Phase Phase
	Title Title
}

type Byte byte

type Blob []byte

type Raw []Byte

// Octets has bytes in every form: only the array is sent as numbers.
type Octets struct {
	A []byte
	B Blob
	C Raw
	D [4]byte
	E [][]byte
}

type Clock struct {
	Since time.Duration
	Each  []time.Duration
}
