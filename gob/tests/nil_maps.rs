//! A map that may be nil is an `Option` of one: left out as a field, and without entries everywhere else, as Go
//! sends a nil map (spec 1.8, 1.9). The bytes are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use common::{Sender, decode, hex, sends};
use netrpc_gob::{AssocList, Encode, Gob, GobType};

type Map = HashMap<String, isize>;

fn one() -> Map {
    HashMap::from([("a".into(), 1)])
}

#[test]
fn a_nil_map_is_an_element_without_entries() {
    // `[]map[string]int{nil, {}, {"a": 1}}`
    let bytes =
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00  0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00
         0a | ff 82 00 03 00 00 01 01 61 02";
    sends(&vec![None, Some(Map::new()), Some(one())], bytes);
    sends(&vec![Map::new(), Map::new(), one()], bytes);
    let decoded: Vec<Option<Map>> = decode(&hex(bytes)).unwrap();
    // Go makes a map for what it receives.
    assert_eq!(decoded, [Some(Map::new()), Some(Map::new()), Some(one())]);
    // `[2]map[string]int{nil, {}}`
    sends(
        &[None, Some(Map::new())],
        "0f | ff 81 01 01 02 ff 82 00 01 ff 80 01 04 00 00  0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00
         06 | ff 82 00 02 00 00",
    );
    // `map[string]map[string]int{"k": nil}`
    sends(
        &HashMap::from([("k", None::<Map>)]),
        "0f | ff 81 04 01 02 ff 82 00 01 0c 01 ff 80 00 00  0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00
         07 | ff 82 00 01 01 6b 00",
    );
}

#[test]
fn a_nil_map_at_the_top_has_no_entries() {
    let bytes = "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  04 | ff 80 00 00";
    sends(&None::<Map>, bytes);
    sends(&None::<BTreeMap<String, isize>>, bytes);
    sends(&None::<AssocList<String, isize>>, bytes);
    sends(&None::<Box<Map>>, bytes);
    sends(&None::<&Map>, bytes);
    assert_eq!(
        decode::<Option<Map>>(&hex(bytes)).unwrap(),
        Some(Map::new())
    );
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "main.HasMaps")]
struct HasMaps {
    a: isize,
    m: Option<Map>,
    e: Option<Map>,
}

#[test]
fn a_nil_map_as_a_field_is_left_out_and_an_empty_one_is_sent() {
    // `HasMaps{1, nil, map[string]int{}}`
    let bytes = "28 | 7f 03 01 01 07 48 61 73 4d 61 70 73 01 ff 80 00 01 03 01 01 41 01 04 00 01 01 4d 01 ff 82 00 01 01 45 01 ff 82 00 00 00
         1e | ff 81 04 01 01 0e 6d 61 70 5b 73 74 72 69 6e 67 5d 69 6e 74 01 ff 82 00 01 0c 01 04 00 00
         07 | ff 80 01 02 02 00 00";
    let value = HasMaps {
        a: 1,
        m: None,
        e: Some(Map::new()),
    };
    sends(&value, bytes);
    assert_eq!(decode::<HasMaps>(&hex(bytes)).unwrap(), value);
}

#[derive(Gob, Debug, PartialEq)]
struct Named(HashMap<String, isize>);

#[derive(Gob, Debug, PartialEq)]
#[gob(transparent)]
struct Transparent(HashMap<String, isize>);

#[test]
fn wrappers_of_maps_may_be_nil_as_well() {
    // `Named(nil)`, `[]Named{nil, {"a": 1}}`
    sends(
        &None::<Named>,
        "14 | 7f 04 01 01 05 4e 61 6d 65 64 01 ff 80 00 01 0c 01 04 00 00  04 | ff 80 00 00",
    );
    sends(
        &vec![None, Some(Named(one()))],
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00  14 | 7f 04 01 01 05 4e 61 6d 65 64 01 ff 80 00 01 0c 01 04 00 00
         09 | ff 82 00 02 00 01 01 61 02",
    );
    sends(
        &None::<Transparent>,
        "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  04 | ff 80 00 00",
    );
    let names = [
        <Option<Map>>::TYPE.go_string(),
        <Option<Transparent>>::TYPE.go_string(),
        <Option<Arc<BTreeMap<String, isize>>>>::TYPE.go_string(),
        <Option<AssocList<String, isize>>>::TYPE.go_string(),
    ];
    assert_eq!(names, ["map[string]int"; 4]);
    let sets = [
        <Option<HashSet<String>>>::TYPE.go_string(),
        <Option<BTreeSet<String>>>::TYPE.go_string(),
    ];
    assert_eq!(sets, ["map[string]struct {}"; 2]);
    assert_eq!(<Option<Named>>::TYPE.go_string(), "main.Named");
    assert_eq!(
        <Vec<Option<Map>>>::TYPE.registered_name(),
        "[]map[string]int"
    );
}

#[test]
fn an_option_of_a_map_that_may_be_nil_is_a_pointer() {
    type Pointer = Option<Option<Map>>;
    assert_eq!(<Pointer>::TYPE.go_string(), "*map[string]int");
    let mut sender = Sender::new();
    assert_eq!(
        sender.refuses(&vec![Pointer::None]),
        "gob: encodeArray: nil element"
    );
    assert_eq!(
        sender.refuses(&Pointer::None),
        "gob: cannot encode nil pointer of type *map[string]int"
    );
    #[derive(Gob)]
    #[gob(name = "main.PP")]
    struct PP {
        m: Option<Pointer>,
    }
    // `PP{&m}` with a pointer to a nil map in `m` is left out.
    let value = PP {
        m: Some(Some(None)),
    };
    assert!(common::encode(&value).ends_with(&hex("03 | ff 80 00")));
    assert!(Some(None::<Map>).is_omitted());
}

#[derive(Gob)]
#[gob(name = "any")]
enum Any {
    Map(Option<Map>),
}

#[test]
fn a_nil_map_in_an_interface_has_no_entries() {
    // `[]any{map[string]int(nil)}`
    sends(
        &vec![Any::Map(None)],
        "0b | 7f 02 01 02 ff 80 00 01 10 00 00
         21 | ff 80 00 01 0e 6d 61 70 5b 73 74 72 69 6e 67 5d 69 6e 74 ff 81 04 01 02 ff 82 00 01 0c 01 04 00 00
         05 | ff 82 02 00 00",
    );
}

#[test]
fn other_nils_are_refused_as_before() {
    let mut sender = Sender::new();
    assert_eq!(
        sender.refuses(&vec![None::<isize>]),
        "gob: encodeArray: nil element"
    );
    assert_eq!(
        sender.refuses(&None::<Vec<Map>>),
        "gob: cannot encode nil pointer of type *[]map[string]int"
    );
}
