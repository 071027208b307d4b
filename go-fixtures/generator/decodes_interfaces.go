package main

import (
	"encoding/gob"
	"strings"
)

// What Go's decoder answers to interface values, good and bad. All are of one message: of a value over several, Go
// takes the rest for the next value after an error.

type Metre struct{ Value int8 }
type NotSq struct{ Value int }
type Squared struct{ Value int }

func (s Squared) Square() int { return s.Value * s.Value }

type AnyField struct{ V any }
type IntField struct{ V int }

func init() {
	gob.Register(Metre{})
	gob.Register(NotSq{})
	gob.Register(Squared{})
}

var _ = decodes("interface_of_any_registered_type", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.put(boxed(7), boxed(nil), boxed(Squared{3}), boxed("s"))
})
var _ = decodes("interface_with_a_wrong_count", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 03 69 6e 74 04 77 00 0e")
	w.message("10 00 03 69 6e 74 04 00 00 0e")
})
var _ = decodes("interface_not_registered_name", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 03 69 6e 75 04 02 00 0e")
	w.message("10 00 03 22 0a ff 04 02 00 0e")
	w.put(boxed(7))
})
var _ = decodes("interface_name_longer_than_the_message", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 30 69 6e")
	w.message("10 00 fb 02 00 00 00 00 69 6e 74 04")
	w.message("10 00 fc 7f ff ff ff 69 6e 74 04")
	w.put(boxed(7))
})
var _ = decodes("interface_name_of_more_than_1024_bytes", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 fe 04 01" + strings.Repeat("61", 1025) + "04 02 00 0e")
	w.message("10 00 fe 04 01" + strings.Repeat("22 ff c3 a9 20", 205) + "04 02 00 0e")
	w.put(boxed(7))
})
var _ = decodes("interface_that_ends_too_early", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 03 69 6e 74 04")
	w.message("10 00 03 69 6e 74 04 02")
	w.message("10 00 03 69 6e 74 04 02 00")
	w.put(boxed(7))
})
var _ = decodes("interface_holds_another_type", "2.10 2.13", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 03 69 6e 74 06 02 00 0e")
	w.message("10 00 03 69 6e 74 0c 02 00 00")
	w.message("10 00 07 4e 6f 74 68 69 6e 67 04 02 00 0e")
	w.put(boxed(7))
})
var _ = decodes("interface_holds_no_struct", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 0a 6d 61 69 6e 2e 4d 65 74 72 65 04 02 00 0e")
	w.put(boxed(7))
})
var _ = decodes("interface_holds_other_fields", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.put(Point{1, 2})
	w.message("10 00 0a 6d 61 69 6e 2e 4d 65 74 72 65 ff 80 03 01 02 00")
	w.put(boxed(7))
})
var _ = decodes("interface_singleton_delta", "2.9 2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 03 69 6e 74 04 02 01 0e")
	w.put(boxed(7))
})
var _ = decodes("interface_out_of_range", "2.8 2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 04 69 6e 74 38 04 04 00 fe 01 00")
	w.message("10 00 04 69 6e 74 38 04 02 00 7e")
})
var _ = decodes("interface_out_of_range_in_a_field", "2.8 2.10", "Option<Measure>", new(any), func(w *wire) {
	w.put(WideValue{1})
	w.message("10 00 0a 6d 61 69 6e 2e 4d 65 74 72 65 ff 80 05 01 fe 01 00 00")
	w.message("10 00 0a 6d 61 69 6e 2e 4d 65 74 72 65 ff 80 03 01 02 00")
})
var _ = decodes("interface_type_that_is_not_defined", "2.6 2.10", "Option<Measure>", new(any), func(w *wire) {
	w.message("10 00 0a 6d 61 69 6e 2e 4d 65 74 72 65 ff 80 03 01 02 00")
	w.put(boxed(7))
})
var _ = decodes("interface_not_assignable", "2.10", "Option<Squarer>", new(Squarer), func(w *wire) {
	w.put(boxed(Squared{3}))
	w.message("10 00 0a 6d 61 69 6e 2e 4e 6f 74 53 71 ff 80 03 01 02 00")
	w.put(boxed(Squared{4}))
})
var _ = decodes("interface_from_a_concrete_type", "2.10", "Option<Measure>", new(any), func(w *wire) {
	w.put(5, Point{1, 2}, []int{1}, boxed(7))
})
var _ = decodes("interface_with_methods_from_a_concrete_type", "2.10", "Option<Squarer>", new(Squarer), func(w *wire) { w.put(5, boxed(nil)) })
var _ = decodes("interface_into_a_concrete_type", "2.5", "isize", new(int), func(w *wire) { w.put(boxed(7), 5) })
var _ = decodes("interface_field_from_a_concrete_type", "2.10", "AnyField", new(AnyField), func(w *wire) { w.put(IntField{5}, AnyField{7}) })
var _ = decodes("interface_field_into_a_concrete_type", "2.10", "IntField", new(IntField), func(w *wire) { w.put(AnyField{7}, IntField{5}) })
var _ = decodes("interface_elements_are_replaced", "2.7", "Vec<Option<Measure>>", new([]any), func(w *wire) {
	w.put([]any{1, nil, "s"}, []any{nil}, []any{Squared{2}})
})
var _ = decodes("interface_definition_twice", "2.4 2.10", "Option<Measure>", new(any), func(w *wire) {
	w.put(Squared{1})
	// The definition of type 64 again, inside a value.
	w.message("10 00 0c 6d 61 69 6e 2e 53 71 75 61 72 65 64 7f 03 01 01 07 53 71 75 61 72 65 64 01 ff 80 00 01 01 01 05 56 61 6c 75 65 01 04 00 00 00 05 ff 80 03 01 06 00")
	w.put(boxed(7))
})

type WideValue struct{ Value int }
