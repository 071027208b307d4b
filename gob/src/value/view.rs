//! [`ValueRef`]: a value, or a part of one, to look at. What it is asked for is in `parts`, `content` and `lookup`.

use std::sync::Arc;

use super::Value;
use super::node::Node;
use super::table::{Form, Id, Table, form};
use super::types::{Type, TypeKind};

/// A [`Value`] or a part of one, borrowed.
///
/// A field that was not transmitted is there all the same, as its type's zero value: 0, an empty string or slice,
/// nil. Go leaves out structs, arrays, maps and opaque values only where they are behind a pointer that is nil, or
/// nil themselves; these [are nil](Self::is_nil) here, too. What a nil is asked for is zero or nil again.
///
/// ```
/// use netrpc_gob::value::{Content, Value};
/// use netrpc_gob::{Encoder, Gob, StreamDecoder, StreamEncoder};
///
/// #[derive(Gob)]
/// struct Order { id: i64, items: Vec<Item>, gift: Option<Box<Item>> }
/// #[derive(Gob)]
/// struct Item { name: String, price: f64 }
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// let items = vec![Item { name: "tea".into(), price: 4.5 }, Item { name: "sugar".into(), price: 0.0 }];
/// sender.encode(&Order { id: 7, items, gift: None })?;
/// let bytes = sender.into_inner();
///
/// let order: Value = StreamDecoder::new(bytes.as_slice()).decode()?;
/// let order = order.view();
/// assert_eq!(order.field("Id").and_then(|id| id.as_i64()), Some(7));
/// let items = order.field("Items").unwrap();
/// assert_eq!(items.index(0).unwrap().field("Name").unwrap().as_str(), Some("tea"));
/// // Not transmitted, since it is zero.
/// assert_eq!(items.index(1).unwrap().field("Price").unwrap().as_f64(), Some(0.0));
/// assert!(order.field("Gift").unwrap().is_nil());
/// for item in items.elements() {
///     let Content::Struct(fields) = item.content() else { panic!("an item is a struct") };
///     let names: Vec<_> = fields.map(|(name, _)| name).collect();
///     assert_eq!(names, ["Name", "Price"]);
/// }
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct ValueRef<'v> {
    pub(crate) table: Option<&'v Arc<Table>>,
    pub(crate) id: Id,
    pub(crate) node: &'v Node,
}

impl<'v> ValueRef<'v> {
    /// The value's type.
    pub fn ty(self) -> Type {
        Type {
            table: self.table.filter(|_| self.id.slot().is_some()).cloned(),
            id: self.id,
        }
    }

    /// What sort of value it is.
    pub fn kind(self) -> TypeKind {
        self.ty().kind()
    }

    /// Elements of a slice or array, entries of a map, bytes of what has bytes; 0 for the rest.
    pub fn len(self) -> usize {
        match (self.form(), self.node) {
            (Form::Map(..), Node::List(nodes)) => nodes.len() / 2,
            (_, Node::List(nodes)) => nodes.len(),
            (_, Node::Bytes(bytes)) => bytes.len(),
            _ => 0,
        }
    }

    /// Whether there are no elements, entries or bytes.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// A value of its own.
    pub fn to_value(self) -> Value {
        Value {
            of: self.ty(),
            node: super::clone::clone_deep(self.node),
        }
    }

    pub(crate) fn present_nodes(self) -> &'v [(u32, Node)] {
        match self.node {
            Node::Fields(present) => present,
            _ => &[],
        }
    }

    pub(crate) fn form(self) -> Form<'v> {
        form(self.table, self.id)
    }

    pub(crate) fn part(self, id: Id, node: &'v Node) -> Self {
        ValueRef {
            table: self.table,
            id,
            node,
        }
    }

    /// Those of a string, a `[]byte` or an opaque value.
    pub(crate) fn bytes(self) -> &'v [u8] {
        match self.node {
            Node::Bytes(bytes) => bytes,
            _ => &[],
        }
    }
}

/// What was not transmitted.
pub(crate) static NIL: Node = Node::Nil;
