//! What Go and gob ask of types: some that compile cannot be sent, and some have no finite value.

use std::collections::HashSet;

use super::{Model, NamedIndex, Type, TypeIndex};

impl Model {
    /// Go's `comparable`: whether `of` may be the key of a map.
    pub(super) fn is_comparable(&self, of: TypeIndex) -> bool {
        match self.underlying(of) {
            None | Some(Type::Slice(_) | Type::Map(..) | Type::Func) => false,
            Some(Type::Array(_, element)) => self.is_comparable(*element),
            Some(Type::Struct(fields)) => fields.iter().all(|field| self.is_comparable(field.of)),
            Some(_) => true,
        }
    }

    /// Whether a value of `of` can be hashed whatever it is: it holds no interface.
    pub(crate) fn is_hashable(&self, of: TypeIndex) -> bool {
        match self.underlying(of) {
            Some(Type::Interface(_)) => false,
            Some(Type::Array(_, element)) => self.is_hashable(*element),
            Some(Type::Struct(fields)) => fields.iter().all(|field| self.is_hashable(field.of)),
            _ => self.is_comparable(of),
        }
    }

    /// Whether a value of `of` encodes only if it is addressable: it holds, not behind a pointer or slice, a
    /// type that encodes itself by pointer.
    pub(super) fn needs_address(&self, of: TypeIndex) -> bool {
        if let Some(external) = self.external(of) {
            return external.by_pointer;
        }
        match self.underlying(of) {
            Some(Type::Array(_, element)) => self.needs_address(*element),
            Some(Type::Struct(fields)) => fields.iter().any(|field| self.needs_address(field.of)),
            _ => false,
        }
    }

    /// Whether all parts of what was declared from `first` on can be sent.
    pub(super) fn is_sound(&self, roots: &[TypeIndex], first: NamedIndex) -> bool {
        let mut seen = HashSet::new();
        let declared = (first.0..self.named.len() as u32)
            .filter_map(|index| self.named(NamedIndex(index)).underlying);
        let parts: Vec<_> = roots.iter().copied().chain(declared).collect();
        parts.iter().all(|part| {
            self.parts_are_sound(*part, &mut seen)
                && self.is_finite(*part, &mut HashSet::new())
                && self.weight(*part) <= MAX_WEIGHT
        })
    }

    fn parts_are_sound(&self, of: TypeIndex, seen: &mut HashSet<TypeIndex>) -> bool {
        if !seen.insert(of) {
            return true;
        }
        match self.get(of) {
            Type::Named(named) => match self.named(*named).underlying {
                Some(underlying) => self.parts_are_sound(underlying, seen),
                None => true,
            },
            Type::Slice(element) | Type::Array(_, element) | Type::Pointer(element) => {
                self.parts_are_sound(*element, seen)
            }
            Type::Map(key, element) => {
                // What a map holds has no address.
                !self.needs_address(*key)
                    && !self.needs_address(*element)
                    && self.parts_are_sound(*key, seen)
                    && self.parts_are_sound(*element, seen)
            }
            Type::Struct(fields) => {
                let sends = fields.is_empty() || fields.iter().any(|field| self.is_sent(field));
                sends
                    && fields
                        .iter()
                        .all(|field| self.parts_are_sound(field.of, seen))
            }
            _ => true,
        }
    }

    /// How many scalars there are in any value of `of`, about.
    fn weight(&self, of: TypeIndex) -> usize {
        match self.underlying(of) {
            Some(Type::Array(length, element)) => length.saturating_mul(self.weight(*element)),
            Some(Type::Struct(fields)) => fields.iter().map(|field| self.weight(field.of)).sum(),
            _ => 1,
        }
    }

    /// Whether `of` has a value that gob can send: nil is one only in a field. `above` are the declared types
    /// around it.
    fn is_finite(&self, of: TypeIndex, above: &mut HashSet<NamedIndex>) -> bool {
        match self.get(of) {
            Type::Named(named) => {
                let declared = self.named(*named);
                let Some(underlying) = declared.underlying else {
                    return true;
                };
                if declared.external.is_some() {
                    return true;
                }
                if !above.insert(*named) {
                    return false;
                }
                let finite = self.is_finite(underlying, above);
                above.remove(named);
                finite
            }
            Type::Pointer(to) => self.is_finite(*to, above),
            Type::Array(length, element) => *length == 0 || self.is_finite(*element, above),
            Type::Struct(fields) => fields.iter().all(|field| {
                let may_be_nil = matches!(
                    self.underlying(field.of),
                    Some(Type::Pointer(_)) if self.external(field.of).is_none()
                );
                may_be_nil || self.is_finite(field.of, above)
            }),
            _ => true,
        }
    }

    /// Whether Go may describe `roots` with an element id of 0, on which its own decoder panics: an array or map refers to
    /// a type that is still being described and is no struct, which alone gets its id before its parts do.
    pub(super) fn is_misdescribed(&self, roots: &[TypeIndex]) -> bool {
        let mut reachable = HashSet::new();
        for root in roots {
            self.reach(*root, &mut reachable);
        }
        reachable.iter().any(|of| {
            let parts: &[TypeIndex] = match self.underlying(*of) {
                Some(Type::Array(_, element)) => &[*element],
                Some(Type::Map(key, element)) => &[*key, *element],
                _ => &[],
            };
            parts.iter().any(|part| {
                let (part, _) = self.base(*part);
                if part == *of || matches!(self.underlying(part), Some(Type::Struct(_))) {
                    return false;
                }
                let mut from_part = HashSet::new();
                self.reach(part, &mut from_part);
                from_part.contains(of)
            })
        })
    }

    /// Whether a part of `of` is the declared type.
    #[cfg(test)]
    pub(super) fn refers_to(&self, of: TypeIndex, named: NamedIndex) -> bool {
        let mut reached = HashSet::new();
        self.reach(of, &mut reached);
        let is_it = |of: &TypeIndex| self.get(*of) == &Type::Named(named);
        reached.iter().any(is_it)
    }

    /// What `of` is made of, behind pointers and names.
    fn reach(&self, of: TypeIndex, reached: &mut HashSet<TypeIndex>) {
        let (of, _) = self.base(of);
        if !reached.insert(of) || self.external(of).is_some() {
            return;
        }
        match self.underlying(of) {
            Some(Type::Slice(element) | Type::Array(_, element)) => self.reach(*element, reached),
            Some(Type::Map(key, element)) => {
                self.reach(*key, reached);
                self.reach(*element, reached);
            }
            Some(Type::Struct(fields)) => {
                for field in fields {
                    self.reach(field.of, reached);
                }
            }
            _ => {}
        }
    }
}

/// Arrays in arrays grow fast, and a value of a thousand parts proves little that one of ten does not.
const MAX_WEIGHT: usize = 300;
