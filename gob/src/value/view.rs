//! [`ValueRef`]: a value, or a part of one, to look at.

use std::sync::Arc;

use super::Value;
use super::equal::{Floats, same_key};
use super::node::Node;
use super::parts::{Elements, Entries, Fields};
use super::table::{Basic, Form, Id, Marshaler, Table, form};
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

/// What a value holds, by its [kind](TypeKind).
///
/// ```
/// use netrpc_gob::value::{Content, Id, TypeBuilder, Value, ValueRef};
///
/// /// How many numbers there are in a value.
/// fn numbers(value: ValueRef<'_>) -> usize {
///     match value.content() {
///         Content::Int(_) | Content::Uint(_) | Content::Float(_) => 1,
///         Content::Slice(elements) | Content::Array(elements) => elements.map(numbers).sum(),
///         Content::Map(entries) => entries.map(|(key, element)| numbers(key) + numbers(element)).sum(),
///         Content::Struct(fields) => fields.map(|(_, field)| numbers(field)).sum(),
///         Content::Interface(interface) => numbers(interface.value()),
///         _ => 0,
///     }
/// }
///
/// let mut types = TypeBuilder::new();
/// let table = types.map(Id::STRING, Id::INTERFACE);
/// let table = types.build(table)?;
/// let entries = [("a", Value::from(1isize)), ("b", Value::from("two")), ("c", Value::NIL)];
/// let table = Value::map(&table, entries.map(|(key, element)| (Value::from(key), element)))?;
/// assert_eq!(numbers(table.view()), 1);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Content<'v> {
    /// A `bool`.
    Bool(bool),
    /// A signed integer.
    Int(i64),
    /// An unsigned integer.
    Uint(u64),
    /// A float; bits of NaN and the sign of zero are as they came.
    Float(f64),
    /// A complex number: real, then imaginary part.
    Complex(f64, f64),
    /// A string, which need not be UTF-8.
    String(&'v [u8]),
    /// A `[]byte`.
    Bytes(&'v [u8]),
    /// The elements of a slice.
    Slice(Elements<'v>),
    /// The elements of an array.
    Array(Elements<'v>),
    /// The entries of a map, in the order in which they came.
    Map(Entries<'v>),
    /// All fields of a struct, those that are zero included.
    Struct(Fields<'v>),
    /// What an interface holds.
    Interface(InterfaceRef<'v>),
    /// What a marshaler made.
    Opaque(Marshaler, &'v [u8]),
    /// A nil interface or map, or a nil pointer to a struct, array or opaque value.
    Nil,
}

/// What a non-nil interface value holds.
#[derive(Clone, Copy, Debug)]
pub struct InterfaceRef<'v> {
    pub(crate) name: &'v super::node::Name,
    value: ValueRef<'v>,
}

impl<'v> InterfaceRef<'v> {
    /// The name under which the sender has registered the type, as `main.Point`; U+FFFD in place of what is not
    /// UTF-8.
    pub fn name(self) -> &'v str {
        self.name.text()
    }

    /// The value, with its concrete type.
    pub fn value(self) -> ValueRef<'v> {
        self.value
    }
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

    /// Whether it is a nil interface or map, or a struct, array or opaque value that was not transmitted because a
    /// pointer to it is nil.
    pub fn is_nil(self) -> bool {
        matches!(self.content(), Content::Nil)
    }

    /// What it holds.
    pub fn content(self) -> Content<'v> {
        match (self.form(), self.node) {
            (Form::Basic(Basic::Bool), Node::Bool(value)) => Content::Bool(*value),
            (Form::Basic(Basic::Bool), _) => Content::Bool(false),
            (Form::Basic(Basic::Int), Node::Int(value)) => Content::Int(*value),
            (Form::Basic(Basic::Int), _) => Content::Int(0),
            (Form::Basic(Basic::Uint), Node::Uint(value)) => Content::Uint(*value),
            (Form::Basic(Basic::Uint), _) => Content::Uint(0),
            (Form::Basic(Basic::Float), Node::Float(value)) => Content::Float(*value),
            (Form::Basic(Basic::Float), _) => Content::Float(0.0),
            (Form::Basic(Basic::Complex), Node::Complex(re, im)) => Content::Complex(*re, *im),
            (Form::Basic(Basic::Complex), _) => Content::Complex(0.0, 0.0),
            (Form::Basic(Basic::String), _) => Content::String(self.bytes()),
            (Form::Basic(Basic::Bytes), _) => Content::Bytes(self.bytes()),
            (Form::Basic(Basic::Interface), Node::Interface(interface)) => {
                Content::Interface(InterfaceRef {
                    name: &interface.name,
                    value: interface.value.view(),
                })
            }
            (Form::Slice(_), _) => Content::Slice(self.elements()),
            (Form::Array(..), Node::List(_)) => Content::Array(self.elements()),
            (Form::Map(..), Node::List(_)) => Content::Map(self.entries()),
            (Form::Struct(_), Node::Fields(_)) => Content::Struct(self.fields()),
            (Form::Opaque(marshaler), Node::Bytes(bytes)) => Content::Opaque(marshaler, bytes),
            _ => Content::Nil,
        }
    }

    /// The value of a `bool`.
    pub fn as_bool(self) -> Option<bool> {
        match self.content() {
            Content::Bool(value) => Some(value),
            _ => None,
        }
    }

    /// The value of an integer, signed or not, if it fits.
    pub fn as_i64(self) -> Option<i64> {
        match self.content() {
            Content::Int(value) => Some(value),
            Content::Uint(value) => value.try_into().ok(),
            _ => None,
        }
    }

    /// The value of an integer, signed or not, if it fits.
    pub fn as_u64(self) -> Option<u64> {
        match self.content() {
            Content::Int(value) => value.try_into().ok(),
            Content::Uint(value) => Some(value),
            _ => None,
        }
    }

    /// The value of a float.
    pub fn as_f64(self) -> Option<f64> {
        match self.content() {
            Content::Float(value) => Some(value),
            _ => None,
        }
    }

    /// Real and imaginary part of a complex number.
    pub fn as_complex(self) -> Option<(f64, f64)> {
        match self.content() {
            Content::Complex(re, im) => Some((re, im)),
            _ => None,
        }
    }

    /// The text of a string, if it is UTF-8.
    pub fn as_str(self) -> Option<&'v str> {
        match self.content() {
            Content::String(bytes) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }

    /// The bytes of a string, a `[]byte` or an opaque value.
    pub fn as_bytes(self) -> Option<&'v [u8]> {
        match self.content() {
            Content::String(bytes) | Content::Bytes(bytes) | Content::Opaque(_, bytes) => {
                Some(bytes)
            }
            _ => None,
        }
    }

    /// What an interface holds; `None` for nil.
    pub fn interface(self) -> Option<InterfaceRef<'v>> {
        match self.content() {
            Content::Interface(interface) => Some(interface),
            _ => None,
        }
    }

    /// A field of a struct; `None` if the type has none of that name.
    pub fn field(self, name: &str) -> Option<ValueRef<'v>> {
        let Form::Struct(fields) = self.form() else {
            return None;
        };
        let number = fields.iter().position(|field| &*field.name == name)?;
        let of = fields.get(number)?.of;
        let node = match self.node {
            Node::Fields(present) => present
                .binary_search_by_key(&number, |(number, _)| *number as usize)
                .ok()
                .and_then(|index| present.get(index))
                .map(|(_, node)| node),
            _ => None,
        };
        Some(self.part(of, node.unwrap_or(&NIL)))
    }

    /// An element of a slice or array.
    pub fn index(self, index: usize) -> Option<ValueRef<'v>> {
        let (Form::Slice(element) | Form::Array(element, _), Node::List(nodes)) =
            (self.form(), self.node)
        else {
            return None;
        };
        Some(self.part(element, nodes.get(index)?))
    }

    /// The element of a map that came last with `key`, as Go keeps the last one. Looks at the entries one by one.
    ///
    /// The signs of integers may differ; for keys that are interfaces, `key` is what they hold.
    ///
    /// ```
    /// use netrpc_gob::value::{Id, TypeBuilder, Value};
    ///
    /// let mut types = TypeBuilder::new();
    /// let ages = types.map(Id::STRING, Id::UINT);
    /// let ages = types.build(ages)?;
    /// let ages = Value::map(&ages, [(Value::from("Ada"), Value::from(36u32)), (Value::from("Alan"), Value::from(41u32))])?;
    /// assert_eq!(ages.view().get("Ada").and_then(|age| age.as_u64()), Some(36));
    /// assert!(ages.view().get("Grace").is_none());
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    pub fn get(self, key: impl Into<Value>) -> Option<ValueRef<'v>> {
        let key = key.into();
        let found = self.entries().rev().find(|(candidate, _)| {
            let candidate = match candidate.interface() {
                Some(interface) if key.view().kind() != TypeKind::Interface => interface.value(),
                _ => *candidate,
            };
            match (candidate.node, &key.node) {
                (Node::Int(one), Node::Uint(other)) | (Node::Uint(other), Node::Int(one)) => {
                    u64::try_from(*one) == Ok(*other)
                }
                _ => same_key(candidate, key.view(), Floats::ByValue),
            }
        });
        found.map(|(_, element)| element)
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

    /// The elements of a slice or array; none for the rest.
    pub fn elements(self) -> Elements<'v> {
        let (of, nodes) = match (self.form(), self.node) {
            (Form::Slice(element) | Form::Array(element, _), Node::List(nodes)) => {
                (element, &**nodes)
            }
            _ => (Id::INTERFACE, &[][..]),
        };
        Elements {
            of: self.part(of, &NIL),
            nodes: nodes.iter(),
        }
    }

    /// The entries of a map, in the order in which they came; none for the rest. A peer may send a key twice.
    pub fn entries(self) -> Entries<'v> {
        let (key, element, nodes) = match (self.form(), self.node) {
            (Form::Map(key, element), Node::List(nodes)) => (key, element, &**nodes),
            _ => (Id::INTERFACE, Id::INTERFACE, &[][..]),
        };
        Entries {
            key: self.part(key, &NIL),
            element: self.part(element, &NIL),
            nodes: nodes.chunks_exact(2),
        }
    }

    /// All fields of a struct with their names, those that are zero included; none for the rest.
    pub fn fields(self) -> Fields<'v> {
        let (fields, present) = match (self.form(), self.node) {
            (Form::Struct(fields), Node::Fields(present)) => (fields, &**present),
            (Form::Struct(fields), _) => (fields, &[][..]),
            _ => (&[][..], &[][..]),
        };
        Fields {
            of: self,
            number: 0,
            fields: fields.iter(),
            present,
        }
    }

    /// The fields of a struct that were transmitted, with their names: in proportion to what came, however many
    /// fields the type has.
    pub fn present_fields(self) -> impl Iterator<Item = (&'v str, ValueRef<'v>)> {
        let fields = match self.form() {
            Form::Struct(fields) => fields,
            _ => &[],
        };
        self.present_nodes()
            .iter()
            .filter_map(move |(number, node)| {
                let field = fields.get(*number as usize)?;
                Some((&*field.name, self.part(field.of, node)))
            })
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

    fn bytes(self) -> &'v [u8] {
        match self.node {
            Node::Bytes(bytes) => bytes,
            _ => &[],
        }
    }
}

/// What was not transmitted.
pub(crate) static NIL: Node = Node::Nil;
