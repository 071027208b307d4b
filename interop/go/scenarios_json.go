package main

import (
	"encoding/json"
	"math"
)

// jsonScenarios are those of gob that say something about JSON too, and those that JSON has alone.
var jsonScenarios = []scenario{
	// Calls of Go's client, one in flight.
	{"add_twice", live, "the bytes of a request and a reply", addTwice},
	{"zero_reply", live, "zeros are sent", zeroReply},
	{"error_first", live, "a handler's error as the first reply, twice, then a reply", errorFirst},
	{"error_with_empty_text", live, "a handler's error without text counts as success", emptyError},
	{"arith_methods", live, "arguments by value and by pointer, string arguments, string and int replies", arithMethods},
	{"methods_not_found", live, "ill-formed names, unknown services and methods; the connection goes on", notFound},
	{"wrong_arguments", live, "arguments of the wrong type, each with Go's text; the connection goes on", wrongArguments},
	{"echo_scalars", live, "each scalar kind as argument and reply; complex numbers have no JSON", echoScalars},
	{"echo_containers", live, "slices, arrays, maps, struct{} as argument and reply", echoContainers},
	{"echo_everything", live, "a struct with a complex number in it has no JSON", echoEverything},
	{"echo_standard", live, "the same as encoding/json has it", echoStandard},
	{"echo_large", live, "bodies of several kilobytes", echoLarge},
	{"nil_pointer_reply", live, "a result of null: Go's client gives up the connection", nilPointerReply},
	{"reply_of_another_type", live, "the client cannot decode a reply: pending calls fail too, later ones are shut down", replyOfAnotherType},
	{"replies_merge", live, "a reply is decoded into what the caller's value holds", repliesMerge},
	{"reply_ignored", live, "the caller wants no reply", replyIgnored},
	{"out_of_order", live, "a later call is answered first", outOfOrder},
	{"dropped_peer", live, "the server drops the connection while calls are pending", droppedPeer},
	// Cancellation, as a fork of net/rpc has it.
	{"cancel_not_understood", live, "net/rpc knows no cancellation", cancelNotUnderstood},
	{"give_up_a_call", live, "a client that gives a call up says so; a server that does not know it loses nothing", giveUpACall},
	// What JSON has alone.
	{"json_numbers", live, "integers of 64 bits, floats with and without exponent, each in Go's digits", jsonNumbers},
	{"json_strings", live, "HTML, U+2028, control characters, other planes: in values, in errors, in a method's name", jsonStrings},
	{"json_document", live, "tags, embedded and omitted fields, nil and empty ones, keys that are numbers", jsonDocument},
	{"json_any", live, "arguments and replies of any type", jsonAny},
	{"json_raw", live, "JSON as it came, but for its spaces", jsonRaw},
	{"json_collections", live, "replies left alone are empty, not null", jsonCollections},
	{"json_null_arguments", live, "nil arguments", jsonNullArguments},
	{"json_unencodable_arguments", live, "arguments without JSON: nothing is sent, the id is used up", jsonUnencodable},
	{"json_null_results", live, "null for a nil slice, map and interface: each time Go's client gives up the connection", jsonNullResults},
	{"json_results_of_every_kind", live, "each kind of result for each kind of reply, a connection for each", jsonResults},
	// Load.
	{"pipelined_10000", live, "10,000 calls sent without waiting", pipelined},
	{"overlapping_64", live, "64 calls that can only end together", overlapping},
	{"echo_1_mib", live, "1 MiB there and back", echoMebibyte},
	{"map_of_many", live, "a map of 100 entries, sorted", mapOfMany},
	// Against scripted replies.
	{"three_pending", scripted, "Arith.Add{1,2} three times at once, printed in the order of Seq, then once more", threePending},
	// Together with clients of the other format.
	{"meet_of_four", scripted, "a call that ends together with those of three other clients", meetOfFour},
}

func jsonNumbers(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, v := range []int{math.MinInt64, math.MaxInt64, 1<<53 + 1} {
		c.call("Echo.Int", v, new(int))
	}
	c.call("Echo.Uint", uint64(math.MaxUint64), new(uint64))
	for _, v := range []float64{
		100, 1e20, 1e21, 123456789012345680000, 0.000001, 1e-7, 9.5e-7, 0.1, 1.0 / 3, math.Copysign(0, -1),
		math.MaxFloat64, math.SmallestNonzeroFloat64, 2.5e10, 12345678.9,
	} {
		c.call("Echo.Float", v, new(float64))
	}
	for _, v := range []float32{0.1, 1.0 / 3, 1e20, 1e21, 1e-6, 1e-7, math.MaxFloat32, 16777216} {
		c.call("JSON.Float32", v, new(float32))
	}
}

// peculiar has a character of every kind that JSON's writers treat in their own way.
const peculiar = "<a href='x'>&amp;</a> \"\\/ \b\f\n\r\t\x00\x1f\x7f \u00e9\u2028\u2029\ufffd\U0001f600"

// peculiarName has such characters, but for those that would break the lines of a transcript.
const peculiarName = "<a>&'\"\\/ \u00e9\u2028\u2029\ufffd\U0001f600"

func jsonStrings(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.String", peculiar, new(string))
	c.call("Echo.Strings", []string{peculiar, ""}, new([]string))
	c.call("Echo.Map", map[string]int{peculiar: 1, "<": 2, "a": 3, "Z": 4, "\u00e9": 5, "": 6}, new(map[string]int))
	c.call("JSON.Fail", peculiar, new(int))
	c.call("JSON.Fail", "null", new(int))
	c.call(peculiarName, 1, new(int))
	c.call(peculiarName+"."+peculiarName, 1, new(int))
}

func jsonDocument(t *transcript) {
	c := t.client()
	defer c.Close()
	full := Document{
		ID: math.MaxUint64, Title: "<T>", Ratio: 1e21, Short: 0.1, Body: []byte{0, 1, 255}, Tags: []string{"a", ""},
		ByNumber: map[int]string{10: "x", 9: "y", -1: "z"}, Octets: [2]byte{1, 255}, Any: []any{true, "s", nil, 1.5},
		Point: Point{3, 4}, Note: "n", Secret: 5, Parent: &Document{ID: 1, Body: []byte{}, Tags: []string{}},
	}
	c.call("JSON.Document", &full, new(Document))
	c.call("JSON.Document", &Document{}, new(Document))
	c.call("JSON.Document", map[string]any{"ID": 7, "TITLE": "t", "X": 1, "unknown": []int{1}}, new(Document))
}

func jsonAny(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("JSON.Any", map[string]any{"b": 1, "a": []any{1.5, "<", nil, true, map[string]any{}}}, new(any))
	c.call("JSON.Any", "text", new(any))
	c.call("JSON.Any", []any{}, new(any))
	c.call("JSON.Any", false, new(any))
	c.call("JSON.Any", 1<<53, new(any))
	c.call("JSON.Any", uint64(math.MaxUint64), new(any))
}

func jsonRaw(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, text := range []string{
		`{ "b" : [ 1 , 2.50 , 1e2 ] , "a" : "<\u00e9\/\ud800>" , "a" : null }`, `12345678901234567890123`, `"text"`, `[ ]`,
	} {
		c.call("JSON.Raw", json.RawMessage(text), new(json.RawMessage))
	}
}

func jsonCollections(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Replies.EmptyString", 3, new(string))
	c.call("Replies.Map", 3, new(map[int]int))
	c.call("Replies.EmptyMap", 3, new(map[int]int))
	c.call("Replies.Slice", 3, new([]int))
	c.call("Replies.EmptySlice", 3, new([]int))
	c.call("Replies.Array", 3, new([2]bool))
	c.call("Replies.Empty", 3, new(struct{}))
	c.call("Replies.Pointer", 3, new(Reply))
	c.call("Replies.Pointer", 4, new(*Reply))
}

func jsonNullArguments(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Arith.Add", (*Args)(nil), new(Reply))
	c.call("JSON.Pointer", (*Args)(nil), new(Args))
	c.call("Echo.Int", (*int)(nil), new(int))
	c.call("Arith.String", (*Args)(nil), new(string))
}

func jsonUnencodable(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Echo.Float", math.NaN(), new(float64))
	c.call("Echo.Float", math.Inf(1), new(float64))
	c.call("Echo.Float", math.Inf(-1), new(float64))
	c.call("JSON.Float32", float32(math.Inf(1)), new(float32))
	c.call("Arith.Add", Args{1, 2}, new(Reply))
}

func jsonNullResults(t *transcript) {
	c := t.client()
	defer c.Close()
	pending := c.start("Slow.Wait", 8, new(int))
	c.call("JSON.NilSlice", 3, new([]int))
	t.release(8)
	pending.finish()
	c.call("Arith.Add", Args{1, 2}, new(Reply))

	c = t.client()
	defer c.Close()
	c.call("JSON.NilMap", 3, new(map[int]int))

	c = t.client()
	defer c.Close()
	c.call("JSON.Any", nil, new(any))
}

func jsonResults(t *transcript) {
	for _, kind := range []string{
		`true`, `5`, `-1`, `300`, `1.5`, `1e2`, `1e400`, `99999999999999999999`, `"s"`, `"AQI="`, `""`, `[]`, `[1]`, `["x"]`, `[1,2,3,4]`,
		`{}`, `{"a":1}`, `{"C":"x"}`, `{"a":{"X":"y"}}`, `[{"X":1},{"X":[]}]`,
	} {
		for _, reply := range []any{
			new(bool), new(int), new(uint64), new(int8), new(float64), new(float32), new(string), new([]byte), new([]int), new([]string),
			new([3]int), new(map[string]int), new([]Point), new(map[string]Point), new(Reply), new(struct{}), new(*Reply), new(any),
		} {
			c := t.client()
			c.call("JSON.Raw", json.RawMessage(kind), reply)
			c.Close()
		}
	}
}
