//! Makes the types of a program from a seed.

use std::collections::HashSet;

use fastrand::Rng;

use super::generator::Generator;
use super::parts::{TOP, field};
use super::{
    Declared, External, ExternalWire, Model, Named, NamedIndex, Payload, Root, Type, TypeIndex,
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
        if !sound || self.panics_go(root) {
            return self.forget(kept);
        }
        // Types that Go itself cannot decode are no proof of anything, but a few show that we do not fall over them.
        if self.model.is_misdescribed(&[root]) && self.rng.u8(..) > 0 {
            return self.forget(kept);
        }
        let end = NamedIndex(self.model.named.len() as u32);
        self.model.roots.push(Root {
            of: root,
            family: (self.first, end),
        });
        self.register_family(root);
    }

    fn forget(&mut self, (types, named, rng): (usize, usize, Rng)) {
        self.model.forget(types, named);
        self.rng = rng;
    }

    /// Whether Go panics when it encodes values of `root`: more than one pointer to a type that encodes itself, at the
    /// top, where our own makes one more. The root is sound: one that is only a pointer to itself has no base.
    fn panics_go(&self, root: TypeIndex) -> bool {
        let (base, pointers) = self.model.base(root);
        let external = self.model.external(base);
        external.is_some_and(|external| pointers + usize::from(external.by_pointer) > 1)
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

    pub(super) fn one_in(&mut self, count: u32) -> bool {
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Values;

    #[test]
    fn a_seed_makes_the_same_program_again() {
        let source = |seed| Model::generate(seed, 30).source();
        assert_eq!(source(1), source(1));
        assert_ne!(source(1), source(2));
    }

    #[test]
    fn every_seed_makes_a_program() {
        for seed in 0..100 {
            assert_eq!(Model::generate(seed, 40).roots.len(), 40, "{seed}");
        }
    }

    #[test]
    fn a_program_has_types_of_all_kinds() {
        let model = Model::generate(1, 200);
        let has = |kind: fn(&Type) -> bool| assert!(model.types.iter().any(kind));
        assert_eq!(model.roots.len(), 200);
        has(|of| matches!(of, Type::Map(..)));
        has(|of| matches!(of, Type::Array(..)));
        has(|of| matches!(of, Type::Slice(_)));
        has(|of| matches!(of, Type::Pointer(_)));
        has(|of| matches!(of, Type::Interface(_)));
        has(|of| matches!(of, Type::Complex(64)));
        has(|of| matches!(of, Type::Chan));
        assert!(model.named.iter().any(|named| named.external.is_some()));
        for declared in [Declared::InFunction, Declared::Instance, Declared::Standard] {
            assert!(model.named.iter().any(|named| named.declared == declared));
        }
        let is_recursive = |number: usize| {
            let named = NamedIndex(number as u32);
            model
                .named(named)
                .underlying
                .is_some_and(|of| model.refers_to(of, named))
        };
        assert!((0..model.named.len()).any(is_recursive));
    }

    #[test]
    fn every_root_has_values() {
        let model = Model::generate(3, 100);
        let values = Values::new(&model).expect("types that Go has");
        let mut rng = Rng::with_seed(1);
        for _ in 0..200 {
            let roots = values.roots(3, &mut rng);
            let stream = values.stream(&roots, &mut rng).expect("values that Go has");
            let again = crate::subject::values(&stream, 3).expect("our own stream");
            assert_eq!(again.len(), 3);
        }
    }
}
