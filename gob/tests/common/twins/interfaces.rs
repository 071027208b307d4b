//! Twins of `values_interfaces.go`, `values_interface_places.go` and `values_interface_names.go`.

use std::collections::HashMap;

use netrpc_gob::{Complex64, Complex128, Encoder, Object, Registry, StreamDecoder};

use super::super::interfaces::{
    Address, AllAndInterface, Any, Circle, Drawing, Failure, GoError, Holder, Key, MyError, O,
    Parts, Pointed, any_point, any_text, circle, group, o, square,
};
use super::super::types::{Anonymous, Empty, Inner, MyInt, NSlice, OnlyEnds, Outer, Pair, Point};
use super::{Encoding, Item, received, refused, same, skipped, text, unsayable};

pub(super) fn twins(name: &str) -> Option<Vec<Item>> {
    places(name)
        .or_else(|| nested(name))
        .or_else(|| names(name))
}

fn places(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "interface_field" => vec![
            same(holder(1, any_point(3, 4), 2)),
            same(holder(1, any_point(3, 4), 2)),
            same(holder(1, any_point(3, 4), 2)),
            same(holder(1, any_point(0, 0), 2)),
            same(holder(1, None, 2)),
            same(any_point(3, 4)),
        ],
        "interface_fields_zero_values_inside" => {
            let held = |value| AllAndInterface {
                i: 0,
                r#if: value,
                s: String::new(),
                sq: None,
            };
            vec![
                same(held(None)),
                same(held(Some(Any::Int(0)))),
                same(held(Some(Any::Bool(false)))),
                same(held(any_text(""))),
                same(held(Some(Any::Bytes(vec![])))),
                refused(held(Some(Any::IntPointer(None)))),
                same(held(Some(Any::Int(5)))),
            ]
        }
        "interface_in_slice" => {
            let all = || {
                vec![
                    Some(Any::Int(1)),
                    None,
                    any_point(1, 2),
                    any_text("s"),
                    any_point(3, 4),
                ]
            };
            vec![same(all()), same(all()), same(5isize)]
        }
        "interface_in_map" => vec![
            same(of_map("a", Some(Any::Int(1)))),
            same(of_map("a", None::<Any>)),
            same(of_map("a", Some(Any::Outer(outer())))),
        ],
        "interface_in_array" => vec![
            same([any_point(1, 2), None]),
            same([None::<Any>; 0]),
            same([None, Some(Any::Int(3))]),
        ],
        "interface_as_map_key" => {
            let key = |key| Some(key);
            vec![
                same(HashMap::from([(
                    key(Key::Point(Point { x: 1, y: 2 })),
                    3isize,
                )])),
                same(HashMap::from([(
                    key(Key::Int(1)),
                    Some(Any::Inner(Inner { p: 2, q: 3 })),
                )])),
                same(HashMap::from([(key(Key::Text(text("a"))), None::<Any>)])),
                same(HashMap::from([(None::<Key>, Some(Any::Int(4)))])),
            ]
        }
        "interface_with_methods" => vec![
            same(circle(2.0)),
            same(circle(2.0).filter(|_| false)),
            same(square(3.0)),
            same(circle(0.0)),
            same(Circle { r: 4.0 }),
        ],
        "interface_in_every_place" => {
            let nothing = || Drawing {
                title: String::new(),
                main: None,
                others: vec![],
                by_name: None,
                two: [None, None],
                after: 0,
            };
            vec![
                same(nothing()),
                same(Drawing {
                    title: text("a"),
                    main: circle(1.0),
                    others: vec![None, square(2.0), circle(3.0)],
                    by_name: Some(HashMap::from([(text("k"), square(4.0))])),
                    two: [circle(5.0), None],
                    after: 6,
                }),
                same(Drawing {
                    title: text("b"),
                    others: vec![square(7.0)],
                    by_name: Some(HashMap::from([(text("k"), None)])),
                    after: 8,
                    ..nothing()
                }),
                same(Drawing {
                    main: group("g", [circle(9.0)]),
                    after: 10,
                    ..nothing()
                }),
            ]
        }
        "interface_in_unknown_field" => vec![
            received(OnlyEnds { a: 1, b: 2 }),
            received(OnlyEnds { a: 3, b: 4 }),
            received(OnlyEnds { a: 5, b: 6 }),
            received(Outer::default()),
        ],
        _ => return None,
    })
}

fn nested(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "interface_with_nested_definitions" => {
            let inner = Some(Any::Anys(vec![Some(Any::Outer(outer()))]));
            vec![same(Some(Any::Table(of_map("k", inner)))), same(outer())]
        }
        "interface_in_interface" => vec![
            same(o(o(any_point(1, 2)))),
            same(o(o(o(any_point(1, 2))))),
            same(Point { x: 1, y: 2 }),
        ],
        "interface_in_interface_in_slice" => {
            let both = |from: f64, names: [&str; 2]| {
                let inside = group(names[1], [circle(from), None]);
                let outside = group(names[0], [inside, square(from + 1.0)]);
                same(vec![outside, circle(from + 2.0)])
            };
            vec![both(1.0, ["a", "b"]), both(4.0, ["c", "d"])]
        }
        "interface_with_definitions_of_parts" => {
            let outer = Outer {
                a: 3,
                b: Inner { p: 4, q: 5 },
                c: text("o"),
            };
            let points = [Point { x: 6, y: 7 }, Point { x: 8, y: 9 }];
            let parts = |more| Parts {
                inner: Inner { p: 1, q: 2 },
                list: vec![outer.clone()],
                table: Some(HashMap::from([(text("t"), points.clone())])),
                more,
            };
            let held = |parts| Some(Any::Parts(Box::new(parts)));
            vec![
                same(holder(1, held(parts(held(parts(None)))), 2)),
                same(holder(3, any_point(4, 5), 6)),
            ]
        }
        "interface_of_more_than_127_bytes" => {
            let times = |letter: &str, count| any_text(&letter.repeat(count));
            let o_of = |f| O { f };
            vec![
                same(o_of(o(o(times("x", 120))))),
                same(o_of(o(o(times("x", 130))))),
                same(o_of(Some(Any::Texts(vec![
                    "y".repeat(300),
                    "z".repeat(70_000),
                ])))),
                same(o_of(o(Some(Any::Bytes(vec![b'b'; 66_000]))))),
                same(vec![times("x", 200), o(times("y", 200)), any_point(1, 2)]),
            ]
        }
        "interface_of_more_than_127_bytes_cut_inside" => {
            let long = || any_text(&"x".repeat(300));
            let anys = |values: [Option<Any>; 3]| Some(Any::Anys(values.into()));
            let value = || {
                let inside = o(anys([long(), any_point(1, 2), long()]));
                O {
                    f: anys([long(), inside, long()]),
                }
            };
            vec![same(value()), same(value())]
        }
        _ => return None,
    })
}

fn names(name: &str) -> Option<Vec<Item>> {
    let any = |value: Any| same(Some(value));
    let address = || Address {
        name: text("a"),
        address: text("b"),
    };
    Some(match name {
        "interface_scalars" => vec![
            any(Any::Int(7)),
            any(Any::Text(text("hi"))),
            same(None::<Any>),
            any(Any::Int(5)),
            any(Any::Int8(1)),
            any(Any::Uint8(1)),
            any(Any::Uint64(1)),
            any(Any::Float32(1.0)),
            any(Any::Float64(1.5)),
            any(Any::Complex64(Complex64 { re: 1.0, im: 0.0 })),
            any(Any::Bool(true)),
            any(Any::Bytes(vec![1])),
            unregistered("uintptr", "1"),
            same(7isize),
        ],
        "interface_slices" => vec![
            any(Any::Ints(vec![1])),
            any(Any::Texts(vec![text("s")])),
            any(Any::Bools(vec![true])),
            any(Any::Float64s(vec![1.0])),
            any(Any::Ints(vec![2])),
        ],
        "interface_names_of_builtins" => {
            let one = Complex64 { re: 1.0, im: 0.0 };
            let one_128 = Complex128 { re: 1.0, im: 0.0 };
            vec![
                any(Any::Int16(-1)),
                any(Any::Int32(-2)),
                any(Any::Int64(-3)),
                any(Any::Uint(4)),
                any(Any::Uint16(5)),
                any(Any::Uint32(6)),
                any(Any::Complex128(Complex128 { re: 1.0, im: 2.0 })),
                any(Any::Int8s(vec![1])),
                any(Any::Int16s(vec![1])),
                any(Any::Int32s(vec![1])),
                any(Any::Int64s(vec![1])),
                any(Any::Uints(vec![1])),
                any(Any::Uint16s(vec![1])),
                any(Any::Uint32s(vec![1])),
                any(Any::Uint64s(vec![1])),
                any(Any::Float32s(vec![1.0])),
                any(Any::Complex64s(vec![one])),
                any(Any::Complex128s(vec![one_128])),
                unregistered("[]uintptr", "[]uint{1}"),
            ]
        }
        "interface_named_types" => vec![
            any(Any::MyInt(MyInt(5))),
            any(Any::Empty(Empty {})),
            any(Any::NSlice(NSlice(vec![1]))),
        ],
        "interface_names_of_unnamed_types" => vec![
            any(Any::Anys(vec![Some(Any::Int(1))])),
            any(Any::Table(of_map("a", Some(Any::Int(1))))),
            any(Any::TextMap(of_map("a", text("b")))),
            any(Any::Anonymous(Anonymous { a: 1 })),
            any(Any::Array([1, 2, 3])),
            any(Any::Nested(vec![vec![1]])),
            any(Any::Points(vec![Point { x: 1, y: 2 }])),
            any(Any::PointMap(of_map("a", Some(Point { x: 1, y: 2 })))),
            any(Any::PointPointers(vec![Some(Point { x: 1, y: 2 })])),
            any(Any::Shapes(vec![None])),
            any(Any::Errors(vec![None])),
        ],
        "interface_names_with_packages" => vec![
            any(Any::Address(address())),
            any(Any::Pair(Pair {
                key: text("a"),
                value: Point { x: 1, y: 2 },
            })),
            any(Any::Addresses(vec![address()])),
            any(Any::AddressPair(Pair {
                key: Address {
                    name: String::new(),
                    address: String::new(),
                },
                value: vec![],
            })),
        ],
        "interface_registered_by_pointer" => {
            vec![same(Some(Pointed::Point(Point { x: 3, y: 4 })))]
        }
        "interface_names_of_pointers" => vec![
            same(Some(Pointed::Address(address()))),
            same(Some(Pointed::Address(address()))),
            same(Some(Pointed::PointPointer(Point { x: 1, y: 2 }))),
            same(Some(Pointed::Map(of_map("a", 1)))),
            same(Some(Pointed::Map(of_map("a", 2)))),
        ],
        "interface_error" => {
            let mine = |code| Some(GoError::Mine(MyError { code }));
            let failure = |err, code| same(Failure { err, code });
            vec![
                failure(None, 1),
                failure(mine(2), 3),
                failure(mine(4), 5),
                same(mine(6)),
                same(vec![None, mine(7)]),
            ]
        }
        "interface_not_registered" => vec![
            not_registered(),
            same(5isize),
            same(Point { x: 1, y: 2 }),
            unsayable(),
            same(None::<GoError>),
            same(6isize),
        ],
        _ => return None,
    })
}

/// An interface value that goes by a name of Go's that no Rust type has.
fn unregistered(name: &'static str, printed: &'static str) -> Item {
    Item {
        check: Box::new(move |stream: &mut StreamDecoder<&[u8]>| {
            let value = stream.decode::<Option<Any>>().expect("decodes");
            let Some(Any::Other(other)) = &value else {
                panic!("{value:?} has another name than {name}");
            };
            assert_eq!(
                (other.name.as_str(), other.value.to_string()),
                (name, printed.into())
            );
        }),
        encode: Encoding::Not,
        ..skipped()
    }
}

/// A type that the registry does not have.
fn not_registered() -> Item {
    trait Anything: Object {}
    netrpc_gob::interface!(dyn Anything);
    impl Anything for Point {}
    let value: Option<Box<dyn Anything>> = Some(Box::new(Point { x: 1, y: 2 }));
    Item {
        encode: Encoding::Refused(Box::new(move |encoder: &mut Encoder, out| {
            *encoder = Encoder::new().with_registry(Registry::new());
            encoder.encode(&value, out)
        })),
        ..unsayable()
    }
}

fn holder(a: isize, v: Option<Any>, b: isize) -> Holder {
    Holder { a, v, b }
}

fn outer() -> Outer {
    let b = Inner { p: 2, q: 3 };
    let c = text("z");
    Outer { a: 1, b, c }
}

fn of_map<V>(key: &str, value: V) -> HashMap<String, V> {
    HashMap::from([(text(key), value)])
}
