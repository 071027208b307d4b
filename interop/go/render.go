package main

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"reflect"
	"sort"
	"strconv"
	"strings"
	"time"
)

// render writes a value in the notation of the transcripts, which every language can print:
// true, -3, 1.5, (1.5-2i), "text", bytes(len=3, fnv1a=1a2b3c4d), [1 2], {"a":1 "b":2} (sorted),
// {X:1 Y:2}, nil. README.md has the rules.
func render(v reflect.Value) string {
	if text, ok := libraryText(v); ok {
		return text
	}
	switch v.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return render(v.Elem())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return strconv.FormatUint(v.Uint(), 10)
	case reflect.Float32:
		return strconv.FormatFloat(v.Float(), 'f', -1, 32)
	case reflect.Float64:
		return strconv.FormatFloat(v.Float(), 'f', -1, 64)
	case reflect.Complex64, reflect.Complex128:
		return strconv.FormatComplex(v.Complex(), 'f', -1, 128)
	case reflect.String:
		return strconv.QuoteToASCII(v.String())
	case reflect.Slice:
		if v.Type() == reflect.TypeOf(json.RawMessage{}) {
			return string(v.Bytes())
		}
		if v.Type().Elem().Kind() == reflect.Uint8 {
			hash := fnv.New32a()
			hash.Write(v.Bytes())
			return fmt.Sprintf("bytes(len=%d, fnv1a=%08x)", v.Len(), hash.Sum32())
		}
		return list(v)
	case reflect.Array:
		return list(v)
	case reflect.Map:
		var entries []string
		for _, key := range v.MapKeys() {
			entries = append(entries, render(key)+":"+render(v.MapIndex(key)))
		}
		sort.Strings(entries)
		return "{" + strings.Join(entries, " ") + "}"
	case reflect.Struct:
		var fields []string
		for i := 0; i < v.NumField(); i++ {
			if field := v.Type().Field(i); field.IsExported() {
				fields = append(fields, field.Name+":"+render(v.Field(i)))
			}
		}
		return "{" + strings.Join(fields, " ") + "}"
	}
	panic("no notation for " + v.Type().String())
}

// libraryText writes the values of the library's own types as their texts.
func libraryText(v reflect.Value) (text string, ok bool) {
	if !v.IsValid() || !v.CanInterface() {
		return "", false
	}
	switch value := v.Interface().(type) {
	case time.Time:
		return value.Format(time.RFC3339Nano), true
	case big.Int:
		return value.String(), true
	case big.Float:
		return value.String(), true
	case big.Rat:
		return value.String(), true
	case url.URL:
		return value.String(), true
	case netip.Addr:
		return value.String(), true
	case netip.AddrPort:
		return value.String(), true
	case netip.Prefix:
		return value.String(), true
	case net.IP:
		return value.String(), true
	}
	return "", false
}

func list(v reflect.Value) string {
	elements := make([]string, v.Len())
	for i := range elements {
		elements[i] = render(v.Index(i))
	}
	return "[" + strings.Join(elements, " ") + "]"
}
