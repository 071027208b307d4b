//! Twins of `values_big.go`.

use std::collections::HashMap;

use netrpc_gob::Marshal;
use netrpc_gob::go::big::{Float, Int, Rat, RoundingMode};

use super::super::marshalers::{PointerPlaces, anything, pointer_first, pointer_places};
use super::super::types::Empty;
use super::{Item, becomes, same};

anything! { Any, Holder:
    #[gob(name = "*big.Int")]
    Int(Int),
    #[gob(name = "*big.Float")]
    Float(Float),
    #[gob(name = "*big.Rat")]
    Rat(Rat),
}

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "big_int" => ["0", "1", "-1", "256", "-123456789012345678901234567890"]
            .map(int)
            .into_iter()
            .chain([Int::from_bytes(false, &[0xff; 100])])
            .map(same)
            .collect(),
        "big_float" => floats(),
        "big_rat" => vec![
            same(rat("3/4")),
            same(rat("-3/4")),
            same(Rat::default()),
            same(rat("5")),
            same(rat("-300/70001")),
            same(rat(&format!("1{}/3{}", "0".repeat(40), "7".repeat(40)))),
        ],
        "big_int_places" => vec![
            same(PointerPlaces::<Int>::default()),
            same(pointer_places(&int("-300"))),
            same(pointer_places(&int("0"))),
            same(pointer_first(Some(int("4")), int("5"), 3)),
            becomes(
                vec![None, Some(int("7")), None],
                ["0", "7", "0"].map(|text| Some(int(text))).into(),
            ),
            becomes(
                [None, Some(int("8"))],
                ["0", "8"].map(|text| Some(int(text))),
            ),
            becomes(
                HashMap::from([(1isize, None::<Int>)]),
                HashMap::from([(1, Some(int("0")))]),
            ),
            same(vec![int("9"), int("0")]),
            same(Empty {}),
        ],
        "big_float_places" => {
            let float = |text| float(text, 53, RoundingMode::ToNearestEven);
            vec![
                same(pointer_first(Some(float("4")), float("5"), 3)),
                same(PointerPlaces::<Float>::default()),
                same(pointer_places(&float("-2.5"))),
                becomes(
                    vec![None, Some(float("7"))],
                    vec![Some(Float::default()), Some(float("7"))],
                ),
                same(Empty {}),
            ]
        }
        "big_rat_places" => vec![
            becomes(
                vec![None, Some(rat("7/8"))],
                vec![Some(Rat::default()), Some(rat("7/8"))],
            ),
            same(PointerPlaces::<Rat>::default()),
            same(pointer_places(&rat("-5/3"))),
            same(pointer_first(None, Rat::default(), 3)),
            same(Empty {}),
        ],
        "big_in_interfaces" => vec![
            same(Some(Any::Int(int("1")))),
            same(vec![
                Some(Any::Float(float("2", 53, RoundingMode::ToNearestEven))),
                Some(Any::Rat(rat("3/4"))),
                Some(Any::Int(int("0"))),
            ]),
            same(Any::held(1, Any::Int(int("5")), 2)),
            same(Empty {}),
        ],
        _ => return None,
    })
}

fn floats() -> Vec<Item> {
    use RoundingMode::*;
    vec![
        same(float("1.5", 53, ToNearestEven)),
        same(float("0", 53, ToNearestEven)),
        same(Float::default()),
        same(Float::infinity(true)),
        same(float("-0", 53, ToNearestEven)),
        same(float("-2.25", 100, ToZero)),
        same(third()),
        same(float("1e1000", 24, AwayFromZero)),
        same(float("1e-1000", 64, ToNegativeInf)),
        same(float("0x1.fffffffffffffffffp+3", 200, ToPositiveInf)),
        same(float("0.1", 1, ToNearestAway)),
    ]
}

/// A number that is known to be above what was asked for, as our own operations do not say.
fn third() -> Float {
    let mut third = Float::default();
    let mut bytes = vec![1, 0b0001_0010, 0, 0, 0, 100, 0xff, 0xff, 0xff, 0xff];
    bytes.extend([0xaa; 12]);
    bytes.extend([0xb0, 0, 0, 0]);
    third.unmarshal(&bytes).expect("Go's bytes");
    third
}

fn int(text: &str) -> Int {
    text.parse().expect("an integer")
}

fn float(text: &str, precision: u32, mode: RoundingMode) -> Float {
    Float::parse(text, precision, mode).expect("a number")
}

fn rat(text: &str) -> Rat {
    text.parse().expect("a fraction")
}
