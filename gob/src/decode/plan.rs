//! How a peer's type maps onto ours.

use crate::types::{Field, WireId};

/// Says to [`Decode::decode`](crate::Decode::decode) how the peer's type maps onto ours. Only a
/// [`Reader`](crate::Reader) can make use of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan(pub(super) u32);

impl Plan {
    /// For values without parts.
    pub(crate) const LEAF: Plan = Plan(0);
}

/// Where a value stands that has its type in front; Go's texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At the top of a message.
    Message,
    /// In an interface value.
    Interface,
}

/// How to read a value that has its type in front.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Top {
    pub(crate) plan: Plan,
    /// Fields, or a zero byte and an element.
    pub(crate) is_struct: bool,
}

/// How to read values that have parts.
#[derive(Debug)]
pub(super) enum Node {
    Leaf,
    Sequence(Sequence),
    Map {
        key: Plan,
        element: Plan,
    },
    Struct {
        fields: Box<[FieldPlan]>,
        local: &'static [Field],
    },
}

/// How to read a slice or array.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sequence {
    pub(crate) element: Plan,
    /// Go has loops of its own for slices of exactly these element types; their error texts differ.
    pub(crate) is_basic: bool,
}

/// What to do with one of the peer's fields.
#[derive(Clone, Copy, Debug)]
pub(crate) enum FieldPlan {
    /// Ours is this one.
    Read { index: u16, plan: Plan },
    /// We have none of that name.
    Skip(WireId),
}
