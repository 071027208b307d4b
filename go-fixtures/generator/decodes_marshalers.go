package main

import (
	"encoding/gob"
	"math/big"
	"net/netip"
	"net/url"
	"time"
)

// What decoders of types that make their own bytes answer to bytes that are none, and to other types.

const (
	// Types of id 64 that make their own bytes by GobEncode, and by MarshalBinary.
	gobDefinition    = "0c 7f 05 01 01 01 47 01 ff 80 00 00 00"
	binaryDefinition = "0c 7f 06 01 01 01 42 01 ff 80 00 00 00"
	textDefinition   = "0c 7f 07 01 01 01 54 01 ff 80 00 00 00"
)

type HasCipher struct {
	A int
	C Cipher
	P *Cipher
}
type HasTime struct {
	A int
	C time.Time
}
type CipherIsText struct{ C string }

// Mood is registered, as values of this program register Cipher in two ways.
type Mood struct{ Cipher }

func init() { gob.Register(Mood{}) }

var _ = decodes("time_that_is_none", "3", "Time", new(time.Time), func(w *wire) {
	w.hex(gobDefinition)
	w.hex("04 | ff 80 00 00")
	w.hex("05 | ff 80 00 01 00")
	w.hex("05 | ff 80 00 01 03")
	w.hex("05 | ff 80 00 01 01")
	w.hex("12 | ff 80 00 0e 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff")
	w.hex("14 | ff 80 00 10 01 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff 00")
	w.hex("13 | ff 80 00 0f 02 00 00 00 0e 77 91 f7 00 00 00 00 00 ff ff")
	w.hex("13 | ff 80 00 0f 01 00 00 00 0e 77 91 f7 00 00 00 00 01 ff ff")
})
var _ = decodes("big_int_that_is_none", "3", "Int", new(big.Int), func(w *wire) {
	w.hex(gobDefinition)
	w.hex("04 | ff 80 00 00")
	w.hex("05 | ff 80 00 01 06")
	w.hex("05 | ff 80 00 01 00")
	w.hex("08 | ff 80 00 04 02 00 00 07")
	w.hex("05 | ff 80 00 01 03")
	w.hex("06 | ff 80 00 02 03 05")
})
var _ = decodes("big_float_that_is_none", "3", "Float", new(big.Float), func(w *wire) {
	w.hex(gobDefinition)
	w.hex("04 | ff 80 00 00")
	w.hex("05 | ff 80 00 01 01")
	w.hex("0a | ff 80 00 06 03 08 00 00 00 35")
	w.hex("0a | ff 80 00 06 01 0a 00 00 00 35")
	w.hex("0e | ff 80 00 0a 01 0a 00 00 00 35 00 00 00 01")
	w.hex("16 | ff 80 00 12 01 0a 00 00 00 35 00 00 00 01 00 00 00 00 00 00 00 01")
	w.hex("16 | ff 80 00 12 01 0a 00 00 00 00 00 00 00 01 c0 00 00 00 00 00 00 00")
	w.hex("16 | ff 80 00 12 01 0a 00 00 00 35 00 00 00 01 c0 00 00 00 00 00 00 00")
})
var _ = decodes("big_rat_that_is_none", "3", "Rat", new(big.Rat), func(w *wire) {
	w.hex(gobDefinition)
	w.hex("05 | ff 80 00 01 02")
	w.hex("09 | ff 80 00 05 04 00 00 00 00")
	w.hex("09 | ff 80 00 05 02 00 00 00 09")
	w.hex("09 | ff 80 00 05 02 ff ff ff ff")
	w.hex("04 | ff 80 00 00")
	w.hex("0b | ff 80 00 07 03 00 00 00 01 03 04")
})
var _ = decodes("url_that_is_none", "3", "Url", new(url.URL), func(w *wire) {
	w.hex(binaryDefinition)
	w.hex("05 | ff 80 00 01 3a")
	w.hex("07 | ff 80 00 03 25 7a 7a")
	w.hex("05 | ff 80 00 01 7f")
	w.hex("0d | ff 80 00 09 68 74 74 70 3a 2f 2f 20 2f")
	w.hex("0e | ff 80 00 0a 68 74 74 70 3a 2f 2f 5b 3a 3a")
	w.hex("04 | ff 80 00 00")
	w.hex("05 | ff 80 00 01 61")
})
var _ = decodes("netip_addr_that_is_none", "3", "Addr", new(netip.Addr), func(w *wire) {
	w.hex(binaryDefinition)
	w.hex("05 | ff 80 00 01 01")
	w.hex("09 | ff 80 00 05 01 02 03 04 05")
	w.hex("04 | ff 80 00 00")
	w.hex("08 | ff 80 00 04 01 02 03 04")
})
var _ = decodes("netip_addr_port_that_is_none", "3", "AddrPort", new(netip.AddrPort), func(w *wire) {
	w.hex(binaryDefinition)
	w.hex("04 | ff 80 00 00")
	w.hex("05 | ff 80 00 01 01")
	w.hex("07 | ff 80 00 03 01 50 00")
	w.hex("06 | ff 80 00 02 50 00")
	w.hex("0a | ff 80 00 06 01 02 03 04 50 00")
})
var _ = decodes("netip_prefix_that_is_none", "3", "Prefix", new(netip.Prefix), func(w *wire) {
	w.hex(binaryDefinition)
	w.hex("04 | ff 80 00 00")
	w.hex("06 | ff 80 00 02 01 08")
	w.hex("05 | ff 80 00 01 08")
	w.hex("09 | ff 80 00 05 0a 00 00 00 08")
	w.hex("09 | ff 80 00 05 0a 00 00 00 63")
})
var _ = decodes("own_marshaler_that_refuses", "1.12 2.13", "Cipher", new(Cipher), func(w *wire) {
	w.put(Cipher{"a"}, Cipher{"!"}, &Cipher{"b"})
})
var _ = decodes("own_marshaler_that_refuses_in_a_field", "1.12 2.13", "HasCipher", new(HasCipher), func(w *wire) {
	w.put(HasCipher{1, Cipher{"a"}, nil}, HasCipher{2, Cipher{"!"}, nil}, HasCipher{3, Cipher{}, &Cipher{"!"}}, HasCipher{4, Cipher{}, &Cipher{}})
})
var _ = decodes("own_marshaler_that_refuses_in_a_slice", "1.12 2.13", "Vec<Cipher>", new([]Cipher), func(w *wire) {
	w.put([]Cipher{{"a"}, {"!"}, {"b"}}, []Cipher{{"c"}})
})
var _ = decodes("marshaler_of_another_type", "1.12 2.5", "Cipher", new(Cipher), func(w *wire) {
	// A name is not asked for.
	w.put(time.Time{}, big.NewInt(33), big.NewInt(0))
})
var _ = decodes("marshaler_from_a_concrete_type", "1.12 2.5", "Cipher", new(Cipher), func(w *wire) {
	w.put(5, "text", []byte{1}, Point{1, 2}, []int{1}, Cipher{"a"})
})
var _ = decodes("marshaler_by_other_methods", "1.12 2.5", "Cipher", new(Cipher), func(w *wire) {
	w.put(Mark(1), &Label{"a"}, Cipher{"a"})
})
var _ = decodes("marshaler_by_binary_methods", "1.12 2.5", "Mark", new(Mark), func(w *wire) {
	w.put(Cipher{"ab"}, &Label{"ab"}, uint8(5), Mark(2))
})
var _ = decodes("marshaler_into_a_concrete_type", "1.12 2.5", "isize", new(int), func(w *wire) {
	w.put(Cipher{"a"}, Mark(1), time.Time{}, 5)
})
var _ = decodes("marshaler_into_a_struct", "1.12 2.6", "Point", new(Point), func(w *wire) { w.put(Cipher{"a"}, Mark(1), Point{1, 2}) })
var _ = decodes("marshaler_into_bytes", "1.12 2.5", "Vec<u8>", new([]byte), func(w *wire) { w.put(Cipher{"a"}, Mark(1), []byte{1}) })
var _ = decodes("marshaler_field_of_another_type", "1.12 2.6", "HasCipher", new(HasCipher), func(w *wire) {
	w.put(CipherIsText{"a"}, HasTime{1, time.Unix(0, 0).UTC()}, HasCipher{1, Cipher{"a"}, nil})
})
var _ = decodes("marshaler_field_into_another_type", "1.12 2.6", "CipherIsText", new(CipherIsText), func(w *wire) {
	w.put(HasCipher{1, Cipher{"a"}, nil}, CipherIsText{"b"})
})
var _ = decodes("marshaler_field_that_is_unknown", "1.12 2.11", "HasTime", new(HasTime), func(w *wire) {
	w.put(Places[Cipher]{}, places(Cipher{"a"}))
})
var _ = decodes("marshaler_in_an_interface", "1.10 1.12", "Any", new(any), func(w *wire) {
	w.hex(gobDefinition)
	w.message("10 00 09 6d 61 69 6e 2e 4d 6f 6f 64 ff 80 03 00 01 61")
	w.message("10 00 09 6d 61 69 6e 2e 4d 6f 6f 64 ff 80 03 00 01 21")
	w.message("10 00 09 6d 61 69 6e 2e 4d 6f 6f 64 04 02 00 02")
	w.message("10 00 03 69 6e 74 ff 80 03 00 01 61")
	w.message("10 00 03 69 6e 74 04 02 00 0e")
})
var _ = decodes("marshaler_with_text_methods", "1.12 2.5", "Cipher", new(Cipher), func(w *wire) {
	w.hex(textDefinition)
	w.hex("05 | ff 80 00 01 61")
})
var _ = decodes("marshalers_skipped", "1.12 2.11", "skipped", nil, func(w *wire) {
	w.hex(textDefinition)
	w.hex("05 | ff 80 00 01 61")
	w.hex("05 | ff 80 00 02 61")
	w.hex("04 | ff 80 00 00")
})
var _ = decodes("strings_that_are_not_utf8", "1.1", "AnyText", new(AnyText), func(w *wire) {
	w.put(AnyText{"\xff", nil, []string{"a", "\x80"}, [1]string{"b"}, map[string]string{"\xfe": ""}, "c"})
})
var _ = decodes("maps_nil_and_empty_into_maps", "1.8 2.7", "MapPlaces", new(MapPlaces), func(w *wire) {
	w.put(MapPlaces{}, MapPlaces{M: map[string]int{}, P: ptr(map[string]int{}), S: []map[string]int{nil, {}}})
})
var _ = decodes("constants_out_of_range", "2.8", "Flags", new(Flags), func(w *wire) { w.put(uint(256), uint(255), Weekday(1)) })
