//! One value's bytes, and what is needed to read them.

use std::ops::Range;

use super::plan::{FieldPlan, Plan, Top};
use super::plans::Plans;
use crate::decode::Decode;
use crate::error::{Error, ErrorKind};
use crate::framing::{Definitions, Frame, KnownDefinitions, Walk, Walked};
use crate::interface::Registry;
use crate::limits::Limits;
use crate::marshal::Marshal;
use crate::stack::StackMark;
use crate::types::{ReceivedTypes, WireId};
use crate::wire::{int_from_uint, take_uint};

/// Takes the parts of one value from its bytes. Handed to [`Decode::decode`].
///
/// [`GobType`](crate::GobType) has an example.
#[derive(Debug)]
pub struct Reader<'a> {
    /// What is left of the message under way.
    pub(super) message: &'a [u8],
    /// All bytes of the frame, and where the next message starts in them.
    frame: &'a [u8],
    next_message: usize,
    pub(super) plans: &'a mut Plans,
    pub(super) types: &'a mut ReceivedTypes,
    definitions: KnownDefinitions<'a>,
    walk: &'a mut Walk,
    limits: &'a Limits,
    registry: Option<&'a Registry>,
    depth: usize,
    start: StackMark,
    /// Bytes that may still be allocated.
    budget: usize,
    /// The count that ended the value because it exceeded the message.
    pub(super) overlong: Option<u64>,
}

/// The fields of one struct value, as they come.
#[derive(Debug)]
pub struct StructReader {
    plan: Plan,
    /// Field number of the last field plus one.
    next: usize,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(
        frame: &'a Frame,
        bytes: &'a [u8],
        plans: &'a mut Plans,
        types: &'a mut ReceivedTypes,
        walk: &'a mut Walk,
        limits: &'a Limits,
    ) -> Self {
        let Range { start, end } = frame.first;
        let definitions = KnownDefinitions::of(frame);
        Reader {
            message: bytes.get(start..end).unwrap_or_default(),
            frame: bytes,
            next_message: end,
            plans,
            types,
            definitions,
            walk,
            limits,
            registry: None,
            depth: 0,
            start: StackMark::here(),
            budget: limits.max_decoded,
            overlong: None,
        }
    }

    /// The types of trait objects.
    pub(super) fn set_registry(&mut self, registry: Option<&'a Registry>) {
        self.registry = registry;
    }

    /// See [`set_registry`](Self::set_registry).
    pub(crate) fn registry(&self) -> Option<&'a Registry> {
        self.registry
    }

    /// Bytes of the frame that were read.
    pub(crate) fn position(&self) -> usize {
        self.next_message - self.message.len()
    }

    /// Bytes of the frame that were not.
    pub(crate) fn left(&self) -> usize {
        self.frame.len() - self.position()
    }

    /// Whether the message under way is used up.
    pub(crate) fn message_is_empty(&self) -> bool {
        self.message.is_empty()
    }

    /// The peer's types.
    pub(crate) fn types(&mut self) -> &mut ReceivedTypes {
        self.types
    }

    /// The limits in force.
    pub(crate) fn limits(&self) -> &'a Limits {
        self.limits
    }

    /// The peer's type behind the plan of a value that takes any.
    pub(crate) fn dynamic_id(plan: Plan) -> WireId {
        plan.0 as WireId
    }

    /// Bytes that were counted for the value.
    pub(crate) fn charged(&self) -> usize {
        self.limits.max_decoded - self.budget
    }

    /// Takes an unsigned integer.
    ///
    /// # Errors
    /// The end of the message, or an impossible length.
    #[inline]
    pub fn uint(&mut self) -> Result<u64, Error> {
        match take_uint(&mut self.message) {
            Ok(value) => Ok(value),
            Err(error) => Err(error.into()),
        }
    }

    /// Takes a signed integer.
    ///
    /// # Errors
    /// The end of the message, or an impossible length.
    #[inline]
    pub fn int(&mut self) -> Result<i64, Error> {
        self.uint().map(int_from_uint)
    }

    /// Takes a count and so many bytes: a string or a `[]byte`; `type_name` is for the error text.
    ///
    /// # Errors
    /// A count that exceeds the message.
    #[inline]
    pub fn bytes(&mut self, type_name: &str) -> Result<&'a [u8], Error> {
        let len = self.uint()?;
        match self.split(len) {
            Some(bytes) => Ok(bytes),
            None => {
                self.overlong = Some(len);
                // The number in Go's text is always 0.
                let text = format!("gob: bad {type_name} slice length: 0");
                Err(Error::corrupt(text))
            }
        }
    }

    /// Takes a length and so many bytes, and has `value` read them (Go's `decodeGobDecoder`).
    ///
    /// # Errors
    /// A length that exceeds the message, a limit, or the value's own.
    pub fn payload<T: Marshal>(&mut self, value: &mut T) -> Result<(), Error> {
        let len = self.uint()?;
        let Some(payload) = self.split(len) else {
            return Err(Error::corrupt(
                "gob: GobDecoder: length too large for buffer",
            ));
        };
        self.charge(payload.len())?;
        match value.unmarshal(payload) {
            Ok(()) => Ok(()),
            Err(error) => Err(Error::new(ErrorKind::Payload, error.to_string())),
        }
    }

    /// Takes so many bytes, if there are.
    #[inline]
    fn split(&mut self, len: u64) -> Option<&'a [u8]> {
        let len = usize::try_from(len).ok()?;
        let (bytes, rest) = self.message.split_at_checked(len)?;
        self.message = rest;
        Some(bytes)
    }

    /// Counts memory that is about to be allocated for the value.
    ///
    /// # Errors
    /// More than the limit for one value.
    #[inline]
    pub fn charge(&mut self, bytes: usize) -> Result<(), Error> {
        match self.budget.checked_sub(bytes) {
            Some(left) => {
                self.budget = left;
                Ok(())
            }
            None => {
                let what = "memory of a decoded value";
                Err(Error::limit(what, self.limits.max_decoded, "decoded"))
            }
        }
    }

    /// Reads the fields of a struct value.
    ///
    /// # Errors
    /// Nesting over the limit.
    #[inline]
    pub fn begin_struct(&mut self, plan: Plan) -> Result<StructReader, Error> {
        self.enter()?;
        Ok(StructReader { plan, next: 0 })
    }

    /// The index of our field that comes next, and its plan; `None` at the end of the struct. Fields that
    /// we do not have are skipped.
    ///
    /// # Errors
    /// Field numbers that make no sense, or a skipped value that is corrupt.
    #[inline]
    pub fn next_field(&mut self, fields: &mut StructReader) -> Result<Option<(u16, Plan)>, Error> {
        loop {
            // Go takes the end of the message for the end of the struct.
            if self.message.is_empty() {
                break;
            }
            let delta = self.uint()?;
            if delta == 0 {
                break;
            }
            let number = usize::try_from(delta - 1)
                .ok()
                .and_then(|delta| fields.next.checked_add(delta));
            let planned = number.and_then(|number| self.plans.field(fields.plan, number));
            fields.next = number.map_or(usize::MAX, |number| number.saturating_add(1));
            match planned {
                Some(FieldPlan::Read { index, plan }) => return Ok(Some((index, plan))),
                Some(FieldPlan::Skip(id)) => self.skip(id)?,
                None => return Err(Error::bad_delta(delta)),
            }
        }
        self.leave();
        Ok(None)
    }

    /// Puts the name of the field that came last onto the path of its error.
    #[cold]
    pub fn in_field(&self, fields: &StructReader, error: Error) -> Error {
        error.in_field(
            self.plans
                .field_name(fields.plan, fields.next.wrapping_sub(1)),
        )
    }

    /// One level deeper.
    #[inline]
    pub(crate) fn enter(&mut self) -> Result<(), Error> {
        if self.depth >= self.limits.max_depth || self.start.used() > self.limits.max_stack {
            return Err(self.limits.too_deep(self.depth));
        }
        self.depth += 1;
        Ok(())
    }

    /// And up again; after an error nobody reads on.
    #[inline]
    pub(crate) fn leave(&mut self) {
        // An impl by hand may ask for a field behind the last one.
        self.depth = self.depth.saturating_sub(1);
    }

    /// Reads what stands behind a type's id, at the top or in an interface value.
    #[inline]
    pub(crate) fn top<T: Decode>(&mut self, top: Top, value: &mut T) -> Result<(), Error> {
        if top.is_struct {
            return value.decode(self, top.plan);
        }
        match self.uint() {
            Ok(0) => value.decode(self, top.plan),
            Ok(_) => Err(Error::corrupt(
                "gob: decode: corrupted data: non-zero delta for singleton",
            )),
            Err(error) => Err(error),
        }
    }

    /// Passes over an element of the peer's type `id`.
    #[cold]
    fn skip(&mut self, id: WireId) -> Result<(), Error> {
        self.walk.start_element(id, &mut self.message, self.types)?;
        self.finish_walk()
    }

    /// Passes over the value of the frame.
    pub(crate) fn skip_top(&mut self, id: WireId) -> Result<(), Error> {
        self.walk.start_top(id, &mut self.message, self.types)?;
        self.finish_walk()
    }

    fn finish_walk(&mut self) -> Result<(), Error> {
        while self.walk.run(
            &mut self.message,
            self.types,
            Definitions::Known(&mut self.definitions),
            self.limits,
        )? == Walked::NeedsMessage
        {
            self.advance()?;
        }
        Ok(())
    }

    /// Passes over the definition of `id`, which the framer has recorded.
    pub(super) fn pass_definition(&mut self, id: WireId) -> Result<(), Error> {
        self.definitions.pass(id, &mut self.message, self.types)
    }

    /// Goes on with the next message of the frame.
    pub(super) fn advance(&mut self) -> Result<(), Error> {
        crate::steps::step();
        let mut rest = self.frame.get(self.next_message..).unwrap_or_default();
        let before = rest.len();
        let len = take_uint(&mut rest).map_err(|_| Error::unexpected_eof())? as usize;
        let message = rest.get(..len).ok_or_else(Error::unexpected_eof)?;
        self.next_message += before - rest.len() + len;
        self.message = message;
        Ok(())
    }
}
