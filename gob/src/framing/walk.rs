//! The walk over a value without storing it: finds the end of a value that may be cut over messages,
//! and skips fields that nobody asked for.
//!
//! Iterative, so depth costs heap in proportion to the bytes read and no stack; resumable, so a value
//! over many messages is walked once; bounded in its nesting all the same, since a level is a byte to the
//! peer and more to us. Unlike Go's skipping it parses interface values instead of trusting their byte
//! counts (spec 2.11).

use super::frame::Frame;
use crate::error::{Error, ErrorKind};
use crate::limits::Limits;
use crate::types::id;
use crate::types::{ReceivedTypes, WireId, take_id};
use crate::wire::take_uint;

/// A walk under way.
#[derive(Debug, Default)]
pub(crate) struct Walk {
    open: Vec<Open>,
}

/// What to do with definitions met inside interface values.
#[derive(Debug)]
pub(crate) enum Definitions<'d, 'f> {
    /// Enter them into the table: the first walk over these bytes.
    Record,
    /// The table has them already.
    Known(&'d mut KnownDefinitions<'f>),
}

/// Passes over the definitions inside a value that the framer has recorded: without parsing them again.
#[derive(Debug)]
pub(crate) struct KnownDefinitions<'f> {
    /// Position in the table of the one that comes next.
    next: u32,
    /// Why the framer stopped inside the value, if it did.
    fault: Option<&'f Error>,
}

impl<'f> KnownDefinitions<'f> {
    /// Those of the value in `frame`.
    pub(crate) fn of(frame: &'f Frame) -> Self {
        KnownDefinitions {
            next: frame.definitions,
            fault: frame.error.as_ref(),
        }
    }

    /// Takes the definition of `id`, behind that id, from the front of `input`.
    pub(crate) fn pass(
        &mut self,
        id: WireId,
        input: &mut &[u8],
        types: &ReceivedTypes,
    ) -> Result<(), Error> {
        let received = types
            .get(id)
            .filter(|_| types.position(id) == Some(self.next));
        match received.and_then(|received| input.get(received.len..)) {
            Some(rest) => {
                *input = rest;
                self.next += 1;
                Ok(())
            }
            // All definitions before it were fine, so this is the one at which the framer stopped.
            None => Err(self.fault.cloned().unwrap_or_else(|| {
                Error::new(ErrorKind::Definition, "gob: duplicate type received")
            })),
        }
    }
}

/// How far a walk came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Walked {
    /// The value is complete; what is left in the buffer does not belong to it.
    Done,
    /// The value goes on in the next message.
    NeedsMessage,
}

/// A value whose end has not been seen.
#[derive(Debug, Clone, Copy)]
enum Open {
    /// A struct: its type, and the number of the last field plus one.
    Fields(WireId, usize),
    /// Elements of a slice or array: their type, how many are left, and how many there were.
    Elements(WireId, u64, u64),
    /// Entries of a map: key, element, how many are left, and whether the key was read.
    Entries(WireId, WireId, u64, bool),
    /// An interface value behind its name: definitions, then the concrete type's id.
    Concrete,
}

impl Walk {
    /// Starts with a value of type `id` behind its id: fields, or a zero byte and an element.
    pub(crate) fn start_top(
        &mut self,
        id: WireId,
        input: &mut &[u8],
        types: &ReceivedTypes,
    ) -> Result<(), Error> {
        self.restart();
        self.enter_top(id, input, types)
    }

    /// Starts with an element of type `id`.
    pub(crate) fn start_element(
        &mut self,
        id: WireId,
        input: &mut &[u8],
        types: &ReceivedTypes,
    ) -> Result<(), Error> {
        self.restart();
        self.enter(id, input, types)
    }

    /// Forgets the last value, and the memory that an unusual one took.
    fn restart(&mut self) {
        self.open.clear();
        self.open.shrink_to(USUAL_NESTING);
    }

    /// Goes on until the value is complete or the message is used up.
    pub(crate) fn run(
        &mut self,
        input: &mut &[u8],
        types: &mut ReceivedTypes,
        mut definitions: Definitions<'_, '_>,
        limits: &Limits,
    ) -> Result<Walked, Error> {
        let max_nesting = limits.max_depth.max(GO_NESTING);
        loop {
            crate::steps::step();
            if self.open.len() > max_nesting {
                self.restart();
                return Err(Error::limit("nesting of a value", max_nesting, "depth"));
            }
            let Some(open) = self.open.last_mut() else {
                self.restart();
                return Ok(Walked::Done);
            };
            match open {
                Open::Fields(id, next) => match next_field(*id, next, input, types)? {
                    Some(field) => self.enter(field, input, types)?,
                    None => drop(self.open.pop()),
                },
                Open::Elements(_, 0, _) | Open::Entries(_, _, 0, false) => drop(self.open.pop()),
                Open::Elements(element, left, count) => {
                    if input.is_empty() {
                        return Err(Error::too_short(*count));
                    }
                    *left -= 1;
                    let element = *element;
                    self.enter(element, input, types)?;
                }
                Open::Entries(key, element, left, has_key) => {
                    if input.is_empty() {
                        return Err(Error::eof());
                    }
                    let next = if *has_key {
                        *left -= 1;
                        *element
                    } else {
                        *key
                    };
                    *has_key = !*has_key;
                    self.enter(next, input, types)?;
                }
                Open::Concrete => {
                    if input.is_empty() {
                        return Ok(Walked::NeedsMessage);
                    }
                    let id = take_id(input)?;
                    if id < 0 {
                        // A definition; the count of the chunk behind it is not to be relied on.
                        let id = id.wrapping_neg();
                        match &mut definitions {
                            Definitions::Record => types.define(id, input, limits)?,
                            Definitions::Known(known) => known.pass(id, input, types)?,
                        }
                        if !input.is_empty() {
                            take_uint(input)?;
                        }
                    } else {
                        self.open.pop();
                        take_uint(input)?;
                        self.enter_top(id, input, types)?;
                    }
                }
            }
        }
    }

    fn enter_top(
        &mut self,
        id: WireId,
        input: &mut &[u8],
        types: &ReceivedTypes,
    ) -> Result<(), Error> {
        if !types.is_struct(id) && take_uint(input)? != 0 {
            return Err(Error::corrupt(
                "gob: decode: corrupted data: non-zero delta for singleton",
            ));
        }
        self.enter(id, input, types)
    }

    /// Passes over a value of type `id`, or opens it if it has parts.
    fn enter(&mut self, id: WireId, input: &mut &[u8], types: &ReceivedTypes) -> Result<(), Error> {
        match id {
            id::BOOL | id::INT | id::UINT | id::FLOAT => drop(take_uint(input)?),
            id::COMPLEX => {
                take_uint(input)?;
                take_uint(input)?;
            }
            id::BYTES | id::STRING => skip_counted(input, "gob: slice length too large")?,
            id::INTERFACE => {
                let name = take_uint(input)?;
                if name != 0 {
                    skip(
                        input,
                        name,
                        "gob: bad interface encoding: name too large for buffer",
                    )?;
                    self.open.push(Open::Concrete);
                }
            }
            _ => {
                let open = open_composite(id, input, types)?;
                self.open.extend(open);
            }
        }
        Ok(())
    }
}

/// Reads the count of a slice, array or map of type `id`; a struct has none. `None` for a value without
/// parts.
fn open_composite(
    id: WireId,
    input: &mut &[u8],
    types: &ReceivedTypes,
) -> Result<Option<Open>, Error> {
    let Some(received) = types.get(id) else {
        return Err(Error::corrupt("gob: bad data: undefined type <nil>"));
    };
    let definition = &received.definition;
    if definition.is_of_several_kinds() {
        return Err(Error::several_kinds());
    }
    if let Some((element, len)) = definition.array {
        let count = take_uint(input)?;
        if count as i64 != len {
            return Err(Error::corrupt("gob: length mismatch in ignoreArray"));
        }
        return Ok(Some(Open::Elements(element, as_go_count(count), count)));
    }
    if let Some((key, element)) = definition.map {
        return Ok(Some(Open::Entries(
            key,
            element,
            as_go_count(take_uint(input)?),
            false,
        )));
    }
    if let Some(element) = definition.slice {
        let count = take_uint(input)?;
        return Ok(Some(Open::Elements(element, as_go_count(count), count)));
    }
    if definition.fields.is_some() {
        return Ok(Some(Open::Fields(id, 0)));
    }
    if definition.marshaler.is_some() {
        skip_counted(input, "gob: GobDecoder: length too large for buffer")?;
        return Ok(None);
    }
    Err(Error::corrupt(
        "gob: bad data: ignore can't handle type <nil>",
    ))
}

/// The type of the next field of a struct, `None` at its end.
fn next_field(
    id: WireId,
    next: &mut usize,
    input: &mut &[u8],
    types: &ReceivedTypes,
) -> Result<Option<WireId>, Error> {
    if input.is_empty() {
        return Ok(None);
    }
    let delta = take_uint(input)?;
    if delta == 0 {
        return Ok(None);
    }
    if delta > i64::MAX as u64 {
        return Err(Error::corrupt(
            "gob: ignore decode: corrupted data: negative delta",
        ));
    }
    let fields = types
        .get(id)
        .and_then(|received| received.definition.fields.as_deref());
    let number = usize::try_from(delta - 1)
        .ok()
        .and_then(|delta| next.checked_add(delta));
    let field = number.and_then(|number| fields?.get(number));
    let (Some(field), Some(number)) = (field, number) else {
        return Err(Error::corrupt("gob: bad data: field numbers out of bounds"));
    };
    *next = number + 1;
    Ok(Some(field.id))
}

fn skip_counted(input: &mut &[u8], text: &'static str) -> Result<(), Error> {
    let len = take_uint(input)?;
    skip(input, len, text)
}

fn skip(input: &mut &[u8], len: u64, text: &'static str) -> Result<(), Error> {
    match usize::try_from(len).ok().and_then(|len| input.get(len..)) {
        Some(rest) => {
            *input = rest;
            Ok(())
        }
        None => Err(Error::corrupt(text)),
    }
}

/// Go reads counts into an `int`: one of 2^63 and more is negative, and a loop over it does nothing.
fn as_go_count(count: u64) -> u64 {
    if count > i64::MAX as u64 { 0 } else { count }
}

/// Go skips types that are nested 10,000 levels, and values as deep as its stack grows.
const GO_NESTING: usize = 16 << 10;
/// Levels for which a stream keeps memory.
const USUAL_NESTING: usize = 64;
