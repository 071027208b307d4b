//! Bytes become a value of whatever type the peer says that they have.
//!
//! No recursion: a stack of what is open costs 40 bytes a level. Counts are believed as far as there are bytes
//! for the elements that they announce, of all that is open together, so that room is made once, and never more
//! than is going to be filled.

use std::sync::Arc;

use super::Value;
use super::known::known_type;
use super::node::{Interface, Name, Node};
use super::table::{Basic, Form, Id, Table, form};
use super::types::Type;
use crate::decode::{Decode, Plan, Reader};
use crate::error::Error;
use crate::steps::step;
use crate::types::WireId;
use crate::wire::float_from_bits;

/// Replaces the value, whatever type it had.
impl Decode for Value {
    fn zero() -> Self {
        Value::NIL
    }

    fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
        let id = Reader::dynamic_id(plan);
        *self = decode_element(reader, id)?;
        Ok(())
    }
}

/// Reads an element of the type `id`, without anything in front of it.
fn decode_element(reader: &mut Reader<'_>, id: WireId) -> Result<Value, Error> {
    let of = known_type(reader.types(), id)?;
    decode_known(reader, of)
}

fn decode_known(reader: &mut Reader<'_>, of: Type) -> Result<Value, Error> {
    let mut decoding = Decoding {
        reader,
        table: of.table.clone(),
        open: Vec::new(),
        owed: 0,
    };
    let node = match decoding.run(of.id) {
        Ok(node) => node,
        Err(error) => return Err(decoding.locate(error)),
    };
    Ok(Value { of, node })
}

/// Passes over the zero in front of what is no struct.
fn begin_top(reader: &mut Reader<'_>, of: &Type) -> Result<(), Error> {
    if of.struct_fields().is_none() && reader.uint()? != 0 {
        return Err(Error::corrupt(
            "gob: decode: corrupted data: non-zero delta for singleton",
        ));
    }
    Ok(())
}

struct Decoding<'r, 'a> {
    reader: &'r mut Reader<'a>,
    /// That of the stream; types of interface values are of the same.
    table: Option<Arc<Table>>,
    open: Vec<Open>,
    /// Elements that open slices, arrays and maps still wait for: each takes a byte at least.
    owed: usize,
}

/// A value whose end has not been seen.
enum Open {
    /// Elements of a type, and how many are to come.
    List(Id, usize, Vec<Node>),
    /// Keys and elements of a map type, and how many of both are to come.
    Map(Id, usize, Vec<Node>),
    /// Fields of a struct type, and the number of the next one.
    Fields(Id, u32, Vec<(u32, Node)>),
    /// An interface value, and whether what it holds was read.
    Interface(Box<Interface>, bool),
}

/// What comes next in the value that was opened last.
enum Next {
    Part(Id),
    End,
}

impl Decoding<'_, '_> {
    fn run(&mut self, root: Id) -> Result<Node, Error> {
        let mut done = self.begin(root)?;
        loop {
            step();
            if let Some(node) = done.take() {
                match self.open.last_mut() {
                    Some(open) => open.put(node),
                    None => return Ok(node),
                }
            }
            done = match self.next()? {
                Next::Part(id) => self.begin(id)?,
                Next::End => self.open.pop().map(Open::close),
            };
        }
    }

    /// Reads a value without parts, or opens one with parts.
    fn begin(&mut self, id: Id) -> Result<Option<Node>, Error> {
        match form(self.table.as_ref(), id).without_fields() {
            Form::Basic(Basic::Interface) => self.begin_interface(),
            Form::Basic(basic) => self.scalar(basic).map(Some),
            Form::Opaque(_) => {
                let bytes = self
                    .reader
                    .bytes("[]uint8")
                    .map_err(|error| match error.kind() {
                        crate::ErrorKind::Corrupt => {
                            Error::corrupt("gob: GobDecoder: length too large for buffer")
                        }
                        _ => error,
                    })?;
                self.reader.charge(bytes.len())?;
                Ok(Some(Node::Bytes(bytes.into())))
            }
            Form::Slice(element) => {
                let count = self.reader.uint()?;
                let count = self
                    .promise(count, 1)
                    .ok_or_else(|| Error::too_short(count))?;
                self.begin_list(element, count)
            }
            Form::Array(element, len) => {
                let count = self.reader.uint()?;
                if count != len {
                    return Err(Error::corrupt("gob: length mismatch in decodeArray"));
                }
                let count = self
                    .promise(count, 1)
                    .ok_or_else(|| Error::too_short(count))?;
                self.begin_list(element, count)
            }
            Form::Map(..) => {
                let count = self.reader.uint()?;
                // Go reads the count into an int; a negative one is no entries.
                let count = if count > i64::MAX as u64 { 0 } else { count };
                let count = self.promise(count, 2).ok_or_else(Error::eof)?;
                self.reader
                    .charge(count.saturating_mul(size_of::<Node>()))?;
                self.push(Open::Map(id, count, Vec::with_capacity(count)))
            }
            Form::Struct(_) => self.push(Open::Fields(id, 0, Vec::new())),
        }
    }

    fn scalar(&mut self, basic: Basic) -> Result<Node, Error> {
        let reader = &mut *self.reader;
        Ok(match basic {
            Basic::Bool => Node::Bool(reader.uint()? != 0),
            Basic::Int => Node::Int(reader.int()?),
            Basic::Uint => Node::Uint(reader.uint()?),
            Basic::Float => Node::Float(float_from_bits(reader.uint()?)),
            Basic::Complex => {
                let re = float_from_bits(reader.uint()?);
                Node::Complex(re, float_from_bits(reader.uint()?))
            }
            Basic::String | Basic::Bytes => {
                let of = if basic == Basic::String {
                    "string"
                } else {
                    "[]uint8"
                };
                let bytes = reader.bytes(of)?;
                reader.charge(bytes.len())?;
                Node::Bytes(bytes.into())
            }
            Basic::Interface => Node::Nil,
        })
    }

    /// How many nodes `count` times `each` are, if there are bytes for all of them. The last element of a map may
    /// be a struct that takes none, at the end of the message.
    fn promise(&mut self, count: u64, each: usize) -> Option<usize> {
        let left = self.reader.left() + (each - 1);
        let nodes = usize::try_from(count).ok()?.checked_mul(each)?;
        let owed = self.owed.checked_add(nodes).filter(|owed| *owed <= left)?;
        self.owed = owed;
        Some(nodes)
    }

    fn begin_list(&mut self, element: Id, count: usize) -> Result<Option<Node>, Error> {
        self.reader
            .charge(count.saturating_mul(size_of::<Node>()))?;
        let mut nodes = Vec::with_capacity(count);
        let basic = match form(self.table.as_ref(), element) {
            Form::Basic(basic) if basic != Basic::Interface => basic,
            _ => return self.push(Open::List(element, count, nodes)),
        };
        // Without a turn of the loop for each.
        for index in 0..count {
            step();
            if self.reader.message_is_empty() {
                return Err(Error::too_short(count as u64).in_element(index));
            }
            nodes.push(
                self.scalar(basic)
                    .map_err(|error| error.in_element(index))?,
            );
        }
        self.owed -= count;
        Ok(Some(Node::List(nodes.into())))
    }

    fn begin_interface(&mut self) -> Result<Option<Node>, Error> {
        let Some(name) = self.reader.interface_name()? else {
            return Ok(Some(Node::Nil));
        };
        let name = Name::new(name);
        let id = self.reader.concrete_id()?;
        let of = known_type(self.reader.types(), id)?;
        if self.table.is_none() {
            self.table.clone_from(&of.table);
        }
        begin_top(self.reader, &of).map_err(|error| error.in_concrete(name.text()))?;
        self.reader
            .charge(size_of::<Interface>() + name.bytes().len())?;
        let value = of.with(Node::Nil);
        self.push(Open::Interface(Box::new(Interface { name, value }), false))
    }

    fn push(&mut self, open: Open) -> Result<Option<Node>, Error> {
        let limits = self.reader.limits();
        if self.open.len() >= limits.max_depth {
            return Err(limits.too_deep(self.open.len()));
        }
        self.open.push(open);
        Ok(None)
    }

    fn next(&mut self) -> Result<Next, Error> {
        let table = self.table.as_ref();
        Ok(match self.open.last_mut() {
            None => Next::End,
            Some(Open::List(_, 0, _) | Open::Map(_, 0, _)) => Next::End,
            Some(Open::List(element, left, nodes)) => {
                if self.reader.message_is_empty() {
                    return Err(Error::too_short((*left + nodes.len()) as u64));
                }
                *left -= 1;
                self.owed -= 1;
                Next::Part(*element)
            }
            Some(Open::Map(id, left, nodes)) => {
                let is_key = nodes.len() % 2 == 0;
                if is_key && self.reader.message_is_empty() {
                    return Err(Error::eof());
                }
                *left -= 1;
                self.owed -= 1;
                match form(table, *id) {
                    Form::Map(key, element) => Next::Part(if is_key { key } else { element }),
                    _ => Next::End,
                }
            }
            Some(Open::Fields(id, next, fields)) => {
                let Form::Struct(known) = form(table, *id) else {
                    return Ok(Next::End);
                };
                // Go takes the end of the message for the end of the struct.
                if self.reader.message_is_empty() {
                    return Ok(Next::End);
                }
                let delta = self.reader.uint()?;
                if delta == 0 {
                    return Ok(Next::End);
                }
                let number = delta.checked_add(u64::from(*next)).map(|sum| sum - 1);
                let number = number.and_then(|number| u32::try_from(number).ok());
                let field = number.and_then(|number| Some((number, known.get(number as usize)?)));
                let Some((number, field)) = field else {
                    return Err(Error::bad_delta(delta));
                };
                if fields.len() == fields.capacity() {
                    let more = fields.len().max(1);
                    self.reader.charge(more * size_of::<(u32, Node)>())?;
                    fields.reserve_exact(more);
                }
                *next = number + 1;
                Next::Part(field.of)
            }
            Some(Open::Interface(_, true)) => Next::End,
            Some(Open::Interface(interface, is_read)) => {
                *is_read = true;
                Next::Part(interface.value.of.id)
            }
        })
    }

    /// Puts the way to the place of an error onto its path.
    #[cold]
    fn locate(&mut self, mut error: Error) -> Error {
        let table = self.table.clone();
        while let Some(open) = self.open.pop() {
            error = match &open {
                Open::List(_, _, nodes) => error.in_element(nodes.len()),
                Open::Map(..) => error.in_map(""),
                Open::Fields(id, next, _) => {
                    let number = next.wrapping_sub(1) as usize;
                    match form(table.as_ref(), *id) {
                        Form::Struct(fields) => match fields.get(number) {
                            Some(field) => error.in_named_field(&field.name),
                            None => error,
                        },
                        _ => error,
                    }
                }
                Open::Interface(interface, _) => error.in_concrete(interface.name.text()),
            };
        }
        error
    }
}

impl Open {
    fn put(&mut self, node: Node) {
        match self {
            Open::List(_, _, nodes) | Open::Map(_, _, nodes) => nodes.push(node),
            Open::Fields(_, next, fields) => fields.push((next.saturating_sub(1), node)),
            Open::Interface(interface, _) => interface.value.node = node,
        }
    }

    fn close(self) -> Node {
        match self {
            Open::List(_, _, nodes) | Open::Map(_, _, nodes) => Node::List(nodes.into()),
            Open::Fields(_, _, fields) => Node::Fields(fields.into()),
            Open::Interface(interface, _) => Node::Interface(interface),
        }
    }
}
