//! Types that the program registers, to stand in interfaces.

use super::Interface;
use super::generator::Generator;
use super::parts::field;
use super::{Declared, Model, NamedIndex, Registered, Standard, Type, TypeIndex};

impl Generator {
    /// Type literals that programs register.
    pub(super) fn register_literals(&mut self) {
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
    pub(super) fn register_family(&mut self, root: TypeIndex) {
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
}

impl Model {
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
