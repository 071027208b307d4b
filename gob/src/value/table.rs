//! Types of values as a table of definitions that refer to each other by id: a graph, however recursive or
//! wide, costs what its definitions cost, and all values of a stream share one table.
//!
//! A table only grows. Values hold it while the stream goes on, so its slots are set once and then read
//! without a lock.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use crate::marshal::Marshaler;
use crate::types::id as wire_id;

/// A type under construction: what [`TypeBuilder`](super::TypeBuilder)'s methods give and take.
///
/// ```
/// use netrpc_gob::value::{Id, TypeBuilder};
///
/// let mut types = TypeBuilder::new();
/// let names = types.slice(Id::STRING);
/// let by_age = types.map(Id::UINT8, names);
/// assert_eq!(types.build(by_age)?.to_string(), "map[uint8][]string");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
// Predeclared below `FIRST`, else a slot of its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Id(u32);

/// Definitions by id.
pub(crate) struct Table {
    serial: u64,
    /// Each twice as large as the one before it, so that growing moves nothing.
    chunks: [OnceLock<Box<[OnceLock<Definition>]>>; CHUNKS],
}

/// One type: its name and what it is made of.
#[derive(Debug)]
pub(crate) struct Definition {
    pub(crate) name: Box<str>,
    /// Whether `name` is what the wire said, to be sent again as it is. Else it is a Go name with its package,
    /// from which the rules of Go make what is sent.
    pub(crate) is_wire_name: bool,
    /// Whether a peer met a pointer first to this type, which makes its own bytes.
    pub(crate) is_pointer: bool,
    pub(crate) shape: Shape,
}

/// What a type is made of.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Another type's form under a name of its own, or without one: predeclared types only.
    Basic(Id),
    Slice(Id),
    Array(Id, u64),
    Map(Id, Id),
    Struct(Box<[Field]>),
    Opaque(Marshaler),
    /// Gob flattens pointers; they matter for the names of types alone.
    Pointer(Id),
}

/// A field of a struct.
#[derive(Debug)]
pub(crate) struct Field {
    pub(crate) name: Box<str>,
    pub(crate) of: Id,
}

/// How values of a type are built, behind names and pointers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Form<'t> {
    Basic(Basic),
    Slice(Id),
    Array(Id, u64),
    Map(Id, Id),
    Struct(&'t [Field]),
    Opaque(Marshaler),
}

impl Form<'_> {
    /// For who wants the kind alone, and to change what the table lies in.
    pub(crate) fn without_fields(self) -> Form<'static> {
        match self {
            Form::Basic(basic) => Form::Basic(basic),
            Form::Slice(element) => Form::Slice(element),
            Form::Array(element, len) => Form::Array(element, len),
            Form::Map(key, element) => Form::Map(key, element),
            Form::Struct(_) => Form::Struct(&[]),
            Form::Opaque(marshaler) => Form::Opaque(marshaler),
        }
    }
}

/// The kinds that gob predeclares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Basic {
    Bool,
    Int,
    Uint,
    Float,
    Complex,
    String,
    Bytes,
    Interface,
}

impl Id {
    /// `bool`.
    pub const BOOL: Id = Id(1);
    /// `int`.
    pub const INT: Id = Id(2);
    /// `uint`.
    pub const UINT: Id = Id(3);
    /// `float64`.
    pub const FLOAT64: Id = Id(4);
    /// `[]byte`.
    pub const BYTES: Id = Id(5);
    /// `string`.
    pub const STRING: Id = Id(6);
    /// `complex128`.
    pub const COMPLEX128: Id = Id(7);
    /// `interface {}`.
    pub const INTERFACE: Id = Id(8);
    /// `int8`.
    pub const INT8: Id = Id(16);
    /// `int16`.
    pub const INT16: Id = Id(17);
    /// `int32`.
    pub const INT32: Id = Id(18);
    /// `int64`.
    pub const INT64: Id = Id(19);
    /// `uint8`.
    pub const UINT8: Id = Id(20);
    /// `uint16`.
    pub const UINT16: Id = Id(21);
    /// `uint32`.
    pub const UINT32: Id = Id(22);
    /// `uint64`.
    pub const UINT64: Id = Id(23);
    /// `uintptr`.
    pub const UINTPTR: Id = Id(24);
    /// `float32`.
    pub const FLOAT32: Id = Id(25);
    /// `complex64`.
    pub const COMPLEX64: Id = Id(26);

    /// The first slot of a table.
    const FIRST: u32 = 32;

    /// The id of the slot at `index`.
    pub(crate) fn of_slot(index: u32) -> Self {
        Id(index.saturating_add(Id::FIRST))
    }

    /// Which slot of the table it is; `None` for predeclared types.
    pub(crate) fn slot(self) -> Option<u32> {
        self.0.checked_sub(Id::FIRST)
    }

    /// The type that a peer's predeclared id stands for.
    pub(crate) fn of_wire(id: wire_id::WireId) -> Option<Self> {
        let is_basic = (wire_id::BOOL..=wire_id::INTERFACE).contains(&id);
        is_basic.then_some(Id(id.unsigned_abs()))
    }

    /// What a predeclared type is.
    pub(crate) fn basic(self) -> Option<Basic> {
        Some(match self {
            Id::BOOL => Basic::Bool,
            Id::INT | Id::INT8 | Id::INT16 | Id::INT32 | Id::INT64 => Basic::Int,
            Id::UINT | Id::UINT8 | Id::UINT16 | Id::UINT32 | Id::UINT64 | Id::UINTPTR => {
                Basic::Uint
            }
            Id::FLOAT64 | Id::FLOAT32 => Basic::Float,
            Id::COMPLEX128 | Id::COMPLEX64 => Basic::Complex,
            Id::STRING => Basic::String,
            Id::BYTES => Basic::Bytes,
            Id::INTERFACE => Basic::Interface,
            _ => return None,
        })
    }

    /// What Go calls a predeclared type.
    pub(crate) fn predeclared_name(self) -> Option<&'static str> {
        Some(match self {
            Id::BOOL => "bool",
            Id::INT => "int",
            Id::INT8 => "int8",
            Id::INT16 => "int16",
            Id::INT32 => "int32",
            Id::INT64 => "int64",
            Id::UINT => "uint",
            Id::UINT8 => "uint8",
            Id::UINT16 => "uint16",
            Id::UINT32 => "uint32",
            Id::UINT64 => "uint64",
            Id::UINTPTR => "uintptr",
            Id::FLOAT32 => "float32",
            Id::FLOAT64 => "float64",
            Id::COMPLEX64 => "complex64",
            Id::COMPLEX128 => "complex128",
            Id::STRING => "string",
            Id::BYTES => "[]uint8",
            Id::INTERFACE => "interface {}",
            _ => return None,
        })
    }
}

impl Basic {
    /// The id under which every gob stream knows it.
    pub(crate) fn wire_id(self) -> wire_id::WireId {
        match self {
            Basic::Bool => wire_id::BOOL,
            Basic::Int => wire_id::INT,
            Basic::Uint => wire_id::UINT,
            Basic::Float => wire_id::FLOAT,
            Basic::Complex => wire_id::COMPLEX,
            Basic::String => wire_id::STRING,
            Basic::Bytes => wire_id::BYTES,
            Basic::Interface => wire_id::INTERFACE,
        }
    }
}

impl Table {
    pub(crate) fn new() -> Arc<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Arc::new(Table {
            serial: NEXT.fetch_add(1, Ordering::Relaxed),
            chunks: [const { OnceLock::new() }; CHUNKS],
        })
    }

    /// A number that no other table of the process has had.
    pub(crate) fn serial(&self) -> u64 {
        self.serial
    }

    /// Fills a slot. A slot is filled once; whoever hands out slots sees to that.
    pub(crate) fn set(&self, slot: u32, definition: Definition) {
        let (chunk, offset) = place(slot);
        let Some(chunk_slot) = self.chunks.get(chunk) else {
            return;
        };
        let slots =
            chunk_slot.get_or_init(|| (0..FIRST_CHUNK << chunk).map(|_| OnceLock::new()).collect());
        if let Some(slot) = slots.get(offset) {
            let _ = slot.set(definition);
        }
    }

    pub(crate) fn get(&self, id: Id) -> Option<&Definition> {
        let (chunk, offset) = place(id.slot()?);
        self.chunks.get(chunk)?.get()?.get(offset)?.get()
    }
}

/// How values of `id` are built. A pointer that leads nowhere cannot be made; it would be an interface here.
pub(crate) fn form(table: Option<&Arc<Table>>, id: Id) -> Form<'_> {
    let mut id = id;
    loop {
        if let Some(basic) = id.basic() {
            return Form::Basic(basic);
        }
        match table.and_then(|table| table.get(id)).map(|of| &of.shape) {
            Some(Shape::Basic(to) | Shape::Pointer(to)) => id = *to,
            Some(Shape::Slice(element)) => return Form::Slice(*element),
            Some(Shape::Array(element, len)) => return Form::Array(*element, *len),
            Some(Shape::Map(key, element)) => return Form::Map(*key, *element),
            Some(Shape::Struct(fields)) => return Form::Struct(fields),
            Some(Shape::Opaque(marshaler)) => return Form::Opaque(*marshaler),
            None => return Form::Basic(Basic::Interface),
        }
    }
}

impl Shape {
    /// The `index`th type that this one refers to.
    pub(crate) fn part(&self, index: usize) -> Option<Id> {
        match self {
            Shape::Basic(of) | Shape::Slice(of) | Shape::Array(of, _) | Shape::Pointer(of) => {
                (index == 0).then_some(*of)
            }
            Shape::Map(key, element) => [*key, *element].get(index).copied(),
            Shape::Struct(fields) => fields.get(index).map(|field| field.of),
            Shape::Opaque(_) => None,
        }
    }
}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = (0..).map_while(|slot| self.get(Id::of_slot(slot)));
        f.debug_list().entries(all).finish()
    }
}

/// Chunk and offset of a slot.
fn place(slot: u32) -> (usize, usize) {
    let from_one = slot as usize + FIRST_CHUNK;
    let chunk = (from_one.ilog2() - FIRST_CHUNK.ilog2()) as usize;
    (chunk, from_one - (FIRST_CHUNK << chunk))
}

/// Slots of the first chunk.
const FIRST_CHUNK: usize = 4;
/// Room for eight million types.
const CHUNKS: usize = 22;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_lie_side_by_side_in_chunks_that_double() {
        let mut expected = (0, 0);
        for slot in 0..10_000 {
            assert_eq!(place(slot), expected);
            expected.1 += 1;
            if expected.1 == FIRST_CHUNK << expected.0 {
                expected = (expected.0 + 1, 0);
            }
        }
    }

    #[test]
    fn a_definition_is_small() {
        assert!(size_of::<OnceLock<Definition>>() <= 56);
    }
}
