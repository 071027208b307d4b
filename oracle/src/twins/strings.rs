//! Strings of any bytes, maps as lists, constants, and Go's slices in other forms.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use netrpc_gob::{AssocList, ByteString, Complex128, Gob};

use super::interfaces::Shape;
use super::make::{Make, Maker};
use super::structs::{Line, Point};
use super::{Twin, named, same, takes, twin};

twin! {
    struct AnyTexts {
        a: ByteString,
        b: Option<ByteString>,
        c: Vec<ByteString>,
        d: Option<BTreeMap<ByteString, ByteString>>,
        e: [ByteString; 2],
        f: AnyTitle,
    }
    struct FloatKeys {
        a: Option<AssocList<f64, isize>>,
        b: Option<AssocList<f32, Vec<String>>>,
        c: Option<AssocList<[f64; 2], Point>>,
        d: Option<AssocList<Complex128, bool>>,
    }
    struct ShapeKeys {
        a: Option<AssocList<Option<Mark>, isize>>,
        b: Option<AssocList<Option<Mark>, Option<Shape>>>,
    }
    struct Tick { a: i8, b: i8, }
    struct Constants {
        a: Weekday,
        b: Option<Weekday>,
        c: Vec<Weekday>,
        d: Option<BTreeMap<Weekday, Color>>,
        e: [Color; 2],
        f: Vec<Color>,
    }
    struct Lists {
        a: VecDeque<isize>,
        b: Box<[Point]>,
        c: Vec<Box<str>>,
        d: VecDeque<u8>,
        e: Box<str>,
        f: Option<Rc<BTreeMap<String, isize>>>,
        g: Vec<Rc<Line>>,
    }
}

named! {
    #[gob(name = "main.Title")]
    struct AnyTitle(ByteString);
    struct Dot(isize);
    struct Dash(String);
}

#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) enum Mark {
    Dot(Dot),
    Dash(Dash),
    Tick(Tick),
}

impl Make for Mark {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.u8(0..3) {
            0 => Mark::Dot(Dot::make(maker)),
            1 => Mark::Dash(Dash::make(maker)),
            _ => Mark::Tick(Tick::make(maker)),
        }
    }
}

#[derive(Gob, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(i8)]
pub(crate) enum Weekday {
    Never = -1,
    Sunday,
    Monday,
    #[gob(other)]
    Other(i8),
}

#[derive(Gob, Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u16)]
pub(crate) enum Color {
    Red,
    Infrared = u16::MAX,
    #[gob(other)]
    Other(u16) = 9,
}

impl Make for Weekday {
    fn make(maker: &mut Maker<'_>) -> Self {
        match i8::make(maker) {
            0 => Weekday::Sunday,
            1 => Weekday::Monday,
            -1 => Weekday::Never,
            other => Weekday::Other(other),
        }
    }
}

impl Make for Color {
    fn make(maker: &mut Maker<'_>) -> Self {
        match u16::make(maker) {
            0 => Color::Red,
            u16::MAX => Color::Infrared,
            other => Color::Other(other),
        }
    }
}

/// One entry at most: Go gives those of a map back in any order, which a list keeps.
impl<K: Make, V: Make> Make for AssocList<K, V> {
    fn make(maker: &mut Maker<'_>) -> Self {
        let entry = maker.rng.bool().then(|| (K::make(maker), V::make(maker)));
        entry.into_iter().collect()
    }
}

impl<T: Make> Make for VecDeque<T> {
    fn make(maker: &mut Maker<'_>) -> Self {
        let mut made = VecDeque::from(Vec::make(maker));
        made.rotate_left(made.len() / 2);
        made
    }
}

impl<T: Make> Make for Box<[T]> {
    fn make(maker: &mut Maker<'_>) -> Self {
        Vec::make(maker).into()
    }
}

impl Make for Box<str> {
    fn make(maker: &mut Maker<'_>) -> Self {
        String::make(maker).into()
    }
}

impl<T: Make> Make for Rc<T> {
    fn make(maker: &mut Maker<'_>) -> Self {
        Rc::new(T::make(maker))
    }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<AnyTexts>("AnyTexts"),
        same::<FloatKeys>("FloatKeys"),
        same::<ShapeKeys>("ShapeKeys"),
        same::<AssocList<f64, isize>>("map[float64]int"),
        same::<AssocList<Option<Mark>, isize>>("map[Mark]int"),
        same::<Vec<Option<BTreeMap<String, isize>>>>("[]map[string]int"),
        same::<Constants>("Constants"),
        same::<Weekday>("Weekday"),
        same::<Vec<Color>>("[]Color"),
        same::<Lists>("Lists"),
        same::<VecDeque<Point>>("[]Point"),
        takes::<Color>("Color", "uint64"),
        takes::<VecDeque<i8>>("[]int8", "[]int"),
        takes::<Weekday>("Weekday", "int"),
    ]);
}
