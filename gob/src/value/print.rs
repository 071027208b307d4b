//! Values as text: Go's composite literals, without what was not transmitted.

use std::fmt::{self, Write as _};
use std::slice;

use super::Value;
use super::content::{Content, InterfaceRef};
use super::node::Node;
use super::parts::{Elements, Entries};
use super::shown::Shown;
use super::spelling::clip;
use super::table::Form;
use super::types::TypeKind;
use super::view::ValueRef;
use crate::go_quote::{is_print, quote};
use crate::steps::step;

/// A Go literal: `main.Point{X:22, Y:33}`, `[]int{1, 2}`, `map[string]bool{"a":true}`, with the type in front, and
/// with fields left out that were not transmitted. Interface values have the name of their type in front,
/// `int(7)`; bytes that a marshaler made are in hex. `{:#}` puts every part on a line of its own.
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}

/// As `Display`.
impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}

/// As a [`Value`].
impl fmt::Display for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut printer = Printer {
            is_pretty: f.alternate(),
            out: f,
            open: Vec::new(),
            levels: 0,
        };
        let name = if has_name_in_front(*self) {
            self.ty().to_string()
        } else {
            String::new()
        };
        printer.print(*self, &name)
    }
}

/// As `Display`.
impl fmt::Debug for ValueRef<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

struct Printer<'f, 'o, 'v> {
    out: &'o mut fmt::Formatter<'f>,
    is_pretty: bool,
    open: Vec<Open<'v>>,
    /// How many of them are indented.
    levels: usize,
}

/// A value whose end is not printed, and the number of its parts that are.
enum Open<'v> {
    List(Elements<'v>, usize),
    /// Entries, and the element of the key that was printed last.
    Map(Entries<'v>, Option<ValueRef<'v>>, usize),
    Fields(ValueRef<'v>, slice::Iter<'v, (u32, Node)>, usize),
    /// What stands in parentheses, unless it is printed.
    Parentheses(Option<ValueRef<'v>>),
}

/// What stands in front of a part.
enum Before<'v> {
    Separator {
        is_first: bool,
        field: Option<&'v str>,
    },
    Colon,
    Nothing,
}

impl<'v> Open<'v> {
    fn next(&mut self) -> Option<(Before<'v>, ValueRef<'v>)> {
        let separator = |printed: &mut usize, field| {
            *printed += 1;
            Before::Separator {
                is_first: *printed == 1,
                field,
            }
        };
        match self {
            Open::List(elements, printed) => elements
                .next()
                .map(|element| (separator(printed, None), element)),
            Open::Map(entries, element, printed) => match element.take() {
                Some(element) => Some((Before::Colon, element)),
                None => entries.next().map(|(key, of_key)| {
                    *element = Some(of_key);
                    (separator(printed, None), key)
                }),
            },
            Open::Fields(of, fields, printed) => {
                let (number, node) = fields.next()?;
                let Form::Struct(known) = of.form() else {
                    return None;
                };
                let field = known.get(*number as usize)?;
                let before = separator(printed, Some(&*field.name));
                Some((before, of.part(field.of, node)))
            }
            Open::Parentheses(value) => value.take().map(|value| (Before::Nothing, value)),
        }
    }

    /// What ends it, and whether it has no parts.
    fn end(&self) -> (char, bool) {
        match self {
            Open::List(_, printed) | Open::Map(_, _, printed) | Open::Fields(_, _, printed) => {
                ('}', *printed == 0)
            }
            Open::Parentheses(_) => (')', true),
        }
    }
}

impl<'v> Printer<'_, '_, 'v> {
    fn print(&mut self, root: ValueRef<'v>, name: &str) -> fmt::Result {
        self.begin(root, name)?;
        while let Some(open) = self.open.last_mut() {
            step();
            if let Some((before, part)) = open.next() {
                self.before(before)?;
                self.begin(part, "")?;
                continue;
            }
            let (end, is_empty) = open.end();
            self.levels -= usize::from(end == '}');
            self.open.pop();
            if self.is_pretty && !is_empty {
                self.out.write_str(",\n")?;
                self.indent()?;
            }
            self.out.write_char(end)?;
        }
        Ok(())
    }

    fn before(&mut self, before: Before<'v>) -> fmt::Result {
        let colon = if self.is_pretty { ": " } else { ":" };
        match before {
            Before::Nothing => Ok(()),
            Before::Colon => self.out.write_str(colon),
            Before::Separator { is_first, field } => {
                let comma = if is_first { "" } else { "," };
                self.out.write_str(comma)?;
                if self.is_pretty {
                    self.out.write_char('\n')?;
                    self.indent()?;
                } else if !is_first {
                    self.out.write_char(' ')?;
                }
                match field {
                    Some(name) => write!(self.out, "{}{colon}", clip(name)),
                    None => Ok(()),
                }
            }
        }
    }

    fn indent(&mut self) -> fmt::Result {
        // A deep value is not to become a text that grows with its square.
        (0..self.levels.min(MAX_INDENT)).try_for_each(|_| self.out.write_char('\t'))
    }

    /// Prints a value without parts, or the start of one with parts.
    fn begin(&mut self, value: ValueRef<'v>, name: &str) -> fmt::Result {
        let out = &mut *self.out;
        let open = match value.content() {
            Content::Bool(value) => return write!(out, "{value}"),
            Content::Int(value) => return write!(out, "{value}"),
            Content::Uint(value) => return write!(out, "{value}"),
            Content::Float(value) => return out.write_str(&go_float(value)),
            Content::Complex(re, im) => {
                let (re, im) = (go_float(re), go_float(im));
                let plus = if im.starts_with(['+', '-']) { "" } else { "+" };
                return write!(out, "({re}{plus}{im}i)");
            }
            Content::String(bytes) => return out.write_str(&quote(bytes)),
            Content::Bytes(bytes) => {
                out.write_str("[]byte{")?;
                for (index, byte) in bytes.iter().enumerate() {
                    let comma = if index == 0 { "" } else { ", " };
                    write!(out, "{comma}0x{byte:x}")?;
                }
                return out.write_char('}');
            }
            Content::Opaque(_, bytes) => {
                if let Some(shown) = Shown::of(value, name) {
                    let text = plain(shown.to_string());
                    return match name {
                        "" => out.write_str(&text),
                        _ => write!(out, "{name}({text})"),
                    };
                }
                write!(out, "{name}(0x")?;
                bytes
                    .iter()
                    .try_for_each(|byte| write!(out, "{byte:02x}"))?;
                return out.write_char(')');
            }
            Content::Nil => return out.write_str("nil"),
            Content::Interface(interface) => return self.begin_interface(interface),
            Content::Slice(elements) | Content::Array(elements) => Open::List(elements, 0),
            Content::Map(entries) => Open::Map(entries, None, 0),
            Content::Struct(_) => Open::Fields(value, value.present_nodes().iter(), 0),
        };
        write!(out, "{name}{{")?;
        self.levels += 1;
        self.open.push(open);
        Ok(())
    }

    fn begin_interface(&mut self, interface: InterfaceRef<'v>) -> fmt::Result {
        let (name, value) = (clip(interface.name()), interface.value());
        if has_name_in_front(value) && !value.is_nil() {
            return self.begin(value, &name);
        }
        write!(self.out, "{name}(")?;
        self.open.push(Open::Parentheses(Some(value)));
        Ok(())
    }
}

/// A text as it is, or quoted if it could be taken for anything else: zones and parts of URLs are any letters.
fn plain(text: String) -> String {
    let is_plain = |letter| is_print(letter) && !matches!(letter, ' ' | '"' | '\\' | '{' | '}');
    if text.chars().all(is_plain) {
        text
    } else {
        quote(text.as_bytes())
    }
}

/// Whether the name of the type stands right in front of a literal.
fn has_name_in_front(value: ValueRef<'_>) -> bool {
    matches!(
        value.kind(),
        TypeKind::Slice | TypeKind::Array | TypeKind::Map | TypeKind::Struct | TypeKind::Opaque(_)
    )
}

/// Go's `%v` of a `float64`: the shortest digits that read back as the same number, with an exponent where that is
/// below -4 or above 5.
pub(super) fn go_float(value: f64) -> String {
    if value.is_nan() {
        return "NaN".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    let scientific = format!("{value:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..=5).contains(&exponent) {
        return format!("{value}");
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.unsigned_abs())
}

/// Levels that are indented.
const MAX_INDENT: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_printed_as_go_prints_them() {
        // `fmt.Print` of each.
        let cases = [
            (0.0, "0"),
            (-0.0, "-0"),
            (1.0, "1"),
            (0.1, "0.1"),
            (123456789.0, "1.23456789e+08"),
            (1000000.0, "1e+06"),
            (100000.0, "100000"),
            (1e20, "1e+20"),
            (1.5e-5, "1.5e-05"),
            (0.0001, "0.0001"),
            (5e-324, "5e-324"),
            (f64::MAX, "1.7976931348623157e+308"),
            (f64::INFINITY, "+Inf"),
            (f64::NEG_INFINITY, "-Inf"),
            (f64::NAN, "NaN"),
        ];
        for (value, text) in cases {
            assert_eq!(go_float(value), text);
        }
    }
}
