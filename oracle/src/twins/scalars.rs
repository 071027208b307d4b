use netrpc_gob::{Complex64, Complex128, Duration};

use super::{Twin, named, same, twin};

twin! {
    struct Bools { a: bool, b: bool, c: bool, }
    struct Signed { a: isize, b: i8, c: i16, d: i32, e: i64, }
    struct Unsigned { a: usize, b: u8, c: u16, d: u32, e: u64, f: usize, }
    struct Floats { a: f32, b: f64, }
    struct Complexes { a: Complex64, b: Complex128, }
    struct Texts { a: String, b: String, }
    struct Kinds { level: Level, mask: Mask, flag: Flag, ratio: Ratio, phase: Phase, title: Title, }
    struct Octets { a: Vec<u8>, b: Blob, c: Raw, d: [u8; 4], e: Vec<Vec<u8>>, }
    struct Clock { since: Duration, each: Vec<Duration>, }
}

named! {
    #[derive(PartialOrd, Eq, Ord)]
    struct Level(i8);
    struct Mask(u16);
    struct Flag(bool);
    struct Ratio(f64);
    struct Phase(Complex128);
    #[derive(PartialOrd, Eq, Ord)]
    struct Title(String);
    struct Byte(u8);
    struct Blob(Vec<u8>);
    struct Raw(Vec<Byte>);
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<bool>("bool"),
        same::<isize>("int"),
        same::<i8>("int8"),
        same::<i16>("int16"),
        same::<i32>("int32"),
        same::<i64>("int64"),
        same::<usize>("uint"),
        same::<u8>("uint8"),
        same::<u16>("uint16"),
        same::<u32>("uint32"),
        same::<u64>("uint64"),
        same::<f32>("float32"),
        same::<f64>("float64"),
        same::<Complex64>("complex64"),
        same::<Complex128>("complex128"),
        same::<String>("string"),
        same::<Vec<u8>>("[]byte"),
        same::<Duration>("time.Duration"),
        same::<Bools>("Bools"),
        same::<Signed>("Signed"),
        same::<Unsigned>("Unsigned"),
        same::<Floats>("Floats"),
        same::<Complexes>("Complexes"),
        same::<Texts>("Texts"),
        same::<Kinds>("Kinds"),
        same::<Level>("Level"),
        same::<Title>("Title"),
        same::<Blob>("Blob"),
        same::<Raw>("Raw"),
        same::<Octets>("Octets"),
        same::<Clock>("Clock"),
    ]);
}
