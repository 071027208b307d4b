//! Whether values of a peer's type can be stored in ours: Go's `compatibleType` (spec 2.5). Numbers keep
//! their kind (signed, unsigned, float), whatever their width; nothing is converted.

use std::any::TypeId;

use super::plan::Place;
use crate::error::{Error, ErrorKind};
use crate::types::id;
use crate::types::{Kind, ReceivedTypes, TypeInfo, WireId};

/// Whether values of the peer's type `id` can be stored in the type `info`.
pub(super) fn is_compatible(info: &'static TypeInfo, id: WireId, types: &ReceivedTypes) -> bool {
    let compared = Vec::new();
    Compatibility { types, compared }.check(info, id)
}

struct Compatibility<'t> {
    types: &'t ReceivedTypes,
    /// Types met on the way; each is compared once.
    compared: Vec<(TypeId, WireId)>,
}

impl Compatibility<'_> {
    fn check(&mut self, info: &'static TypeInfo, id: WireId) -> bool {
        let base = info.base();
        if base.is_dynamic() {
            return true;
        }
        let definition = self.types.get(id).map(|received| &received.definition);
        if definition.is_some_and(|definition| definition.is_ambiguous) {
            return false;
        }
        let marshaler = definition.and_then(|definition| definition.marshaler);
        if let Kind::Marshaler(methods) = base.underlying() {
            return marshaler == Some(methods.by);
        }
        if marshaler.is_some() {
            return false;
        }
        if let Some(basic) = base.basic_id() {
            return basic == id;
        }
        let identity = base.identity();
        if let Some((_, with)) = self
            .compared
            .iter()
            .find(|(compared, _)| *compared == identity)
        {
            return *with == id;
        }
        self.compared.push((identity, id));
        match base.underlying() {
            Kind::Array(element, len) => match definition.and_then(|definition| definition.array) {
                Some((remote, remote_len)) => {
                    i64::try_from(len) == Ok(remote_len) && self.check(element(), remote)
                }
                None => false,
            },
            Kind::Map(key, element) => match definition.and_then(|definition| definition.map) {
                Some((remote_key, remote)) => {
                    self.check(key(), remote_key) && self.check(element(), remote)
                }
                None => false,
            },
            Kind::Slice(element) => {
                let slice = definition.and_then(|definition| definition.slice);
                match slice.or(id::builtin_slice_element(id)) {
                    Some(remote) => self.check(element(), remote),
                    None => false,
                }
            }
            // Fields are compared by name when the plan is made.
            Kind::Struct(..) => true,
            _ => false,
        }
    }
}

/// Name and type of a field of the peer's.
pub(super) type RemoteFieldRef<'t> = (&'t [u8], WireId);

/// Name and fields of the peer's struct `id`.
pub(super) fn remote_struct<'t>(
    id: WireId,
    base: &TypeInfo,
    types: &'t ReceivedTypes,
) -> Result<(&'t str, Vec<RemoteFieldRef<'t>>), Error> {
    if let Some(fields) = id::builtin_fields(id) {
        let fields = fields
            .iter()
            .map(|(name, id)| (name.as_bytes(), *id))
            .collect();
        return Ok((id::builtin_name(id).unwrap_or_default(), fields));
    }
    if id::builtin_name(id).is_none() {
        let Some(received) = types.get(id) else {
            return Err(mismatch("gob: unknown type id or corrupted data".into()));
        };
        if let Some(fields) = &received.definition.fields {
            let fields = fields
                .iter()
                .map(|field| (&*field.name, field.id))
                .collect();
            return Ok((&received.definition.name, fields));
        }
    }
    Err(mismatch(format!(
        "gob: type mismatch in decoder: want struct type {}; got non-struct",
        base.go_string()
    )))
}

/// A type in front of a value that does not fit ours, which is no struct.
pub(super) fn top_mismatch(
    id: WireId,
    place: Place,
    info: &'static TypeInfo,
    types: &ReceivedTypes,
) -> Error {
    let pointer = match place {
        Place::Message => "*",
        Place::Interface => "",
    };
    let (ours, remote) = (info.go_string(), types.text(id));
    mismatch(match info.base().underlying() {
        Kind::Interface | Kind::Dynamic => format!(
            "gob: local interface type {pointer}{ours} can only be decoded from remote interface type; \
             received concrete type {remote}"
        ),
        _ => {
            format!("gob: decoding into local type {pointer}{ours}, received remote type {remote}")
        }
    })
}

/// Such an error is remembered for each of our types, and so is the name in it that a peer chose.
pub(super) fn mismatch(mut text: String) -> Error {
    if let Some((end, _)) = text.char_indices().nth(MAX_TEXT) {
        text.truncate(end);
        text.push('…');
        text.shrink_to_fit();
    }
    Error::new(ErrorKind::TypeMismatch, text)
}

/// Characters of an error's text.
const MAX_TEXT: usize = 1024;
