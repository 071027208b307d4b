//! Containers beside the common ones: the same Go types, the same bytes. They are Go 1.27's.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasherDefault;
use std::rc::Rc;
use std::sync::Arc;

use common::{Sender, decode, encode, hex, sends};
use netrpc_gob::{Decode, Encode, Gob, GobType, StreamDecoder};

/// `[]int{1, 2}`.
const INTS: &str = common::streams::INTS;
/// `[]byte{1, 2, 3}`.
const BYTES: &str = "06 | 0a 00 03 01 02 03";
const TEXT: &str = "05 | 0c 00 02 68 69";

fn both_ways<T: Encode + Decode + PartialEq + std::fmt::Debug>(bytes: &str, expected: T) {
    sends(&expected, bytes);
    assert_eq!(decode::<T>(&hex(bytes)).unwrap(), expected);
}

/// Such a queue lies in two pieces.
fn in_two_pieces<T: Clone>(first: T, second: T) -> VecDeque<T> {
    let mut queue = VecDeque::with_capacity(4);
    queue.push_back(second);
    queue.push_front(first);
    assert!(!queue.as_slices().1.is_empty());
    queue
}

#[test]
fn slices_have_many_owners() {
    both_ways(INTS, VecDeque::from([1isize, 2]));
    both_ways(INTS, in_two_pieces(1isize, 2));
    both_ways(INTS, Box::<[isize]>::from([1, 2]));
    both_ways(INTS, Rc::<[isize]>::from([1, 2]));
    both_ways(INTS, Arc::<[isize]>::from([1, 2]));
    both_ways(BYTES, VecDeque::from([1u8, 2, 3]));
    both_ways(BYTES, Arc::<[u8]>::from([1, 2, 3]));
    both_ways("05 | 0a 00 02 07 08", in_two_pieces(7u8, 8));
    both_ways(
        "05 | 0a 00 02 07 08",
        in_two_pieces(Box::new(7u8), Box::new(8)),
    );
}

#[test]
fn strings_have_many_owners() {
    both_ways(TEXT, Box::<str>::from("hi"));
    both_ways(TEXT, Rc::<str>::from("hi"));
    both_ways(TEXT, Arc::<str>::from("hi"));
    sends("hi", TEXT);
}

#[test]
fn owners_are_the_go_type_of_what_they_own() {
    let mut sender = Sender::new();
    sender.sends(&vec![1isize, 2], INTS);
    let again = "06 | ff 80 00 02 02 04";
    sender.sends(&VecDeque::from([1isize, 2]), again);
    sender.sends(&Arc::<[isize]>::from([1, 2]), again);
    sender.sends(&Rc::new(Box::<[isize]>::from([1, 2])), again);
    assert_eq!(<VecDeque<Arc<str>>>::TYPE.go_string(), "[]string");
    assert_eq!(<Rc<[u8]>>::TYPE.go_string(), "[]uint8");
}

#[test]
fn a_nil_in_the_second_piece_of_a_queue_has_its_index() {
    let queue = in_two_pieces(Some(1isize), None);
    let error = netrpc_gob::Encoder::new()
        .encode(&queue, &mut Vec::new())
        .unwrap_err();
    assert_eq!(error.to_string(), "gob: encodeArray: nil element");
    assert_eq!(error.path().as_deref(), Some("[1]"));
}

#[derive(Gob, Clone, Debug, PartialEq)]
struct Point {
    x: isize,
    y: isize,
}

#[test]
fn elements_that_are_there_are_merged_into() {
    // Spec 2.7.
    let new = [Point { x: 0, y: 5 }, Point { x: 6, y: 0 }];
    let merged = [Point { x: 1, y: 5 }, Point { x: 6, y: 2 }];
    let bytes = encode(&new.to_vec());
    let bytes = bytes.as_slice();
    let old = [
        Point { x: 1, y: 1 },
        Point { x: 2, y: 2 },
        Point { x: 3, y: 3 },
    ];
    fn into<T: Decode>(mut old: T, bytes: &[u8]) -> T {
        StreamDecoder::new(bytes).decode_into(&mut old).unwrap();
        old
    }
    assert_eq!(into(VecDeque::from(old.clone()), bytes), merged);
    assert_eq!(*into(Arc::<[Point]>::from(old.clone()), bytes), merged);
    assert_eq!(*into(Rc::<[Point]>::from(old.clone()), bytes), merged);
    assert_eq!(*into(Box::<[Point]>::from(old.clone()), bytes), merged);
    // Shared elements belong to others, too.
    let shared = Arc::<[Point]>::from(old.clone());
    assert_eq!(*into(shared.clone(), bytes), new);
    assert_eq!(*shared, old);
}

#[test]
fn maps_and_sets_may_have_any_hasher() {
    type Other = BuildHasherDefault<DefaultHasher>;
    let mut map = HashMap::<String, isize, Other>::default();
    map.insert("a".into(), 1);
    both_ways(
        "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  07 | ff 80 00 01 01 61 02",
        map,
    );
    let mut set = HashSet::<isize, Other>::default();
    set.insert(1);
    let bytes = encode(&set);
    assert_eq!(decode::<HashSet<isize, Other>>(&bytes).unwrap(), set);
    assert_eq!(
        <HashSet<isize, Other>>::TYPE.go_string(),
        "map[int]struct {}"
    );
}

#[test]
fn arrays_of_any_length_are_elements() {
    // `[][2][3]int{{{1, 2, 3}, {4, 5, 6}}}`
    both_ways(
        "0d | ff 83 02 01 02 ff 84 00 01 ff 82 00 00  0f | ff 81 01 01 02 ff 82 00 01 ff 80 01 04 00 00
         0d | 7f 01 01 02 ff 80 00 01 04 01 06 00 00  0d | ff 84 00 01 02 03 02 04 06 03 08 0a 0c",
        vec![[[1isize, 2, 3], [4, 5, 6]]],
    );
    // `[][0]int{{}, {}}`
    both_ways(
        "0d | ff 81 02 01 02 ff 82 00 01 ff 80 00 00  0b | 7f 01 01 02 ff 80 00 01 04 00 00  06 | ff 82 00 02 00 00",
        vec![[0isize; 0], []],
    );
    let long: Vec<[u64; 100]> = vec![std::array::from_fn(|index| index as u64); 3];
    assert_eq!(decode::<Vec<[u64; 100]>>(&encode(&long)).unwrap(), long);
    let text = [const { [const { String::new() }; 33] }; 2];
    assert_eq!(decode::<[[String; 33]; 2]>(&encode(&text)).unwrap(), text);
    let error = decode::<Vec<[u64; 99]>>(&encode(&long)).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("gob: decoding into local type *[][99]uint64"),
        "{error}"
    );
    #[derive(Gob, Debug, PartialEq)]
    struct Z {
        a: [isize; 0],
        b: Vec<[[isize; 3]; 2]>,
    }
    // `Z{}`
    both_ways(
        "1c | 7f 03 01 01 01 5a 01 ff 80 00 01 02 01 01 41 01 ff 82 00 01 01 42 01 ff 88 00 00 00
         14 | ff 81 01 01 01 06 5b 30 5d 69 6e 74 01 ff 82 00 01 04 00 00
         1a | ff 87 02 01 01 0b 5b 5d 5b 32 5d 5b 33 5d 69 6e 74 01 ff 88 00 01 ff 86 00 00
         0f | ff 85 01 01 02 ff 86 00 01 ff 84 01 04 00 00  0e | ff 83 01 01 02 ff 84 00 01 04 01 06 00 00
         05 | ff 80 01 00 00",
        Z { a: [], b: Vec::new() },
    );
}

#[cfg(feature = "bytes")]
#[test]
fn buffers_of_bytes_are_slices_of_bytes() {
    use bytes::{Bytes, BytesMut};
    both_ways(BYTES, Bytes::from_static(&[1, 2, 3]));
    both_ways(BYTES, BytesMut::from(&[1u8, 2, 3][..]));
    assert_eq!(Bytes::TYPE.go_string(), "[]uint8");
    let mut buffer = BytesMut::from(&[9u8; 9][..]);
    StreamDecoder::new(hex(BYTES).as_slice())
        .decode_into(&mut buffer)
        .unwrap();
    assert_eq!(*buffer, [1, 2, 3]);
    #[derive(Gob, Debug, PartialEq)]
    struct Has {
        empty: Bytes,
        full: BytesMut,
    }
    let has = Has {
        empty: Bytes::new(),
        full: BytesMut::from("x"),
    };
    let bytes = encode(&has);
    assert!(
        bytes.ends_with(&hex("06 | ff 80 02 01 78 00")),
        "{bytes:x?}"
    );
    assert_eq!(decode::<Has>(&bytes).unwrap(), has);
}

#[cfg(feature = "bstr")]
#[test]
fn strings_of_bstr_take_any_bytes() {
    use bstr::{BStr, BString, ByteSlice as _};
    let bytes = "06 | 0c 00 03 61 ff 62";
    both_ways(bytes, BString::from(b"a\xffb"));
    sends(b"a\xffb".as_bstr(), bytes);
    both_ways(
        bytes,
        std::borrow::Cow::<'static, BStr>::Owned(BString::from(b"a\xffb")),
    );
    both_ways(
        "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  0a | ff 80 00 01 04 63 61 66 e9 02",
        HashMap::from([(BString::from(b"caf\xe9"), 1isize)]),
    );
    assert_eq!(
        (BString::TYPE.go_string(), <Vec<&BStr>>::TYPE.go_string()),
        ("string".into(), "[]string".into())
    );
}
