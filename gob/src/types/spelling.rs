//! What Go calls a type of ours, in texts and in its registry.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::info::{GoName, Kind, TypeInfo, TypeRef};

impl TypeInfo {
    /// The name under which Go's `gob.Register` registers the type: `main.Point`, `int`, `[]string`.
    pub fn registered_name(&self) -> Cow<'static, str> {
        match self.name {
            GoName::Predeclared(name) | GoName::Declared(name, []) => name.into(),
            GoName::Declared(path, arguments) => {
                let mut text = path.to_string();
                write_arguments(&mut text, arguments);
                text.into()
            }
            GoName::Unnamed => self.go_string().into(),
        }
    }

    /// Go's `reflect.Type.Name`: without package, empty for a type literal.
    pub fn name(&self) -> String {
        let mut text = String::new();
        match self.name {
            GoName::Unnamed => {}
            GoName::Predeclared(name) => text.push_str(name),
            GoName::Declared(path, arguments) => {
                text.push_str(path.rsplit_once('.').map_or(path, |(_, bare)| bare));
                write_arguments(&mut text, arguments);
            }
        }
        text
    }

    /// Go's `reflect.Type.String`: `main.Point`, `[]int`, `map[string]*main.Point`.
    pub fn go_string(&self) -> String {
        let mut text = String::new();
        self.write(&mut text, Paths::Short);
        text
    }

    fn write(&self, text: &mut String, paths: Paths) {
        match self.name {
            // Only a struct literal that contains itself is longer, and Go has none.
            _ if text.len() > MAX_TEXT => {}
            GoName::Predeclared(name) => text.push_str(name),
            GoName::Declared(path, arguments) => {
                match (paths, self.package) {
                    (Paths::Full, _) => text.push_str(path),
                    (Paths::Short, None) => {
                        text.push_str(path.rsplit_once('/').map_or(path, |(_, last)| last));
                    }
                    (Paths::Short, Some(package)) => {
                        text.push_str(package);
                        text.push('.');
                        text.push_str(path.rsplit_once('.').map_or(path, |(_, bare)| bare));
                    }
                }
                write_arguments(text, arguments);
            }
            GoName::Unnamed => self.write_literal(text, paths),
        }
    }

    fn write_literal(&self, text: &mut String, paths: Paths) {
        let mut part = |before: &str, of: TypeRef| {
            text.push_str(before);
            of().write(text, paths);
        };
        match self.kind {
            Kind::Bool => text.push_str("bool"),
            Kind::Int => text.push_str("int"),
            Kind::Uint => text.push_str("uint"),
            Kind::Float => text.push_str("float64"),
            Kind::Complex => text.push_str("complex128"),
            Kind::String => text.push_str("string"),
            Kind::Bytes(of) | Kind::Slice(of) => part("[]", of),
            Kind::Array(of, len) => part(&format!("[{len}]"), of),
            Kind::Map(key, element) => {
                part("map[", key);
                part("]", element);
            }
            Kind::Pointer(to) => part("*", to),
            Kind::Named(of) => part("", of),
            Kind::Marshaler(_) => text.push_str("struct {}"),
            Kind::Interface | Kind::Dynamic => text.push_str("interface {}"),
            Kind::Struct(fields, _) => {
                text.push_str("struct {");
                for (index, field) in fields.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ";" };
                    let _ = write!(text, "{separator} {} ", field.name);
                    (field.of)().write(text, paths);
                }
                text.push_str(if fields.is_empty() { "}" } else { " }" });
            }
        }
    }
}

/// How much of a package's import path is printed.
#[derive(Clone, Copy)]
enum Paths {
    /// All: so Go prints the arguments of a generic type.
    Full,
    /// What is behind the last slash.
    Short,
}

fn write_arguments(text: &mut String, arguments: &[TypeRef]) {
    for (index, of) in arguments.iter().enumerate() {
        text.push(if index == 0 { '[' } else { ',' });
        of().write(text, Paths::Full);
    }
    if !arguments.is_empty() {
        text.push(']');
    }
}

/// A longer text of a type is cut.
const MAX_TEXT: usize = 4096;
