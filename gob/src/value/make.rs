//! Values made by hand.

use super::Value;
use super::head::Floats;
use super::node::{Interface, Name, Node};
use super::place::Place;
use super::spelling::go_string;
use super::table::{Form, Id};
use super::types::{Type, TypeKind};
use super::view::ValueRef;
use super::zero::Zeros;
use crate::error::Error;

macro_rules! from_scalars {
    ($($scalar:ty => $of:ident, $node:ident($as:ty);)*) => {$(
        impl From<$scalar> for Value {
            fn from(value: $scalar) -> Self {
                Value { of: Type::$of, node: Node::$node(<$as>::from(value)) }
            }
        }
    )*};
}

from_scalars! {
    bool => BOOL, Bool(bool);
    i8 => INT8, Int(i64);
    i16 => INT16, Int(i64);
    i32 => INT32, Int(i64);
    i64 => INT64, Int(i64);
    u8 => UINT8, Uint(u64);
    u16 => UINT16, Uint(u64);
    u32 => UINT32, Uint(u64);
    u64 => UINT64, Uint(u64);
    f32 => FLOAT32, Float(f64);
    f64 => FLOAT64, Float(f64);
}

/// Go's `int`.
impl From<isize> for Value {
    fn from(value: isize) -> Self {
        let node = Node::Int(value as i64);
        Value {
            of: Type::INT,
            node,
        }
    }
}

/// Go's `uint`.
impl From<usize> for Value {
    fn from(value: usize) -> Self {
        let node = Node::Uint(value as u64);
        Value {
            of: Type::UINT,
            node,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::string(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::string(text.into_bytes())
    }
}

/// Go's `[]byte`.
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::bytes(bytes)
    }
}

impl Value {
    /// A nil of type `interface {}`.
    pub const NIL: Value = Value {
        of: Type::INTERFACE,
        node: Node::Nil,
    };

    /// A string of any bytes.
    pub fn string(bytes: impl Into<Vec<u8>>) -> Value {
        let node = Node::Bytes(bytes.into().into());
        Value {
            of: Type::STRING,
            node,
        }
    }

    /// A `[]byte`.
    pub fn bytes(bytes: impl Into<Vec<u8>>) -> Value {
        let node = Node::Bytes(bytes.into().into());
        Value {
            of: Type::BYTES,
            node,
        }
    }

    /// A `complex128`.
    pub fn complex(re: f64, im: f64) -> Value {
        Value {
            of: Type::COMPLEX128,
            node: Node::Complex(re, im),
        }
    }

    /// What a type with a marshaling method has made.
    ///
    /// # Errors
    /// Another type than [`TypeKind::Opaque`].
    pub fn opaque(of: &Type, bytes: impl Into<Vec<u8>>) -> Result<Value, Error> {
        match of.form() {
            Form::Opaque(_) => Ok(of.with(Node::Bytes(bytes.into().into()))),
            _ => Err(not_a(of, "type with a marshaling method")),
        }
    }

    /// A slice.
    ///
    /// ```
    /// use netrpc_gob::value::{Id, TypeBuilder, Value};
    ///
    /// let mut types = TypeBuilder::new();
    /// let anything = types.slice(Id::INTERFACE);
    /// let anything = types.build(anything)?;
    /// let value = Value::slice(&anything, [Value::from(1isize), Value::NIL, Value::from("two")])?;
    /// assert_eq!(value.to_string(), r#"[]interface {}{int(1), nil, string("two")}"#);
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another type than a slice's; an element of another type than the slice's elements, a number that does not
    /// fit its width, a nil pointer. An element of an interface type becomes an
    /// [interface value](Self::any) if it is none.
    pub fn slice(of: &Type, elements: impl IntoIterator<Item = Value>) -> Result<Value, Error> {
        let Form::Slice(element) = of.form() else {
            return Err(not_a(of, "slice"));
        };
        let mut place = Place::new(of, element);
        let nodes: Result<_, _> = elements
            .into_iter()
            .map(|value| place.element(value))
            .collect();
        Ok(of.with(Node::List(nodes?)))
    }

    /// An array.
    ///
    /// # Errors
    /// As [`slice`](Self::slice), and another number of elements than the type has.
    pub fn array(of: &Type, elements: impl IntoIterator<Item = Value>) -> Result<Value, Error> {
        let Form::Array(element, len) = of.form() else {
            return Err(not_a(of, "array"));
        };
        let mut place = Place::new(of, element);
        let nodes: Result<Box<_>, _> = elements
            .into_iter()
            .map(|value| place.element(value))
            .collect();
        let nodes = nodes?;
        if nodes.len() as u64 != len {
            return Err(Error::unencodable(format!(
                "gob: {} elements for a {of}",
                nodes.len()
            )));
        }
        Ok(of.with(Node::List(nodes)))
    }

    /// A map. Of entries with one key, Go keeps the last.
    ///
    /// # Errors
    /// As [`slice`](Self::slice), for keys and elements.
    pub fn map(
        of: &Type,
        entries: impl IntoIterator<Item = (Value, Value)>,
    ) -> Result<Value, Error> {
        let Form::Map(key, element) = of.form() else {
            return Err(not_a(of, "map"));
        };
        let (mut keys, mut elements) = (Place::new(of, key), Place::new(of, element));
        let mut nodes = Vec::new();
        for (key, element) in entries {
            nodes.extend([keys.element(key)?, elements.element(element)?]);
        }
        Ok(of.with(Node::List(nodes.into())))
    }

    /// A struct of these fields; the others are zero. As in Go, what is zero is not sent, but structs and arrays
    /// are, unless the field is a pointer to them.
    ///
    /// # Errors
    /// Another type than a struct; a field that the type does not have or that comes twice; as
    /// [`slice`](Self::slice) for values. A field that is not given and has no [zero value](Self::zero) here,
    /// though Go sends it.
    pub fn structure<'n>(
        of: &Type,
        fields: impl IntoIterator<Item = (&'n str, Value)>,
    ) -> Result<Value, Error> {
        let Form::Struct(known) = of.form() else {
            return Err(not_a(of, "struct"));
        };
        let mut present: Vec<(u32, Node)> = Vec::new();
        for (name, value) in fields {
            let Some(number) = known.iter().position(|field| &*field.name == name) else {
                return Err(Error::unencodable(format!("gob: {of} has no field {name}")));
            };
            let id = known.get(number).map_or(Id::INTERFACE, |field| field.of);
            let number = number as u32;
            let node = match Place::new(of, id).field(value) {
                Ok(node) => node,
                Err(error) => return Err(error.in_named_field(name)),
            };
            present.push((number, node));
        }
        present.sort_by_key(|(number, _)| *number);
        if let Some(twice) = present
            .windows(2)
            .find(|pair| matches!(pair, [(one, _), (other, _)] if one == other))
        {
            let number = twice.first().map_or(0, |(number, _)| *number as usize);
            let name = known.get(number).map_or("", |field| &field.name);
            return Err(Error::unencodable(format!(
                "gob: field {name} of {of} is set twice"
            )));
        }
        present.retain(|(number, node)| {
            let id = known
                .get(*number as usize)
                .map_or(Id::INTERFACE, |field| field.of);
            let part = ValueRef {
                table: of.table.as_ref(),
                id,
                node,
            };
            !part.is_like_absent(Floats::ByValue)
        });
        let mut zeros = Zeros::of(of);
        zeros.fill(known, &mut present, 0)?;
        Ok(of.with(Node::Fields(present.into())))
    }

    /// An interface value that holds `value` under the name that its type is registered with.
    ///
    /// # Errors
    /// An empty name; a nil or an interface value, which an interface does not hold.
    pub fn interface(name: &str, value: Value) -> Result<Value, Error> {
        if name.is_empty() {
            return Err(Error::unencodable("attempt to register empty name"));
        }
        if value.of.kind() == TypeKind::Interface {
            return Err(Error::unencodable("gob: an interface holds no interface"));
        }
        if value.view().is_nil() && value.of.kind() != TypeKind::Map {
            return Err(Error::unencodable(format!(
                "gob: gob: cannot encode nil pointer of type *{} inside interface",
                value.of
            )));
        }
        let interface = Interface {
            name: Name::new(name.as_bytes()),
            value,
        };
        Ok(Value {
            of: Type::INTERFACE,
            node: Node::Interface(Box::new(interface)),
        })
    }

    /// An interface value that holds `value` under the name that `gob.Register` gives its type: `int`, `main.Point`,
    /// `[]interface {}`.
    ///
    /// # Errors
    /// As [`interface`](Self::interface); a type whose name is not known since it comes from a peer.
    pub fn any(value: Value) -> Result<Value, Error> {
        match value.of.registered_name() {
            Some(name) => Value::interface(&name, value),
            None => Err(Error::unencodable(format!(
                "gob: the name that {} is registered with is not known",
                value.of
            ))),
        }
    }

    /// The zero value of `of`, in which structs and arrays are there, as they are in Go.
    ///
    /// # Errors
    /// Structs and arrays within each other that are large out of all proportion; a pointer, whose zero value gob
    /// does not send; a type with a marshaling method, whose bytes are not known.
    pub fn zero(of: &Type) -> Result<Value, Error> {
        let mut zeros = Zeros::of(of);
        Ok(of.with(zeros.element(of.id, 0)?))
    }

    /// The same value with another type of the same form: Go's `T(value)`.
    ///
    /// ```
    /// use netrpc_gob::value::{Id, TypeBuilder, Value};
    ///
    /// let mut types = TypeBuilder::new();
    /// let celsius = types.named("main.Celsius", Id::FLOAT64);
    /// let celsius = types.build(celsius)?;
    /// let warm = Value::any(Value::from(36.6).convert(&celsius)?)?;
    /// assert_eq!(warm.to_string(), "main.Celsius(36.6)");
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    ///
    /// # Errors
    /// Types that differ in more than names and widths; a number that does not fit.
    pub fn convert(mut self, to: &Type) -> Result<Value, Error> {
        let node = Place::new(to, to.id).same_form(&mut self)?;
        Ok(to.with(node))
    }
}

impl Default for Value {
    /// A nil.
    fn default() -> Self {
        Value::NIL
    }
}

impl Type {
    pub(crate) fn with(&self, node: Node) -> Value {
        Value {
            of: self.clone(),
            node,
        }
    }

    /// The name that `gob.Register` gives the type: `int`, `main.Point`, `[]interface {}`. `None` where it is not
    /// known, since a peer's definitions leave out packages, widths and pointers.
    pub fn registered_name(&self) -> Option<String> {
        match self.definition() {
            None => Some(go_string(None, self.id)),
            Some(of) if of.is_wire_name => None,
            Some(of) if !of.name.is_empty() => Some(of.name.to_string()),
            Some(_) => Some(go_string(self.table.as_ref(), self.id)),
        }
    }
}

fn not_a(of: &Type, expected: &str) -> Error {
    Error::unencodable(format!("gob: {of} is no {expected}"))
}
