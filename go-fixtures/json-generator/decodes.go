package main

import "strings"

type Fields struct {
	Foo     int
	Bar_X   int
	KelvinK int
	Long    string `json:"é"`
	Nested  *Fields
}

type Two struct {
	Foo int
	FOO int
}

func into[T any]() func() any { return func() any { return new(T) } }

var decodes = []struct {
	name string
	into func() any
	text string
}{
	{"keys_in_any_case", into[Fields](), `{"foo":1,"BAR_X":4,"kelvin\u212a":6,"É":"u","NESTED":{"FOO":2}}`},
	{"delimiters_matter", into[Fields](), `{"barx":5,"bar-x":6,"Foo":1}`},
	{"exact_key_first", into[Two](), `{"foo":1,"FOO":2,"fOo":3}`},
	{"unknown_keys", into[Args](), `{"C":{"A":[1,{"A":2}]},"A":1,"d":"x","B":2}`},
	{"last_duplicate_wins", into[Args](), `{"A":1,"B":2,"A":5}`},
	{"last_duplicate_wins_in_any_case", into[Args](), `{"A":1,"a":5,"B":2}`},
	{"duplicates_nested", into[Tree](), `{"Value":1,"Left":{"Value":2,"Value":3},"Value":4}`},
	{"duplicate_map_key", into[map[string]int](), `{"a":1,"b":2,"a":3}`},
	{"null_after_value", into[Args](), `{"A":1,"A":null}`},
	{"null_before_value", into[Args](), `{"A":null,"A":1}`},
	{"absent_fields", into[Everything](), `{}`},
	{"null_fields", into[Everything](), `{"Bool":null,"Int":null,"Uint8":null,"Float64":null,"String":null,"Bytes":null,"Ints":null,"Array":null,"Octets":null,"Map":null,"Point":null,"Pointer":null,"Points":null,"Empty":null,"Any":null}`},
	{"null_struct", into[Args](), `null`},
	{"null_int", into[int](), `null`},
	{"null_string", into[string](), `null`},
	{"null_slice", into[[]int](), `null`},
	{"null_map", into[map[string]int](), `null`},
	{"null_array", into[[3]int](), `null`},
	{"null_elements", into[[]int](), `[1,null,2]`},
	{"null_map_values", into[map[string]int](), `{"a":null}`},
	{"null_pointer", into[*int](), `null`},
	{"array_shorter", into[[3]int](), `[1]`},
	{"array_longer", into[[3]int](), `[1,2,3,4,[5]]`},
	{"array_of_structs_shorter", into[[2]Args](), `[{"A":1}]`},
	{"bytes_of_numbers", into[[]byte](), `[1,2]`},
	{"bytes_with_line_ends", into[[]byte](), `"AA\nH/\r\n"`},
	{"bytes_with_spare_bits", into[[]byte](), `"aGl="`},
	{"bytes_escaped", into[[]byte](), `"aG\u006b="`},
	{"integer_negative_zero", into[int](), `-0`},
	{"float_from_integer", into[float64](), `5`},
	{"float_from_digits", into[float64](), `179769313486231580793728971405301e276`},
	{"float_underflow", into[float64](), `1e-400`},
	{"float32_rounds", into[float32](), `16777217`},
	{"interface_big_integer", into[any](), `[12345678901234567890123]`},
	{"interface_float", into[any](), `[1.50,1e30,-0.0]`},
	{"surrogates", into[string](), `"a\u0000\ud83d\ude00\ud800x\ude00"`},
	{"not_utf8", into[string](), "\"a\xffb\xe2\x82c\""},
	{"escapes", into[string](), `"\"\\\/\b\f\n\r\t\u00e9"`},
	{"int_keys", into[map[int]int](), `{"1":1,"02":2,"-3":3}`},
	{"white_space", into[Args](), " \t\r\n{ \"A\" : 1 ,\n\"B\":2 } \n"},
	{"empty_struct", into[struct{}](), `{"a":1}`},
	{"deep", into[any](), strings.Repeat("[", 500) + strings.Repeat("]", 500)},

	{"string_into_struct", into[Args](), `"s"`},
	{"number_into_struct", into[Args](), `5`},
	{"array_into_struct", into[Args](), `[1,2]`},
	{"bool_into_struct", into[Args](), `true`},
	{"string_into_field", into[Args](), `{"A":"s","B":4}`},
	{"bool_into_field", into[Args](), `{"A":true}`},
	{"object_into_field", into[Args](), `{"A":{"x":1}}`},
	{"array_into_field", into[Args](), `{"A":[]}`},
	{"key_as_it_was_sent", into[Args](), `{"a":"s"}`},
	{"fraction_into_int", into[Args](), `{"A":1.5}`},
	{"exponent_into_int", into[Args](), `{"A":1e2}`},
	{"int_too_large", into[Args](), `{"A":99999999999999999999}`},
	{"int_one_too_large", into[int](), `9223372036854775808`},
	{"int8_too_large", into[int8](), `300`},
	{"uint_negative", into[uint](), `-1`},
	{"uint_negative_zero", into[uint](), `-0`},
	{"int_with_fraction_zero", into[int](), `5.0`},
	{"float_too_large", into[float64](), `1e400`},
	{"float32_too_large", into[float32](), `1e39`},
	{"string_into_float", into[float64](), `"x"`},
	{"number_into_string", into[string](), `5`},
	{"number_into_bool", into[bool](), `1`},
	{"string_into_int", into[int](), `"5"`},
	{"string_into_element", into[[]int](), `[1,"x"]`},
	{"object_into_slice", into[[]int](), `{}`},
	{"string_into_slice", into[[]int](), `"AAE="`},
	{"string_into_map_value", into[map[string]int](), `{"z":"q"}`},
	{"array_into_map", into[map[string]int](), `[]`},
	{"map_key_is_no_number", into[map[int]int](), `{"a":1}`},
	{"map_key_too_large", into[map[int8]int](), `{"300":1}`},
	{"map_key_with_plus_sign", into[map[uint]int](), `{"+1":1}`},
	{"path_is_escaped", into[map[string]int](), `{"a/b~c":"q"}`},
	{"path_through_slices", into[Everything](), `{"Points":[{"X":1},{"X":"s"}]}`},
	{"path_through_pointers", into[Tree](), `{"Left":{"Right":{"Value":"s"}}}`},
	{"path_through_maps", into[map[string][]Args](), `{"k":[{"A":1},{"B":""}]}`},
	{"path_ends_in_digits", into[map[string]int](), `{"12":"q"}`},
	{"base64_bad", into[[]byte](), `"***"`},
	{"base64_unpadded", into[[]byte](), `"aGk"`},
	{"base64_url_alphabet", into[[]byte](), `"a-_="`},
	{"byte_too_large", into[[]byte](), `[1,300]`},
	{"number_into_bytes", into[[]byte](), `5`},
	{"string_into_byte_array", into[[2]byte](), `"AAE="`},
	{"object_into_array", into[[3]int](), `{}`},
	{"number_into_empty_struct", into[struct{}](), `5`},

	{"syntax_nothing", into[Args](), ``},
	{"syntax_truncated", into[Args](), `{"A":1`},
	{"syntax_trailing_comma", into[Args](), `{"A":1,}`},
	{"syntax_leading_zero", into[Args](), `{"A":01}`},
	{"syntax_no_digit_after_point", into[Args](), `{"A":1.}`},
	{"syntax_plus", into[Args](), `{"A":+1}`},
	{"syntax_single_quotes", into[Args](), `{'A':1}`},
	{"syntax_control_character", into[string](), "\"a\tb\""},
	{"syntax_escape", into[string](), `"\x"`},
	{"syntax_short_unicode_escape", into[string](), `"\u12"`},
	{"syntax_byte_order_mark", into[Args](), "\ufeff{}"},
	{"syntax_after_value", into[Args](), `{}x`},
	{"syntax_literal", into[bool](), `trux`},
	{"syntax_too_deep", into[any](), strings.Repeat("[", 10001) + strings.Repeat("]", 10001)},
}
