//! When two values are the same: as what Go decodes from them, but with floats compared by their bits.
//!
//! No recursion, and work in proportion to the values.

use std::collections::HashMap;

use super::Value;
use super::forms::Forms;
use super::hashes::Hashes;
use super::head::{Floats, Head};
use super::node::Node;
use super::table::{Field, Id};
use super::types::Type;
use super::view::ValueRef;
use crate::steps::step;

/// Whether gob sends values of both types alike; see [`Type`].
impl PartialEq for Type {
    fn eq(&self, other: &Self) -> bool {
        Forms::default().join(
            (self.table.as_ref(), self.id),
            (other.table.as_ref(), other.id),
        )
    }
}

impl Eq for Type {}

/// Whether Go decodes the same from both: types but for their names; what was not transmitted is the same as a
/// transmitted zero. Two floats are equal if they have the same bits. Maps may have their entries in any order.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.view() == other.view()
    }
}

impl Eq for Value {}

/// As [`Value`]s are compared.
impl PartialEq for ValueRef<'_> {
    fn eq(&self, other: &Self) -> bool {
        let mut comparison = Comparison {
            floats: Floats::ByBits,
            forms: Some(Forms::default()),
            pending: Vec::new(),
            hashes: None,
            roots: (*self, *other),
        };
        comparison.same_types(*self, *other) && comparison.run()
    }
}

impl Eq for ValueRef<'_> {}

/// Whether two keys are the same, their types set aside.
pub(crate) fn same_key(one: ValueRef<'_>, other: ValueRef<'_>, floats: Floats) -> bool {
    Comparison {
        floats,
        forms: None,
        pending: Vec::new(),
        hashes: None,
        roots: (one, other),
    }
    .run()
}

struct Comparison<'a, 'b> {
    floats: Floats,
    /// `None` if types do not matter.
    forms: Option<Forms>,
    /// Parts with parts of their own, to be compared yet.
    pending: Vec<(ValueRef<'a>, ValueRef<'b>)>,
    hashes: Option<Hashes>,
    roots: (ValueRef<'a>, ValueRef<'b>),
}

impl<'a, 'b> Comparison<'a, 'b> {
    fn run(mut self) -> bool {
        let (one, other) = self.roots;
        if !self.check(one, other) {
            return false;
        }
        while let Some((one, other)) = self.pending.pop() {
            if !self.compare(one, other) {
                return false;
            }
        }
        true
    }

    fn same_types(&mut self, one: ValueRef<'a>, other: ValueRef<'b>) -> bool {
        match &mut self.forms {
            Some(forms) => forms.join((one.table, one.id), (other.table, other.id)),
            None => true,
        }
    }

    /// Compares now, or later if there are parts.
    fn check(&mut self, one: ValueRef<'a>, other: ValueRef<'b>) -> bool {
        step();
        if one.has_parts() && other.has_parts() {
            self.pending.push((one, other));
            return true;
        }
        self.compare(one, other)
    }

    fn compare(&mut self, one: ValueRef<'a>, other: ValueRef<'b>) -> bool {
        match (one.head(), other.head()) {
            (Head::Scalar(one), Head::Scalar(other)) => one == other,
            (Head::Floats(re, im), Head::Floats(other_re, other_im)) => {
                self.floats.same(re, other_re) && self.floats.same(im, other_im)
            }
            (Head::Bytes(one), Head::Bytes(other)) => one == other,
            (Head::List(of, nodes), Head::List(other_of, others)) => {
                nodes.len() == others.len()
                    && nodes.iter().zip(others).all(|(node, other_node)| {
                        self.check(one.part(of, node), other.part(other_of, other_node))
                    })
            }
            (Head::Fields(fields, present), Head::Fields(others, other_present)) => {
                self.compare_fields((one, fields, present), (other, others, other_present))
            }
            (Head::Map(_, _, nodes), Head::Map(_, _, others)) => {
                nodes.len() == others.len() && self.compare_maps(one, other)
            }
            (Head::Interface(content), Head::Interface(other)) => {
                let (one, value) = (content.value.view(), other.value.view());
                content.name.bytes() == other.name.bytes()
                    && self.same_types(one, value)
                    && self.check(one, value)
            }
            (Head::Nil, Head::Nil) => true,
            _ => false,
        }
    }

    fn compare_fields(&mut self, one: Struct<'a>, other: Struct<'b>) -> bool {
        let (one, fields, mut present) = one;
        let (other, others, mut other_present) = other;
        let of = |fields: &[Field], number: u32| {
            fields
                .get(number as usize)
                .map_or(Id::INTERFACE, |field| field.of)
        };
        loop {
            step();
            match (present.split_first(), other_present.split_first()) {
                (Some(((number, node), rest)), Some(((other_number, other_node), other_rest)))
                    if number == other_number =>
                {
                    let value = one.part(of(fields, *number), node);
                    let other_value = other.part(of(others, *number), other_node);
                    if !self.check(value, other_value) {
                        return false;
                    }
                    (present, other_present) = (rest, other_rest);
                }
                (Some(((number, node), rest)), second)
                    if second.is_none_or(|((second, _), _)| number < second) =>
                {
                    if !one
                        .part(of(fields, *number), node)
                        .is_like_absent(self.floats)
                    {
                        return false;
                    }
                    present = rest;
                }
                (_, Some(((number, node), rest))) => {
                    if !other
                        .part(of(others, *number), node)
                        .is_like_absent(self.floats)
                    {
                        return false;
                    }
                    other_present = rest;
                }
                (_, None) => return true,
            }
        }
    }

    fn compare_maps(&mut self, one: ValueRef<'a>, other: ValueRef<'b>) -> bool {
        if one.len() > 1 {
            let hashes = self.hashes.take();
            let hashes = hashes.unwrap_or_else(|| Hashes::of(self.roots));
            let is_same = self.compare_entries(&hashes, one, other);
            self.hashes = Some(hashes);
            return is_same;
        }
        one.entries()
            .zip(other.entries())
            .all(|pair| self.check_entry(pair))
    }

    /// Entries in any order: each with one that has its hash, in the order in which they stand. Two of one hash are the same, but
    /// for a chance of 2^-64, and for empty parts of which only the types differ, and those deep within.
    fn compare_entries(&mut self, hashes: &Hashes, one: ValueRef<'a>, other: ValueRef<'b>) -> bool {
        // The first entry of a hash that is left, and for each entry the next of its hash, from the last one on.
        let mut first: HashMap<u64, Option<u32>> = HashMap::with_capacity(other.len());
        let mut next = Vec::with_capacity(other.len());
        for (number, hash) in hashes.of_map(other).iter().enumerate().rev() {
            next.push(first.insert(*hash, Some(number as u32)).flatten());
        }
        next.reverse();
        one.entries().zip(hashes.of_map(one)).all(|(entry, hash)| {
            step();
            let Some(Some(number)) = first.get(hash).copied() else {
                return false;
            };
            let number = number as usize;
            first.insert(*hash, next.get(number).copied().flatten());
            let candidate = other.entries().nth(number);
            candidate.is_some_and(|candidate| self.check_entry((entry, candidate)))
        })
    }

    fn check_entry(&mut self, pair: (Entry<'a>, Entry<'b>)) -> bool {
        let ((key, element), (other_key, other)) = pair;
        self.check(key, other_key) && self.check(element, other)
    }
}

type Struct<'v> = (ValueRef<'v>, &'v [Field], &'v [(u32, Node)]);
type Entry<'v> = (ValueRef<'v>, ValueRef<'v>);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::TypeBuilder;

    #[test]
    fn maps_are_the_same_in_any_order_of_their_entries() {
        let mut types = TypeBuilder::new();
        let inner = types.map(Id::INT, Id::STRING);
        let outer = types.map(inner, inner);
        let [inner, outer] = types.build_all([inner, outer]).unwrap();
        let map = |keys: &[isize]| {
            let entries = keys.iter().map(|key| (Value::from(*key), Value::from("x")));
            Value::map(&inner, entries).unwrap()
        };
        let maps = |pairs: &[(&[isize], &[isize])]| {
            let entries = pairs.iter().map(|(key, element)| (map(key), map(element)));
            Value::map(&outer, entries).unwrap()
        };
        let one = maps(&[(&[1, 2], &[3]), (&[4], &[5, 6, 7]), (&[4], &[])]);
        let same = maps(&[(&[4], &[]), (&[4], &[7, 5, 6]), (&[2, 1], &[3])]);
        assert!(one == same);
        assert!(same == one);
        // As many entries of the same keys and elements, but not together; one twice; a part that differs.
        for other in [
            maps(&[(&[1, 2], &[5, 6, 7]), (&[4], &[3]), (&[4], &[])]),
            maps(&[(&[1, 2], &[3]), (&[4], &[]), (&[4], &[])]),
            maps(&[(&[1, 2], &[3]), (&[4], &[5, 6, 8]), (&[4], &[])]),
        ] {
            assert!(one != other, "{one} and {other}");
            assert!(other != one, "{one} and {other}");
        }
    }

    #[test]
    fn entries_whose_keys_only_their_types_tell_apart_are_not_taken_for_each_other() {
        let mut types = TypeBuilder::new();
        let ints = types.slice(Id::INT);
        let strings = types.slice(Id::STRING);
        let (many_ints, many_strings) = (types.slice(ints), types.slice(strings));
        let of = types.map(Id::INTERFACE, Id::INT);
        let built = types.build_all([ints, strings, many_ints, many_strings, of]);
        let [ints, strings, many_ints, many_strings, of] = built.unwrap();
        let empty = |of| Value::slice(of, []).unwrap();
        let keys = [
            Value::from(false),
            Value::from(0isize),
            Value::bytes(*b""),
            Value::from(""),
            empty(&ints),
            empty(&strings),
        ];
        let map = |keys: &mut dyn Iterator<Item = Value>| {
            let entries = keys.map(|key| {
                let key = Value::interface("x", key).unwrap();
                (key, Value::from(1isize))
            });
            Value::map(&of, entries).unwrap()
        };
        let one = map(&mut keys.iter().cloned());
        assert!(one == one.clone());
        assert!(one == map(&mut keys.iter().rev().cloned()));
        // What tells them apart may lie deeper than it is looked for, but never from themselves.
        let deep = map(&mut [empty(&many_ints), empty(&many_strings)].into_iter());
        assert!(deep == deep.clone());
    }

    #[test]
    fn values_differ_by_type_bits_and_registered_name() {
        let named = |name| Value::interface(name, Value::from(1isize)).unwrap();
        let different = [
            (Value::from(1isize), Value::from(2isize)),
            (Value::from(1isize), Value::from(1usize)),
            (Value::from(0.0), Value::from(-0.0)),
            (Value::from("a"), Value::from("b")),
            (Value::from("a"), Value::bytes(*b"a")),
            (named("int"), named("int64")),
            (named("int"), Value::NIL),
        ];
        for (one, other) in different {
            assert!(one != other, "{one} and {other}");
            assert!(other != one, "{one} and {other}");
        }
        assert!(Value::from(f64::NAN) == Value::from(f64::NAN));
        // Widths are not sent.
        assert!(Value::from(1i8) == Value::from(1isize));
    }
}
