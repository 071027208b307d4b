//! Numbers that do not fit, and what Go calls the place (catalogue 2.8; `dec.out` 04), with the path and offset
//! that ours adds.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::fmt::Debug;

use common::encode;
use common::types::{MyInt8, Point};
use netrpc_gob::{Complex64, Complex128, Decode, Encode, ErrorKind, Gob};

/// Sends `value` and reads it as another type.
fn outcome<T: Decode + Debug>(value: &(impl Encode + ?Sized)) -> String {
    common::value::<T>(&encode(value))
}

#[test]
fn at_the_top_the_type_is_named() {
    let out = |name: &str| format!("value for \"{name}\" out of range");
    assert_eq!(outcome::<i8>(&300isize), out("*int8"));
    assert_eq!(outcome::<Option<i8>>(&300isize), out("**int8"));
    assert_eq!(outcome::<MyInt8>(&300isize), out("*main.MyInt8"));
    assert_eq!(outcome::<u8>(&300usize), out("*uint8"));
    assert_eq!(outcome::<f32>(&1e300), out("*float32"));
    assert_eq!(outcome::<f32>(&-1e300), out("*float32"));
    assert_eq!(outcome::<f32>(&3.402_823_567_797_336_6e38), out("*float32"));
    assert_eq!(
        outcome::<Complex64>(&Complex128 { re: 1.0, im: 1e300 }),
        out("*complex64")
    );
}

#[test]
fn every_width_ends_where_it_should() {
    macro_rules! ends {
        ($($narrow:ty: $wide:ty),*) => {$(
            for value in [<$narrow>::MIN as $wide, <$narrow>::MAX as $wide] {
                assert_eq!(outcome::<$narrow>(&value), value.to_string());
            }
            let above = <$narrow>::MAX as $wide + 1;
            assert!(outcome::<$narrow>(&above).contains("out of range"), "{above}");
            if let Some(below) = (<$narrow>::MIN as $wide).checked_sub(1) {
                assert!(outcome::<$narrow>(&below).contains("out of range"), "{below}");
            }
        )*};
    }
    ends!(i8: i64, i16: i64, i32: i64, u8: u64, u16: u64, u32: u64);
    assert_eq!(outcome::<i64>(&isize::MIN), i64::MIN.to_string());
    assert_eq!(outcome::<usize>(&u64::MAX), u64::MAX.to_string());
}

#[test]
fn floats_that_are_infinite_nan_or_too_small_fit() {
    assert_eq!(outcome::<f32>(&f64::INFINITY), "inf");
    assert_eq!(outcome::<f32>(&f64::NAN), "NaN");
    assert_eq!(outcome::<f32>(&1e-300), "0.0");
    assert_eq!(outcome::<f32>(&f64::from(f32::MAX)), "3.4028235e38");
}

#[test]
fn elements_are_named_by_what_holds_them() {
    let out = |name: &str| format!("value for \"{name}\" out of range");
    assert_eq!(
        outcome::<Vec<i8>>(&vec![1isize, 300]),
        out("element of *[]int8")
    );
    assert_eq!(
        outcome::<Vec<MyInt8>>(&vec![1isize, 300]),
        out("element of *[]main.MyInt8")
    );
    assert_eq!(
        outcome::<[i8; 2]>(&[1isize, 300]),
        out("element of *[2]int8")
    );
    assert_eq!(
        outcome::<Vec<Vec<i8>>>(&vec![vec![300isize]]),
        out("element of element of *[][]int8")
    );
}

#[test]
fn keys_and_elements_of_maps_go_by_the_name_of_the_map() {
    let out = |name: &str| format!("value for \"{name}\" out of range");
    let key = HashMap::from([(300isize, 1isize)]);
    assert_eq!(outcome::<HashMap<i8, isize>>(&key), out("*map[int8]int"));
    let element = HashMap::from([(1isize, 300isize)]);
    assert_eq!(
        outcome::<HashMap<isize, i8>>(&element),
        out("*map[int]int8")
    );
    let slice = HashMap::from([("a", vec![300isize])]);
    let name = "element of element of *map[string][]int8";
    assert_eq!(outcome::<HashMap<String, Vec<i8>>>(&slice), out(name));
}

#[derive(Debug, Gob)]
#[gob(name = "")]
struct Holds<T> {
    f: T,
}

#[derive(Debug, Gob)]
struct P8 {
    x: i8,
    y: i8,
}

#[test]
fn in_a_struct_the_field_is_named() {
    fn field<W: Encode + 'static, N: Decode + Debug + 'static>(f: W) -> String {
        outcome::<Holds<N>>(&Holds { f })
    }
    let out = |name: &str| format!("value for \"{name}\" out of range");
    let point = || Point { x: 1, y: 300 };
    assert_eq!(outcome::<P8>(&point()), out("Y"));
    assert_eq!(field::<_, Vec<i8>>(vec![300isize]), out("element of F"));
    assert_eq!(
        field::<_, HashMap<String, i8>>(HashMap::from([("a".to_string(), 300isize)])),
        out("F")
    );
    assert_eq!(
        field::<_, HashMap<i8, isize>>(HashMap::from([(300isize, 1isize)])),
        out("F")
    );
    assert_eq!(field::<_, [i8; 1]>([300isize]), out("element of F"));
    assert_eq!(
        field::<_, Vec<Vec<i8>>>(vec![vec![300isize]]),
        out("element of element of F")
    );
    assert_eq!(field::<_, P8>(point()), out("Y"));
    assert_eq!(field::<_, Vec<P8>>(vec![point()]), out("Y"));
}

#[test]
fn an_error_says_where_it_happened() {
    let list = Holds {
        f: HashMap::from([(
            "a".to_string(),
            vec![Point { x: 1, y: 2 }, Point { x: 1, y: 300 }],
        )]),
    };
    let bytes = encode(&list);
    let error = common::decode::<Holds<HashMap<String, Vec<P8>>>>(&bytes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::OutOfRange);
    assert_eq!(error.path().as_deref(), Some("F[entry][1].Y"));
    // Behind the number; two struct ends follow, and that of the whole.
    assert_eq!(error.offset(), Some(bytes.len() as u64 - 2));
    let bytes = encode(&Point { x: 1, y: 300 });
    let error = common::decode::<P8>(&bytes).unwrap_err();
    assert_eq!(error.path().as_deref(), Some("P8.Y"));
    let text = format!(
        "value for \"Y\" out of range in P8.Y at byte {}",
        bytes.len() - 1
    );
    assert_eq!(format!("{error:#}"), text);
}

#[test]
fn what_was_stored_before_the_error_stays() {
    let mut point = P8 { x: 7, y: 8 };
    let bytes = encode(&Point { x: 1, y: 300 });
    let mut stream = netrpc_gob::StreamDecoder::new(bytes.as_slice());
    stream.decode_into(&mut point).unwrap_err();
    assert_eq!((point.x, point.y), (1, 8));
    let mut slice = vec![];
    let bytes = encode(&vec![1isize, 300, 2]);
    let mut stream = netrpc_gob::StreamDecoder::new(bytes.as_slice());
    stream.decode_into::<Vec<i8>>(&mut slice).unwrap_err();
    assert_eq!(slice.first(), Some(&1));
}
