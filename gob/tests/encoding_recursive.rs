//! The bytes that Go sends for recursive types (catalogue 1.6).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::{Bug3, Ma, Mb, Node, Ra, Ra2, Rm, Rs, Tree};
use common::{Sender, sends};
use netrpc_gob::Gob;

#[test]
fn recursive_structs_refer_to_themselves() {
    let mut sender = Sender::new();
    sender.sends(
        &Node {
            v: 1,
            next: Some(Box::new(Node { v: 2, next: None })),
        },
        "
        21 | 7f 03 01 01 04 4e 6f 64 65 01 ff 80 00 01 02 01 01 56 01 04 00 01 04 4e 65 78 74
           01 ff 80 00 00 00
        09 | ff 80 01 02 01 01 04 00 00",
    );
    sender.sends(
        &Node {
            v: 1,
            next: Some(Box::default()),
        },
        "07 | ff 80 01 02 01 00 00",
    );
    sends(
        &Tree {
            v: 1,
            kids: vec![Tree { v: 2, kids: vec![] }],
        },
        "
        21 | 7f 03 01 01 04 54 72 65 65 01 ff 80 00 01 02 01 01 56 01 04 00 01 04 4b 69 64 73
           01 ff 82 00 00 00
        1a | ff 81 02 01 01 0b 5b 5d 6d 61 69 6e 2e 54 72 65 65 01 ff 82 00 01 ff 80 00 00
        0a | ff 80 01 02 01 01 01 04 00 00",
    );
    sends(
        &vec![Some(Bug3 {
            num: 1,
            children: vec![],
        })],
        "
        0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00
        21 | 7f 03 01 02 ff 80 00 01 02 01 03 4e 75 6d 01 04 00 01 08 43 68 69 6c 64 72 65 6e
           01 ff 82 00 00 00
        07 | ff 82 00 01 01 02 00",
    );
}

#[test]
fn mutually_recursive_structs_are_numbered_as_go_numbers_them() {
    let a = vec![Some(Ma { x: 3, b: None })];
    sends(
        &Ma {
            x: 1,
            b: Some(Box::new(Mb { y: 2, a })),
        },
        "
        1c | 7f 03 01 01 02 4d 41 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 42 01 ff 82 00 00
           00
        1d | ff 81 03 01 01 02 4d 42 01 ff 82 00 01 02 01 01 59 01 04 00 01 01 41 01 ff 84 00
           00 00
        19 | ff 83 02 01 01 0a 5b 5d 2a 6d 61 69 6e 2e 4d 41 01 ff 84 00 01 ff 80 00 00
        0e | ff 80 01 02 01 01 04 01 01 01 06 00 00 00",
    );
}

#[test]
fn slices_and_maps_of_themselves_are_sent() {
    sends(
        &Rs(vec![Rs(vec![Rs::default()]), Rs(vec![])]),
        "
        10 | 7f 02 01 01 02 52 53 01 ff 80 00 01 ff 80 00 00
        07 | ff 80 00 02 01 00 00",
    );
    sends(
        &Rm(HashMap::from([("A".into(), Rm::default())])),
        "
        12 | 7f 04 01 01 02 52 4d 01 ff 80 00 01 0c 01 ff 80 00 00
        07 | ff 80 00 01 01 41 00",
    );
    sends(
        &Ra(vec![[Ra2::default(), Ra2::default()]]),
        "
        11 | ff 81 02 01 01 02 52 41 01 ff 82 00 01 ff 84 00 00
        0f | ff 83 01 01 02 ff 84 00 01 ff 80 01 04 00 00
        0c | 7f 02 01 02 ff 80 00 01 ff 82 00 00
        07 | ff 82 00 01 02 00 00",
    );
}

// What `recur.out` of the catalogue's evidence shows; where Go's own definition is broken (its element id is
// 0, and Go's decoder panics on it) ours names the element.

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "MS")]
struct MapOfSlices(HashMap<String, Vec<MapOfSlices>>);

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "SS")]
struct SliceOfSlices(Vec<Vec<SliceOfSlices>>);

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "ST")]
struct StructOfMap {
    m: HashMap<String, StructOfMap>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "SP")]
struct StructOfSlices {
    l: Vec<Vec<Option<StructOfSlices>>>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "SM")]
struct SliceOfMaps(Vec<HashMap<String, SliceOfMaps>>);

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "SA")]
struct SliceOfArrays(Vec<[SliceOfArrays; 1]>);

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "MM")]
struct MapOfMaps(HashMap<String, HashMap<String, MapOfMaps>>);

#[test]
fn recursion_through_containers_is_sent_as_go_sends_it() {
    sends(
        &MapOfSlices(HashMap::from([(
            "a".into(),
            vec![MapOfSlices(HashMap::new())],
        )])),
        "
        13 | ff 81 04 01 01 02 4d 53 01 ff 82 00 01 0c 01 ff 80 00 00
        0c | 7f 02 01 02 ff 80 00 01 ff 82 00 00
        08 | ff 82 00 01 01 61 01 00",
    );
    sends(
        &SliceOfSlices(vec![vec![SliceOfSlices(vec![])]]),
        "
        11 | ff 81 02 01 01 02 53 53 01 ff 82 00 01 ff 80 00 00
        0c | 7f 02 01 02 ff 80 00 01 ff 82 00 00
        06 | ff 82 00 01 01 00",
    );
}

#[test]
fn recursion_that_go_cannot_define_round_trips() {
    let mut sender = Sender::new();
    let mut stream = Vec::new();
    let maps = SliceOfMaps(vec![HashMap::from([("a".into(), SliceOfMaps(vec![]))])]);
    let arrays = SliceOfArrays(vec![[SliceOfArrays(vec![])]]);
    let inner = HashMap::from([("b".into(), MapOfMaps(HashMap::new()))]);
    let map = MapOfMaps(HashMap::from([("a".into(), inner)]));
    let structs = StructOfMap {
        m: HashMap::from([("a".into(), StructOfMap { m: HashMap::new() })]),
    };
    let slices = StructOfSlices {
        l: vec![vec![Some(StructOfSlices { l: vec![] })]],
    };
    stream.extend(sender.encode(&maps));
    stream.extend(sender.encode(&arrays));
    stream.extend(sender.encode(&map));
    stream.extend(sender.encode(&structs));
    stream.extend(sender.encode(&slices));
    let mut stream = netrpc_gob::StreamDecoder::new(stream.as_slice());
    assert_eq!(stream.decode::<SliceOfMaps>().unwrap(), maps);
    assert_eq!(stream.decode::<SliceOfArrays>().unwrap(), arrays);
    assert_eq!(stream.decode::<MapOfMaps>().unwrap(), map);
    assert_eq!(stream.decode::<StructOfMap>().unwrap(), structs);
    assert_eq!(stream.decode::<StructOfSlices>().unwrap(), slices);
}
