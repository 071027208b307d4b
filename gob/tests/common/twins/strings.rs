//! Twins of `values_strings.go`: strings of any bytes, odd maps, constants, arrays in arrays.

use std::collections::HashMap;

use netrpc_gob::{AssocList, ByteString, Complex128, Gob};

use super::super::marshalers::anything;
use super::super::types::Point;
use super::{Item, becomes, equal, same, text};

#[derive(Clone, Debug, Default, Gob, PartialEq)]
pub struct AnyText {
    pub s: ByteString,
    pub p: Option<ByteString>,
    pub l: Vec<ByteString>,
    pub y: [ByteString; 1],
    pub m: Option<HashMap<ByteString, ByteString>>,
    pub n: MyStr,
}

#[derive(Clone, Debug, Default, Gob, PartialEq)]
pub struct MyStr(pub ByteString);

anything! { Any, Holder:
    #[gob(name = "string")]
    Text(ByteString),
    Float(f64),
    Point(Point),
    #[gob(name = "map[string]int")]
    Map(HashMap<String, isize>),
    #[gob(name = "main.Weekday")]
    Weekday(Weekday),
}

type Map = HashMap<String, isize>;

#[derive(Clone, Debug, Default, Gob, PartialEq)]
pub struct MapPlaces {
    pub m: Option<Map>,
    pub p: Option<Option<Map>>,
    pub q: Option<Option<Option<Map>>>,
    pub s: Vec<Option<Map>>,
    pub y: [Option<Map>; 2],
    pub n: Option<HashMap<String, Option<Map>>>,
    pub l: Vec<Option<Option<Map>>>,
    pub i: Option<Any>,
}

#[derive(Clone, Debug, Default, Gob)]
struct FloatKeys {
    f: Option<AssocList<f64, isize>>,
    g: Option<AssocList<f32, String>>,
    c: Option<AssocList<Complex128, isize>>,
}

/// Go's enum, with all that it may be.
#[derive(Clone, Copy, Debug, Default, Gob, PartialEq, Eq, Hash)]
#[repr(isize)]
pub enum Weekday {
    #[default]
    Sunday,
    Monday,
    Tuesday,
    #[gob(other)]
    Other(isize),
}

#[derive(Clone, Copy, Debug, Default, Gob, PartialEq)]
pub struct Flags(pub u8);

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct Calendar {
    d: Weekday,
    f: Flags,
    l: Vec<Weekday>,
    m: Option<HashMap<Weekday, Flags>>,
    p: Option<Weekday>,
    y: [Flags; 2],
}

#[derive(Clone, Copy, Debug, Default, Gob, PartialEq, Eq, Hash)]
struct Row([i8; 4]);

#[derive(Clone, Debug, Default, Gob, PartialEq)]
struct Grid([[Row; 3]; 2]);

#[derive(Clone, Debug, Gob, PartialEq)]
struct Deep([[[[[String; 1]; 1]; 1]; 1]; 1]);

#[derive(Clone, Debug, Default, Gob, PartialEq)]
#[gob(name = "")]
struct Flat {
    a: [[bool; 2]; 2],
}

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "strings_not_utf8" => vec![
            same(bytes(b"\xff\xfe")),
            same(AnyText::default()),
            same(AnyText {
                s: bytes(b"\xff"),
                p: Some(bytes(b"\x80a")),
                l: vec![bytes(b""), bytes(b"\xc3")],
                y: [bytes(b"\xed\xa0\x80")],
                m: Some(HashMap::from([(bytes(b"\xf0"), bytes(b"\xf1"))])),
                n: MyStr(bytes(b"\xf8")),
            }),
            same(HashMap::from([(bytes(b"\xff"), 1isize)])),
        ],
        "strings_not_utf8_in_interfaces" => vec![
            same(any(b"\xff")),
            same(vec![any(b"a\x80"), None]),
            same(AssocList::from(vec![(any(b"\xff"), any(b"\xfe"))])),
        ],
        "maps_nil_and_empty" => maps(),
        "maps_with_float_keys" => float_keys(),
        "maps_with_any_keys" => {
            let list = |key, value: isize| same(AssocList::from(vec![(key, value)]));
            let point = Point { x: 1, y: 2 };
            vec![
                list(Some(Any::Float(1.5)), 1),
                list(Some(Any::Point(point)), 2),
                list(None, 3),
                same(AssocList::from(vec![(Box::new(4isize), 5isize)])),
            ]
        }
        "constants" => vec![
            same(Weekday::Monday),
            same(Weekday::Sunday),
            same(Weekday::Other(7)),
            same(Flags(3)),
            same(Calendar::default()),
            becomes(calendar(Some(Weekday::Sunday)), calendar(None)),
            same(HashMap::from([(Weekday::Monday, 1isize)])),
        ],
        "constants_in_interfaces" => {
            let any = |day| Some(Any::Weekday(day));
            vec![
                same(any(Weekday::Tuesday)),
                same(vec![any(Weekday::Sunday), any(Weekday::Monday)]),
            ]
        }
        "arrays_in_arrays" => arrays(),
        _ => return None,
    })
}

fn maps() -> Vec<Item> {
    let empty = || Some(Map::new());
    let some = |places: MapPlaces| same(places);
    // Arrays have no nil maps when they have come.
    let there = || MapPlaces {
        y: [empty(), empty()],
        ..MapPlaces::default()
    };
    let elements = |nil: Option<Map>| MapPlaces {
        s: vec![nil.clone(), empty(), Some(one("a"))],
        y: [nil, empty()],
        ..MapPlaces::default()
    };
    let inside = |nil: Option<Map>| MapPlaces {
        n: Some(HashMap::from([(text("n"), nil.clone())])),
        l: vec![Some(nil)],
        ..there()
    };
    vec![
        becomes(None::<Map>, empty()),
        same(empty()),
        becomes(MapPlaces::default(), there()),
        some(MapPlaces {
            m: empty(),
            ..there()
        }),
        becomes(
            MapPlaces {
                p: Some(None),
                q: Some(Some(None)),
                ..there()
            },
            there(),
        ),
        some(MapPlaces {
            p: Some(empty()),
            q: Some(Some(empty())),
            ..there()
        }),
        becomes(elements(None), elements(empty())),
        becomes(inside(None), inside(empty())),
        some(MapPlaces {
            i: Some(Any::Map(Map::new())),
            ..there()
        }),
        becomes(vec![None, empty()], vec![empty(), empty()]),
        becomes(
            HashMap::from([(text("n"), None::<Map>)]),
            HashMap::from([(text("n"), empty())]),
        ),
    ]
}

fn float_keys() -> Vec<Item> {
    let list = |key: f64, value: isize| AssocList::from(vec![(key, value)]);
    let keys = FloatKeys {
        f: Some(list(f64::INFINITY, 1)),
        g: Some(AssocList::from(vec![(0.1, text("a"))])),
        c: Some(AssocList::from(vec![(Complex128 { re: 0.0, im: 1.0 }, 2)])),
    };
    vec![
        same_text(list(1.5, 1)),
        same_text(list(f64::from_bits(GO_NAN), 2)),
        same_text(list(-0.0, 3)),
        same_text(FloatKeys::default()),
        same_text(keys),
        same_text(AssocList::from(vec![([1.0, 2.0], true)])),
    ]
}

/// NaN is not equal to itself, and -0 equal to 0: compared as they are printed.
fn same_text<T>(value: T) -> Item
where
    T: netrpc_gob::Encode + netrpc_gob::Decode + std::fmt::Debug + 'static,
{
    equal(value, |left, right| {
        format!("{left:?}") == format!("{right:?}")
    })
}

/// A pointer to zero is left out.
fn calendar(p: Option<Weekday>) -> Calendar {
    Calendar {
        d: Weekday::Monday,
        f: Flags(1),
        l: vec![Weekday::Sunday, Weekday::Tuesday],
        m: Some(HashMap::from([(Weekday::Tuesday, Flags(2))])),
        p,
        y: [Flags(0), Flags(255)],
    }
}

fn arrays() -> Vec<Item> {
    let mut hundred = [0isize; 100];
    hundred[99] = 1;
    let zero = Row::default();
    let grid = [
        [Row([1, 2, 3, 4]), zero, zero],
        [zero, Row([-1, 0, 0, 0]), zero],
    ];
    vec![
        same(Grid::default()),
        same(Grid(grid)),
        same(Deep([[[[[text("x")]]]]])),
        same(hundred),
        same(HashMap::from([(Row([1, 0, 0, 0]), Row([2, 0, 0, 0]))])),
        same([[0isize; 5]; 0]),
        same(Flat::default()),
    ]
}

fn one(key: &str) -> Map {
    HashMap::from([(text(key), 1)])
}

fn bytes(bytes: &[u8]) -> ByteString {
    ByteString::from(bytes)
}

fn any(text: &[u8]) -> Option<Any> {
    Some(Any::Text(bytes(text)))
}

/// Go's `math.NaN()`.
const GO_NAN: u64 = 0x7ff8_0000_0000_0001;
