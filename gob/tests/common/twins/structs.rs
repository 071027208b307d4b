//! Twins of `values_structs.go` and `values_names.go`.

use std::collections::HashMap;

use netrpc_gob::{Complex64, Duration};

use super::super::types::{
    Accent, All, Anonymous, AnonymousFields, Emb, EmbLower, Empty, FieldNames, HasOnlyPriv,
    HasUuid, HoldsEmpty, Inner, Lonely, NSlice, OnlyPriv, OrderA, Outer, Pair, Point, Request,
    Response, ThroughPointer, ThroughValue, Uuid,
};
use super::{Item, becomes, equal, refused, same, text};

pub fn twins(name: &str) -> Option<Vec<Item>> {
    let one_two = Point { x: 1, y: 2 };
    Some(match name {
        "point_twice" => [(22, 33), (22, 33), (0, 0), (1, 0), (0, 5)]
            .map(|(x, y)| same(Point { x, y }))
            .into(),
        "nested_struct" => {
            let outer = |a, p, q, c| Outer {
                a,
                b: Inner { p, q },
                c: text(c),
            };
            vec![
                same(outer(1, 2, 3, "z")),
                same(outer(1, 0, 0, "z")),
                same(outer(0, 0, 0, "")),
                same(Inner { p: 1, q: 2 }),
            ]
        }
        "all_field_kinds" => all_field_kinds(),
        "embedded" => {
            let emb = |inner| Emb {
                point: Point { x: 1, y: 2 },
                inner,
                z: 3,
            };
            vec![same(emb(None)), same(emb(Some(Inner { p: 4, q: 5 })))]
        }
        "embedded_unexported" => vec![same(EmbLower { lower: (), z: 2 })],
        "empty_named_struct" => vec![same(Empty {}), same(Some(Empty {}))],
        "empty_struct" => vec![same(())],
        "no_exported_fields" => vec![
            refused(OnlyPriv { a: 1 }),
            refused(OnlyPriv { a: 1 }),
            same(3isize),
        ],
        "no_exported_fields_inside" => {
            let b = OnlyPriv::default();
            vec![refused(HasOnlyPriv { a: 1, b }), same(3isize)]
        }
        "empty_structs_inside" => vec![
            same(HoldsEmpty::default()),
            same(HoldsEmpty {
                a: Empty {},
                b: Some(Empty {}),
                c: vec![Empty {}, Empty {}],
                d: Some(HashMap::from([(text("k"), Empty {})])),
            }),
        ],
        "anonymous_struct" => vec![same(Anonymous { a: 1 })],
        "channels_and_functions_are_left_out" => vec![same(Lonely { a: 1 })],
        "field_name_not_ascii" => vec![same(Accent { e: 1 })],
        "array_of_bytes_named" => {
            let mut id = [0; 16];
            id[..3].copy_from_slice(&[1, 2, 255]);
            vec![same(HasUuid { id: Uuid(id) })]
        }
        "rpc_headers" => {
            let service_method = text("Arith.Add");
            let request = |seq| Request {
                service_method: service_method.clone(),
                seq,
            };
            let response = |seq, error| Response {
                service_method: service_method.clone(),
                seq,
                error: text(error),
            };
            vec![
                same(request(0)),
                same(request(1)),
                same(response(0, "")),
                same(response(1, "boom")),
                same(()),
            ]
        }

        "names_of_anonymous_fields" => vec![same(AnonymousFields {
            q: [Point::default(), Point::default()],
            ..AnonymousFields::default()
        })],
        "names_of_field_types" => vec![
            same(FieldNames::default()),
            same(FieldNames {
                d: NSlice(vec![1]),
                i: vec![Outer::default()],
                j: vec![HashMap::new()],
                l: [vec![text("x")], vec![]],
                ..FieldNames::default()
            }),
        ],
        "order_of_ids" => vec![same(OrderA::default())],
        "order_of_ids_in_containers" => {
            let points = [one_two, Point::default()];
            vec![same(vec![HashMap::from([(text("a"), points)])])]
        }
        "one_type_by_several_paths" => vec![
            same(ThroughPointer {
                p: Some(one_two.clone()),
            }),
            same(ThroughValue { p: one_two.clone() }),
            same(vec![one_two.clone()]),
            same(vec![Some(one_two.clone())]),
            same(one_two),
        ],
        "generic_struct" => vec![
            same(Pair {
                key: text("a"),
                value: 1isize,
            }),
            same(Pair {
                key: text("a"),
                value: one_two,
            }),
        ],
        _ => return None,
    })
}

fn all_field_kinds() -> Vec<Item> {
    let zero = All::default();
    let full = All {
        bo: true,
        i: -1,
        u: 200,
        f: 1.5,
        c: Complex64 { re: 1.0, im: -1.0 },
        s: text("s"),
        by: vec![1],
        sl: vec![0],
        ar: [0, 2, 0],
        ma: Some(HashMap::from([(text("k"), 0)])),
        st: Inner { p: 1, q: 0 },
        pi: Some(Box::new(5)),
        ps: Some(Box::new(Inner { p: 0, q: 1 })),
        pp: Some(Box::new(Some(6))),
        sb: vec![true],
        psl: Some(vec![7]),
        pm: Some(Some(HashMap::from([(text("m"), 8)]))),
        ab: [9, 0],
        dur: Duration::from_nanos(1_000_000_000),
        ip: vec![1, 2, 3, 4],
    };
    let empty = All {
        ma: Some(HashMap::new()),
        pi: Some(Box::new(0)),
        ps: Some(Box::new(Inner::default())),
        pp: Some(Box::new(Some(0))),
        sb: vec![false],
        psl: Some(vec![]),
        pm: Some(None),
        ..zero.clone()
    };
    // Pointers to what is left out arrive as nil.
    let arrived = All {
        pi: None,
        pp: None,
        psl: None,
        pm: None,
        ..empty.clone()
    };
    let minus_zero = All {
        f: -0.0,
        ..zero.clone()
    };
    let minus_zeros = All {
        c: Complex64 { re: -0.0, im: -0.0 },
        ..zero.clone()
    };
    let not_a_number = All {
        f: f32::from_bits(0x7fc0_0000),
        ..zero.clone()
    };
    let pointer_to_empty = All {
        pm: Some(Some(HashMap::new())),
        ..zero.clone()
    };
    vec![
        same(zero.clone()),
        becomes(empty, arrived),
        becomes(minus_zero, zero.clone()),
        becomes(minus_zeros, zero),
        equal(not_a_number, |left, right| {
            left.f.is_nan() && right.f.is_nan()
        }),
        same(full),
        same(pointer_to_empty),
    ]
}
