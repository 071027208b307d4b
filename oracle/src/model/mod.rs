//! The Go types of one program, as the oracle knows them.
//!
//! ```text
//! generate (a seed becomes types) -> Model -> source (Go declarations)
//!                                          -> values (of these types, made here)
//! ```

mod builder;
mod checks;
mod generate;
mod generator;
mod parts;
mod registrations;
mod source;
mod standard;
mod values;

use std::collections::HashMap;

use standard::Standard;
pub(crate) use values::Values;

/// The types of one generated program. They refer to each other by index.
#[derive(Debug, Default)]
pub(crate) struct Model {
    types: Vec<Type>,
    named: Vec<Named>,
    /// Type literals are one type wherever they stand.
    interned: HashMap<Type, TypeIndex>,
    /// What values are made of, in the order of the Go program's table.
    pub(crate) roots: Vec<Root>,
    /// What may stand in an interface.
    pub(crate) registered: Vec<Registered>,
}

/// A type of a [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct TypeIndex(u32);

/// A declared type of a [`Model`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct NamedIndex(u32);

/// How a Go type is built.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Type {
    Bool,
    /// Width in bits; `None` is `int`.
    Int(Option<u32>),
    /// Width in bits; `None` is `uint`.
    Uint(Option<u32>),
    Uintptr,
    Float(u32),
    Complex(u32),
    String,
    Interface(Interface),
    Slice(TypeIndex),
    Array(usize, TypeIndex),
    Map(TypeIndex, TypeIndex),
    Pointer(TypeIndex),
    Struct(Vec<Field>),
    Named(NamedIndex),
    /// Of a struct field only, since gob leaves it out there and nowhere else.
    Chan,
    /// As `Chan`.
    Func,
}

/// An interface type, by the methods it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Interface {
    Any,
    /// `I0`, `I1`, `I2`: see [`Interface::needs`].
    Declared(u8),
}

/// A struct field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) embedded: bool,
    pub(crate) of: TypeIndex,
}

/// A declared type.
#[derive(Debug)]
pub(crate) struct Named {
    /// How Go source in the same package writes it: `T5`, `Pair[string, T5]`, `time.Time`.
    pub(crate) source: String,
    /// `reflect.Type.String`: `main.T5`, `main.Pair[string,main.T5]`.
    pub(crate) text: String,
    /// The same with the package's path: `math/big.Int`.
    pub(crate) path: String,
    /// What it is made of; a type that is still being made has none.
    pub(crate) underlying: Option<TypeIndex>,
    pub(crate) external: Option<External>,
    /// Which of the methods M0 (1) and M1 (2) it has.
    pub(crate) methods: u8,
    pub(crate) declared: Declared,
}

/// Where the declaration of a [`Named`] stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Declared {
    /// In the generated file.
    Here,
    /// Inside of a function of its own there, under a name that others have too.
    InFunction,
    /// It is an instance of a generic type of the harness.
    Instance,
    /// In the standard library.
    Standard,
}

/// A type that encodes itself.
#[derive(Clone, Debug)]
pub(crate) struct External {
    pub(crate) wire: ExternalWire,
    /// Whether only a pointer to it has the methods.
    pub(crate) by_pointer: bool,
    pub(crate) payload: Payload,
}

/// Which methods a type that encodes itself has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ExternalWire {
    /// `GobEncode`, `GobDecode`.
    Gob,
    /// `MarshalBinary`, `UnmarshalBinary`.
    Binary,
}

/// What bytes a type that encodes itself accepts, and gives back unchanged.
#[derive(Clone, Debug)]
pub(crate) enum Payload {
    /// So many bytes or more.
    AtLeast(usize),
    /// So many bytes.
    Exactly(usize),
    /// One of these.
    OneOf(&'static [&'static [u8]]),
}

/// A type that values are made of, at the top of a stream.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    pub(crate) of: TypeIndex,
    /// First declared type that was made for it, and one past the last.
    pub(crate) family: (NamedIndex, NamedIndex),
}

/// A type that is registered for interfaces.
#[derive(Clone, Debug)]
pub(crate) struct Registered {
    pub(crate) of: TypeIndex,
    pub(crate) name: String,
    /// Whether `name` is what Go calls it by itself.
    pub(crate) default: bool,
}

impl Interface {
    /// The methods it asks for: M0 (1), M1 (2).
    pub(crate) fn needs(self) -> u8 {
        match self {
            Interface::Any => 0,
            Interface::Declared(index) => (index % 3) + 1,
        }
    }
}

impl Model {
    /// How `of` is built; for a declared type that is only its name.
    pub(crate) fn get(&self, of: TypeIndex) -> &Type {
        let found = self.types.get(of.0 as usize);
        found.expect("an index comes from the model that it is used with")
    }

    /// A declared type.
    pub(crate) fn named(&self, named: NamedIndex) -> &Named {
        let found = self.named.get(named.0 as usize);
        found.expect("an index comes from the model that it is used with")
    }

    fn named_mut(&mut self, named: NamedIndex) -> &mut Named {
        let found = self.named.get_mut(named.0 as usize);
        found.expect("an index comes from the model that it is used with")
    }

    /// How `of` is built behind its name, unless it is a declared type that is still being made.
    pub(crate) fn underlying(&self, of: TypeIndex) -> Option<&Type> {
        match self.get(of) {
            Type::Named(named) => self
                .named(*named)
                .underlying
                .and_then(|of| self.underlying(of)),
            built => Some(built),
        }
    }

    /// The external encoding of `of`, if it has one.
    pub(crate) fn external(&self, of: TypeIndex) -> Option<&External> {
        match self.get(of) {
            Type::Named(named) => self.named(*named).external.as_ref(),
            _ => None,
        }
    }

    /// The type behind all pointers, and how many there were. External types are not looked into.
    pub(crate) fn base(&self, mut of: TypeIndex) -> (TypeIndex, usize) {
        let mut pointers = 0;
        while self.external(of).is_none() {
            match self.underlying(of) {
                Some(Type::Pointer(to)) => {
                    of = *to;
                    pointers += 1;
                }
                _ => break,
            }
        }
        (of, pointers)
    }

    /// Whether gob transmits `field`: exported, and neither chan nor func behind pointers.
    pub(crate) fn is_sent(&self, field: &Field) -> bool {
        let exported = field.name.chars().next().is_some_and(char::is_uppercase);
        let (base, _) = self.base(field.of);
        exported && !matches!(self.underlying(base), Some(Type::Chan | Type::Func))
    }

    /// Whether a slice of `of` is Go's `[]byte`.
    pub(crate) fn is_byte(&self, of: TypeIndex) -> bool {
        self.external(of).is_none() && self.underlying(of) == Some(&Type::Uint(Some(8)))
    }

    /// Which of the methods M0 and M1 are known of `of` or, if that is a pointer, what it points to.
    pub(crate) fn methods(&self, of: TypeIndex) -> u8 {
        match self.get(of) {
            Type::Named(named) => self.named(*named).methods,
            Type::Pointer(to) => match self.get(*to) {
                Type::Named(named) => self.named(*named).methods,
                _ => 0,
            },
            _ => 0,
        }
    }

    /// The index of a type literal or predeclared type.
    pub(crate) fn intern(&mut self, of: Type) -> TypeIndex {
        if let Some(known) = self.interned.get(&of) {
            return *known;
        }
        let index = TypeIndex(self.types.len() as u32);
        self.types.push(of.clone());
        self.interned.insert(of, index);
        index
    }

    fn declare(&mut self, named: Named) -> NamedIndex {
        self.named.push(named);
        NamedIndex(self.named.len() as u32 - 1)
    }
}
