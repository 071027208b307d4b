//! Twins of `values_marshalers.go`.

use std::collections::HashMap;

use netrpc_gob::Gob;

use super::super::marshalers::{
    Both, Cipher, Exposing, Label, Mark, Octet, Places, PointerPlaces, Tally, anything, places,
    pointer_first, pointer_places,
};
use super::super::types::{Empty, Inner, Outer, Point};
use super::{Item, becomes, received, refused, same, text, unsayable};

#[derive(Clone, Debug, Gob, PartialEq)]
struct Texty(String);

anything! { Own, OwnHolder:
    Cipher(Cipher),
    #[gob(name = "*main.Tally")]
    Tally(Tally),
    Mark(Mark),
    #[gob(name = "*main.Label")]
    Label(Label),
}

anything! { Pointers, PointersHolder:
    #[gob(name = "*main.Cipher")]
    Cipher(Option<Cipher>),
    #[gob(name = "*main.Tally")]
    Tally(Tally),
}

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "own_gob_encoder" => gob_encoder(),
        "own_gob_encoder_on_pointer" => gob_encoder_on_pointer(),
        "own_binary_marshaler" => vec![
            same(Mark(1)),
            same(Mark(0)),
            same(Some(Mark(2))),
            same(Places::<Mark>::default()),
            same(places(&Mark(3))),
            same(places(&Mark(0))),
            same(pointer_first(Some(Mark(4)), Mark(5), 3)),
            same(HashMap::from([(Mark(6), Mark(7))])),
            same(vec![Mark(8), Mark(0)]),
        ],
        "own_binary_marshaler_on_pointer" => vec![
            same(pointer_first(Some(label("d")), label(""), 3)),
            same(label("a")),
            same(PointerPlaces::<Label>::default()),
            same(pointer_places(&label("c"))),
        ],
        // What Go cannot take the address of. Its definitions are on the stream.
        "own_marshalers_without_an_address" => {
            let mut items: Vec<_> = (0..4).map(|_| unsayable()).collect();
            items.push(received(3isize));
            items
        }
        "own_marshalers_by_value_then_by_pointer" => vec![
            same(cipher("a")),
            same(Some(cipher("b"))),
            same(Point { x: 1, y: 2 }),
            same(Some(Some(cipher("c")))),
            same(Some(cipher("d"))),
            same(Inner { p: 1, q: 2 }),
            same(Mark(1)),
            same(vec![Some(Mark(2))]),
            same(Empty {}),
        ],
        "own_marshalers_by_pointer_then_by_value" => vec![
            same(Some(cipher("a"))),
            same(cipher("b")),
            same(Point { x: 1, y: 2 }),
            same(vec![Some(Mark(2))]),
            same(Mark(1)),
            same(Some(Mark(3))),
            same(Inner { p: 1, q: 2 }),
            same(HashMap::from([(text("a"), Some(Some(Tally(1))))])),
            same(Tally(2)),
            same(Empty {}),
        ],
        "own_marshalers_two_structs" => vec![
            same(pointer_first(None, cipher("a"), 1)),
            same(pointer_first(Some(Mark(1)), Mark(0), 2)),
            same(pointer_first(None, Tally(0), 3)),
            same(pointer_first(
                Some(Point { x: 1, y: 2 }),
                Point::default(),
                3,
            )),
        ],
        "own_marshaler_of_both_kinds" => vec![same(Both(1)), same(vec![Both(0), Both(2)])],
        "own_marshaler_over_a_byte" => vec![
            same(Octet(1)),
            same([Octet(2), Octet(3)]),
            same(vec![4u8, 5]),
            same(Empty {}),
        ],
        "own_text_marshaler" => vec![same(Texty(text("a"))), same(vec![Texty(text("b"))])],
        "own_marshaler_with_exported_fields" => vec![
            same(Exposing(b"a".into())),
            same(vec![Point { x: 1, y: 2 }]),
            same(Outer::default()),
            same(Empty {}),
        ],
        "own_marshalers_in_interfaces" => {
            let all = vec![
                Some(Own::Cipher(cipher("b"))),
                None,
                Some(Own::Tally(Tally(3))),
                Some(Own::Mark(Mark(0))),
                Some(Own::Label(label(""))),
            ];
            vec![
                same(Some(Own::Cipher(cipher("a")))),
                same(Some(Own::Cipher(cipher("")))),
                same(Some(Own::Tally(Tally(1)))),
                same(Some(Own::Mark(Mark(2)))),
                same(Some(Own::Label(label("l")))),
                same(all),
                same(Own::held(1, Own::Tally(Tally(0)), 2)),
                same(keys()),
                same(Empty {}),
            ]
        }
        "own_marshalers_in_interfaces_by_pointer" => vec![
            same(vec![
                Some(Pointers::Cipher(Some(cipher("a")))),
                Some(Pointers::Tally(Tally(1))),
            ]),
            // Go sends a value under the name of its pointer, too; a variant of ours is one of both.
            received(vec![Some(Pointers::Cipher(Some(cipher("b"))))]),
            same(Empty {}),
        ],
        _ => return None,
    })
}

fn gob_encoder() -> Vec<Item> {
    vec![
        same(cipher("a")),
        same(cipher("")),
        refused(cipher("?")),
        same(Some(cipher("b"))),
        same(Places::<Cipher>::default()),
        same(places(&cipher("c"))),
        same(places(&cipher(""))),
        refused(places(&cipher("?"))),
        same(pointer_first(Some(cipher("d")), cipher("e"), 3)),
        same(HashMap::from([(cipher("k"), 1isize)])),
        same(HashMap::from([(cipher("k"), cipher("v"))])),
    ]
}

fn gob_encoder_on_pointer() -> Vec<Item> {
    vec![
        same(Tally(1)),
        same(Tally(0)),
        same(PointerPlaces::<Tally>::default()),
        same(pointer_places(&Tally(3))),
        same(pointer_places(&Tally(0))),
        same(pointer_first(Some(Tally(4)), Tally(5), 3)),
        // What the method makes of a nil is the text "nil".
        becomes(
            vec![None, Some(Tally(6))],
            vec![Some(Tally(b'n')), Some(Tally(6))],
        ),
        same(vec![Tally(0), Tally(7)]),
        same(HashMap::from([(1isize, Some(Tally(8)))])),
    ]
}

fn keys() -> netrpc_gob::AssocList<Option<Own>, Option<Own>> {
    let entry = (Some(Own::Cipher(cipher("k"))), Some(Own::Mark(Mark(4))));
    vec![entry].into()
}

fn cipher(text: &str) -> Cipher {
    Cipher(text.into())
}

fn label(text: &str) -> Label {
    Label(text.into())
}
