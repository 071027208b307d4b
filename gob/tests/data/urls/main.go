// Prints urls.txt: URLs, and what Go's net/url makes of each.
//
//	go run . > urls.txt
package main

import (
	"fmt"
	"net/url"
	"strings"
)

var hosts = []string{
	"", "h", "h:80", "h:", ":80", ":", "h:8x", "h:-1", "h:80:81", "a:1,b:2", "a,b", "H", "h.", "1.2.3.4", "1.2.3.4:5",
	"[::1]", "[::1]:80", "[::1]:", "[::1]x", "[::1]:x", "[::1", "::1]", "x[::1]", "[1.2.3.4]", "[::ffff:1.2.3.4]",
	"[fe80::1%25eth0]", "[fe80::1%25e%20h]", "[fe80::1%25e%2fh]", "[fe80::1%25]", "[fe80::1%eth0]", "[fe80::1%25%65]:1",
	"[fe80::1%25\xff]", "[%31::1]", "[g::1]", "[]", "[v6.x]", "[[::1]]",
	"me@h", "me:@h", "me:pw@h:1", ":pw@h", "@h", "@", "a@b@h", "a:b:c@h", "m%65%3a%40:p%2fw@h", "m e@h", "me%zz@h", "me:%@h",
	"\xc3\xa9@h", "a\"b@h", "h h", "h%20h", "h%41", "h%C3%A9", "h\xc3\xa9", "h\xff", "h%ff", "h%zz", "h%2", "h%25x",
	"h<x>\"", "h{x}", "h\\x", "h`", "h^", "h|", "h!$&'()*+,;=~_-.",
}

var paths = []string{
	"/", "//", "///", "//x", "///x/y", "/a/b", "/a/../b/./c", "/a%2Fb", "/a%2fb", "/%61", "/a b", "/a%20b", "/a+b", "/%", "/%2",
	"/%zz", "/%ff", "/\xff", "/\xc3\xa9", "/%C3%A9", "/:;,@&=+$!'()*", "/[x]", "/<x>\"{}|\\^`", "/*", "/%2A", "/a?", "/a??",
	"/a?b?c", "/a?b=c&d=e+f%20g", "/a?\xff", "/a?%zz", "/a? b", "?", "?q", "/a#", "/a#f", "/a#f#g", "/a#%20", "/a#f%2f", "/a#%zz",
	"/a#!()*'", "/a#\xff", "/a#%ff", "/a# b", "/a?#", "/a?q#f", "#", "#f?q",
}

var others = []string{
	"", "*", "**", "*#f", "*?", "a", "a/b", "a:b", "a/b:c", "./a:b", "a%2fb:c", ":", ":a", "1:a", "1a:b", "a1+-.:b", "A:b", "HTTP://H/",
	"+a:b", "a_b:c", "a b:c", "\xc3\xa9:c", "mailto:a@b", "mailto:", "mailto:a%zz?q#f", "mailto:a b\xff", "urn:uuid:x", "a:b//c", "a:/b",
	"a:/", "a:", "a:?", "a:#f", "a:/b//c", "a:?q", "a://", "a:///", "a:////", "a:/%2Fb/c", "a:/%2fb/c", "%2f%2fb", "file:///etc", "file:/etc", "data:,x%20y",
	"cache_object:foo", "x\x00", "x\x1f", "x\x7f", "x\n", "x#\n", "x#\x7f", " x", "x ", "http", "http:", "http:h", "http:/h", "//h", "///h",
	"//u@h/p", "//u@", "//", "/", "%", "%a", "%41", "%zz:", "..", "http://a.b/?x=<>\"", "javascript:alert(1)", "tel:+1-2", "a:b?c?", "a:b?",
}

func main() {
	for _, host := range hosts {
		show("http://" + host + "/p")
		show("x://" + host)
	}
	for _, path := range paths {
		show("http://h" + path)
		show("s:" + path)
		show(path)
	}
	for _, other := range others {
		show(other)
	}
}

func show(text string) {
	u, err := url.Parse(text)
	if err != nil {
		fmt.Printf("%s\t%s\n", escape(text), err)
		return
	}
	var fields []string
	field := func(name, value string) {
		if value != "" {
			fields = append(fields, name+"="+escape(value))
		}
	}
	field("scheme", u.Scheme)
	field("opaque", u.Opaque)
	if u.User != nil {
		fields = append(fields, "user="+escape(u.User.Username()))
		if password, ok := u.User.Password(); ok {
			fields = append(fields, "password="+escape(password))
		}
	}
	field("host", u.Host)
	field("path", u.Path)
	field("fragment", u.Fragment)
	field("raw_query", u.RawQuery)
	field("raw_path", u.RawPath)
	field("raw_fragment", u.RawFragment)
	if u.ForceQuery {
		fields = append(fields, "force_query")
	}
	if u.OmitHost {
		fields = append(fields, "omit_host")
	}
	fmt.Printf("%s\t%s\t%s\n", escape(text), escape(u.String()), strings.Join(fields, " "))
}

// As Rust's escape_ascii.
func escape(text string) string {
	var out strings.Builder
	for _, b := range []byte(text) {
		switch {
		case b == '\t':
			out.WriteString(`\t`)
		case b == '\n':
			out.WriteString(`\n`)
		case b == '\r':
			out.WriteString(`\r`)
		case b == '\\' || b == '\'' || b == '"':
			out.WriteString(`\` + string(rune(b)))
		case b < ' ' || b > '~':
			fmt.Fprintf(&out, `\x%02x`, b)
		default:
			out.WriteByte(b)
		}
	}
	return out.String()
}
