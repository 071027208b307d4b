//! The types of a model as Go source, and as Go's `reflect` prints them.

use std::fmt::Write as _;

use super::{
    Declared, ExternalWire, Field, Interface, Model, Named, NamedIndex, Payload, Type, TypeIndex,
};

impl Model {
    /// The file that is built together with the harness.
    pub(crate) fn source(&self) -> String {
        let mut declarations = String::new();
        let mut roots = String::new();
        let mut registrations = String::new();
        for (index, named) in self.named.iter().enumerate() {
            if named.declared == Declared::Here {
                self.declaration(named, &mut declarations);
            } else if named.declared == Declared::InFunction {
                let underlying = named.underlying.map(|of| self.source_of(of));
                let _ = write!(
                    declarations,
                    "func local{index}() reflect.Type {{\n\ttype Local {}\n\treturn typeOf((*Local)(nil))\n}}\n\n",
                    underlying.unwrap_or_default()
                );
            }
        }
        for root in &self.roots {
            let _ = match self.get(root.of) {
                Type::Named(named) if self.named(*named).declared == Declared::InFunction => {
                    writeln!(roots, "\tlocal{}(),", named.0)
                }
                _ => writeln!(roots, "\ttypeOf((*{})(nil)),", self.source_of(root.of)),
            };
        }
        for registered in &self.registered {
            let name = if registered.default {
                ""
            } else {
                &registered.name
            };
            let _ = writeln!(
                registrations,
                "\tregister({name:?}, *new({}))",
                self.source_of(registered.of)
            );
        }
        format!(
            "package main\n\nimport (\n{IMPORTS})\n\n{HEAD}{declarations}var roots = []reflect.Type{{\n{roots}}}\n\n\
             func init() {{\n{registrations}}}\n"
        )
    }

    /// The declarations of one root's types, for a report.
    pub(crate) fn source_of_root(&self, root: usize) -> String {
        let Some(root) = self.roots.get(root) else {
            return String::new();
        };
        let mut text = String::new();
        for index in root.family.0.0..root.family.1.0 {
            let named = self.named(NamedIndex(index));
            if let (Declared::Here | Declared::InFunction, Some(of)) =
                (named.declared, named.underlying)
            {
                let external = match &named.external {
                    Some(external) => format!(" // {:?}", external.wire),
                    None => String::new(),
                };
                let _ = writeln!(
                    text,
                    "type {} {}{external}",
                    named.source,
                    self.source_of(of)
                );
            }
        }
        let _ = writeln!(text, "root: {}", self.source_of(root.of));
        text
    }

    fn declaration(&self, named: &Named, out: &mut String) {
        let name = &named.source;
        let Some(of) = named.underlying else { return };
        let _ = writeln!(out, "type {name} {}\n", self.source_of(of));
        for (bit, method) in [(1, "M0"), (2, "M1")] {
            if named.methods & bit != 0 {
                let _ = writeln!(out, "func ({name}) {method}() {{}}\n");
            }
        }
        let Some(external) = &named.external else {
            return;
        };
        let (marshal, unmarshal) = match external.wire {
            ExternalWire::Gob => ("GobEncode", "GobDecode"),
            ExternalWire::Binary => ("MarshalBinary", "UnmarshalBinary"),
        };
        let (to, from) = match (self.get(of), &external.payload) {
            (Type::Int(_), _) => ("packInt(int64(x))", "err := unpackInt(b, (*int64)(x))"),
            (Type::Array(..), _) => ("x[:]", "err := unpackArray(b, x[:])"),
            (Type::Struct(_), _) => ("packStruct(x.A, x.B)", "err := unpackStruct(b, &x.A, &x.B)"),
            (_, Payload::AtLeast(_)) => (
                "[]byte(x)",
                "err := error(nil); *x = [NAME](append([]byte{}, b...))",
            ),
            _ => ("nil", "err := error(nil)"),
        };
        let from = from.replace("[NAME]", name);
        let receiver = if external.by_pointer { "*" } else { "" };
        // A receiver that is a pointer is looked through first, but for what Go looks through by itself.
        let to = match (external.by_pointer, self.get(of)) {
            (true, Type::Int(_) | Type::String | Type::Slice(_)) => to.replace("(x)", "(*x)"),
            _ => to.to_owned(),
        };
        let _ = writeln!(
            out,
            "func (x {receiver}{name}) {marshal}() ([]byte, error) {{ return {to}, nil }}\n\n\
             func (x *{name}) {unmarshal}(b []byte) error {{ {from}; return err }}\n"
        );
    }

    /// A type as Go source writes it.
    pub(crate) fn source_of(&self, of: TypeIndex) -> String {
        self.write(of, Spelling::Source)
    }

    /// A type as `reflect.Type.String` prints it.
    pub(crate) fn text_of(&self, of: TypeIndex) -> String {
        self.write(of, Spelling::Reflect)
    }

    /// Whether [`text_of`](Self::text_of) and Go agree: not for struct literals with fields that are not plain.
    pub(super) fn has_plain_text(&self, of: TypeIndex) -> bool {
        match self.get(of) {
            Type::Struct(fields) => fields.is_empty(),
            Type::Slice(part) | Type::Array(_, part) | Type::Pointer(part) => {
                self.has_plain_text(*part)
            }
            Type::Map(key, element) => self.has_plain_text(*key) && self.has_plain_text(*element),
            Type::Named(named) => {
                let named = self.named(*named);
                // An alias since Go 1.27.
                named.declared != Declared::InFunction && named.source != "json.RawMessage"
            }
            _ => true,
        }
    }

    fn write(&self, of: TypeIndex, spelling: Spelling) -> String {
        let part = |of: &TypeIndex| self.write(*of, spelling);
        match self.get(of) {
            Type::Bool => "bool".into(),
            Type::Int(None) => "int".into(),
            Type::Int(Some(bits)) => format!("int{bits}"),
            Type::Uint(None) => "uint".into(),
            Type::Uint(Some(bits)) => format!("uint{bits}"),
            Type::Uintptr => "uintptr".into(),
            Type::Float(bits) => format!("float{bits}"),
            Type::Complex(bits) => format!("complex{bits}"),
            Type::String => "string".into(),
            Type::Interface(Interface::Any) => "interface {}".into(),
            Type::Interface(Interface::Declared(index)) => match spelling {
                Spelling::Source => format!("I{index}"),
                Spelling::Reflect => format!("main.I{index}"),
            },
            Type::Slice(element) => format!("[]{}", part(element)),
            Type::Array(length, element) => format!("[{length}]{}", part(element)),
            Type::Map(key, element) => format!("map[{}]{}", part(key), part(element)),
            Type::Pointer(to) => format!("*{}", part(to)),
            Type::Named(named) => match spelling {
                Spelling::Source => self.named(*named).source.clone(),
                Spelling::Reflect => self.named(*named).text.clone(),
            },
            Type::Chan => "chan int".into(),
            Type::Func => "func()".into(),
            Type::Struct(fields) if fields.is_empty() => "struct {}".into(),
            Type::Struct(fields) => {
                let fields: Vec<_> = fields
                    .iter()
                    .map(|Field { name, embedded, of }| match embedded {
                        true => part(of),
                        false => format!("{name} {}", part(of)),
                    })
                    .collect();
                format!("struct {{ {} }}", fields.join("; "))
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Spelling {
    Source,
    Reflect,
}

const IMPORTS: &str = "\t\"encoding/json\"\n\t\"math/big\"\n\t\"net\"\n\t\"net/netip\"\n\t\"net/url\"\n\t\"reflect\"\n\t\"time\"\n";

/// Keeps every import in use.
const HEAD: &str = "var _ = []any{json.RawMessage{}, big.Int{}, net.IP{}, netip.Addr{}, url.URL{}, time.Time{}}\n\n";
