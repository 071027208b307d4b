//! Random values of a model's types, made here.

use std::collections::HashMap;

use fastrand::Rng;
use netrpc_gob::value::{self, Value};
use netrpc_gob::{Encoder, Error};

use super::{Interface, Model, Payload, Type, TypeIndex};

/// What values of a [`Model`] are made with.
pub(crate) struct Values<'m> {
    model: &'m Model,
    roots: Vec<value::Type>,
    concretes: Vec<Concrete>,
}

/// What may stand in an interface.
struct Concrete {
    of: TypeIndex,
    built: value::Type,
    name: String,
    /// It holds no interface, so that no value of it makes a map of Go's panic.
    is_hashable: bool,
    methods: u8,
}

impl<'m> Values<'m> {
    /// # Errors
    /// `netrpc_gob` refuses a type of the model.
    pub(crate) fn new(model: &'m Model) -> Result<Self, Error> {
        let is_shared = |of: &TypeIndex| !model.is_local(*of);
        let roots = model.roots.iter().map(|root| root.of);
        let registered = model.registered.iter().map(|registered| registered.of);
        let shared: Vec<_> = roots.clone().filter(is_shared).chain(registered).collect();
        let built: HashMap<_, _> = shared.iter().copied().zip(model.build(&shared)?).collect();
        let find = |of: TypeIndex| -> Result<value::Type, Error> {
            match built.get(&of) {
                Some(found) => Ok(found.clone()),
                // Types of one name do not go together.
                None => Ok(model.build(&[of])?.pop().unwrap_or(value::Type::INTERFACE)),
            }
        };
        let concretes = model.registered.iter().map(|registered| {
            Ok(Concrete {
                of: registered.of,
                built: find(registered.of)?,
                name: registered.name.clone(),
                is_hashable: model.is_hashable(registered.of),
                methods: model.methods(registered.of),
            })
        });
        Ok(Values {
            model,
            concretes: concretes.collect::<Result<_, Error>>()?,
            roots: roots.map(find).collect::<Result<_, _>>()?,
        })
    }

    /// Roots that go together on one stream: those that Go can describe, and of the types of one name only one.
    pub(crate) fn roots(&self, count: usize, rng: &mut Rng) -> Vec<u32> {
        let mut chosen: Vec<u32> = Vec::new();
        while chosen.len() < count {
            let root = rng.u32(..self.roots.len() as u32);
            let of = self.model.roots.get(root as usize).map(|root| root.of);
            let is_local = |root: u32| {
                let of = self.model.roots.get(root as usize).map(|root| root.of);
                of.is_some_and(|of| self.model.is_local(of))
            };
            let clashes = is_local(root)
                && chosen
                    .iter()
                    .any(|other| *other != root && is_local(*other));
            if of.is_some_and(|of| !self.model.is_misdescribed(&[of])) && !clashes {
                chosen.push(root);
            }
        }
        chosen
    }

    /// Values of these roots on one stream.
    ///
    /// # Errors
    /// `netrpc_gob` refuses a value that Go can send.
    pub(crate) fn stream(&self, roots: &[u32], rng: &mut Rng) -> Result<Vec<u8>, Error> {
        let (mut encoder, mut stream) = (Encoder::new(), Vec::new());
        for root in roots {
            encoder.encode(&self.make(*root as usize, rng)?, &mut stream)?;
        }
        Ok(stream)
    }

    fn make(&self, root: usize, rng: &mut Rng) -> Result<Value, Error> {
        let (Some(of), Some(built)) = (self.model.roots.get(root), self.roots.get(root)) else {
            return Ok(Value::NIL);
        };
        let budget = match rng.u8(0..100) {
            0 => 3_000,
            1..10 => 300,
            _ => rng.i32(5..50),
        };
        let mut maker = Maker {
            values: self,
            budget,
            in_key: false,
            rng,
        };
        maker.value(
            of.of,
            built,
            Place {
                depth: 0,
                is_field: false,
            },
        )
    }
}

/// Makes one value; the budget is how many parts it may still have.
struct Maker<'v> {
    values: &'v Values<'v>,
    rng: &'v mut Rng,
    budget: i32,
    /// In a map's key.
    in_key: bool,
}

#[derive(Clone, Copy)]
struct Place {
    depth: u32,
    /// It is left out if it is zero.
    is_field: bool,
}

impl Place {
    fn element(self) -> Place {
        Place {
            depth: self.depth + 1,
            is_field: false,
        }
    }

    fn field(self) -> Place {
        Place {
            depth: self.depth + 1,
            is_field: true,
        }
    }
}

impl Maker<'_> {
    fn value(&mut self, of: TypeIndex, built: &value::Type, place: Place) -> Result<Value, Error> {
        self.budget -= 1;
        let model = self.values.model;
        let (of, _) = model.base(of);
        if let Some(external) = model.external(of) {
            return Value::opaque(built, self.payload(&external.payload, place));
        }
        let basic = match model.underlying(of) {
            Some(Type::Slice(element)) if model.is_byte(*element) => Value::bytes(self.text()),
            Some(Type::Slice(element)) => {
                let count = self.length(place);
                return Value::slice(built, self.elements(*element, built, count, place)?);
            }
            Some(Type::Array(length, element)) => {
                return Value::array(built, self.elements(*element, built, *length, place)?);
            }
            Some(Type::Map(key, element)) => return self.map(*key, *element, built, place),
            Some(Type::Struct(_)) => return self.structure(of, built, place),
            Some(Type::Interface(of)) => return self.interface(*of, place),
            Some(Type::Bool) => Value::from(self.rng.bool()),
            Some(Type::Int(bits)) => Value::from(
                self.integer() << (64 - bits.unwrap_or(64)) >> (64 - bits.unwrap_or(64)),
            ),
            Some(Type::Uint(bits)) => {
                Value::from(self.integer() as u64 >> (64 - bits.unwrap_or(64)))
            }
            Some(Type::Uintptr) => Value::from(self.integer() as u64),
            Some(Type::Float(bits)) => Value::from(self.float(*bits)),
            Some(Type::Complex(bits)) => Value::complex(self.float(bits / 2), self.float(bits / 2)),
            _ => Value::string(self.text()),
        };
        basic.convert(built)
    }

    fn elements(
        &mut self,
        of: TypeIndex,
        list: &value::Type,
        count: usize,
        place: Place,
    ) -> Result<Vec<Value>, Error> {
        let element = list.element().unwrap_or(value::Type::INTERFACE);
        (0..count)
            .map(|_| self.value(of, &element, place.element()))
            .collect()
    }

    fn map(
        &mut self,
        key_of: TypeIndex,
        element_of: TypeIndex,
        built: &value::Type,
        place: Place,
    ) -> Result<Value, Error> {
        let key_type = built.key().unwrap_or(value::Type::INTERFACE);
        let element_type = built.element().unwrap_or(value::Type::INTERFACE);
        let (mut keys, mut entries) = (Vec::new(), Vec::new());
        for _ in 0..self.length(place).min(40) {
            let outer = std::mem::replace(&mut self.in_key, true);
            let key = self.value(key_of, &key_type, place.element());
            self.in_key = outer;
            let key = key?;
            // Of two entries with one key Go keeps one.
            if !keys.contains(&key) {
                keys.push(key.clone());
                entries.push((key, self.value(element_of, &element_type, place.element())?));
            }
        }
        Value::map(built, entries)
    }

    fn structure(
        &mut self,
        of: TypeIndex,
        built: &value::Type,
        place: Place,
    ) -> Result<Value, Error> {
        let model = self.values.model;
        let Some(Type::Struct(fields)) = model.underlying(of) else {
            return Ok(Value::NIL);
        };
        let is_sparse = self.one_in(4);
        let mut made = Vec::new();
        for field in fields.iter().filter(|field| model.is_sent(field)) {
            let leave = is_sparse && !self.one_in(3) || self.one_in(6) || self.must_end(place);
            if leave && self.may_be_left(field.of) {
                continue;
            }
            let of = built.field(&field.name).unwrap_or(value::Type::INTERFACE);
            made.push((
                field.name.as_str(),
                self.value(field.of, &of, place.field())?,
            ));
        }
        Value::structure(built, made)
    }

    /// Whether a field of `of` need not be given: it has a zero value, or may be nil.
    fn may_be_left(&self, of: TypeIndex) -> bool {
        let model = self.values.model;
        let kind = model.underlying(of);
        let is_external = model.external(of).is_some();
        !is_external && !matches!(kind, Some(Type::Struct(_) | Type::Array(..)))
    }

    fn interface(&mut self, of: Interface, place: Place) -> Result<Value, Error> {
        let fits: Vec<_> = self
            .values
            .concretes
            .iter()
            .filter(|it| it.methods & of.needs() == of.needs() && (it.is_hashable || !self.in_key))
            .collect();
        if self.one_in(8) || self.budget <= 0 || self.must_end(place) && self.one_in(2) {
            return Ok(Value::NIL);
        }
        if of == Interface::Any && (self.one_in(2) || self.must_end(place)) {
            return Value::any(self.predeclared());
        }
        match self.rng.choice(&fits) {
            Some(concrete) => {
                let value = self.value(concrete.of, &concrete.built, place.element())?;
                Value::interface(&concrete.name, value)
            }
            None => Ok(Value::NIL),
        }
    }

    /// A value of a type that gob registers itself.
    fn predeclared(&mut self) -> Value {
        let number = self.integer();
        match self.rng.u8(0..15) {
            0 => Value::from(self.rng.bool()),
            1 => Value::from(number as i8),
            2 => Value::from(number as i16),
            3 => Value::from(number as i32),
            4 => Value::from(number),
            5 => Value::from(number as isize),
            6 => Value::from(number as u8),
            7 => Value::from(number as u16),
            8 => Value::from(number as u32),
            9 => Value::from(number as u64),
            10 => Value::from(self.float(32) as f32),
            11 => Value::from(self.float(64)),
            12 => Value::complex(self.float(64), self.float(64)),
            13 if !self.in_key => Value::bytes(self.text()),
            _ => Value::string(self.text()),
        }
    }

    fn payload(&mut self, payload: &Payload, place: Place) -> Vec<u8> {
        let len = match payload {
            Payload::OneOf(known) => {
                let of = self.rng.choice(known.iter()).copied().unwrap_or_default();
                let is_zero = of.is_empty() && place.is_field;
                return if is_zero {
                    known.last().copied().unwrap_or_default()
                } else {
                    of
                }
                .to_vec();
            }
            Payload::Exactly(len) => *len,
            Payload::AtLeast(len) => len + self.rng.usize(0..20),
        };
        let len = if place.is_field { len.max(1) } else { len };
        let mut bytes: Vec<_> = (0..len).map(|_| self.rng.u8(..)).collect();
        // A zero value in a field is left out, and its bytes are not known then.
        if let Some(first) = bytes.first_mut().filter(|_| place.is_field) {
            *first |= 1;
        }
        bytes
    }

    fn length(&mut self, place: Place) -> usize {
        if self.must_end(place) || self.one_in(5) {
            return 0;
        }
        match self.one_in(60) {
            true => self.rng.usize(..self.budget.clamp(1, 400) as usize),
            false => self.rng.usize(1..5),
        }
    }

    fn must_end(&mut self, place: Place) -> bool {
        self.budget <= 0 || place.depth > 40 || self.rng.u32(..place.depth + 4) > 6
    }

    fn integer(&mut self) -> i64 {
        match self.rng.u8(0..6) {
            0 => 0,
            1 => i64::MIN >> self.rng.u32(..64),
            2 => i64::MAX >> self.rng.u32(..64),
            3 => self.rng.i64(..),
            4 => self.rng.i64(..) >> self.rng.u32(..64),
            _ => self.rng.i64(-100..200),
        }
    }

    fn float(&mut self, bits: u32) -> f64 {
        let made = match self.rng.u8(0..9) {
            0 => 0.0,
            1 => -0.0,
            2 => f64::INFINITY,
            3 => f64::NAN,
            4 if bits == 64 => f64::from_bits(self.rng.u64(..)),
            5 => f64::from(f32::MAX),
            _ => f64::from(self.rng.i16(..)) / 8.0,
        };
        // As keys, both zeros are one.
        if self.in_key { made + 0.0 } else { made }
    }

    fn text(&mut self) -> Vec<u8> {
        match self.rng.u8(0..8) {
            0 | 1 => Vec::new(),
            2 => (0..self.rng.usize(..300))
                .map(|_| self.rng.u8(..))
                .collect(),
            3 => vec![b'x'; self.rng.usize(120..140)],
            4 => "Zażółć 日本語 😀".into(),
            _ => (0..self.rng.usize(1..8))
                .map(|_| self.rng.alphanumeric() as u8)
                .collect(),
        }
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.rng.u32(..count) == 0
    }
}
