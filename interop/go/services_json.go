package main

import (
	"encoding/json"
	"errors"
	"math"
)

// JSON is offered to JSON-RPC alone: gob has none of it, or says it otherwise.
type JSON struct{}

func (JSON) Any(arg any, reply *any) error                         { *reply = arg; return nil }
func (JSON) Raw(arg json.RawMessage, reply *json.RawMessage) error { *reply = arg; return nil }
func (JSON) Document(arg *Document, reply *Document) error         { *reply = *arg; return nil }
func (JSON) Float32(arg float32, reply *float32) error             { *reply = arg; return nil }
func (JSON) Small(arg int8, reply *int8) error                     { *reply = arg; return nil }

// Ignore answers 0 to whatever it is given.
func (JSON) Ignore(arg any, reply *int) error { return nil }

// Pointer shows that an argument is never nil.
func (JSON) Pointer(arg *Args, reply **Args) error { *reply = arg; return nil }

func (JSON) NilSlice(arg int, reply *[]int) error     { *reply = nil; return nil }
func (JSON) NilMap(arg int, reply *map[int]int) error { *reply = nil; return nil }

// Fail fails with its argument as the text.
func (JSON) Fail(arg string, reply *int) error { return errors.New(arg) }

// NotANumber has a reply without JSON.
func (JSON) NotANumber(arg int, reply *float64) error { *reply = math.NaN(); return nil }
