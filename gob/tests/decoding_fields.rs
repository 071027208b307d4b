//! Which fields of the peer's structs are stored in which of ours, and the texts if they do not fit (catalogue
//! 2.6, 2.15; rows of the evidence's `dec.out` 02, 15, 19, 24).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use common::streams::{EMPTY, POINT};
use common::types::{Empty, Inner, Outer, Point};
use common::{check, hex, into, nothing, value};
use netrpc_gob::Gob;

#[derive(Debug, Gob)]
#[gob(name = "")]
struct StringX {
    x: String,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct UintX {
    x: usize,
}

#[derive(Debug, Gob)]
struct YAndZ {
    y: isize,
    z: isize,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct PrivateA {
    #[gob(skip)]
    _a: isize,
}

#[derive(Debug, Gob)]
struct PrivateXAndY {
    #[gob(skip)]
    _x: isize,
    y: isize,
}

#[test]
fn fields_are_found_by_name_and_compared() {
    check(&[
        (
            POINT,
            into::<Inner>,
            "gob: type mismatch: no fields matched compiling decoder for Inner",
        ),
        (POINT, value::<()>, "()"),
        (POINT, value::<Empty>, "Empty"),
        (
            POINT,
            into::<PrivateA>,
            "gob: type mismatch: no fields matched compiling decoder for ",
        ),
        (
            POINT,
            into::<StringX>,
            "gob: wrong type (string) for received field Point.X",
        ),
        (
            POINT,
            into::<UintX>,
            "gob: wrong type (uint) for received field Point.X",
        ),
        (POINT, value::<YAndZ>, "YAndZ { y: 33, z: 0 }"),
        (
            POINT,
            value::<PrivateXAndY>,
            "PrivateXAndY { _x: 0, y: 33 }",
        ),
        (
            POINT,
            value::<Option<Point>>,
            "Some(Point { x: 22, y: 33 })",
        ),
        (
            POINT,
            value::<Option<Option<Point>>>,
            "Some(Some(Point { x: 22, y: 33 }))",
        ),
        (
            POINT,
            value::<Option<Box<Option<Point>>>>,
            "Some(Some(Point { x: 22, y: 33 }))",
        ),
        (EMPTY, value::<Point>, "Point { x: 0, y: 0 }"),
        (EMPTY, value::<()>, "()"),
    ]);
}

#[test]
fn the_placeholder_of_net_rpc_fits_every_struct_and_nothing_else() {
    const PLACEHOLDER: &str = "09 | 7f 03 01 02 ff 80 00 00 00  03 | ff 80 00";
    check(&[
        (PLACEHOLDER, nothing, "ok"),
        (PLACEHOLDER, value::<Point>, "Point { x: 0, y: 0 }"),
        (
            PLACEHOLDER,
            into::<isize>,
            "gob: decoding into local type *int, received remote type ",
        ),
        (
            PLACEHOLDER,
            into::<String>,
            "gob: decoding into local type *string, received remote type ",
        ),
        (PLACEHOLDER, value::<()>, "()"),
    ]);
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct Named {
    name: String,
    id: isize,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct Zip {
    zip: String,
}

#[test]
fn predeclared_ids_can_stand_for_values() {
    check(&[
        (
            "06 | 24 01 01 61 01 06",
            value::<Named>,
            "Named { name: \"a\", id: 3 }",
        ),
        // Nothing in common is an error only for a struct that the peer defined.
        (
            "07 | 24 01 01 61 01 06 00",
            value::<Zip>,
            "Zip { zip: \"\" }",
        ),
        (
            "0b | 2c 00 01 01 01 61 01 04 00 00 00",
            value::<Vec<Named>>,
            "[Named { name: \"a\", id: 2 }]",
        ),
        (
            "03 | 1e 00 00",
            into::<isize>,
            "gob: decoding into local type *int, received remote type _reserved1",
        ),
        (
            "03 | 12 00 06",
            into::<isize>,
            "gob: decoding into local type *int, received remote type _reserved7",
        ),
        (
            "03 | 32 00 00",
            into::<isize>,
            "gob: decoding into local type *int, received remote type unknown type",
        ),
        (
            "03 | 7e 00 00",
            into::<isize>,
            "gob: decoding into local type *int, received remote type unknown type",
        ),
        // Go prints the whole struct here; the name does.
        (
            "03 | 22 00 00",
            into::<isize>,
            "gob: decoding into local type *int, received remote type arrayType",
        ),
        (
            "03 | 2e 00 00",
            into::<isize>,
            "gob: decoding into local type *int, received remote type mapType",
        ),
    ]);
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct SliceOfStrings {
    f: Vec<String>,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct SliceOfStringX {
    l: Vec<StringX>,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct StringP {
    p: String,
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct HoldsStringP {
    b: StringP,
}

#[derive(Gob)]
#[gob(name = "")]
struct PointsF {
    f: Vec<Point>,
}

#[derive(Gob)]
struct PointsL {
    l: Vec<Point>,
}

#[test]
fn a_field_that_does_not_fit_is_named_by_the_struct_it_is_in() {
    let point = || Point { x: 1, y: 2 };
    let error =
        common::decode_error::<SliceOfStrings>(&common::encode(&PointsF { f: vec![point()] }));
    assert_eq!(error, "gob: wrong type ([]string) for received field .F");
    let error =
        common::decode_error::<SliceOfStringX>(&common::encode(&PointsL { l: vec![point()] }));
    assert_eq!(error, "gob: wrong type (string) for received field Point.X");
    let error = common::decode_error::<HoldsStringP>(&common::encode(&Outer::default()));
    assert_eq!(error, "gob: wrong type (string) for received field Inner.P");
}

#[test]
fn a_mismatch_has_its_kind_and_place() {
    let error = common::decode::<StringX>(&hex(POINT)).unwrap_err();
    assert_eq!(error.kind(), netrpc_gob::ErrorKind::TypeMismatch);
    // Behind the definition, the length and the id of the value.
    assert_eq!(error.offset(), Some(31 + 1 + 2));
}
