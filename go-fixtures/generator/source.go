package main

import (
	"bytes"
	"embed"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"path/filepath"
	"runtime"
	"sort"
	"strings"
)

// The manifest shows values and types as Go source. It is taken from these very files, so it cannot
// drift from what was encoded.
//
//go:embed *.go
var sources embed.FS

type source struct {
	fset  *token.FileSet
	files map[string]*ast.File
	types map[string]*ast.TypeSpec
}

func readSource() *source {
	s := &source{token.NewFileSet(), map[string]*ast.File{}, map[string]*ast.TypeSpec{}}
	entries, err := sources.ReadDir(".")
	must(err)
	for _, entry := range entries {
		b, err := sources.ReadFile(entry.Name())
		must(err)
		file, err := parser.ParseFile(s.fset, entry.Name(), b, 0)
		must(err)
		s.files[entry.Name()] = file
		if !strings.HasPrefix(entry.Name(), "values_") && !strings.HasPrefix(entry.Name(), "decodes") {
			continue
		}
		for _, decl := range file.Decls {
			gen, ok := decl.(*ast.GenDecl)
			if !ok || gen.Tok != token.TYPE {
				continue
			}
			for _, spec := range gen.Specs {
				spec := spec.(*ast.TypeSpec)
				s.types[spec.Name.Name] = spec
			}
		}
	}
	return s
}

// call is the call of the named method on the line that runs `skip` frames up.
func (s *source) call(skip int, method string) *ast.CallExpr {
	_, path, line, _ := runtime.Caller(skip + 1)
	var found *ast.CallExpr
	ast.Inspect(s.files[filepath.Base(path)], func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		name := ""
		switch f := call.Fun.(type) {
		case *ast.SelectorExpr:
			name = f.Sel.Name
		case *ast.Ident:
			name = f.Name
		}
		start, end := s.fset.Position(call.Pos()).Line, s.fset.Position(call.End()).Line
		if name == method && start <= line && line <= end {
			found = call
		}
		return true
	})
	if found == nil {
		panic(fmt.Sprintf("%s:%d calls no %s", path, line, method))
	}
	return found
}

// text is the node as Go source on as few lines as it was written.
func (s *source) text(n ast.Node) string {
	var b bytes.Buffer
	must(format.Node(&b, s.fset, n))
	return strings.ReplaceAll(b.String(), "\n", " ")
}

// declarations are the types of this program that the nodes use, with the types that those use.
func (s *source) declarations(nodes ...ast.Node) string {
	used := map[string]bool{}
	var visit func(ast.Node)
	visit = func(n ast.Node) {
		ast.Inspect(n, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok && s.types[id.Name] != nil && !used[id.Name] {
				used[id.Name] = true
				visit(s.types[id.Name])
			}
			return true
		})
	}
	for _, n := range nodes {
		visit(n)
	}
	var lines []string
	for name := range used {
		var b bytes.Buffer
		must(format.Node(&b, s.fset, s.types[name]))
		lines = append(lines, "type "+b.String())
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
