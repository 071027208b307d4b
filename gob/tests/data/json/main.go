// Prints what encoding/gob sends of values, each from a process of its own, and what encoding/json prints of what
// is decoded from that: lines of hex, a tab, and JSON.
//
//	go build -o json . && ./json > values.tsv
package main

import (
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"reflect"
	"strconv"
)

type P struct{ X, Y int }
type N struct {
	V    int
	Next *N
	Arr  [2]int
	PA   *[2]int
	B    []byte
	S    []int
	M    map[string]int
	I    any
	F    float64
	C    [3]byte
}

func main() {
	gob.Register(P{})
	gob.Register([]any{})
	gob.Register(map[string]any{})
	vals := []any{
		[]int{1, -2, 0}, []int{}, []byte{1, 2, 3}, [][]byte{{}, {1}}, [][]int{{}, {1}},
		map[string][]int{"a": {}}, map[string]map[string]int{"a": nil},
		N{}, &N{V: 1, Next: &N{PA: &[2]int{}}, B: []byte("go"), S: []int{0}, M: map[string]int{"k": 0}, I: P{1, 0}, F: math.Copysign(0, -1)},
		map[float64]int{-0.0: 1, 1e21: 2, 1.5: 3}, map[bool]int{true: 1}, map[uint8]int{10: 1, 9: 2},
		map[any]int{10: 1, "9": 2}, map[P]int{{1, 2}: 1}, complex(1, 2),
		"a\xffb\xe4\xb8\u00e9\"\\", map[string]int{"a\xff": 1, "a\xfe": 2},
		[]any{1, nil, P{1, 2}, []any{3.5, float32(0.1)}, map[string]any{"b": true, "a": "x"}},
		1e21, 1e20, 123456789.0, 1e-7, 0.000001, 5e-324, math.MaxFloat64, math.NaN(), math.Inf(-1), float32(0.5), [3]byte{1, 2, 3}, uint64(math.MaxUint64), []float64{0, 1, math.Copysign(0, -1), 1e15, 9007199254740993, 1e18},
	}
	if len(os.Args) < 2 {
		for i := range vals {
			out, _ := exec.Command(os.Args[0], strconv.Itoa(i)).CombinedOutput()
			fmt.Print(string(out))
		}
		return
	}
	i, _ := strconv.Atoi(os.Args[1])
	v := vals[i]
	var b bytes.Buffer
	if err := gob.NewEncoder(&b).Encode(v); err != nil {
		panic(err)
	}
	h := fmt.Sprintf("%x", b.Bytes())
	t := reflect.TypeOf(v)
	if t.Kind() == reflect.Ptr {
		t = t.Elem()
	}
	out := reflect.New(t)
	if err := gob.NewDecoder(&b).Decode(out.Interface()); err != nil {
		panic(err)
	}
	var js bytes.Buffer
	e := json.NewEncoder(&js)
	e.SetEscapeHTML(false)
	err := e.Encode(out.Interface())
	s := string(bytes.TrimSpace(js.Bytes()))
	if err != nil {
		s = "error: " + err.Error()
	}
	fmt.Printf("%s\t%s\n", h, s)
}
