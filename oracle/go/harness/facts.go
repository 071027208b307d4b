package main

import (
	"bytes"
	"encoding/binary"
	"encoding/gob"
	"reflect"
)

// factConfused: gob keeps what it has compiled for a field by the field's type alone, so a second field of
// that type is decoded as the first one's remote type, even if its own is another one.
const factConfused = "confused"

// factSkips: gob passes over a part that may hold an interface, and does that wrongly if it is nil or if
// definitions come within it.
const factSkips = "skips"

// factTwoWays: a type is said to have several methods by which it encodes itself, which gob finds in no type.
const factTwoWays = "two ways"

// factOwn: a value is of a type that describes types, which no encoder sends but within definitions.
const factOwn = "own"

// factLate: a type is defined only after the beginning of a value that has it.
const factLate = "late"

// facts says what is known to lead gob astray in a stream that is decoded into typ. Definitions within values
// are not looked at.
func facts(stream []byte, typ reflect.Type) string {
	f := &finder{definitions: map[int64]*wireType{}, compiled: map[compiled]bool{}, facts: map[string]bool{}, missing: map[int64]bool{}}
	f.read(stream)
	for id, wire := range f.definitions {
		for _, each := range concretes {
			// What stands in an interface is not to be told from the types alone.
			if base := pointee(each.typ); wire.StructT != nil && base.Kind() == reflect.Struct &&
				base.Name() == wire.StructT.CommonType.Name {
				f.structure(id, wire.StructT, base)
			}
		}
	}
	for _, top := range f.tops {
		if firstOwnId <= top && top < firstUserId {
			f.facts[factOwn] = true
		}
		f.op(top, typ, map[reflect.Type]int64{})
	}
	text := ""
	for fact := range f.facts {
		text += fact + " "
	}
	return text
}

// wireType and its parts are gob's own, which are not exported. All of its fields must be here: gob can decode
// this type, but cannot skip parts of it.
type wireType struct {
	ArrayT           *elementType
	SliceT           *elementType
	StructT          *structType
	MapT             *mapType
	GobEncoderT      *struct{ CommonType commonType }
	BinaryMarshalerT *struct{ CommonType commonType }
	TextMarshalerT   *struct{ CommonType commonType }
}

type commonType struct {
	Name string
	Id   int64
}

type elementType struct {
	CommonType commonType
	Elem       int64
	Len        int
}

type structType struct {
	CommonType commonType
	Field      []commonType
}

type mapType struct {
	CommonType commonType
	Key, Elem  int64
}

type finder struct {
	definitions map[int64]*wireType
	// tops are the ids of the values.
	tops     []int64
	compiled map[compiled]bool
	facts    map[string]bool
	// missing are types that were not defined when a value began that refers to them.
	missing map[int64]bool
}

type compiled struct {
	typ reflect.Type
	id  int64
}

// read collects the types of the values, and all definitions: also those within values, by looking everywhere.
func (f *finder) read(stream []byte) {
	f.readMessages(stream)
	f.look(stream)
	for id := range f.missing {
		if f.definitions[id] != nil {
			f.facts[factLate] = true
		}
	}
}

// look collects the definitions that begin anywhere in a text.
func (f *finder) look(text []byte) {
	for i := range text {
		id, n := takeUint(text[i:])
		if n == 0 || id&1 == 0 {
			continue
		}
		definition := parse(text[i+n:])
		if definition == nil {
			continue
		}
		if definition.id() == int64(id>>1)+1 {
			f.define(definition.id(), definition)
		} else if definition.ways() > 1 {
			// The id within is another one where gob met a pointer to the type first.
			f.facts[factTwoWays] = true
		}
	}
}

func (f *finder) readMessages(stream []byte) {
	for len(stream) > 0 {
		length, n := takeUint(stream)
		if n == 0 || length > uint64(len(stream)-n) {
			return
		}
		message := stream[n : n+int(length)]
		stream = stream[n+int(length):]
		id, n := takeUint(message)
		if n == 0 {
			continue
		}
		if id&1 == 0 {
			f.tops = append(f.tops, int64(id>>1))
			f.findMissing(int64(id>>1), map[int64]bool{})
		} else if definition := parse(message[n:]); definition != nil {
			f.define(int64(id>>1)+1, definition)
		}
		// What is defined within a value comes after its beginning. Gob reads a definition to the end of its message at most,
		// so one that damage has left without its end is seen in the message alone.
		f.look(message)
	}
}

// findMissing notes what a type refers to and is not defined yet.
func (f *finder) findMissing(id int64, seen map[int64]bool) {
	if id < firstUserId || seen[id] {
		return
	}
	seen[id] = true
	wire := f.definitions[id]
	switch {
	case wire == nil:
		f.missing[id] = true
	case wire.ArrayT != nil:
		f.findMissing(wire.ArrayT.Elem, seen)
	case wire.SliceT != nil:
		f.findMissing(wire.SliceT.Elem, seen)
	case wire.MapT != nil:
		f.findMissing(wire.MapT.Key, seen)
		f.findMissing(wire.MapT.Elem, seen)
	case wire.StructT != nil:
		for _, field := range wire.StructT.Field {
			f.findMissing(field.Id, seen)
		}
	}
}

const (
	firstOwnId  = 16
	firstUserId = 64
)

func pointee(typ reflect.Type) reflect.Type {
	for typ.Kind() == reflect.Pointer {
		typ = typ.Elem()
	}
	return typ
}

// parse reads the definition that a text begins with.
func parse(text []byte) *wireType {
	text = text[:min(len(text), maxDefinition)]
	// A definition is a value of the predeclared type 16.
	value := append([]byte{16 << 1}, text...)
	value = append(binary.BigEndian.AppendUint32([]byte{0xfc}, uint32(len(value))), value...)
	definition := new(wireType)
	if err := gob.NewDecoder(bytes.NewReader(value)).Decode(definition); err != nil {
		return nil
	}
	return definition
}

// maxDefinition bounds the work of looking for definitions.
const maxDefinition = 1 << 12

func (f *finder) define(id int64, definition *wireType) {
	f.definitions[id] = definition
	if definition.ways() > 1 {
		f.facts[factTwoWays] = true
	}
}

// ways says by how many methods a type is said to encode itself.
func (w *wireType) ways() int {
	ways := 0
	for _, has := range []bool{w.GobEncoderT != nil, w.BinaryMarshalerT != nil, w.TextMarshalerT != nil} {
		if has {
			ways++
		}
	}
	return ways
}

func (w *wireType) id() int64 {
	switch {
	case w.ArrayT != nil:
		return w.ArrayT.CommonType.Id
	case w.SliceT != nil:
		return w.SliceT.CommonType.Id
	case w.StructT != nil:
		return w.StructT.CommonType.Id
	case w.MapT != nil:
		return w.MapT.CommonType.Id
	case w.GobEncoderT != nil:
		return w.GobEncoderT.CommonType.Id
	case w.BinaryMarshalerT != nil:
		return w.BinaryMarshalerT.CommonType.Id
	case w.TextMarshalerT != nil:
		return w.TextMarshalerT.CommonType.Id
	}
	return 0
}

// op goes the way of gob's decOpFor.
func (f *finder) op(id int64, typ reflect.Type, seen map[reflect.Type]int64) {
	base := pointee(typ)
	switch base.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.Struct:
	default:
		return
	}
	if known, ok := seen[typ]; ok {
		if known != id {
			f.facts[factConfused] = true
		}
		return
	}
	seen[typ] = id
	wire := f.definitions[id]
	switch {
	case wire == nil:
	case base.Kind() == reflect.Struct && wire.StructT != nil:
		f.structure(id, wire.StructT, base)
	case base.Kind() == reflect.Array && wire.ArrayT != nil:
		f.op(wire.ArrayT.Elem, base.Elem(), seen)
	case base.Kind() == reflect.Slice && wire.SliceT != nil:
		f.op(wire.SliceT.Elem, base.Elem(), seen)
	case base.Kind() == reflect.Map && wire.MapT != nil:
		f.op(wire.MapT.Key, base.Key(), seen)
		f.op(wire.MapT.Elem, base.Elem(), seen)
	}
}

// structure goes the way of gob's compileDec.
func (f *finder) structure(id int64, wire *structType, typ reflect.Type) {
	if f.compiled[compiled{typ, id}] {
		return
	}
	f.compiled[compiled{typ, id}] = true
	seen := map[reflect.Type]int64{}
	for _, field := range wire.Field {
		if local, ok := typ.FieldByName(field.Name); ok && local.IsExported() {
			f.op(field.Id, local.Type, seen)
		} else if f.holdsInterface(field.Id, map[int64]bool{}) {
			f.facts[factSkips] = true
		}
	}
}

func (f *finder) holdsInterface(id int64, seen map[int64]bool) bool {
	wire := f.definitions[id]
	if id == interfaceId || wire == nil || seen[id] {
		return id == interfaceId
	}
	seen[id] = true
	switch {
	case wire.ArrayT != nil:
		return f.holdsInterface(wire.ArrayT.Elem, seen)
	case wire.SliceT != nil:
		return f.holdsInterface(wire.SliceT.Elem, seen)
	case wire.MapT != nil:
		return f.holdsInterface(wire.MapT.Key, seen) || f.holdsInterface(wire.MapT.Elem, seen)
	case wire.StructT != nil:
		for _, field := range wire.StructT.Field {
			if f.holdsInterface(field.Id, seen) {
				return true
			}
		}
	}
	return false
}

const interfaceId = 8

// takeUint reads gob's unsigned integer, and says how many bytes it has; 0 if it has none.
func takeUint(input []byte) (uint64, int) {
	if len(input) == 0 {
		return 0, 0
	}
	if input[0] <= 0x7f {
		return uint64(input[0]), 1
	}
	count := -int(int8(input[0]))
	if count > 8 || len(input) < 1+count {
		return 0, 0
	}
	value := uint64(0)
	for _, b := range input[1 : 1+count] {
		value = value<<8 | uint64(b)
	}
	return value, 1 + count
}
