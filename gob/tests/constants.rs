//! Go's constants: an enum over an integer type. The bytes are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::Arc;

use common::{Outcome, check, decode, encode, hex, sends, value};
use netrpc_gob::{ErrorKind, Gob, GobType};

/// `type Color int; const (Red Color = iota; Green; Blue; None Color = -1)`.
#[derive(Gob, Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(isize)]
enum Color {
    Red,
    Green,
    Blue,
    None = -1,
}

/// `type Level uint8`.
#[derive(Gob, Clone, Copy, Debug, PartialEq)]
#[repr(u8)]
enum Level {
    Low,
    Middle,
    High,
}

#[derive(Gob, Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[gob(name = "main.Color")]
#[repr(isize)]
enum Open {
    Red,
    Green,
    #[gob(other)]
    Other(isize),
}

#[derive(Gob, Clone, Copy, Debug, PartialEq)]
#[gob(name = "main.Level")]
#[repr(u8)]
enum OpenLevel {
    Middle = 1 << 0,
    #[gob(other)]
    Other(u8) = 9,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "main.Pic")]
struct Pic {
    c: Color,
    l: Level,
    ls: Vec<Level>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "main.Pic")]
struct OpenPic {
    c: Open,
    l: OpenLevel,
    ls: Vec<OpenLevel>,
}

const COLORS: &str = "0b | 7f 02 01 02 ff 80 00 01 04 00 00  08 | ff 80 00 04 00 02 04 01";
const PIC_TYPE: &str = "23 | 7f 03 01 01 03 50 69 63 01 ff 80 00 01 03 01 01 43 01 04 00 01 01 4c 01 06 00 01 02 4c 73 01 0a 00 00 00";
/// `[]byte{0, 9}`, as which `[]Level{0, 9}` is sent.
const BYTES_0_9: &str = "05 | 0a 00 02 00 09";

#[test]
fn constants_are_their_numbers() {
    use Color::{Blue, Green, Red};
    sends(&Blue, "03 | 04 00 04");
    sends(&Red, "03 | 04 00 00");
    sends(&vec![Red, Green, Blue, Color::None], COLORS);
    assert_eq!(
        decode::<[Color; 4]>(&encode(&[Blue, Red, Color::None, Green])).unwrap(),
        [Blue, Red, Color::None, Green]
    );
    assert_eq!(
        decode::<Vec<Color>>(&hex(COLORS)).unwrap(),
        [Red, Green, Blue, Color::None]
    );
    assert_eq!(
        (Color::TYPE.go_string(), Level::TYPE.go_string()),
        ("main.Color".into(), "main.Level".into())
    );
    // `map[Color]Level{Blue: Middle}`
    let bytes = "0d | 7f 04 01 02 ff 80 00 01 04 01 06 00 00  06 | ff 80 00 01 04 01";
    sends(&HashMap::from([(Blue, Level::Middle)]), bytes);
    assert_eq!(
        decode::<BTreeMap<Color, Level>>(&hex(bytes)).unwrap(),
        BTreeMap::from([(Blue, Level::Middle)])
    );
}

#[test]
fn slices_over_uint8_are_bytes() {
    use Level::{High, Low, Middle};
    let bytes = "06 | 0a 00 03 00 01 02";
    sends(&vec![Low, Middle, High], bytes);
    sends(&VecDeque::from([Low, Middle, High]), bytes);
    assert_eq!(
        decode::<Vec<Level>>(&hex(bytes)).unwrap(),
        [Low, Middle, High]
    );
    assert_eq!(
        decode::<Arc<[Level]>>(&hex(bytes)).unwrap(),
        [Low, Middle, High].into()
    );
    assert_eq!(
        decode::<Vec<OpenLevel>>(&hex(bytes)).unwrap(),
        [OpenLevel::Other(0), OpenLevel::Middle, OpenLevel::Other(2)]
    );
    // `[2]Level{1, 2}` is an array of integers.
    sends(
        &[Middle, High],
        "0d | 7f 01 01 02 ff 80 00 01 06 01 04 00 00  06 | ff 80 00 02 01 02",
    );
}

#[test]
fn the_constant_zero_is_left_out_of_structs() {
    let pic = Pic {
        c: Color::Blue,
        l: Level::Middle,
        ls: vec![Level::Middle, Level::High],
    };
    let bytes = format!("{PIC_TYPE} 0b | ff 80 01 04 01 01 01 02 01 02 00");
    sends(&pic, &bytes);
    assert_eq!(decode::<Pic>(&hex(&bytes)).unwrap(), pic);
    let bytes = format!("{PIC_TYPE} 03 | ff 80 00");
    let zero = Pic {
        c: Color::Red,
        l: Level::Low,
        ls: Vec::new(),
    };
    sends(&zero, &bytes);
    assert_eq!(decode::<Pic>(&hex(&bytes)).unwrap(), zero);
    // Without a constant 0, the other numbers have it.
    let zero = OpenPic {
        c: Open::Red,
        l: OpenLevel::Other(0),
        ls: Vec::new(),
    };
    sends(&zero, &bytes);
    assert_eq!(decode::<OpenPic>(&hex(&bytes)).unwrap(), zero);
}

#[test]
fn unknown_numbers_are_refused_with_type_number_and_path() {
    const NINE: &str = "03 | 04 00 12";
    let outcome: Outcome = |bytes| {
        let error = decode::<Pic>(bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::OutOfRange);
        format!("{error} in {}", error.path().unwrap())
    };
    // `Pic{9, 9, nil}`
    let pic = format!("{PIC_TYPE} 07 | ff 80 01 12 01 09 00");
    let levels = format!("{PIC_TYPE} 07 | ff 80 03 02 01 09 00");
    check(&[
        (
            NINE,
            value::<Color>,
            "gob: main.Color has no constant of the value 9",
        ),
        (NINE, value::<Open>, "Other(9)"),
        (BYTES_0_9, value::<Vec<OpenLevel>>, "[Other(0), Other(9)]"),
        (
            &pic,
            outcome,
            "gob: main.Color has no constant of the value 9 in Pic.C",
        ),
        (
            &levels,
            outcome,
            "gob: main.Level has no constant of the value 9 in Pic.Ls[1]",
        ),
    ]);
    for error in [
        decode::<Vec<Level>>(&hex(BYTES_0_9)).unwrap_err(),
        decode::<Vec<Box<Level>>>(&hex(BYTES_0_9)).unwrap_err(),
        decode::<VecDeque<Level>>(&hex(BYTES_0_9)).unwrap_err(),
        decode::<Arc<[Arc<Level>]>>(&hex(BYTES_0_9)).unwrap_err(),
        decode::<Vec<Wrapped>>(&hex(BYTES_0_9)).unwrap_err(),
    ] {
        assert_eq!(
            error.to_string(),
            "gob: main.Level has no constant of the value 9"
        );
        assert_eq!(error.path().as_deref(), Some("[1]"));
    }
}

#[derive(Gob, Debug)]
struct Wrapped(#[allow(dead_code, reason = "only decoded")] Level);

#[test]
fn numbers_out_of_range_are_so_before_they_are_unknown() {
    #[derive(Gob, Debug)]
    #[repr(i8)]
    enum Small {
        Zero,
    }
    check(&[(
        "05 | 04 00 fe 07 d0",
        value::<Small>,
        "value for \"*main.Small\" out of range",
    )]);
}

#[test]
fn unknown_numbers_that_were_kept_are_sent_back() {
    sends(&Open::Other(9), "03 | 04 00 12");
    sends(&vec![OpenLevel::Other(0), OpenLevel::Other(9)], BYTES_0_9);
    // A constant may be written as an other number; it is received as itself.
    assert_eq!(
        decode::<Open>(&encode(&Open::Other(1))).unwrap(),
        Open::Green
    );
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    Color(Color),
    #[gob(name = "*main.Level")]
    Level(Level),
}

#[test]
fn constants_go_into_interfaces_by_the_name_of_their_type() {
    // `[]any{Blue}`
    let bytes = "0b | 7f 02 01 02 ff 80 00 01 10 00 00  13 | ff 80 00 01 0a 6d 61 69 6e 2e 43 6f 6c 6f 72 04 02 00 04";
    sends(&vec![Any::Color(Color::Blue)], bytes);
    assert_eq!(
        decode::<Vec<Option<Any>>>(&hex(bytes)).unwrap(),
        [Some(Any::Color(Color::Blue))]
    );
}

#[test]
fn numbers_may_be_any_constant_expression_of_any_integer_type() {
    const BASE: u64 = 1 << 40;
    #[derive(Gob, Debug, PartialEq)]
    #[repr(u64)]
    enum Flags {
        None = BASE - BASE,
        First = BASE,
        Next,
        Last = u64::MAX,
    }
    for flags in [Flags::None, Flags::First, Flags::Next, Flags::Last] {
        assert_eq!(decode::<Flags>(&encode(&flags)).unwrap(), flags);
    }
    assert_eq!(decode::<u64>(&encode(&Flags::Next)).unwrap(), BASE + 1);
    #[derive(Gob, Debug)]
    #[gob(encode_only)]
    #[repr(i16)]
    enum OnlySent {
        One = 1,
    }
    sends(&OnlySent::One, "03 | 04 00 02");
}
