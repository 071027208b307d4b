//! Values of any type, made by hand, sent and received: whatever the type, the cut and the damage.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};

use netrpc_gob::value::{Id, Marshaler, Type, TypeBuilder, TypeKind, Value};
use netrpc_gob::{Decoder, Encoder, Step, StreamDecoder};
use proptest::prelude::*;

/// A type to be built.
#[derive(Clone, Debug)]
enum Draft {
    Basic(Id),
    Slice(Box<Draft>),
    Array(u64, Box<Draft>),
    Map(Box<Draft>, Box<Draft>),
    Struct(Option<u8>, Vec<Draft>),
    Pointer(Box<Draft>),
    Opaque(Marshaler),
    /// The innermost named struct around, behind a pointer, or a slice or map that contains itself.
    Outer,
    List,
    Dictionary,
}

fn drafts() -> impl Strategy<Value = Draft> {
    let basics = prop::sample::select(vec![
        Id::BOOL,
        Id::INT,
        Id::INT8,
        Id::INT64,
        Id::UINT,
        Id::UINT16,
        Id::FLOAT32,
        Id::FLOAT64,
        Id::COMPLEX128,
        Id::STRING,
        Id::BYTES,
        Id::INTERFACE,
        Id::INTERFACE,
    ]);
    let leaf = prop_oneof![
        8 => basics.prop_map(Draft::Basic),
        1 => Just(Draft::Opaque(Marshaler::Gob)),
        1 => Just(Draft::Opaque(Marshaler::Binary)),
        2 => Just(Draft::Outer),
        1 => Just(Draft::List),
        1 => Just(Draft::Dictionary),
    ];
    leaf.prop_recursive(5, 24, 4, |inner| {
        let part = inner.clone().prop_map(Box::new);
        prop_oneof![
            part.clone().prop_map(Draft::Slice),
            (0u64..4, part.clone()).prop_map(|(len, of)| Draft::Array(len, of)),
            (part.clone(), part.clone()).prop_map(|(key, of)| Draft::Map(key, of)),
            part.prop_map(Draft::Pointer),
            (any::<Option<u8>>(), prop::collection::vec(inner, 0..5))
                .prop_map(|(name, fields)| Draft::Struct(name, fields)),
        ]
    })
}

struct Building {
    types: TypeBuilder,
    outer: Vec<Id>,
}

impl Building {
    fn of(draft: &Draft) -> Type {
        let mut building = Building {
            types: TypeBuilder::new(),
            outer: Vec::new(),
        };
        let root = building.build(draft);
        building.types.build(root).unwrap()
    }

    /// A name that no other type of the process has: a Go name has one shape.
    fn name(&mut self, prefix: &str) -> String {
        static NAMED: AtomicUsize = AtomicUsize::new(0);
        format!("main.{prefix}{}", NAMED.fetch_add(1, Ordering::Relaxed))
    }

    fn build(&mut self, draft: &Draft) -> Id {
        match draft {
            Draft::Basic(id) => *id,
            Draft::Slice(of) => {
                let of = self.build(of);
                self.types.slice(of)
            }
            Draft::Array(len, of) => {
                // An array of pointers to what contains it would have no value that ends.
                let outer = std::mem::take(&mut self.outer);
                let of = self.build(of);
                self.outer = outer;
                self.types.array(*len, of)
            }
            Draft::Map(key, of) => {
                let (key, of) = (self.build(key), self.build(of));
                self.types.map(key, of)
            }
            Draft::Pointer(of) => {
                let of = self.build(of);
                self.types.pointer(of)
            }
            Draft::Struct(name, fields) => {
                let declared = name.map(|_| {
                    let name = self.name("S");
                    self.types.declare(&name)
                });
                self.outer.extend(declared);
                let names = (0..).map(|number| format!("F{number}"));
                let fields: Vec<_> = names
                    .zip(fields)
                    .map(|(name, field)| (name, self.build(field)))
                    .collect();
                let of = self.types.structure(fields);
                match declared {
                    Some(declared) => {
                        self.outer.pop();
                        self.types.define(declared, of);
                        declared
                    }
                    None => of,
                }
            }
            Draft::Opaque(marshaler) => {
                let name = self.name("Time");
                self.types.opaque(&name, *marshaler)
            }
            Draft::Outer => match self.outer.last() {
                Some(outer) => self.types.pointer(*outer),
                None => Id::STRING,
            },
            Draft::List => {
                let name = self.name("L");
                let list = self.types.declare(&name);
                let slice = self.types.slice(list);
                self.types.define(list, slice);
                list
            }
            Draft::Dictionary => {
                let name = self.name("M");
                let map = self.types.declare(&name);
                let of = self.types.map(Id::STRING, map);
                self.types.define(map, of);
                map
            }
        }
    }
}

/// Numbers to make values from; zeros when they are used up, so that recursive values end.
struct Entropy(std::vec::IntoIter<u64>);

impl Entropy {
    fn next(&mut self) -> u64 {
        self.0.next().unwrap_or(0)
    }

    fn count(&mut self) -> u64 {
        self.next() % 4
    }
}

fn make(of: &Type, entropy: &mut Entropy) -> Value {
    let values = |entropy: &mut Entropy, count: u64| -> Vec<Value> {
        (0..count)
            .map(|_| make(&of.element().unwrap(), entropy))
            .collect()
    };
    let text = of.to_string();
    let width = text.trim_start_matches('*');
    match of.kind() {
        TypeKind::Bool => Value::from(entropy.next() % 2 == 1),
        TypeKind::Int => {
            let number = entropy.next() as i64 >> (entropy.next() % 64);
            let fits = if width == "int8" {
                i64::from(number as i8)
            } else {
                number
            };
            Value::from(fits)
        }
        TypeKind::Uint => {
            let number = entropy.next() >> (entropy.next() % 64);
            let fits = if width == "uint16" {
                number % 1000
            } else {
                number
            };
            Value::from(fits)
        }
        TypeKind::Float if width == "float32" => {
            Value::from(f64::from(f32::from_bits(entropy.next() as u32)))
        }
        TypeKind::Float => Value::from(f64::from_bits(entropy.next())),
        TypeKind::Complex => Value::complex(
            f64::from_bits(entropy.next()),
            f64::from_bits(entropy.next()),
        ),
        TypeKind::String => Value::string(bytes(entropy)),
        TypeKind::Bytes => Value::bytes(bytes(entropy)),
        TypeKind::Interface => interface(entropy),
        TypeKind::Slice => {
            let count = entropy.count();
            Value::slice(of, values(entropy, count)).unwrap()
        }
        TypeKind::Array => Value::array(of, values(entropy, of.array_len().unwrap())).unwrap(),
        TypeKind::Map => {
            let count = entropy.count();
            let entries: Vec<_> = (0..count)
                .map(|_| {
                    (
                        make(&of.key().unwrap(), entropy),
                        make(&of.element().unwrap(), entropy),
                    )
                })
                .collect();
            Value::map(of, entries).unwrap()
        }
        TypeKind::Struct => {
            let fields: Vec<_> = of
                .fields()
                .filter(|(_, of)| entropy.next() % 3 != 0 || is_always_there(of))
                .map(|(name, of)| (name.to_owned(), of))
                .collect();
            let fields: Vec<_> = fields
                .iter()
                .map(|(name, of)| (&**name, make(of, entropy)))
                .collect();
            Value::structure(of, fields).unwrap()
        }
        TypeKind::Opaque(_) => Value::opaque(of, bytes(entropy)).unwrap(),
        other => panic!("a kind that is not known here: {other:?}"),
    }
}

/// Whether Go always sends a field of the type, whose zero value may not be known here.
fn is_always_there(of: &Type) -> bool {
    matches!(of.kind(), TypeKind::Array | TypeKind::Struct) && !of.to_string().starts_with('*')
}

fn bytes(entropy: &mut Entropy) -> Vec<u8> {
    let count = entropy.next() % 20;
    (0..count).map(|_| entropy.next() as u8).collect()
}

fn interface(entropy: &mut Entropy) -> Value {
    let drafts = [
        Draft::Basic(Id::INT),
        Draft::Basic(Id::STRING),
        Draft::List,
        Draft::Slice(Box::new(Draft::Basic(Id::INTERFACE))),
        Draft::Struct(Some(1), vec![Draft::Basic(Id::INTERFACE), Draft::Outer]),
        Draft::Map(
            Box::new(Draft::Basic(Id::STRING)),
            Box::new(Draft::Basic(Id::INTERFACE)),
        ),
        Draft::Opaque(Marshaler::Gob),
    ];
    let index = (entropy.next() % 9) as usize;
    match drafts.get(index) {
        Some(draft) => {
            Value::interface(&format!("Name{index}"), make(&Building::of(draft), entropy)).unwrap()
        }
        None => Value::NIL,
    }
}

prop_compose! {
    fn values()(draft in drafts(), entropy in prop::collection::vec(any::<u64>(), 0..120)) -> Value {
        make(&Building::of(&draft), &mut Entropy(entropy.into_iter()))
    }
}

fn encode(value: &Value) -> Vec<u8> {
    common::encode(value)
}

/// Gives one byte at a time.
struct Drip<'a>(&'a [u8]);

impl Read for Drip<'_> {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let len = to.len().min(1);
        (&mut self.0).read(&mut to[..len])
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(512) })]

    #[test]
    fn what_was_sent_is_received(value in values()) {
        let bytes = encode(&value);
        let back: Value = common::decode(&bytes).unwrap();
        prop_assert_eq!(&back, &value);
        prop_assert_eq!(&back, &back.clone());
        // Types from a peer are sent as they came.
        prop_assert_eq!(encode(&back), bytes);
        prop_assert_eq!(back.ty().kind(), value.ty().kind());
    }

    #[test]
    fn many_values_share_a_stream(values in prop::collection::vec(values(), 1..6)) {
        // The same types again are not defined again.
        let (mut encoder, mut once, mut twice) = (Encoder::new(), Vec::new(), Vec::new());
        let all: Vec<_> = values.iter().map(|value| Value::interface("T", value.clone()).unwrap_or(Value::NIL)).collect();
        for value in &all {
            encoder.encode(value, &mut once).unwrap();
        }
        for value in &all {
            encoder.encode(value, &mut twice).unwrap();
        }
        prop_assert!(twice.len() <= once.len());
        once.extend(twice);
        let mut stream = StreamDecoder::new(once.as_slice());
        for value in all.iter().chain(&all) {
            prop_assert_eq!(&stream.decode::<Value>().unwrap(), value);
        }
    }

    #[test]
    fn a_value_is_the_same_however_its_bytes_come(value in values()) {
        let bytes = encode(&value);
        let mut drip = StreamDecoder::new(Drip(&bytes));
        prop_assert_eq!(&drip.decode::<Value>().unwrap(), &value);
        for end in 0..bytes.len() {
            let mut decoder = Decoder::new();
            let is_whole = matches!(decoder.frame(&bytes[..end]), Ok(Step::Value(_)));
            prop_assert!(!is_whole, "{} of {}", end, bytes.len());
        }
    }

    #[test]
    fn damage_is_an_error_or_another_value(
        value in values(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3), 1..4),
    ) {
        let mut bytes = encode(&value);
        for (at, byte, how) in damage {
            let at = at.index(bytes.len());
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                break;
            }
        }
        let mut stream = StreamDecoder::new(bytes.as_slice());
        for _ in 0..10 {
            if let Ok(value) = stream.decode::<Value>() {
                let text = format!("{value} {value:#} {}", value.ty().declarations());
                prop_assert!(!text.is_empty());
                let back: Value = common::decode(&encode(&value)).unwrap();
                prop_assert_eq!(&back, &value);
            }
        }
    }
}
