//! Makes the types of a program from a seed.

use std::collections::HashSet;

use fastrand::Rng;

use super::{
    Declared, External, ExternalWire, Field, Interface, Model, Named, NamedIndex, Payload,
    Registered, Root, Standard, Type, TypeIndex,
};

impl Model {
    /// The types of a program with so many roots.
    pub(crate) fn generate(seed: u64, roots: usize) -> Model {
        let mut generator = Generator {
            model: Model::default(),
            rng: Rng::with_seed(seed),
            complete: Vec::new(),
            first: NamedIndex(0),
            registered: HashSet::new(),
        };
        generator.register_literals();
        while generator.model.roots.len() < roots {
            generator.family();
        }
        generator.model
    }
}

struct Generator {
    model: Model,
    rng: Rng,
    /// Declared types of this family that are complete: they can be parts of others by value.
    complete: Vec<TypeIndex>,
    /// The first declared type of this family.
    first: NamedIndex,
    /// Base types that are registered: gob has one name for each.
    registered: HashSet<TypeIndex>,
}

/// Where a type stands, and what may stand there.
#[derive(Clone, Copy)]
struct Place {
    depth: u32,
    /// Behind a pointer, slice or map, so that a type which is not complete may be named.
    indirect: bool,
    /// In a key.
    comparable: bool,
}

impl Place {
    fn inside(self) -> Place {
        Place {
            depth: self.depth + 1,
            ..self
        }
    }

    fn behind(self) -> Place {
        Place {
            depth: self.depth + 1,
            indirect: true,
            comparable: false,
        }
    }

    fn key(self) -> Place {
        Place {
            depth: self.depth + 1,
            indirect: false,
            comparable: true,
        }
    }
}

const TOP: Place = Place {
    depth: 0,
    indirect: false,
    comparable: false,
};

/// What a declared type is to be; decided before its parts are.
#[derive(Clone, Copy, PartialEq)]
enum Form {
    Struct,
    Slice,
    Map,
    Array,
    Scalar,
    Pointer,
    External,
}

impl Generator {
    /// A few declared types that know each other, and a root made of them. What cannot be sent is thrown away.
    fn family(&mut self) {
        let kept = (
            self.model.types.len(),
            self.model.named.len(),
            self.rng.fork(),
        );
        self.first = NamedIndex(self.model.named.len() as u32);
        self.complete.clear();
        let root = self.try_family();
        let sound = self.model.is_sound(&[root], self.first);
        // Types that Go itself cannot decode are no proof of anything, but a few show that we do not fall over them.
        let keep = sound && (!self.model.is_misdescribed(&[root]) || self.rng.u8(..) == 0);
        if !keep {
            self.model.forget(kept.0, kept.1);
            self.rng = kept.2;
            return;
        }
        let end = NamedIndex(self.model.named.len() as u32);
        self.model.roots.push(Root {
            of: root,
            family: (self.first, end),
        });
        self.register_family(root);
    }

    fn try_family(&mut self) -> TypeIndex {
        let count = *self.rng.choice(&[0, 1, 1, 1, 2, 2, 3, 4, 6]).unwrap_or(&1);
        let slots: Vec<_> = (0..count).map(|_| self.slot()).collect();
        for (of, form) in &slots {
            self.complete_slot(*of, *form);
        }
        if self.one_in(25) {
            return self.local_type();
        }
        let last = self.complete.last().copied();
        match last {
            Some(last) if !self.one_in(3) => last,
            _ => self.anything(TOP),
        }
    }

    /// Declares a type that has no parts yet.
    fn slot(&mut self) -> (TypeIndex, Form) {
        let number = self.model.named.len();
        let prefix = *self
            .rng
            .choice(&["T", "T", "T", "T", "t", "Ñ", "Type_", "_t"])
            .unwrap_or(&"T");
        let form = match self.rng.u8(0..100) {
            0..50 => Form::Struct,
            50..62 => Form::Slice,
            62..74 => Form::Map,
            74..80 => Form::Array,
            80..88 => Form::Scalar,
            88..91 => Form::Pointer,
            _ => Form::External,
        };
        let has_methods = !matches!(form, Form::Pointer | Form::External) && self.one_in(4);
        let named = self.model.declare(Named {
            source: format!("{prefix}{number}"),
            text: format!("main.{prefix}{number}"),
            path: format!("main.{prefix}{number}"),
            underlying: None,
            external: None,
            methods: if has_methods { self.rng.u8(1..4) } else { 0 },
            declared: Declared::Here,
        });
        (self.model.intern(Type::Named(named)), form)
    }

    fn complete_slot(&mut self, of: TypeIndex, form: Form) {
        let Type::Named(named) = *self.model.get(of) else {
            return;
        };
        let underlying = match form {
            Form::Struct => self.structure(TOP),
            Form::Slice => self.slice(TOP),
            Form::Map => self.map(TOP),
            Form::Array => self.array(TOP),
            Form::Scalar => self.scalar(),
            Form::Pointer => {
                let to = self.anything(TOP.inside());
                // Go does not look for methods behind a declared pointer, and panics.
                let (base, _) = self.model.base(to);
                let to = match self.model.external(base) {
                    Some(_) => self.scalar(),
                    None => to,
                };
                self.model.intern(Type::Pointer(to))
            }
            Form::External => {
                let (external, underlying) = self.external();
                self.model.named_mut(named).external = Some(external);
                underlying
            }
        };
        self.model.named_mut(named).underlying = Some(underlying);
        self.complete.push(of);
    }

    /// A type that encodes itself; the Go methods in `source` go by what it is made of.
    fn external(&mut self) -> (External, TypeIndex) {
        let (of, payload) = match self.rng.u8(0..5) {
            0 => (Type::String, Payload::AtLeast(0)),
            1 => {
                let byte = self.model.intern(Type::Uint(Some(8)));
                (Type::Slice(byte), Payload::AtLeast(0))
            }
            2 => {
                let byte = self.model.intern(Type::Uint(Some(8)));
                (Type::Array(3, byte), Payload::Exactly(3))
            }
            3 => (Type::Int(Some(64)), Payload::Exactly(8)),
            _ => {
                let number = self.model.intern(Type::Int(Some(32)));
                let text = self.model.intern(Type::String);
                let fields = vec![field("A", number), field("B", text)];
                (Type::Struct(fields), Payload::AtLeast(4))
            }
        };
        let wire = match self.rng.bool() {
            true => ExternalWire::Gob,
            false => ExternalWire::Binary,
        };
        let external = External {
            wire,
            by_pointer: self.one_in(3),
            payload,
        };
        (external, self.model.intern(of))
    }

    /// A struct declared inside of a function, under a name that other functions have, too.
    fn local_type(&mut self) -> TypeIndex {
        let underlying = self.structure(TOP);
        let named = self.model.declare(Named {
            source: "Local".into(),
            text: "main.Local".into(),
            path: "main.Local".into(),
            underlying: Some(underlying),
            external: None,
            methods: 0,
            declared: Declared::InFunction,
        });
        self.model.intern(Type::Named(named))
    }

    /// Any type that may stand in a place.
    fn anything(&mut self, place: Place) -> TypeIndex {
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

    fn scalar(&mut self) -> TypeIndex {
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

    fn slice(&mut self, place: Place) -> TypeIndex {
        let element = match self.one_in(6) {
            true => self.model.intern(Type::Uint(Some(8))),
            false => self.anything(place.behind()),
        };
        self.model.intern(Type::Slice(element))
    }

    fn array(&mut self, place: Place) -> TypeIndex {
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

    fn map(&mut self, place: Place) -> TypeIndex {
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

    fn pointer(&mut self, place: Place) -> TypeIndex {
        let to = self.anything(place.behind());
        self.model.intern(Type::Pointer(to))
    }

    fn interface(&mut self) -> TypeIndex {
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

    fn structure(&mut self, place: Place) -> TypeIndex {
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
    fn instance(&mut self, place: Place) -> TypeIndex {
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

    /// Type literals that programs register.
    fn register_literals(&mut self) {
        let any = self.model.intern(Type::Interface(Interface::Any));
        let string = self.model.intern(Type::String);
        let int = self.model.intern(Type::Int(None));
        let strings = self.model.intern(Type::Map(string, string));
        let literals = [
            Type::Slice(any),
            Type::Map(string, any),
            Type::Map(any, int),
            Type::Map(string, string),
            Type::Slice(strings),
            Type::Array(3, int),
            Type::Struct(vec![field("A", int)]),
            Type::Struct(Vec::new()),
        ];
        for literal in literals {
            let of = self.model.intern(literal);
            let name = self.model.text_of(of);
            self.register(of, name, true);
        }
        for standard in [Standard::Time, Standard::Duration, Standard::Addr] {
            let of = self.model.standard(standard);
            self.register(of, standard.path(), true);
        }
        let of = self.model.standard(Standard::BigInt);
        let of = self.model.intern(Type::Pointer(of));
        let name = self.model.text_of(of);
        self.register(of, name, true);
    }

    /// Registers some of the declared types of a family, and some literals made of them.
    fn register_family(&mut self, root: TypeIndex) {
        for index in self.first.0..self.model.named.len() as u32 {
            let named = NamedIndex(index);
            if self.model.named(named).declared == Declared::InFunction || !self.rng.bool() {
                continue;
            }
            let of = self.model.intern(Type::Named(named));
            self.register_some(of);
        }
        if self.one_in(4) && !matches!(self.model.get(root), Type::Named(_)) {
            self.register_some(root);
        }
    }

    fn register_some(&mut self, of: TypeIndex) {
        if matches!(self.model.underlying(of), Some(Type::Interface(_))) {
            return;
        }
        let is_pointer = matches!(self.model.underlying(of), Some(Type::Pointer(_)));
        let by_pointer = !is_pointer && (self.model.needs_address(of) || self.one_in(4));
        let of = match by_pointer {
            true => self.model.intern(Type::Pointer(of)),
            false => of,
        };
        let (base, _) = self.model.base(of);
        let holds_interface = matches!(self.model.underlying(base), Some(Type::Interface(_)));
        // In an interface, what Go cannot describe would spoil streams of other types.
        let is_misdescribed = self.model.is_misdescribed(&[of]);
        if self.model.needs_address(base) && !by_pointer || holds_interface || is_misdescribed {
            return;
        }
        let default = self.model.has_plain_text(of) && !self.one_in(3);
        let name = match (default, self.model.get(of)) {
            // Of what a pointer points to, Go leaves out the path.
            (true, Type::Named(named)) => self.model.named(*named).path.clone(),
            (true, _) => self.model.text_of(of),
            (false, _) => format!("example.com/ünïcode v2/{}", self.model.registered.len()),
        };
        self.register(of, name, default);
    }

    fn register(&mut self, of: TypeIndex, name: String, default: bool) {
        let (base, _) = self.model.base(of);
        let is_predeclared = self.model.is_registered_by_gob(base);
        if !is_predeclared && self.registered.insert(base) {
            self.model.registered.push(Registered { of, name, default });
        }
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.rng.u32(..count) == 0
    }
}

impl Model {
    /// Undoes all that was made since there were so many types.
    fn forget(&mut self, types: usize, named: usize) {
        self.types.truncate(types);
        self.named.truncate(named);
        self.interned.retain(|_, index| (index.0 as usize) < types);
    }

    /// Whether gob has registered `of` by itself.
    fn is_registered_by_gob(&self, of: TypeIndex) -> bool {
        let is_basic = |of: TypeIndex| {
            !matches!(
                self.get(of),
                Type::Named(_)
                    | Type::Interface(_)
                    | Type::Slice(_)
                    | Type::Array(..)
                    | Type::Map(..)
                    | Type::Pointer(_)
                    | Type::Struct(_)
            )
        };
        match self.get(of) {
            Type::Slice(element) => is_basic(*element),
            _ => is_basic(of),
        }
    }
}

fn field(name: &str, of: TypeIndex) -> Field {
    Field {
        name: name.into(),
        embedded: false,
        of,
    }
}
