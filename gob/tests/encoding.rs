//! The bytes that Go sends for scalars, slices, arrays and maps (catalogue 1.1, 1.2, 1.4, 1.9): each stream
//! as a fresh Go process writes it, one message a line.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use common::types::{
    Inner, MyBool, MyByte, MyBytes, MyFloat, MyInt, MyStr, NArr, NMap, NSlice, Point,
};
use common::{Sender, sends};
use netrpc_gob::{Complex64, Complex128, Duration};

#[test]
fn signed_integers_and_bools_are_sent_as_go_sends_them() {
    sends(&true, "03 | 02 00 01");
    sends(&false, "03 | 02 00 00");
    sends(&0isize, "03 | 04 00 00");
    sends(&1isize, "03 | 04 00 02");
    sends(&-1isize, "03 | 04 00 01");
    sends(&3isize, "03 | 04 00 06");
    sends(&63isize, "03 | 04 00 7e");
    sends(&64isize, "04 | 04 00 ff 80");
    sends(&-64isize, "03 | 04 00 7f");
    sends(&-65isize, "04 | 04 00 ff 81");
    sends(&127isize, "04 | 04 00 ff fe");
    sends(&128isize, "05 | 04 00 fe 01 00");
    sends(&-128isize, "04 | 04 00 ff ff");
    sends(&-129isize, "05 | 04 00 fe 01 01");
    sends(&255isize, "05 | 04 00 fe 01 fe");
    sends(&256isize, "05 | 04 00 fe 02 00");
    sends(&2_147_483_648isize, "08 | 04 00 fb 01 00 00 00 00");
    sends(&-2_147_483_648isize, "07 | 04 00 fc ff ff ff ff");
    sends(&isize::MAX, "0b | 04 00 f8 ff ff ff ff ff ff ff fe");
    sends(&isize::MIN, "0b | 04 00 f8 ff ff ff ff ff ff ff ff");
    sends(&-3i8, "03 | 04 00 05");
    sends(&-300i16, "05 | 04 00 fe 02 57");
    sends(&70_000i32, "06 | 04 00 fd 02 22 e0");
    sends(&(1i64 << 40), "09 | 04 00 fa 02 00 00 00 00 00");
}

#[test]
fn unsigned_integers_are_sent_as_go_sends_them() {
    sends(&0usize, "03 | 06 00 00");
    sends(&7usize, "03 | 06 00 07");
    sends(&127usize, "03 | 06 00 7f");
    sends(&128usize, "04 | 06 00 ff 80");
    sends(&255usize, "04 | 06 00 ff ff");
    sends(&256usize, "05 | 06 00 fe 01 00");
    sends(&0xffffusize, "05 | 06 00 fe ff ff");
    sends(&0x1_0000usize, "06 | 06 00 fd 01 00 00");
    sends(&0xff_ffffusize, "06 | 06 00 fd ff ff ff");
    sends(&0x100_0000usize, "07 | 06 00 fc 01 00 00 00");
    sends(&0xffff_ffffusize, "07 | 06 00 fc ff ff ff ff");
    sends(&0x1_0000_0000usize, "08 | 06 00 fb 01 00 00 00 00");
    sends(
        &0xff_ffff_ffff_ffffusize,
        "0a | 06 00 f9 ff ff ff ff ff ff ff",
    );
    sends(
        &0x100_0000_0000_0000usize,
        "0b | 06 00 f8 01 00 00 00 00 00 00 00",
    );
    sends(&usize::MAX, "0b | 06 00 f8 ff ff ff ff ff ff ff ff");
    sends(&200u8, "04 | 06 00 ff c8");
    sends(&7u16, "03 | 06 00 07");
    sends(&7u32, "03 | 06 00 07");
    sends(&7u64, "03 | 06 00 07");
}

#[test]
fn floats_and_complex_numbers_are_sent_as_go_sends_them() {
    sends(&0.0f64, "03 | 08 00 00");
    sends(&-0.0f64, "04 | 08 00 ff 80");
    sends(&1.0f64, "05 | 08 00 fe f0 3f");
    sends(&17.0f64, "05 | 08 00 fe 31 40");
    sends(&-17.0f64, "05 | 08 00 fe 31 c0");
    sends(&0.1f64, "0b | 08 00 f8 9a 99 99 99 99 99 b9 3f");
    sends(
        &std::f64::consts::PI,
        "0b | 08 00 f8 18 2d 44 54 fb 21 09 40",
    );
    sends(&f64::INFINITY, "05 | 08 00 fe f0 7f");
    sends(&f64::NEG_INFINITY, "05 | 08 00 fe f0 ff");
    sends(
        &f64::from_bits(0x7ff8_0000_0000_0001),
        "0b | 08 00 f8 01 00 00 00 00 00 f8 7f",
    );
    sends(&f64::MAX, "0b | 08 00 f8 ff ff ff ff ff ff ef 7f");
    sends(&5e-324f64, "0b | 08 00 f8 01 00 00 00 00 00 00 00");
    sends(&0.1f32, "08 | 08 00 fb a0 99 99 b9 3f");
    sends(&1.5f32, "05 | 08 00 fe f8 3f");
    sends(
        &Complex128 { re: 17.0, im: 19.0 },
        "08 | 0e 00 fe 31 40 fe 33 40",
    );
    sends(&Complex128::default(), "04 | 0e 00 00 00");
    sends(
        &Complex64 { re: 1.5, im: -2.0 },
        "07 | 0e 00 fe f8 3f ff c0",
    );
}

#[test]
fn strings_bytes_and_named_scalars_are_sent_as_go_sends_them() {
    sends("", "03 | 0c 00 00");
    sends("hi", "05 | 0c 00 02 68 69");
    sends(&Vec::<u8>::new(), "03 | 0a 00 00");
    sends(&[1u8, 2, 3][..], "06 | 0a 00 03 01 02 03");
    sends(&MyInt(3), "03 | 04 00 06");
    sends(&MyBool(true), "03 | 02 00 01");
    sends(&MyStr("hi".into()), "05 | 0c 00 02 68 69");
    sends(&MyBytes(vec![1, 2]), "05 | 0a 00 02 01 02");
    sends(&[MyByte(1), MyByte(2)][..], "05 | 0a 00 02 01 02");
    sends(&MyFloat(1.0), "05 | 08 00 fe f0 3f");
    sends(&Duration::from_nanos(1500), "05 | 04 00 fe 0b b8");
    sends(&vec![1u8, 2, 3, 4], "07 | 0a 00 04 01 02 03 04");
    sends(&Some(Some("x".to_string())), "04 | 0c 00 01 78");
}

#[test]
fn slices_are_defined_by_their_element_and_sent_with_all_elements() {
    let mut sender = Sender::new();
    sender.sends(
        &vec![1isize, 2],
        "
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        06 | ff 80 00 02 02 04",
    );
    sender.sends(&Vec::<isize>::new(), "04 | ff 80 00 00");
    sender.sends(&vec![0isize, 0], "06 | ff 80 00 02 00 00");
    sends(
        &vec![1i8, -1],
        "
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        06 | ff 80 00 02 02 01",
    );
    sends(
        &[1u16][..],
        "
        0b | 7f 02 01 02 ff 80 00 01 06 00 00
        05 | ff 80 00 01 01",
    );
    sends(
        &vec![false, true],
        "
        0b | 7f 02 01 02 ff 80 00 01 02 00 00
        06 | ff 80 00 02 00 01",
    );
    sends(
        &vec!["a", "", "bc"],
        "
        0b | 7f 02 01 02 ff 80 00 01 0c 00 00
        0a | ff 80 00 03 01 61 00 02 62 63",
    );
    sends(
        &vec![0.0f32, 1.5],
        "
        0b | 7f 02 01 02 ff 80 00 01 08 00 00
        08 | ff 80 00 02 00 fe f8 3f",
    );
    sends(
        &vec![0.0f64, 1.5],
        "
        0b | 7f 02 01 02 ff 80 00 01 08 00 00
        08 | ff 80 00 02 00 fe f8 3f",
    );
    sends(
        &vec![Complex128::default(), Complex128 { re: 0.0, im: 1.0 }],
        "
        0b | 7f 02 01 02 ff 80 00 01 0e 00 00
        0a | ff 80 00 02 00 00 00 fe f0 3f",
    );
    sends(
        &vec![vec![], vec![], vec![1u8]],
        "
        0b | 7f 02 01 02 ff 80 00 01 0a 00 00
        08 | ff 80 00 03 00 00 01 01",
    );
    sends(
        &vec![vec![], vec![], vec![1isize]],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        08 | ff 82 00 03 00 00 01 02",
    );
    sends(
        &vec![Point::default(), Point { x: 1, y: 2 }],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04
           00 00 00
        0a | ff 82 00 02 00 01 02 01 04 00",
    );
}

#[test]
fn named_slices_carry_their_name_and_named_scalars_do_not() {
    sends(
        &NSlice(vec![1]),
        "
        13 | 7f 02 01 01 06 4e 53 6c 69 63 65 01 ff 80 00 01 04 00 00
        05 | ff 80 00 01 02",
    );
    sends(
        &vec![NSlice(vec![1])],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        13 | 7f 02 01 01 06 4e 53 6c 69 63 65 01 ff 80 00 01 04 00 00
        06 | ff 82 00 01 01 02",
    );
    sends(
        &vec![MyInt(1)],
        "
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        05 | ff 80 00 01 02",
    );
}

#[test]
fn elements_behind_pointers_are_flattened_but_lose_their_name() {
    sends(
        &vec![Some(0isize), Some(5)],
        "
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        06 | ff 80 00 02 00 0a",
    );
    sends(
        &vec![Some(Point::default()), Some(Point { x: 1, y: 2 })],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0a | ff 82 00 02 00 01 02 01 04 00",
    );
    // The name by which a type was described first is kept.
    let mut sender = Sender::new();
    sender.encode(&vec![Some(Point { x: 1, y: 2 })]);
    sender.sends(&Point { x: 1, y: 2 }, "07 | ff 80 01 02 01 04 00");
    // A Box is no pointer to Go: it is the type that it holds.
    assert_eq!(
        common::encode(&vec![Box::new(Point::default())]),
        common::encode(&vec![Point::default()])
    );
}

#[test]
fn arrays_are_defined_with_their_length_and_bytes_in_them_are_integers() {
    let mut sender = Sender::new();
    sender.sends(
        &[1isize, 0, 3],
        "
        0d | 7f 01 01 02 ff 80 00 01 04 01 06 00 00
        07 | ff 80 00 03 02 00 06",
    );
    sender.sends(&Some([1isize, 0, 3]), "07 | ff 80 00 03 02 00 06");
    sender.sends(&[0isize; 3], "07 | ff 80 00 03 00 00 00");
    sends(
        &[0isize; 0],
        "
        0b | 7f 01 01 02 ff 80 00 01 04 00 00
        04 | ff 80 00 00",
    );
    sends(
        &[1u8, 200, 3],
        "
        0d | 7f 01 01 02 ff 80 00 01 06 01 06 00 00
        08 | ff 80 00 03 01 ff c8 03",
    );
    sends(
        &[true, false],
        "
        0d | 7f 01 01 02 ff 80 00 01 02 01 04 00 00
        06 | ff 80 00 02 01 00",
    );
    sends(
        &NArr([1, 0, 0]),
        "
        13 | 7f 01 01 01 04 4e 41 72 72 01 ff 80 00 01 04 01 06 00 00
        07 | ff 80 00 03 02 00 00",
    );
    sends(
        &[Point { x: 1, y: 2 }, Point::default()],
        "
        0f | ff 81 01 01 02 ff 82 00 01 ff 80 01 04 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0a | ff 82 00 02 01 02 01 04 00 00",
    );
    sends(
        &[[1isize, 2], [3, 4]],
        "
        0f | ff 81 01 01 02 ff 82 00 01 ff 80 01 04 00 00
        0d | 7f 01 01 02 ff 80 00 01 04 01 04 00 00
        0a | ff 82 00 02 02 02 04 02 06 08",
    );
}

#[test]
fn maps_are_defined_by_key_and_element_and_empty_ones_are_sent() {
    let mut sender = Sender::new();
    sender.sends(
        &HashMap::from([("a", 1isize)]),
        "
        0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00
        07 | ff 80 00 01 01 61 02",
    );
    sender.sends(
        &BTreeMap::from([(String::new(), 0isize)]),
        "06 | ff 80 00 01 00 00",
    );
    sender.sends(&HashMap::<String, isize>::new(), "04 | ff 80 00 00");
    sends(
        &NMap(HashMap::from([("a".into(), 1)])),
        "
        13 | 7f 04 01 01 04 4e 4d 61 70 01 ff 80 00 01 0c 01 04 00 00
        07 | ff 80 00 01 01 61 02",
    );
    sends(
        &HashMap::from([("a", Point { x: 1, y: 2 })]),
        "
        0f | ff 81 04 01 02 ff 82 00 01 0c 01 ff 80 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        0b | ff 82 00 01 01 61 01 02 01 04 00",
    );
    sends(
        &HashMap::from([(Point { x: 1, y: 2 }, Inner { p: 3, q: 4 })]),
        "
        10 | ff 83 04 01 02 ff 84 00 01 ff 80 01 ff 82 00 00
        17 | 7f 03 01 02 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        18 | ff 81 03 01 02 ff 82 00 01 02 01 01 50 01 04 00 01 01 51 01 04 00 00 00
        0e | ff 84 00 01 01 02 01 04 00 01 06 01 08 00",
    );
    sends(
        &HashMap::from([("a", vec![1isize])]),
        "
        0f | ff 81 04 01 02 ff 82 00 01 0c 01 ff 80 00 00
        0b | 7f 02 01 02 ff 80 00 01 04 00 00
        08 | ff 82 00 01 01 61 01 02",
    );
}

#[test]
fn ordered_maps_are_sent_in_their_order() {
    let map = BTreeMap::from([("b", 2isize), ("a", 1)]);
    sends(
        &map,
        "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00 0a | ff 80 00 02 01 61 02 01 62 04",
    );
}

#[test]
fn sets_are_maps_to_empty_structs() {
    let bytes = "
        0f | ff 81 04 01 02 ff 82 00 01 0c 01 ff 80 00 00
        09 | 7f 03 01 02 ff 80 00 00 00
        07 | ff 82 00 01 01 61 00";
    sends(&HashSet::from(["a"]), bytes);
    sends(&BTreeSet::from(["a"]), bytes);
    sends(&HashMap::from([("a", ())]), bytes);
}

#[test]
fn a_length_takes_as_many_bytes_as_it_needs() {
    for len in [
        0, 1, 0x7b, 0x7c, 0x7d, 0xfb, 0xfc, 0x100, 0xfff8, 0x1_0000, 0x10_0000,
    ] {
        let mut sender = Sender::new();
        // The width of the value before is what the next one is tried with.
        for len in [len, 1, len, len] {
            let value = vec![7u8; len];
            let mut body = vec![0x0a, 0x00];
            common::put_uint(&mut body, len as u64);
            body.extend(&value);
            assert_eq!(sender.encode(&value), common::message(&body), "{len}");
        }
    }
}
