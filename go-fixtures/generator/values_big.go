package main

import (
	"encoding/gob"
	"math/big"
	"strings"
)

func bigInt(text string) *big.Int {
	n, ok := new(big.Int).SetString(text, 0)
	if !ok {
		panic(text)
	}
	return n
}

func bigFloat(text string, prec uint, mode big.RoundingMode) *big.Float {
	f, _, err := big.ParseFloat(text, 0, prec, mode)
	must(err)
	return f
}

var _ = also65("big_int", "1.12 3", "", func(s *stream) {
	s.put(big.NewInt(0), "Int::from(0)")
	s.put(big.NewInt(1), "Int::from(1)")
	s.put(big.NewInt(-1), "Int::from(-1)")
	s.put(big.NewInt(256), "Int::from(256)")
	s.put(bigInt("-123456789012345678901234567890"), "the same")
	s.put(bigInt("0x"+strings.Repeat("f", 200)), "100 bytes of ff")
})
var _ = values("big_float", "1.12 3", "", func(s *stream) {
	s.put(big.NewFloat(1.5), "1.5, prec 53")
	s.put(big.NewFloat(0), "0, prec 53")
	s.put(new(big.Float), "the zero value")
	s.put(new(big.Float).SetInf(true), "-Inf")
	s.put(new(big.Float).Neg(big.NewFloat(0)), "-0, prec 53")
	s.put(bigFloat("-2.25", 100, big.ToZero), "-2.25, prec 100")
	s.put(new(big.Float).SetPrec(100).Quo(big.NewFloat(1), big.NewFloat(3)), "1/3, prec 100, rounded")
	s.put(bigFloat("1e1000", 24, big.AwayFromZero), "1e1000, prec 24")
	s.put(bigFloat("1e-1000", 64, big.ToNegativeInf), "1e-1000, prec 64")
	s.put(bigFloat("0x1.fffffffffffffffffp+3", 200, big.ToPositiveInf), "prec 200")
	s.put(bigFloat("0.1", 1, big.ToNearestAway), "0.1, prec 1")
})
var _ = values("big_rat", "1.12 3", "", func(s *stream) {
	s.put(big.NewRat(3, 4), "3/4")
	s.put(big.NewRat(-3, 4), "-3/4")
	s.put(new(big.Rat), "0")
	s.put(big.NewRat(5, 1), "5")
	s.put(big.NewRat(-300, 70001), "-300/70001")
	s.put(new(big.Rat).SetFrac(bigInt("1"+strings.Repeat("0", 40)), bigInt("3"+strings.Repeat("7", 40))), "numbers of 40 digits")
})
var _ = values("big_int_places", "1.8 1.9 1.12", rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(&PointerPlaces[big.Int]{}, "PointerPlaces::default(): values are sent, zero or not")
	s.put(pointerPlaces(big.NewInt(-300)), "-300 in all places")
	s.put(pointerPlaces(new(big.Int)), "0 in all places")
	s.put(&PointerFirst[big.Int]{big.NewInt(4), *big.NewInt(5), 3}, "PointerFirst { p: Some(4), v: 5, a: 3 }")
	s.put([]*big.Int{nil, big.NewInt(7), nil}, "vec![None, Some(7), None]: a nil has no bytes, and comes back as 0")
	s.put([2]*big.Int{nil, big.NewInt(8)}, "[None, Some(8)]")
	s.put(map[int]*big.Int{1: nil}, "HashMap::from([(1, None)])")
	s.put([]big.Int{*big.NewInt(9), {}}, "vec![9, 0]")
	s.put(Empty{}, "Empty {}")
})
var _ = values("big_float_places", "1.8 1.9 1.12", rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(&PointerFirst[big.Float]{big.NewFloat(4), *big.NewFloat(5), 3}, "PointerFirst { p: Some(4), v: 5, a: 3 }")
	s.put(&PointerPlaces[big.Float]{}, "PointerPlaces::default()")
	s.put(pointerPlaces(big.NewFloat(-2.5)), "-2.5 in all places")
	s.put([]*big.Float{nil, big.NewFloat(7)}, "vec![None, Some(7)]")
	s.put(Empty{}, "Empty {}")
})
var _ = values("big_rat_places", "1.8 1.9 1.12", rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put([]*big.Rat{nil, big.NewRat(7, 8)}, "vec![None, Some(7/8)]")
	s.put(&PointerPlaces[big.Rat]{}, "PointerPlaces::default()")
	s.put(pointerPlaces(big.NewRat(-5, 3)), "-5/3 in all places")
	s.put(&PointerFirst[big.Rat]{nil, big.Rat{}, 3}, "PointerFirst { p: None, v: 0, a: 3 }")
	s.put(Empty{}, "Empty {}")
})
var _ = values("big_in_interfaces", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(&big.Int{})
	gob.Register(&big.Float{})
	gob.Register(&big.Rat{})
	s.put(boxed(big.NewInt(1)), "Some(Any::Int(1)), named *big.Int")
	s.put([]any{big.NewFloat(2), big.NewRat(3, 4), big.NewInt(0)}, "the same")
	s.put(Holder{1, big.NewInt(5), 2}, "Holder { a: 1, v: .., b: 2 }")
	s.put(Empty{}, "Empty {}")
})
