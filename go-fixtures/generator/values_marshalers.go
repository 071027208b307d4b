package main

import (
	"encoding/gob"
	"encoding/json"
	"errors"
	"strings"
)

// Types that make their own bytes: every place where they may stand, every receiver, and what of that is seen on
// the wire.

// Cipher has GobEncode with a value for a receiver.
type Cipher struct{ text string }

func (c Cipher) GobEncode() ([]byte, error) {
	if c.text == "?" {
		return nil, errors.New("cipher: not known")
	}
	return []byte(c.text), nil
}

func (c *Cipher) GobDecode(b []byte) error {
	if strings.Contains(string(b), "!") {
		return errors.New("cipher: not allowed")
	}
	c.text = string(b)
	return nil
}

// MarshalJSON is for the answers in the manifest.
func (c Cipher) MarshalJSON() ([]byte, error) { return json.Marshal(c.text) }

// Tally has GobEncode with a pointer for a receiver, which may be nil.
type Tally struct{ n byte }

func (t *Tally) GobEncode() ([]byte, error) {
	if t == nil {
		return []byte("nil"), nil
	}
	return []byte{t.n}, nil
}
func (t *Tally) GobDecode(b []byte) error { t.n = append(b, 0)[0]; return nil }

// Mark has MarshalBinary with a value for a receiver, and is no struct.
type Mark uint16

func (m Mark) MarshalBinary() ([]byte, error)      { return []byte{'m', byte(m)}, nil }
func (m *Mark) UnmarshalBinary(b []byte) error     { *m = Mark(append(b, 0, 0)[1]); return nil }
func (m Mark) MarshalText() (text []byte, _ error) { return []byte{'0' + byte(m)}, nil }

// Octet is a byte with MarshalBinary.
type Octet uint8

func (o Octet) MarshalBinary() ([]byte, error)  { return []byte{'o', byte(o)}, nil }
func (o *Octet) UnmarshalBinary(b []byte) error { *o = Octet(append(b, 0, 0)[1]); return nil }

// Label has MarshalBinary with a pointer for a receiver.
type Label struct{ text string }

func (l *Label) MarshalBinary() ([]byte, error) { return []byte(l.text), nil }
func (l *Label) UnmarshalBinary(b []byte) error { l.text = string(b); return nil }

// Both has both pairs of methods: gob takes its own.
type Both struct{ b byte }

func (b Both) GobEncode() ([]byte, error)          { return []byte{'g', b.b}, nil }
func (b *Both) GobDecode(bytes []byte) error       { b.b = append(bytes, 0, 0)[1]; return nil }
func (b Both) MarshalBinary() ([]byte, error)      { return []byte{'b', b.b}, nil }
func (b *Both) UnmarshalBinary(bytes []byte) error { b.b = append(bytes, 0, 0)[1]; return nil }

// Texty has text methods, which gob does not ask for: it is a string.
type Texty string

func (t Texty) MarshalText() ([]byte, error)     { return []byte("text"), nil }
func (t *Texty) UnmarshalText(text []byte) error { return errors.New("not called") }

// Exposing has fields that are exported beside its methods: their types are sent, and never a value of them.
type Exposing struct {
	Inner Inner
	Outer *Outer
	List  []Point
	Again *Exposing
	code  string
}

func (e Exposing) GobEncode() ([]byte, error) { return []byte(e.code), nil }
func (e *Exposing) GobDecode(b []byte) error  { e.code = string(b); return nil }

// Places has such a type in every place, where its methods are on values.
type Places[T any] struct {
	A int
	V T
	P *T
	Q **T
	S []T
	R []*T
	Y [2]T
	M map[string]T
	N map[string]*T
	Z int
}

// PointerPlaces is the same for methods on pointers, which a map's elements cannot have.
type PointerPlaces[T any] struct {
	A int
	V T
	P *T
	Q **T
	S []T
	R []*T
	Y [2]T
	N map[string]*T
	Z int
}

// PointerFirst meets the pointer before the value.
type PointerFirst[T any] struct {
	P *T
	V T
	A int
}

const rustPlaces = `struct Places<T> { a: isize, v: T, p: Option<T>, q: Option<Option<T>>, s: Vec<T>, r: Vec<Option<T>>, y: [T; 2], m: Option<HashMap<String, T>>, n: Option<HashMap<String, Option<T>>>, z: isize }`
const rustPointerPlaces = `struct PointerPlaces<T> { a: isize, v: T, p: Option<T>, q: Option<Option<T>>, s: Vec<T>, r: Vec<Option<T>>, y: [T; 2], n: Option<HashMap<String, Option<T>>>, z: isize }`
const rustPointerFirst = `struct PointerFirst<T> { p: Option<T>, v: T, a: isize }`

// places has v in all of them.
func places[T any](v T) Places[T] {
	return Places[T]{1, v, &v, ptr(&v), []T{v}, []*T{&v}, [2]T{v, v}, map[string]T{"m": v}, map[string]*T{"n": &v}, 2}
}

func pointerPlaces[T any](v *T) *PointerPlaces[T] {
	return &PointerPlaces[T]{1, *v, v, &v, []T{*v}, []*T{v}, [2]T{*v, *v}, map[string]*T{"n": v}, 2}
}

var _ = also65("own_gob_encoder", "1.8 1.12", `#[gob(gob_encoder)] struct Cipher; `+rustPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(Cipher{"a"}, `Cipher("a")`)
	s.put(Cipher{}, `Cipher("")`)
	s.fail(Cipher{"?"}, `Cipher("?")`)
	s.put(&Cipher{"b"}, `Some(Cipher("b"))`)
	s.put(Places[Cipher]{}, "Places::default()")
	s.put(places(Cipher{"c"}), `"c" in all places`)
	s.put(places(Cipher{}), `"" in all places: pointers to zero are sent`)
	s.fail(places(Cipher{"?"}), `"?" in all places`)
	s.put(PointerFirst[Cipher]{&Cipher{"d"}, Cipher{"e"}, 3}, `PointerFirst { p: Some(Cipher("d")), v: Cipher("e"), a: 3 }`)
	s.put(map[Cipher]int{{"k"}: 1}, `HashMap::from([(Cipher("k"), 1)])`)
	s.put(map[Cipher]Cipher{{"k"}: {"v"}}, `HashMap::from([(Cipher("k"), Cipher("v"))])`)
})
var _ = also65("own_gob_encoder_on_pointer", "1.8 1.12", `#[gob(gob_encoder, pointer_receivers)] struct Tally; `+rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(&Tally{1}, "Tally(1)")
	s.put(&Tally{}, "Tally(0)")
	s.put(&PointerPlaces[Tally]{}, "PointerPlaces::default(): values are sent, zero or not")
	s.put(pointerPlaces(&Tally{3}), "3 in all places")
	s.put(pointerPlaces(&Tally{}), "0 in all places")
	s.put(&PointerFirst[Tally]{&Tally{4}, Tally{5}, 3}, "PointerFirst { p: Some(Tally(4)), v: Tally(5), a: 3 }")
	s.put([]*Tally{nil, {6}}, "vec![None, Some(Tally(6))]: the method is called for the nil")
	s.put([]Tally{{0}, {7}}, "vec![Tally(0), Tally(7)]")
	s.put(map[int]*Tally{1: {8}}, "HashMap::from([(1, Some(Tally(8)))])")
})
var _ = values("own_binary_marshaler", "1.8 1.12", `#[gob(binary_marshaler)] struct Mark(u16); `+rustPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(Mark(1), "Mark(1)")
	s.put(Mark(0), "Mark(0)")
	s.put(ptr(Mark(2)), "Some(Mark(2))")
	s.put(Places[Mark]{}, "Places::default()")
	s.put(places(Mark(3)), "3 in all places")
	s.put(places(Mark(0)), "0 in all places")
	s.put(PointerFirst[Mark]{ptr(Mark(4)), 5, 3}, "PointerFirst { p: Some(Mark(4)), v: Mark(5), a: 3 }")
	s.put(map[Mark]Mark{6: 7}, "HashMap::from([(Mark(6), Mark(7))])")
	s.put([]Mark{8, 0}, "vec![Mark(8), Mark(0)]")
})
var _ = values("own_binary_marshaler_on_pointer", "1.8 1.12", `#[gob(binary_marshaler, pointer_receivers)] struct Label(String); `+rustPointerPlaces+" "+rustPointerFirst, func(s *stream) {
	s.put(&PointerFirst[Label]{&Label{"d"}, Label{}, 3}, `PointerFirst { p: Some(Label("d")), v: Label(""), a: 3 }`)
	s.put(&Label{"a"}, `Label("a")`)
	s.put(&PointerPlaces[Label]{}, "PointerPlaces::default()")
	s.put(pointerPlaces(&Label{"c"}), `"c" in all places`)
})
var _ = values("own_marshalers_without_an_address", "1.12 1.13", "", func(s *stream) {
	s.fail(Tally{1}, "Rust passes nothing by value")
	s.fail(Label{"a"}, "")
	s.fail(map[string]Tally{"a": {1}}, "")
	s.fail(PointerFirst[Tally]{V: Tally{1}}, "")
	s.put(3, "3isize")
})
var _ = values("own_marshalers_by_value_then_by_pointer", "1.6 1.12", "", func(s *stream) {
	s.put(Cipher{"a"}, `Cipher("a")`)
	s.put(&Cipher{"b"}, `Some(Cipher("b")): takes an id that nobody sees`)
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
	s.put(ptr(&Cipher{"c"}), `Some(Some(Cipher("c"))): takes another`)
	s.put(&Cipher{"d"}, `Some(Cipher("d"))`)
	s.put(Inner{1, 2}, "Inner { p: 1, q: 2 }")
	s.put(Mark(1), "Mark(1)")
	s.put([]*Mark{ptr(Mark(2))}, "vec![Some(Mark(2))]: an element takes none where the value was sent")
	s.put(Empty{}, "Empty {}")
})
var _ = values("own_marshalers_by_pointer_then_by_value", "1.6 1.12", "", func(s *stream) {
	s.put(&Cipher{"a"}, `Some(Cipher("a"))`)
	s.put(Cipher{"b"}, `Cipher("b")`)
	s.put(Point{1, 2}, "Point { x: 1, y: 2 }")
	s.put([]*Mark{ptr(Mark(2))}, "vec![Some(Mark(2))]")
	s.put(Mark(1), "Mark(1)")
	s.put(ptr(Mark(3)), "Some(Mark(3))")
	s.put(Inner{1, 2}, "Inner { p: 1, q: 2 }")
	s.put(map[string]**Tally{"a": ptr(&Tally{1})}, `HashMap::from([("a".to_string(), Some(Some(Tally(1))))])`)
	s.put(&Tally{2}, "Tally(2)")
	s.put(Empty{}, "Empty {}")
})
var _ = values("own_marshalers_two_structs", "1.6 1.7 1.12", rustPointerFirst, func(s *stream) {
	s.put(PointerFirst[Cipher]{nil, Cipher{"a"}, 1}, `PointerFirst { p: None, v: Cipher("a"), a: 1 }`)
	s.put(PointerFirst[Mark]{ptr(Mark(1)), 0, 2}, "PointerFirst { p: Some(Mark(1)), v: Mark(0), a: 2 }")
	s.put(&PointerFirst[Tally]{nil, Tally{}, 3}, "PointerFirst { p: None, v: Tally(0), a: 3 }")
	s.put(PointerFirst[Point]{&Point{1, 2}, Point{}, 3}, "PointerFirst { p: Some(Point { x: 1, y: 2 }), v: Point { x: 0, y: 0 }, a: 3 }")
})
var _ = values("own_marshaler_of_both_kinds", "1.12", "#[gob(gob_encoder)] struct Both(u8);", func(s *stream) {
	s.put(Both{1}, "Both(1)")
	s.put([]Both{{0}, {2}}, "vec![Both(0), Both(2)]")
})
var _ = values("own_marshaler_over_a_byte", "1.3 1.12", "#[gob(binary_marshaler)] struct Octet(u8);", func(s *stream) {
	s.put(Octet(1), "Octet(1)")
	s.put([2]Octet{2, 3}, "[Octet(2), Octet(3)]")
	s.put([]Octet{4, 5}, "vec![4u8, 5]: a slice of bytes is one whatever methods they have")
	s.put(Empty{}, "Empty {}")
})
var _ = values("own_text_marshaler", "1.12", "struct Texty(String);", func(s *stream) {
	s.put(Texty("a"), `Texty("a")`)
	s.put([]Texty{"b"}, `vec![Texty("b")]`)
})
var _ = values("own_marshaler_with_exported_fields", "1.7 1.12", "", func(s *stream) {
	s.put(Exposing{code: "a"}, `Exposing("a"): definitions of Inner, Outer and []Point come with it`)
	s.put([]Point{{1, 2}}, "vec![Point { x: 1, y: 2 }]")
	s.put(Outer{}, "Outer::default()")
	s.put(Empty{}, "Empty {}")
})
var _ = values("own_marshalers_in_interfaces", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(Cipher{})
	gob.Register(&Tally{})
	gob.Register(Mark(0))
	gob.Register(&Label{})
	s.put(boxed(Cipher{"a"}), `Some(Any::Cipher(Cipher("a")))`)
	s.put(boxed(Cipher{}), `Some(Any::Cipher(Cipher("")))`)
	s.put(boxed(&Tally{1}), "Some(Any::Tally(Tally(1)))")
	s.put(boxed(Mark(2)), "Some(Any::Mark(Mark(2)))")
	s.put(boxed(&Label{"l"}), `Some(Any::Label(Label("l")))`)
	s.put([]any{Cipher{"b"}, nil, &Tally{3}, Mark(0), &Label{}}, "the same")
	s.put(Holder{1, &Tally{0}, 2}, "Holder { a: 1, v: Some(Any::Tally(Tally(0))), b: 2 }")
	s.put(map[any]any{Cipher{"k"}: Mark(4)}, `HashMap::from([(Some(Any::Cipher(Cipher("k"))), Some(Any::Mark(Mark(4))))])`)
	s.put(Empty{}, "Empty {}")
})
var _ = values("own_marshalers_in_interfaces_by_pointer", "1.10 1.11 1.12", "", func(s *stream) {
	gob.Register(&Cipher{})
	gob.Register(&Tally{})
	s.put([]any{&Cipher{"a"}, &Tally{1}}, `vec![Some(Any::Cipher(Some(Cipher("a")))), Some(Any::Tally(Tally(1)))]: definitions within the value`)
	s.put([]any{Cipher{"b"}}, `vec![Some(Any::Cipher(Cipher("b")))], under the same name`)
	s.put(Empty{}, "Empty {}")
})
