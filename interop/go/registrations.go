package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"net/rpc"
	"strconv"
)

type NoMethods struct{}

type lower struct{}

func (lower) Echo(arg int, reply *int) error { *reply = arg; return nil }

// registrations prints what comes of registering, in the notation of transcripts, and whether the error is logged, too.
func registrations(out io.Writer) {
	server := rpc.NewServer()
	var logged bytes.Buffer
	log.SetFlags(0)
	log.SetOutput(&logged)
	line := func(how, name, service string, err error) {
		text := "ok"
		if err != nil {
			text = "error\t" + strconv.QuoteToASCII(err.Error())
			if logged.String() == err.Error()+"\n" {
				text += "\tlogged"
			}
		}
		logged.Reset()
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", how, strconv.Quote(name), service, text)
	}
	register := func(service string, value any) { line("register", "", service, server.Register(value)) }
	registerAs := func(name, service string, value any) {
		line("register_as", name, service, server.RegisterName(name, value))
	}
	register("NoMethods", NoMethods{})
	register("lower", lower{})
	registerAs("", "Arith", Arith{})
	registerAs("a", "NoMethods", NoMethods{})
	register("Arith", Arith{})
	register("Arith", Arith{})
	register("Arith", &Arith{})
	registerAs("Arith", "lower", lower{})
	registerAs("lower", "lower", lower{})
	registerAs("a.b", "Arith", Arith{})
	registerAs("a.b", "lower", lower{})
	registerAs("any name <at> all", "Arith", Arith{})
	registerAs("any name <at> all", "Arith", Arith{})
	registerAs("_goRPC_", "Arith", Arith{})
}
