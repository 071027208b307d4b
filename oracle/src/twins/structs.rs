use std::collections::BTreeMap;

use super::scalars::Title;
use super::{Twin, same, twin};

twin! {
    struct Empty {}
    #[derive(PartialOrd, Eq, Ord)]
    struct Point { x: isize, y: isize, }
    struct Line { from: Point, to: Point, title: String, }
    struct Literals { a: LiteralA, d: (), e: Vec<LiteralE>, }
    #[gob(name = "")]
    struct LiteralA { b: LiteralB, }
    #[gob(name = "")]
    struct LiteralB { c: isize, }
    #[gob(name = "")]
    struct LiteralE { f: String, }
    struct Partly {
        a: isize,
        #[gob(skip)]
        hidden: isize,
        d: String,
    }
    struct Wide {
        a0: isize, a1: isize, a2: isize, a3: isize, a4: isize, a5: isize, a6: isize, a7: isize, a8: isize, a9: isize,
        b0: String, b1: String, b2: String, b3: String, b4: String, b5: String, b6: String, b7: String, b8: String, b9: String,
        c0: bool, c1: bool, c2: bool, c3: bool, c4: bool, c5: bool, c6: bool, c7: bool, c8: bool, c9: bool,
        d0: u8, d1: u8, d2: u8, d3: u8, d4: u8, d5: u8, d6: u8, d7: u8, d8: u8, d9: u8,
        e0: f64, e1: f64, e2: f64, e3: f64, e4: f64, e5: f64, e6: f64, e7: f64, e8: f64, e9: f64,
        f0: Vec<u8>, f1: Vec<u8>, f2: Vec<u8>, f3: Vec<u8>, f4: Vec<u8>, f5: Vec<u8>, f6: Vec<u8>, f7: Vec<u8>, f8: Vec<u8>, f9: Vec<u8>,
        g0: Option<isize>, g1: Option<isize>, g2: Option<isize>, g3: Option<isize>, g4: Option<isize>, g5: Option<isize>, g6: Option<isize>, g7: Option<isize>, g8: Option<isize>, g9: Option<isize>,
    }
    struct Embedding { point: Point, line: Option<Line>, title: Title, own: isize, }
    struct Identifiers {
        #[gob(rename = "UserID")]
        user: String,
        #[gob(rename = "URL")]
        url: String,
        x509: Vec<u8>,
        żółw: isize,
    }
    #[gob(rename_all = "SCREAMING_SNAKE_CASE")]
    struct Shouting { max_size: isize, min_size: isize, }
    struct Plain {
        #[gob(rename = "HTTPPort")]
        port: isize,
        ipv6: bool,
    }
    struct Two<A, B> { first: A, second: B, }
    struct Deep { a: DeepA, }
    struct DeepA { b: DeepB, }
    struct DeepB { c: [DeepC; 2], s: Vec<DeepC>, }
    struct DeepC { d: Option<BTreeMap<String, Two<isize, String>>>, }
    #[gob(name = "image.Rectangle")]
    struct Rectangle { min: ImagePoint, max: ImagePoint, }
    #[gob(name = "image.Point")]
    struct ImagePoint { x: isize, y: isize, }
    #[gob(name = "net/mail.Address")]
    struct Address { name: String, address: String, }
    #[gob(name = "database/sql.NullInt64")]
    struct NullInt64 { int64: i64, valid: bool, }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<()>("struct{}"),
        same::<Empty>("Empty"),
        same::<Point>("Point"),
        same::<Line>("Line"),
        same::<Literals>("Literals"),
        same::<Partly>("Partly"),
        same::<Wide>("Wide"),
        same::<Embedding>("Embedding"),
        same::<Identifiers>("Identifiers"),
        same::<Shouting>("Shouting"),
        same::<Plain>("Plain"),
        same::<Two<isize, String>>("Two[int, string]"),
        same::<Two<Point, Vec<Line>>>("Two[Point, []Line]"),
        same::<Deep>("Deep"),
        same::<Rectangle>("image.Rectangle"),
        same::<Address>("mail.Address"),
        same::<NullInt64>("sql.NullInt64"),
    ]);
}
