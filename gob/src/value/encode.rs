//! A value is written as its own type says: what Go sends for it, and for a value from a peer the same bytes
//! again but for ids. No recursion, since a peer may have chosen how deep it is.

use super::Value;
use super::node::Node;
use super::parts::{Elements, Entries};
use super::table::{Form, Id};
use super::types::{Type, TypeKind};
use super::view::ValueRef;
use crate::encode::{Enclosing, Encode, Writer};
use crate::error::Error;
use crate::steps::step;
use crate::types::{GoName, GobType, Kind, TypeInfo};
use crate::wire::float_to_bits;

/// At the top of a message and in an interface value, a value is of its own type; as a part of another Rust type it
/// is Go's `interface {}`.
impl GobType for Value {
    type Identity = Value;
    const TYPE: &'static TypeInfo =
        &TypeInfo::new::<Value>(GoName::Predeclared("interface {}"), Kind::Dynamic);
}

impl Encode for Value {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        if self.of.kind() != TypeKind::Interface {
            let text = format!(
                "gob: a Value that is part of something is of type interface {{}}, and this is of type {}: \
                 wrap it with Value::any or Value::interface",
                self.of
            );
            return Err(Error::unencodable(text));
        }
        self.encode_concrete(writer)
    }

    fn is_omitted(&self) -> bool {
        self.is_nil()
    }

    fn is_nil(&self) -> bool {
        self.of.kind() != TypeKind::Interface
            && self.of.kind() != TypeKind::Map
            && self.view().is_nil()
    }

    fn dynamic_type(&self) -> Option<&Type> {
        Some(&self.of)
    }

    fn encode_concrete(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let mut encoding = Encoding {
            writer,
            open: Vec::new(),
        };
        match encoding.run(self.view()) {
            Ok(()) => Ok(()),
            Err(error) => Err(encoding.locate(error)),
        }
    }
}

struct Encoding<'w, 'o, 'v> {
    writer: &'w mut Writer<'o>,
    open: Vec<Open<'v>>,
}

/// A value of which a part was written.
enum Open<'v> {
    /// The elements to come, and how many there are in all.
    List(Elements<'v>, usize),
    /// Entries, and the element of the key that was written last.
    Map(Entries<'v>, Option<ValueRef<'v>>),
    /// The struct, the fields to come, and the number of the next field.
    Fields(ValueRef<'v>, &'v [(u32, Node)], u32),
    /// The name, what the interface value holds unless that is written, and what is around it.
    Interface(&'v str, Option<ValueRef<'v>>, Enclosing),
}

impl<'v> Encoding<'_, '_, 'v> {
    fn run(&mut self, root: ValueRef<'v>) -> Result<(), Error> {
        self.begin(root)?;
        while let Some(next) = self.next()? {
            self.begin(next)?;
        }
        Ok(())
    }

    /// Writes a value without parts, or opens one with parts.
    fn begin(&mut self, value: ValueRef<'v>) -> Result<(), Error> {
        step();
        let writer = &mut *self.writer;
        match (value.form(), value.node) {
            (_, Node::Bool(value)) => writer.uint(u64::from(*value)),
            (_, Node::Int(value)) => writer.int(*value),
            (_, Node::Uint(value)) => writer.uint(*value),
            (_, Node::Float(value)) => writer.uint(float_to_bits(*value)),
            (_, Node::Complex(re, im)) => {
                writer.uint(float_to_bits(*re));
                writer.uint(float_to_bits(*im));
            }
            (_, Node::Bytes(bytes)) => writer.bytes(bytes),
            (Form::Map(..), Node::List(nodes)) => {
                writer.enter()?;
                writer.uint(nodes.len() as u64 / 2);
                self.open.push(Open::Map(value.entries(), None));
            }
            (_, Node::List(nodes)) => {
                writer.enter()?;
                writer.uint(nodes.len() as u64);
                self.open.push(Open::List(value.elements(), nodes.len()));
            }
            (_, Node::Fields(fields)) => {
                writer.enter()?;
                self.open.push(Open::Fields(value, fields, 0));
            }
            (_, Node::Interface(interface)) => {
                let of = writer.describe_dynamic(&interface.value.of)?;
                let outer = writer.begin_interface(interface.name.bytes(), of)?;
                if !of.is_struct {
                    writer.uint(0);
                }
                let value = Some(interface.value.view());
                self.open
                    .push(Open::Interface(interface.name.text(), value, outer));
            }
            (Form::Struct(_) | Form::Array(..) | Form::Opaque(_), Node::Nil) => {
                let text = "gob: encodeArray: nil element";
                return Err(Error::unencodable(text));
            }
            (Form::Basic(super::table::Basic::Complex), Node::Nil) => {
                writer.uint(0);
                writer.uint(0);
            }
            (_, Node::Nil) => writer.uint(0),
        }
        Ok(())
    }

    /// What is to be written next; ends what is complete.
    fn next(&mut self) -> Result<Option<ValueRef<'v>>, Error> {
        loop {
            let next = match self.open.last_mut() {
                None => return Ok(None),
                Some(Open::List(elements, _)) => elements.next(),
                Some(Open::Map(entries, element)) => match element.take() {
                    Some(element) => Some(element),
                    None => entries.next().map(|(key, of_key)| {
                        *element = Some(of_key);
                        key
                    }),
                },
                Some(Open::Fields(of, fields, next)) => match (of.form(), fields.split_first()) {
                    (Form::Struct(known), Some(((number, node), rest))) => {
                        let id = known
                            .get(*number as usize)
                            .map_or(Id::INTERFACE, |field| field.of);
                        self.writer.uint(u64::from(*number - *next) + 1);
                        (*fields, *next) = (rest, number + 1);
                        Some(of.part(id, node))
                    }
                    _ => {
                        self.writer.uint(0);
                        None
                    }
                },
                Some(Open::Interface(_, value, _)) => value.take(),
            };
            if next.is_some() {
                return Ok(next);
            }
            match self.open.pop() {
                Some(Open::Interface(_, _, outer)) => self.writer.end_interface(outer),
                _ => self.writer.leave(),
            }
        }
    }

    /// Puts the way to the place of an error onto its path.
    #[cold]
    fn locate(&mut self, mut error: Error) -> Error {
        while let Some(open) = self.open.pop() {
            error = match open {
                Open::List(elements, count) => error.in_element(count - 1 - elements.len()),
                Open::Map(..) => error.in_map(""),
                Open::Fields(of, _, next) => {
                    let fields = match of.form() {
                        Form::Struct(fields) => fields,
                        _ => &[],
                    };
                    match fields.get(next.wrapping_sub(1) as usize) {
                        Some(field) => error.in_named_field(&field.name),
                        None => error,
                    }
                }
                Open::Interface(name, ..) => error.in_concrete(name),
            };
        }
        error
    }
}
