//! Twins of `values_scalars.go`, and of what only Go sends in `values_interfaces.go`.

use netrpc_gob::{Complex64, Complex128, Duration};

use super::super::types::{MyBool, MyByte, MyBytes, MyFloat, MyInt, MyStr};
use super::{Encoding, Item, equal, refused, same, skipped, text, unsayable};

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "bool" => vec![same(true), same(false)],
        "int" => [
            0,
            1,
            -1,
            3,
            63,
            64,
            -64,
            -65,
            127,
            128,
            -128,
            -129,
            255,
            256,
            1 << 31,
            -1 << 31,
            isize::MAX,
            isize::MIN,
        ]
        .map(same)
        .into(),
        "signed_widths" => vec![
            same(-3i8),
            same(i8::MIN),
            same(-300i16),
            same(70_000i32),
            same(1i64 << 40),
        ],
        "uint" => [
            0,
            7,
            127,
            128,
            255,
            256,
            65_535,
            65_536,
            (1 << 24) - 1,
            1 << 24,
            (1 << 32) - 1,
            1 << 32,
            (1 << 56) - 1,
            1 << 56,
            usize::MAX,
        ]
        .map(same)
        .into(),
        "unsigned_widths" => vec![
            same(200u8),
            same(7u16),
            same(7u32),
            same(7u64),
            same(7usize),
        ],
        "float64" => [
            0.0,
            -0.0,
            1.0,
            17.0,
            -17.0,
            0.1,
            std::f64::consts::PI,
            f64::INFINITY,
            f64::NEG_INFINITY,
            f64::from_bits(0x7ff8_0000_0000_0001),
            f64::MAX,
            f64::from_bits(1),
        ]
        .map(|value| equal(value, |left, right| left.to_bits() == right.to_bits()))
        .into(),
        "float32" => [0.1, 1.5, f32::MAX].map(same).into(),
        "complex" => vec![
            same(Complex128 { re: 17.0, im: 19.0 }),
            same(Complex128 { re: 0.0, im: 0.0 }),
            same(Complex64 { re: 1.5, im: -2.0 }),
        ],
        "string" => ["", "hi", "é"].map(text).map(same).into(),
        "string_not_utf8" => vec![skipped()],
        "bytes" => [vec![], vec![], vec![1u8, 2, 3]].map(same).into(),
        "named_scalars" => vec![
            same(MyInt(3)),
            same(MyBool(true)),
            same(MyStr(text("hi"))),
            same(MyFloat(1.0)),
            same(MyBytes(vec![1, 2])),
            same(vec![MyByte(1), MyByte(2)]),
            same(Duration::from_nanos(1500)),
            same(vec![1u8, 2, 3, 4]),
            same(vec![0u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 1, 2, 3, 4]),
        ],
        "pointers_are_flattened" => vec![
            same(Some(text("x"))),
            same(Some(Some(text("x")))),
            // A nil behind a pointer: the id and nothing else, which no decoder takes for a value.
            Item {
                encode: Encoding::Same(Box::new(|encoder, out| {
                    encoder.encode_pointer(&None::<isize>, out)
                })),
                check: Box::new(|stream| {
                    let error = stream.decode::<isize>().expect_err("there is no value");
                    assert_eq!(error.to_string(), "EOF");
                }),
                ..same(0isize)
            },
        ],
        "bytes_300" => vec![same(vec![0u8; 300])],
        "string_longer_than_64_kib" => vec![same("x".repeat(70_000)), same(text("after"))],
        "uints_longer_than_64_kib" => vec![same(vec![0u16; 70_000]), same(vec![1u16])],
        "unsupported_types" => vec![
            unsayable(),
            unsayable(),
            unsayable(),
            unsayable(),
            unsayable(),
            unsayable(),
            same(3isize),
        ],

        "slice_of_pointers" => vec![
            same(vec![Some(0isize), Some(5)]),
            refused(vec![Some(0isize), None]),
            same(vec![Some(6isize)]),
        ],
        _ => return None,
    })
}
