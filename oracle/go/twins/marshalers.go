package main

import (
	"errors"
	"fmt"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"time"
)

// Types that make their own bytes: those of the standard library, and some of our own, each in every place.

type Moments struct {
	A time.Time
	B *time.Time
	C []time.Time
	D map[string]time.Time
	E [2]time.Time
	F []*time.Time
	G map[time.Time]string
	H map[string]*time.Time
}

type Numbers struct {
	A big.Int
	B *big.Int
	C []big.Int
	D []*big.Int
	E [2]big.Int
	F map[string]*big.Int
}

type Fractions struct {
	A big.Float
	B *big.Float
	C []*big.Float
	D [2]big.Float
	E big.Rat
	F *big.Rat
	G []big.Rat
	H map[int]*big.Rat
}

type Hosts struct {
	A netip.Addr
	B netip.AddrPort
	C netip.Prefix
	D *netip.Addr
	E []netip.AddrPort
	F map[netip.Addr]netip.Prefix
	G net.IP
	H net.IPMask
	I net.IPNet
	J *net.IPNet
	K []net.IP
	L []*netip.Prefix
}

type Places struct {
	A url.URL
	B *url.URL
	C []*url.URL
	D []url.URL
	E map[string]*url.URL
	F [1]url.URL
}

// BinaryUUID is as github.com/google/uuid has it, ArrayUUID as the standard library has it.
type BinaryUUID [16]byte

func (u BinaryUUID) MarshalBinary() ([]byte, error) { return u[:], nil }
func (u *BinaryUUID) UnmarshalBinary(b []byte) error {
	if len(b) != 16 {
		return fmt.Errorf("invalid UUID (got %d bytes)", len(b))
	}
	copy(u[:], b)
	return nil
}

type ArrayUUID [16]byte

type Ids struct {
	A BinaryUUID
	B ArrayUUID
	C []BinaryUUID
	D map[BinaryUUID]ArrayUUID
	E *BinaryUUID
	F [2]ArrayUUID
	G []*BinaryUUID
}

// Celsius has MarshalBinary on values, Cipher GobEncode; Tally and Label have them on pointers.
type (
	Celsius int16
	Cipher  string
	Tally   uint32
	Label   string
)

func (c Celsius) MarshalBinary() ([]byte, error) { return []byte{byte(c >> 8), byte(c)}, nil }
func (c *Celsius) UnmarshalBinary(b []byte) error {
	if len(b) != 2 {
		return errors.New("a temperature has two bytes")
	}
	*c = Celsius(b[0])<<8 | Celsius(b[1])
	return nil
}

func (c Cipher) GobEncode() ([]byte, error) {
	out := []byte(c)
	for i := range out {
		out[i] ^= 0x55
	}
	return out, nil
}
func (c *Cipher) GobDecode(b []byte) error {
	text, err := Cipher(b).GobEncode()
	*c = Cipher(text)
	return err
}

func (t *Tally) GobEncode() ([]byte, error) {
	if t == nil {
		return nil, nil
	}
	return make([]byte, *t%1000), nil
}
func (t *Tally) GobDecode(b []byte) error { *t = Tally(len(b)); return nil }

func (l *Label) MarshalBinary() ([]byte, error) { return []byte(*l), nil }
func (l *Label) UnmarshalBinary(b []byte) error { *l = Label(b); return nil }

type Marshals struct {
	A Celsius
	B *Celsius
	C []Celsius
	D map[Celsius]Cipher
	E Cipher
	F *Cipher
	G Tally
	H *Tally
	I []*Tally
	J [2]Tally
	K Label
	L map[string]*Label
	M []*Celsius
}

// MarshalsNew has what Marshals has, and more of it.
type MarshalsNew struct {
	Before Moments
	A      Celsius
	M      []*Celsius
	K      Label
	After  []Places
}

// Shown has types that make their own bytes in interfaces.
type Shown struct {
	A fmt.Stringer
	B []fmt.Stringer
	C map[string]fmt.Stringer
	D [1]fmt.Stringer
}

func init() {
	register("", time.Time{})
	register("", &big.Int{})
	register("", &big.Float{})
	register("", &big.Rat{})
	register("", &url.URL{})
	register("", netip.Addr{})
	register("", netip.AddrPort{})
	register("", netip.Prefix{})
}
