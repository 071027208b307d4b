//! The types of a model as `netrpc_gob` has them, for values that are made here.

use std::collections::HashMap;

use netrpc_gob::Error;
use netrpc_gob::value::{self, Id, Marshaler, TypeBuilder};

use super::{Declared, ExternalWire, Model, Type, TypeIndex};

impl Model {
    /// `of` as `netrpc_gob` has them, in the same order.
    pub(super) fn build(&self, of: &[TypeIndex]) -> Result<Vec<value::Type>, Error> {
        let mut translation = Translation {
            model: self,
            builder: TypeBuilder::new(),
            known: HashMap::new(),
        };
        let parts: Vec<_> = of.iter().map(|of| translation.id(*of)).collect();
        // One type whose parts they all are: a builder has one end.
        let names = (0..parts.len()).map(|number| format!("P{number}"));
        let whole = translation.builder.structure(names.zip(parts));
        let whole = translation.builder.build(whole)?;
        Ok(whole.fields().map(|(_, of)| of).collect())
    }

    /// Whether `of` has a name that types of other roots have, too.
    pub(super) fn is_local(&self, of: TypeIndex) -> bool {
        matches!(self.get(of), Type::Named(named) if self.named(*named).declared == Declared::InFunction)
    }
}

struct Translation<'m> {
    model: &'m Model,
    builder: TypeBuilder,
    known: HashMap<TypeIndex, Id>,
}

impl Translation<'_> {
    fn id(&mut self, of: TypeIndex) -> Id {
        if let Some(known) = self.known.get(&of) {
            return *known;
        }
        let model = self.model;
        let id = match model.get(of) {
            Type::Named(named) => {
                let named = model.named(*named);
                if let Some(external) = &named.external {
                    let marshaler = match external.wire {
                        ExternalWire::Gob => Marshaler::Gob,
                        ExternalWire::Binary => Marshaler::Binary,
                    };
                    self.builder.opaque(&named.path, marshaler)
                } else {
                    let id = self.builder.declare(&named.path);
                    // Its parts may refer to it.
                    self.known.insert(of, id);
                    if let Some(underlying) = named.underlying {
                        let underlying = self.id(underlying);
                        self.builder.define(id, underlying);
                    }
                    id
                }
            }
            Type::Slice(element) => {
                let element = self.id(*element);
                self.builder.slice(element)
            }
            Type::Array(length, element) => {
                let element = self.id(*element);
                self.builder.array(*length as u64, element)
            }
            Type::Map(key, element) => {
                let (key, element) = (self.id(*key), self.id(*element));
                self.builder.map(key, element)
            }
            Type::Pointer(to) => {
                let to = self.id(*to);
                self.builder.pointer(to)
            }
            Type::Struct(fields) => {
                let sent = fields.iter().filter(|field| model.is_sent(field));
                let fields: Vec<_> = sent
                    .map(|field| (field.name.as_str(), self.id(field.of)))
                    .collect();
                self.builder.structure(fields)
            }
            basic => predeclared(basic),
        };
        // Its parts may have come to it, and a literal is one type wherever it stands.
        *self.known.entry(of).or_insert(id)
    }
}

fn predeclared(of: &Type) -> Id {
    match of {
        Type::Bool => Id::BOOL,
        Type::Int(Some(8)) => Id::INT8,
        Type::Int(Some(16)) => Id::INT16,
        Type::Int(Some(32)) => Id::INT32,
        Type::Int(Some(_)) => Id::INT64,
        Type::Int(None) => Id::INT,
        Type::Uint(Some(8)) => Id::UINT8,
        Type::Uint(Some(16)) => Id::UINT16,
        Type::Uint(Some(32)) => Id::UINT32,
        Type::Uint(Some(_)) => Id::UINT64,
        Type::Uint(None) => Id::UINT,
        Type::Uintptr => Id::UINTPTR,
        Type::Float(32) => Id::FLOAT32,
        Type::Float(_) => Id::FLOAT64,
        Type::Complex(64) => Id::COMPLEX64,
        Type::Complex(_) => Id::COMPLEX128,
        Type::String => Id::STRING,
        _ => Id::INTERFACE,
    }
}
