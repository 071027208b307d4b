//! What generated types are made of: a random type for each place, as Go allows it there.

use super::generator::Generator;
use super::{Declared, Field, Interface, Model, Named, NamedIndex, Standard, Type, TypeIndex};

/// Where a type stands, and what may stand there.
#[derive(Clone, Copy)]
pub(super) struct Place {
    depth: u32,
    /// Behind a pointer, slice or map, so that a type which is not complete may be named.
    indirect: bool,
    /// In a key.
    comparable: bool,
}

impl Place {
    pub(super) fn inside(self) -> Place {
        Place {
            depth: self.depth + 1,
            ..self
        }
    }

    pub(super) fn behind(self) -> Place {
        Place {
            depth: self.depth + 1,
            indirect: true,
            comparable: false,
        }
    }

    pub(super) fn key(self) -> Place {
        Place {
            depth: self.depth + 1,
            indirect: false,
            comparable: true,
        }
    }
}

pub(super) const TOP: Place = Place {
    depth: 0,
    indirect: false,
    comparable: false,
};

impl Generator {
    /// Any type that may stand in a place.
    pub(super) fn anything(&mut self, place: Place) -> TypeIndex {
        for _ in 0..8 {
            let made = self.candidate(place);
            let fits = !place.comparable
                || self.model.is_comparable(made) && !self.model.needs_address(made);
            if fits {
                return made;
            }
        }
        self.scalar()
    }

    fn candidate(&mut self, place: Place) -> TypeIndex {
        if place.depth > 5 {
            return self.scalar();
        }
        match self.rng.u8(0..100) {
            0..30 => self.scalar(),
            30..40 => self.slice(place),
            40..45 => self.array(place),
            45..53 => self.map(place),
            53..63 => self.pointer(place),
            63..67 => self.structure(place.inside()),
            67..74 => self.interface(),
            74..79 => {
                let standard = *self
                    .rng
                    .choice(Standard::ALL.iter())
                    .unwrap_or(&Standard::Time);
                self.model.standard(standard)
            }
            79..84 => self.instance(place),
            _ => self.declared(place),
        }
    }

    pub(super) fn scalar(&mut self) -> TypeIndex {
        let of = match self.rng.u8(0..20) {
            0 => Type::Bool,
            1 => Type::Int(Some(8)),
            2 => Type::Int(Some(16)),
            3 => Type::Int(Some(32)),
            4 => Type::Int(Some(64)),
            5 => Type::Uint(Some(8)),
            6 => Type::Uint(Some(16)),
            7 => Type::Uint(Some(32)),
            8 => Type::Uint(Some(64)),
            9 => Type::Uint(None),
            10 => Type::Uintptr,
            11 => Type::Float(32),
            12 => Type::Float(64),
            13 => Type::Complex(64),
            14 => Type::Complex(128),
            15..18 => Type::String,
            _ => Type::Int(None),
        };
        self.model.intern(of)
    }

    pub(super) fn slice(&mut self, place: Place) -> TypeIndex {
        let element = match self.one_in(6) {
            true => self.model.intern(Type::Uint(Some(8))),
            false => self.anything(place.behind()),
        };
        self.model.intern(Type::Slice(element))
    }

    pub(super) fn array(&mut self, place: Place) -> TypeIndex {
        let element = self.anything(place.inside());
        let length = *self.rng.choice(&[0, 1, 2, 2, 3, 5, 20]).unwrap_or(&2);
        // Arrays of arrays grow fast.
        let length = if place.depth > 1 {
            length.min(3)
        } else {
            length
        };
        self.model.intern(Type::Array(length, element))
    }

    pub(super) fn map(&mut self, place: Place) -> TypeIndex {
        let key = match self.rng.bool() {
            true => self.model.intern(Type::String),
            false => self.anything(place.key()),
        };
        let element = match self.one_in(10) {
            true => self.model.intern(Type::Struct(Vec::new())),
            false => self.anything(place.behind()),
        };
        self.model.intern(Type::Map(key, element))
    }

    pub(super) fn pointer(&mut self, place: Place) -> TypeIndex {
        let to = self.anything(place.behind());
        self.model.intern(Type::Pointer(to))
    }

    pub(super) fn interface(&mut self) -> TypeIndex {
        let of = match self.rng.u8(0..6) {
            index @ 0..3 => Interface::Declared(index),
            _ => Interface::Any,
        };
        self.model.intern(Type::Interface(of))
    }

    /// A declared type of this family; one that is not complete only behind something.
    fn declared(&mut self, place: Place) -> TypeIndex {
        let first = self.first.0 as usize;
        let known = match place.indirect {
            true => self.model.named.len() - first,
            false => self.complete.len(),
        };
        if known == 0 {
            return self.scalar();
        }
        let chosen = self.rng.usize(..known);
        if !place.indirect {
            return self
                .complete
                .get(chosen)
                .copied()
                .unwrap_or_else(|| self.scalar());
        }
        let named = NamedIndex((first + chosen) as u32);
        match self.model.named(named).declared {
            Declared::InFunction => self.scalar(),
            _ => self.model.intern(Type::Named(named)),
        }
    }

    pub(super) fn structure(&mut self, place: Place) -> TypeIndex {
        let count = match self.rng.u8(0..20) {
            0 => 0,
            1 => 40,
            2..8 => 1,
            _ => self.rng.usize(2..8),
        };
        let count = if place.depth > 0 { count.min(4) } else { count };
        let mut fields: Vec<Field> = Vec::new();
        for number in 0..count {
            let made = self.field(number, place);
            if fields.iter().all(|known| known.name != made.name) {
                fields.push(made);
            }
        }
        self.model.intern(Type::Struct(fields))
    }

    fn field(&mut self, number: usize, place: Place) -> Field {
        // A literal with embedded fields has a name that is hard to tell.
        if place.depth == 0 && self.one_in(8) {
            if let Some(embedded) = self.embedded() {
                return embedded;
            }
        }
        let of = match self.rng.u8(0..40) {
            0 => self.model.intern(Type::Chan),
            1 => self.model.intern(Type::Func),
            2 => {
                let of = self.model.intern(Type::Chan);
                self.model.intern(Type::Pointer(of))
            }
            _ => self.anything(place.inside()),
        };
        let name = match self.rng.u8(0..60) {
            0 if place.depth == 0 => format!("unsent{number}"),
            1 => format!("Żółw{number}"),
            2 => format!(
                "ALongerNameThatTakesMoreThanOneByteForItsLengthBecauseItHasOverOneHundredAndTwentySevenBytesWhichIsTheMostThatOneByteSaysByItself{number}"
            ),
            3..10 => format!("Name{number}"),
            _ => format!("F{number}"),
        };
        field(&name, of)
    }

    /// An embedded type: declared, and not one whose methods would make its owner encode itself.
    fn embedded(&mut self) -> Option<Field> {
        if self.one_in(6) {
            let index = self.rng.u8(0..3);
            let of = self
                .model
                .intern(Type::Interface(Interface::Declared(index)));
            return Some(Field {
                name: format!("I{index}"),
                embedded: true,
                of,
            });
        }
        let by_pointer = self.one_in(3);
        if self.complete.is_empty() {
            return None;
        }
        let of = *self.rng.choice(&self.complete)?;
        let Type::Named(named) = *self.model.get(of) else {
            return None;
        };
        let known = self.model.named(named);
        let is_pointer = matches!(self.model.underlying(of), Some(Type::Pointer(_)));
        if known.external.is_some() || is_pointer {
            return None;
        }
        let name = known.source.clone();
        let of = match by_pointer {
            true => self.model.intern(Type::Pointer(of)),
            false => of,
        };
        Some(Field {
            name,
            embedded: true,
            of,
        })
    }

    /// An instance of one of the harness's generic types.
    pub(super) fn instance(&mut self, place: Place) -> TypeIndex {
        let inside = Place {
            indirect: false,
            ..place.inside()
        };
        let value = self.anything(inside);
        let (name, key) = match self.rng.u8(0..4) {
            0 => ("Pair", Some(self.anything(place.key()))),
            1 => ("Dict", Some(self.anything(place.key()))),
            2 => ("List", None),
            _ => ("Opt", None),
        };
        // Go's own texts of some arguments (struct literals, types with a function's mark) are no use.
        let plain = |of: TypeIndex| {
            matches!(self.model.get(of), Type::Named(named) if self.model.named(*named).declared == Declared::Here)
                || !matches!(
                    self.model.get(of),
                    Type::Named(_)
                        | Type::Struct(_)
                        | Type::Interface(_)
                        | Type::Map(..)
                        | Type::Slice(_)
                        | Type::Pointer(_)
                        | Type::Array(..)
                )
        };
        if !plain(value) || !key.is_none_or(plain) {
            return self.scalar();
        }
        let arguments: Vec<_> = key.into_iter().chain([value]).collect();
        let sources: Vec<_> = arguments
            .iter()
            .map(|of| self.model.source_of(*of))
            .collect();
        let texts: Vec<_> = arguments.iter().map(|of| self.model.text_of(*of)).collect();
        let source = format!("{name}[{}]", sources.join(", "));
        if let Some(known) = self.model.types.iter().position(
            |of| matches!(of, Type::Named(named) if self.model.named(*named).source == source),
        ) {
            return TypeIndex(known as u32);
        }
        let named = self.model.declare(Named {
            source,
            path: format!("main.{name}[{}]", texts.join(",")),
            text: format!("main.{name}[{}]", texts.join(",")),
            underlying: None,
            external: None,
            methods: 0,
            declared: Declared::Instance,
        });
        let of = self.model.intern(Type::Named(named));
        let pointer_to = |model: &mut Model, of| model.intern(Type::Pointer(of));
        let underlying = match (name, key) {
            ("Pair", Some(key)) => {
                let next = pointer_to(&mut self.model, of);
                Type::Struct(vec![
                    field("Key", key),
                    field("Value", value),
                    field("Next", next),
                ])
            }
            ("Dict", Some(key)) => Type::Map(key, value),
            ("List", _) => Type::Slice(value),
            _ => {
                let value = pointer_to(&mut self.model, value);
                let set = self.model.intern(Type::Bool);
                Type::Struct(vec![field("Value", value), field("Set", set)])
            }
        };
        let underlying = self.model.intern(underlying);
        self.model.named_mut(named).underlying = Some(underlying);
        of
    }
}

pub(super) fn field(name: &str, of: TypeIndex) -> Field {
    Field {
        name: name.into(),
        embedded: false,
        of,
    }
}
