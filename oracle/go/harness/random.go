package main

import (
	"encoding/gob"
	"math"
	"math/big"
	"net/netip"
	"net/url"
	"reflect"
	"time"
)

// serveMake makes values and encodes them on one stream.
//
//	seed, types -> ok, stream or text
func serveMake(in *reader, out *writer) {
	seed, types := in.uint64(), in.types()
	var values []reflect.Value
	for i, typ := range types {
		maker := &maker{random: random{seed + uint64(i)*0x9e3779b97f4a7c15}}
		maker.budget = maker.size()
		value := reflect.New(typ)
		maker.fill(value.Elem(), 0)
		values = append(values, value)
	}
	stream, err := encodeAll(values)
	if err != "" {
		out.byte(0)
		out.text(err)
		return
	}
	out.byte(1)
	out.block(stream)
}

// concrete is a type that may stand in an interface.
type concrete struct {
	typ reflect.Type
	// hashable holds no interface, so that no value of it makes a map panic.
	hashable bool
}

var concretes []concrete

// register tells gob the type of a value, and the maker too.
func register(name string, value any) {
	if name == "" {
		gob.Register(value)
	} else {
		gob.RegisterName(name, value)
	}
	addConcrete(value)
}

func addConcrete(value any) {
	typ := reflect.TypeOf(value)
	concretes = append(concretes, concrete{typ, isHashable(typ)})
}

func init() {
	// What gob registers itself.
	for _, value := range []any{
		int(0), int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), uintptr(0),
		float32(0), float64(0), complex64(0), complex128(0), false, "", []byte(nil), []int(nil), []int8(nil),
		[]uint64(nil), []float32(nil), []float64(nil), []complex64(nil), []uintptr(nil), []bool(nil), []string(nil),
	} {
		addConcrete(value)
	}
}

func isHashable(typ reflect.Type) bool {
	switch typ.Kind() {
	case reflect.Interface:
		return false
	case reflect.Array:
		return isHashable(typ.Elem())
	case reflect.Struct:
		for i := 0; i < typ.NumField(); i++ {
			if !isHashable(typ.Field(i).Type) {
				return false
			}
		}
		return true
	}
	return typ.Comparable()
}

// candidates are the concrete types for an interface type.
func candidates(typ reflect.Type, hashable bool) []reflect.Type {
	key := candidateKey{typ, hashable}
	found, known := candidateCache[key]
	if known {
		return found
	}
	for _, each := range concretes {
		if each.typ.AssignableTo(typ) && (each.hashable || !hashable) {
			found = append(found, each.typ)
		}
	}
	candidateCache[key] = found
	return found
}

type candidateKey struct {
	typ      reflect.Type
	hashable bool
}

var candidateCache = map[candidateKey][]reflect.Type{}

// random is SplitMix64: the same on every Go.
type random struct {
	state uint64
}

func (r *random) uint64() uint64 {
	r.state += 0x9e3779b97f4a7c15
	z := r.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

func (r *random) below(n int) int { return int(r.uint64() % uint64(n)) }

func (r *random) oneIn(n int) bool { return r.below(n) == 0 }

// maker makes one value; the budget is how many parts it may still have.
type maker struct {
	random
	budget int
	// key is true inside of a map's key, where interfaces must hold what can be hashed.
	key bool
	// anyBytes is true inside of a struct whose strings need not be UTF-8 in any case.
	anyBytes bool
}

func (m *maker) size() int {
	switch {
	case m.oneIn(100):
		return 3000
	case m.oneIn(10):
		return 300
	}
	return 5 + m.below(50)
}

// mustEnd says whether recursion should end here.
func (m *maker) mustEnd(depth int) bool {
	return m.budget <= 0 || depth > 40 || m.below(depth+4) > 6
}

// fill sets a zero value to a random one. What must not be nil (elements, the top) is not left nil by the
// callers; here nil is a choice.
func (m *maker) fill(v reflect.Value, depth int) {
	m.budget--
	if m.fillKnown(v) {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(m.oneIn(2))
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(m.integer()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(m.integer())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(m.float())
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(m.float(), m.float()))
	case reflect.String:
		v.SetString(m.text())
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		m.fill(v.Elem(), depth+1)
	case reflect.Interface:
		m.fillInterface(v, depth)
	case reflect.Slice:
		m.fillSlice(v, depth)
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			m.fill(v.Index(i), depth+1)
		}
	case reflect.Map:
		m.fillMap(v, depth)
	case reflect.Struct:
		m.fillStruct(v, depth)
	}
}

func (m *maker) fillStruct(v reflect.Value, depth int) {
	sparse := m.oneIn(4)
	if _, ok := v.Addr().Interface().(interface{ anyBytes() }); ok {
		outer := m.anyBytes
		m.anyBytes = true
		defer func() { m.anyBytes = outer }()
	}
	for i := 0; i < v.NumField(); i++ {
		field := v.Field(i)
		if !field.CanSet() {
			continue
		}
		leave := sparse && !m.oneIn(3) || m.oneIn(6) || mayBeNil(field.Kind()) && m.mustEnd(depth)
		if leave && isEncodable(field.Type()) {
			continue
		}
		m.fill(field, depth+1)
	}
}

// isEncodable says whether the zero value can be a field: there must be no nil in an array.
func isEncodable(typ reflect.Type) bool {
	switch typ.Kind() {
	case reflect.Array:
		return typ.Len() == 0 || typ.Elem().Kind() != reflect.Pointer && isEncodable(typ.Elem())
	case reflect.Struct:
		for i := 0; i < typ.NumField(); i++ {
			if field := typ.Field(i); field.IsExported() && !isEncodable(field.Type) {
				return false
			}
		}
	}
	return true
}

func mayBeNil(kind reflect.Kind) bool {
	return kind == reflect.Pointer || kind == reflect.Map || kind == reflect.Slice || kind == reflect.Interface
}

func (m *maker) fillInterface(v reflect.Value, depth int) {
	found := candidates(v.Type(), m.key)
	if len(found) == 0 || m.oneIn(8) || m.budget <= 0 || m.mustEnd(depth) && m.oneIn(2) {
		return
	}
	typ := found[m.below(len(found))]
	if m.oneIn(2) || m.mustEnd(depth) {
		// Most types are declared: without this the predeclared ones are rare.
		for _, each := range found[:min(len(found), 27)] {
			if m.oneIn(4) {
				typ = each
				break
			}
		}
	}
	inner := reflect.New(typ).Elem()
	m.fill(inner, depth+1)
	v.Set(inner)
}

// length of a slice or map: none, few, and now and then many.
func (m *maker) length(depth int) int {
	switch {
	case m.mustEnd(depth) || m.oneIn(5):
		return 0
	case m.oneIn(60):
		return m.below(min(max(m.budget, 1), 400))
	}
	return 1 + m.below(4)
}

func (m *maker) fillSlice(v reflect.Value, depth int) {
	typ := v.Type()
	if typ.Elem().Kind() == reflect.Uint8 {
		if !m.oneIn(5) {
			v.SetBytes([]byte(m.text()))
		}
		return
	}
	length := m.length(depth)
	if length == 0 && m.oneIn(2) {
		return
	}
	v.Set(reflect.MakeSlice(typ, length, length))
	for i := 0; i < length; i++ {
		if m.oneIn(6) && typ.Elem().Kind() != reflect.Pointer && isEncodable(typ.Elem()) {
			continue
		}
		m.fill(v.Index(i), depth+1)
	}
}

func (m *maker) fillMap(v reflect.Value, depth int) {
	typ := v.Type()
	length := m.length(depth)
	if length == 0 && m.oneIn(2) {
		return
	}
	v.Set(reflect.MakeMap(typ))
	for i := 0; i < length; i++ {
		key, element := reflect.New(typ.Key()).Elem(), reflect.New(typ.Elem()).Elem()
		outer := m.key
		m.key = true
		m.fill(key, depth+1)
		m.key = outer
		m.fill(element, depth+1)
		v.SetMapIndex(key, element)
	}
}

func (m *maker) integer() uint64 {
	switch m.below(8) {
	case 0:
		return 0
	case 1:
		return edges[m.below(len(edges))]
	case 2:
		return -edges[m.below(len(edges))]
	case 3:
		return m.uint64() >> m.below(64)
	case 4:
		return -(m.uint64() >> m.below(64))
	}
	return uint64(m.below(300) - 100)
}

var edges = []uint64{
	1, 63, 64, 65, 127, 128, 129, 255, 256, 257, 1<<15 - 1, 1 << 15, 1<<16 - 1, 1 << 16, 1<<31 - 1, 1 << 31, 1<<32 - 1,
	1 << 32, 1<<62 - 1, 1 << 62, 1<<63 - 1, 1 << 63, 1<<63 + 1,
}

func (m *maker) float() float64 {
	switch m.below(10) {
	case 0:
		return 0
	case 1:
		return math.Copysign(0, -1)
	case 2:
		return math.Inf(1 - 2*m.below(2))
	case 3:
		// Any bits: also NaNs with a payload, and numbers that a float32 rounds.
		return math.Float64frombits(m.uint64())
	case 4:
		return math.NaN()
	case 5:
		return []float64{math.MaxFloat32, math.MaxFloat64, math.SmallestNonzeroFloat64, 0.1, 1e-40}[m.below(5)]
	}
	return float64(m.below(2000)-1000) / 8
}

func (m *maker) text() string {
	switch m.below(12) {
	case 0, 1:
		return ""
	case 2:
		if !onlyUTF8 || m.anyBytes {
			return string([]byte{byte(m.uint64()), 0xff, byte(m.uint64())})
		}
	case 3:
		if m.oneIn(8) {
			return string(make([]byte, m.below(5000)))
		}
		return string(make([]byte, 120+m.below(20)))
	}
	return words[m.below(len(words))]
}

// onlyUTF8 is for types whose strings must be.
var onlyUTF8 = false

var words = []string{"a", "so", "many", "words", "Zażółć", "日本語", "\x00", "a longer text, with blanks", "😀"}

// fillKnown makes values of types of the standard library, which have nothing to set.
func (m *maker) fillKnown(v reflect.Value) bool {
	if v.Kind() != reflect.Struct {
		return false
	}
	switch to := v.Addr().Interface().(type) {
	case *time.Time:
		if !m.oneIn(4) {
			*to = m.time()
		}
	case *big.Int:
		to.Lsh(big.NewInt(int64(m.integer())), uint(m.below(200)))
	case *big.Rat:
		to.SetFrac64(int64(m.integer()), int64(1+m.below(1000)))
	case *big.Float:
		to.SetPrec(uint(1 + m.below(200))).SetMode(big.RoundingMode(m.below(6)))
		to.SetInt64(int64(m.integer()))
		switch m.below(6) {
		case 0:
			to.SetInf(m.oneIn(2))
		case 1:
			// Rounded, so that it says whether it is above or below.
			to.Quo(to, big.NewFloat(float64(1+m.below(1000))))
		case 2:
			to.SetMantExp(to, int(int32(m.integer()))/2)
		}
	case *url.URL:
		*to = *m.url()
	case *netip.Addr:
		*to = m.address()
	case *netip.AddrPort:
		if !m.oneIn(6) {
			*to = netip.AddrPortFrom(m.address(), uint16(m.integer()))
		}
	case *netip.Prefix:
		if !m.oneIn(6) {
			*to = netip.PrefixFrom(m.address(), m.below(140)-5)
		}
	default:
		return false
	}
	return true
}

func (m *maker) time() time.Time {
	zones := []*time.Location{
		time.UTC, time.FixedZone("", 3600), time.FixedZone("", -19815), time.FixedZone("", 0),
		time.FixedZone("", m.below(60)-30), time.FixedZone("", 60*m.below(20000)), time.FixedZone("", -7*m.below(9)-120*(1+m.below(9000))),
	}
	if m.key {
		// Go compares zones by their pointers: two entries of one map may have what anyone else calls the same key.
		zones = zones[:1]
	}
	at := time.Unix(int64(m.below(1<<40))-1<<39, int64(m.below(1e9)))
	switch m.below(12) {
	case 0:
		at = time.Time{}
	case 1:
		at = time.Unix(int64(m.integer()), 0)
	case 2:
		at = at.Truncate(time.Second)
	}
	return at.In(zones[m.below(len(zones))])
}

func (m *maker) url() *url.URL {
	text := urls[m.below(len(urls))]
	if m.oneIn(2) {
		text = ""
		for _, pieces := range urlPieces {
			text += pieces[m.below(len(pieces))]
		}
	}
	made, err := url.Parse(text)
	if err != nil {
		return &url.URL{}
	}
	return made
}

func (m *maker) address() netip.Addr {
	if m.oneIn(2) {
		return addresses[m.below(len(addresses))]
	}
	bytes := [16]byte{0: byte(m.uint64()), 5: byte(m.uint64()), 15: byte(m.uint64())}
	if m.oneIn(2) {
		return netip.AddrFrom4([4]byte(bytes[:4]))
	}
	return netip.AddrFrom16(bytes).WithZone([]string{"", "", "en1", "a zone"}[m.below(4)])
}

// urlPieces are parts of URLs in their order.
var urlPieces = [][]string{
	{"", "", "http:", "HTTPS:", "a+b.c-1:", "mailto:"},
	{"", "//", "//", "///"},
	{"", "", "u@", "u:p@", "%41:%2f@", ":@", "u:@"},
	{"", "h", "example.com:80", "[::1]", "[fe80::1%25en0]:1", "h:", "a%20b", "\u00e9.org"},
	{"", "/", "/a/b", "a:b", "/%2F%41", "/a b", "*", "/;,!'()*", "/\u00fc", "//x"},
	{"", "", "?", "?a=b&c", "#", "#f", "?q#%66%2f"},
}

var urls = []string{"", "http://example.com/a%20b?q=1#f", "mailto:a@b.c", "https://u:p@[::1]:8080/", "/path"}

var addresses = []netip.Addr{
	{}, netip.MustParseAddr("1.2.3.4"), netip.MustParseAddr("fe80::1%eth0"), netip.MustParseAddr("::ffff:10.0.0.1"),
}
