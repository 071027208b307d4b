//! One part of a value: by its name, its index or its key.

use super::Value;
use super::equal::same_key;
use super::head::Floats;
use super::node::Node;
use super::table::Form;
use super::types::TypeKind;
use super::view::{NIL, ValueRef};

impl<'v> ValueRef<'v> {
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
}
