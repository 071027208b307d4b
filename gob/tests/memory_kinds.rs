//! Memory that containers and strings beside the common ones take of hostile streams: what they allocate is counted
//! before, and bounded by the limit.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::VecDeque;
use std::fmt::Debug;
use std::rc::Rc;
use std::sync::Arc;

use common::hostile::turn;
use common::{encode, hex, message, put_uint};
use netrpc_gob::{AssocList, ByteString, Decode, Decoder, ErrorKind, Limits, LossyString, Step};
use peak_alloc::PeakAlloc;

#[global_allocator]
static PEAK: PeakAlloc = PeakAlloc;

/// Decodes the first value of `bytes`: how that went, what was charged, and the most that was allocated at a time.
fn take<T: Decode>(bytes: &[u8], limits: Limits) -> (Option<ErrorKind>, usize, usize) {
    let mut decoder = Decoder::new().with_limits(limits);
    let Ok(Step::Value(frame)) = decoder.frame(bytes) else {
        panic!("a whole value is there")
    };
    PEAK.reset_peak_usage();
    let before = PEAK.current_usage();
    let result = decoder.decode::<T>(&frame, bytes);
    let peak = PEAK.peak_usage() - before;
    (
        result.err().map(|error| error.kind()),
        decoder.decoded_bytes(),
        peak,
    )
}

/// A value that is received costs no more than was charged, but for what the stream keeps; and with half the limit
/// it is refused, at about half the cost.
#[track_caller]
fn is_charged<T: Decode>(bytes: &[u8]) {
    let (kind, charged, peak) = take::<T>(bytes, Limits::default());
    assert_eq!(kind, None);
    assert!(charged >= 64 << 10, "{charged} bytes are few");
    assert!(
        peak <= charged + PLANS,
        "{peak} bytes at a time, {charged} charged"
    );
    let (kind, _, peak) = take::<T>(bytes, Limits::default().decoded(charged / 2));
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(
        peak <= charged / 2 + PLANS,
        "{peak} bytes at a time, {charged} charged"
    );
}

/// What decoder and plans take themselves.
const PLANS: usize = 8 << 10;

#[test]
fn slices_are_charged_by_any_owner() {
    let _turn = turn();
    let ints = encode(&vec![1isize; 20_000]);
    is_charged::<VecDeque<isize>>(&ints);
    is_charged::<Box<[isize]>>(&ints);
    is_charged::<Rc<[isize]>>(&ints);
    is_charged::<Arc<[isize]>>(&ints);
    let bytes = encode(&vec![7u8; 200_000]);
    is_charged::<VecDeque<u8>>(&bytes);
    is_charged::<Arc<[u8]>>(&bytes);
    #[cfg(feature = "bytes")]
    {
        is_charged::<bytes::Bytes>(&bytes);
        is_charged::<bytes::BytesMut>(&bytes);
    }
}

#[test]
fn strings_are_charged_by_any_name() {
    let _turn = turn();
    let text = encode(&"x".repeat(200_000));
    is_charged::<ByteString>(&text);
    is_charged::<LossyString>(&text);
    is_charged::<Box<str>>(&text);
    is_charged::<Rc<str>>(&text);
    is_charged::<Arc<str>>(&text);
    #[cfg(feature = "bstr")]
    is_charged::<bstr::BString>(&text);
    // Three bytes for each.
    let bad = encode(&ByteString::from(vec![0xff; 200_000]));
    is_charged::<LossyString>(&bad);
    assert_eq!(take::<LossyString>(&bad, Limits::default()).1, 600_000);
}

#[test]
fn many_empty_ones_are_charged() {
    let _turn = turn();
    let texts = encode(&vec![""; 20_000]);
    is_charged::<Vec<Arc<str>>>(&texts);
    is_charged::<Vec<ByteString>>(&texts);
    is_charged::<Vec<Rc<[isize]>>>(&encode(&vec![Vec::<isize>::new(); 20_000]));
    is_charged::<Vec<AssocList<f64, isize>>>(&encode(&vec![
        AssocList::<f64, isize>::new();
        20_000
    ]));
}

#[test]
fn lists_of_entries_are_charged_entry_by_entry() {
    let _turn = turn();
    let list: AssocList<f64, isize> = (0..20_000).map(|key| (f64::from(key), 1)).collect();
    let bytes = encode(&list);
    let (kind, charged, _) = take::<AssocList<f64, isize>>(&bytes, Limits::default());
    assert_eq!((kind, charged >= 20_000 * 16), (None, true), "{charged}");
    // A vector that grows is there twice for a moment, and then half empty.
    let (kind, _, peak) =
        take::<AssocList<f64, isize>>(&bytes, Limits::default().decoded(charged / 2));
    assert_eq!(kind, Some(ErrorKind::Limit));
    assert!(
        peak <= 2 * charged,
        "{peak} bytes at a time, {charged} charged"
    );
    // Small ones make room for more at once.
    let small: Vec<_> = (0..5_000)
        .map(|_| AssocList::from(vec![(1.5, 1isize)]))
        .collect();
    is_charged::<Vec<AssocList<f64, isize>>>(&encode(&small));
}

#[test]
fn counts_of_what_does_not_come_take_no_memory() {
    let _turn = turn();
    for count in [1u64 << 16, 1 << 30, 1 << 40, 1 << 63, u64::MAX] {
        let value = |definition: &str, element: u8| {
            let mut stream = hex(definition);
            let mut body = hex("ff 80 00");
            put_uint(&mut body, count);
            body.extend([element; 100]);
            stream.extend(message(&body));
            stream
        };
        fn few<T: Decode + Debug>(bytes: &[u8]) {
            let (_, _, peak) = take::<T>(bytes, Limits::default());
            assert!(peak < 16 << 10, "{peak} bytes");
        }
        let ints = value("0b | 7f 02 01 02 ff 80 00 01 04 00 00", 2);
        few::<VecDeque<isize>>(&ints);
        few::<Arc<[isize]>>(&ints);
        few::<AssocList<f64, isize>>(&value("0d | 7f 04 01 02 ff 80 00 01 08 01 04 00 00", 2));
        for id in ["0a", "0c"] {
            let mut body = hex(&format!("{id} 00"));
            put_uint(&mut body, count);
            let text = message(&body);
            few::<Arc<[u8]>>(&text);
            few::<LossyString>(&text);
            few::<ByteString>(&text);
            few::<Arc<str>>(&text);
        }
    }
}
