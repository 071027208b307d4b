// The Go halves of the examples: no dependency but Go itself.
module examples

go 1.21
