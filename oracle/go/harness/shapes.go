package main

import (
	"encoding/binary"
	"errors"
)

// The interface types of generated programs.
type I0 interface{ M0() }

type I1 interface{ M1() }

type I2 interface {
	M0()
	M1()
}

// The generic types of generated programs.
type Pair[K comparable, V any] struct {
	Key   K
	Value V
	Next  *Pair[K, V]
}

type Dict[K comparable, V any] map[K]V

type List[T any] []T

type Opt[T any] struct {
	Value *T
	Set   bool
}

// What generated types that encode themselves are made of.

var errPayload = errors.New("oracle: not a payload of this type")

func packInt(n int64) []byte { return binary.BigEndian.AppendUint64(nil, uint64(n)) }

func unpackInt(b []byte, n *int64) error {
	if len(b) != 8 {
		return errPayload
	}
	*n = int64(binary.BigEndian.Uint64(b))
	return nil
}

func unpackArray(b, into []byte) error {
	if len(b) != len(into) {
		return errPayload
	}
	copy(into, b)
	return nil
}

func packStruct(a int32, b string) []byte {
	return append(binary.BigEndian.AppendUint32(nil, uint32(a)), b...)
}

func unpackStruct(payload []byte, a *int32, b *string) error {
	if len(payload) < 4 {
		return errPayload
	}
	*a, *b = int32(binary.BigEndian.Uint32(payload)), string(payload[4:])
	return nil
}
