//! Twins of `values_times.go`.

use std::collections::HashMap;

use netrpc_gob::Gob;
use netrpc_gob::go::big::Int;
use netrpc_gob::go::time::Time;

use super::super::marshalers::{Places, anything, places, pointer_first};
use super::super::types::Empty;
use super::{Item, refused, same, text};

anything! { Any, Holder:
    #[gob(name = "time.Time")]
    Time(Time),
    Text(String),
}

anything! { Pointers, PointersHolder:
    #[gob(name = "*time.Time")]
    Time(Option<Time>),
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Times {
    a: isize,
    t: Time,
    p: Option<Time>,
}

#[derive(Clone, Debug, Gob, PartialEq)]
struct Numbers {
    a: isize,
    n: Option<Int>,
    m: Option<Int>,
}

pub fn twins(name: &str) -> Option<Vec<Item>> {
    let zero = Time::default();
    Some(match name {
        "time" => times(),
        "time_places" => vec![
            same(Places::<Time>::default()),
            same(places(&Time::from_unix(7, 8))),
            same(places(&zero)),
            same(places(&zero.with_offset(-3600))),
            same(pointer_first(Some(zero), zero, 3)),
            same(HashMap::from([(second(1), zero)])),
            same([zero, zero]),
            same(Empty {}),
        ],
        "time_by_pointer" => vec![
            same(Some(second(1))),
            same(second(2)),
            same(pointer_first(None, second(3), 3)),
            same(vec![Some(second(4))]),
            same(Empty {}),
        ],
        "time_in_interfaces" => {
            let any = |seconds| Some(Any::Time(second(seconds)));
            vec![
                same(any(1)),
                same(Some(Any::Time(zero))),
                same(vec![any(2), None, Some(Any::Text(text("s")))]),
                same(Any::held(1, Any::Time(second(3)), 2)),
                same(netrpc_gob::AssocList::from(vec![(any(4), any(5))])),
                same(Empty {}),
            ]
        }
        "time_in_interfaces_by_pointer" => {
            let any = |seconds| Pointers::Time(Some(second(seconds)));
            vec![
                same(Pointers::held(1, any(3), 2)),
                same(vec![Some(any(4))]),
                same(Empty {}),
            ]
        }
        "self_encoding_types" => self_encoding_types(),
        _ => return None,
    })
}

fn self_encoding_types() -> Vec<Item> {
    let epoch = Time::from_unix(0, 0);
    let times = |t, p| Times { a: 1, t, p };
    vec![
        same(Time::from_unix(1_257_894_000, 1)),
        same(Time::default()),
        same(times(epoch, None)),
        same(times(Time::default(), Some(epoch))),
        same(vec![Time::default(), epoch]),
        same(Some(Any::Time(second(1)))),
        same(Int::from(-256)),
        same(Numbers {
            a: 1,
            n: None,
            m: Some(Int::from(5)),
        }),
        same(vec![Some(Int::from(0)), Some(Int::from(7))]),
    ]
}

fn times() -> Vec<Item> {
    let epoch = Time::from_unix(0, 0);
    let zero = Time::default();
    vec![
        same(Time::from_unix(1_257_894_000, 1)),
        same(zero),
        same(epoch),
        same(epoch.with_offset(3_600)),
        same(epoch.with_offset(0)),
        same(second(12_345).with_offset(-(5 * 3_600 + 30 * 60 + 15))),
        same(second(-2_840_140_800).with_offset(53 * 60 + 28)),
        same(epoch.with_offset(-30)),
        same(Time::from_unix(YEAR_MINUS_5, 6)),
        same(Time::from_unix(253_402_300_799, 999_999_999)),
        same(Time::from_unix(1 << 55, 7)),
        same(second(i64::MIN)),
        same(zero.with_offset(-3_600)),
        refused(epoch.with_offset(-60)),
        same(second(1)),
    ]
}

fn second(seconds: i64) -> Time {
    Time::from_unix(seconds, 0)
}

/// `time.Date(-5, 1, 2, 3, 4, 5, 0, time.UTC).Unix()`.
const YEAR_MINUS_5: i64 = -62_324_888_155;
