package main

import (
	"bytes"
	"fmt"
	"math"
	"math/big"
	"net/url"
	"reflect"
	"sort"
	"strconv"
	"time"
)

// dump writes a value so that two values have the same text exactly if they are deeply equal, but that a NaN
// is equal to itself, that 0 and -0 differ, and so do NaNs of different bits. Entries of a map are sorted.
func dump(out []byte, v reflect.Value) []byte {
	if known := dumpKnown(v); known != "" {
		return append(out, known...)
	}
	switch v.Kind() {
	case reflect.Bool:
		return strconv.AppendBool(out, v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.AppendInt(out, v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return strconv.AppendUint(out, v.Uint(), 10)
	case reflect.Float32, reflect.Float64:
		return dumpFloat(out, v.Float())
	case reflect.Complex64, reflect.Complex128:
		out = dumpFloat(append(out, '('), real(v.Complex()))
		out = dumpFloat(append(out, ' '), imag(v.Complex()))
		return append(out, ')')
	case reflect.String:
		return strconv.AppendQuote(out, v.String())
	case reflect.Pointer:
		if v.IsNil() {
			return append(out, "nil"...)
		}
		return dump(append(out, '&'), v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			return append(out, "nil"...)
		}
		out = append(append(out, v.Elem().Type().String()...), '(')
		return append(dump(out, v.Elem()), ')')
	case reflect.Slice:
		if v.IsNil() {
			return append(out, "nil"...)
		}
		return dumpElements(out, v)
	case reflect.Array:
		return dumpElements(out, v)
	case reflect.Map:
		if v.IsNil() && nilMaps {
			return append(out, "nil"...)
		}
		return dumpMap(out, v)
	case reflect.Struct:
		out = append(out, '{')
		for i := 0; i < v.NumField(); i++ {
			if i > 0 {
				out = append(out, ' ')
			}
			out = append(append(out, v.Type().Field(i).Name...), ':')
			out = dump(out, v.Field(i))
		}
		return append(out, '}')
	case reflect.Chan, reflect.Func:
		// Never sent; nil on both sides.
		return append(out, "nil"...)
	}
	panic("cannot dump " + v.Type().String())
}

// nilMaps is false for types whose other half cannot tell a nil map from an empty one.
var nilMaps = true

// dumpKnown prints types of the standard library whose fields say less, or more, than their value. Only
// exported fields can be asked for it.
func dumpKnown(v reflect.Value) string {
	if v.Kind() != reflect.Struct || v.Type().PkgPath() == "main" || !v.CanInterface() {
		return ""
	}
	switch known := v.Interface().(type) {
	case time.Time:
		_, offset := known.Zone()
		return fmt.Sprintf("time(%d.%09d %d %s)", known.Unix(), known.Nanosecond(), offset, known.Location())
	case big.Int:
		return "big(" + known.String() + ")"
	case big.Rat:
		return "rat(" + known.String() + ")"
	case big.Float:
		return fmt.Sprintf("float(%s %d %v)", known.Text('p', 0), known.Prec(), known.Mode())
	case url.URL:
		return "url(" + strconv.Quote(known.String()) + ")"
	}
	return ""
}

func dumpFloat(out []byte, f float64) []byte {
	if f != f {
		out = append(out, "NaN:"...)
		return strconv.AppendUint(out, math.Float64bits(f), 16)
	}
	return strconv.AppendFloat(out, f, 'g', -1, 64)
}

func dumpElements(out []byte, v reflect.Value) []byte {
	if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice {
		return strconv.AppendQuote(append(out, 'b'), string(v.Bytes()))
	}
	out = append(out, '[')
	for i := 0; i < v.Len(); i++ {
		if i > 0 {
			out = append(out, ' ')
		}
		out = dump(out, v.Index(i))
	}
	return append(out, ']')
}

func dumpMap(out []byte, v reflect.Value) []byte {
	var entries [][]byte
	for each := v.MapRange(); each.Next(); {
		entry := append(dump(nil, each.Key()), ':')
		entries = append(entries, dump(entry, each.Value()))
	}
	sort.Slice(entries, func(i, j int) bool { return bytes.Compare(entries[i], entries[j]) < 0 })
	out = append(out, "map["...)
	out = append(out, bytes.Join(entries, []byte{' '})...)
	return append(out, ']')
}
