//! What several of these tests share: bytes from hex, one value to bytes and back.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test binary uses a part of this"
)]

pub mod anything;
pub mod hostile;
pub mod interfaces;
pub mod marshalers;
pub mod twins;
pub mod types;

use netrpc_gob::{Decode, Encode, Encoder, Error, Marshal, PayloadError, StreamDecoder};

/// The bytes that `text` shows; spaces, line breaks and `|` between them are for the reader.
pub fn hex(text: &str) -> Vec<u8> {
    let is_digit = |letter: &char| !letter.is_whitespace() && *letter != '|';
    let digits: Vec<_> = text.chars().filter(is_digit).collect();
    assert!(digits.len() % 2 == 0, "half a byte in {text}");
    let byte =
        |pair: &[char]| u8::from_str_radix(&String::from_iter(pair), 16).expect("hex digits");
    digits.chunks(2).map(byte).collect()
}

/// The other way round, for messages about bytes that differ.
pub fn to_hex(bytes: &[u8]) -> String {
    let pairs: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    pairs.join(" ")
}

/// What a fresh encoder sends for `value`.
pub fn encode<T: Encode + ?Sized>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new().encode(value, &mut bytes).expect("encodes");
    bytes
}

/// The first value in `bytes`.
pub fn decode<T: Decode>(bytes: &[u8]) -> Result<T, Error> {
    StreamDecoder::new(bytes).decode()
}

/// The text of the error that the first value in `bytes` gives.
pub fn decode_error<T: Decode>(bytes: &[u8]) -> String {
    match decode::<T>(bytes) {
        Ok(_) => "no error".into(),
        Err(error) => error.to_string(),
    }
}

/// The payload of a value, if it is short.
pub fn payload<T: Marshal<Error = PayloadError> + Encode>(value: &T) -> String {
    // The second time, there is no definition in front: length, id, zero, length, payload.
    let mut encoder = Encoder::new();
    let mut bytes = Vec::new();
    encoder.encode(value, &mut bytes).expect("encodes");
    bytes.clear();
    encoder.encode(value, &mut bytes).expect("encodes");
    let payload = &bytes[5..];
    assert_eq!(usize::from(bytes[4]), payload.len(), "short ones only");
    payload.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The value of a payload, or its error.
pub fn read<T: Marshal<Error = PayloadError>>(bytes: &str) -> Result<T, String> {
    let mut value = T::zero();
    value
        .unmarshal(&hex(bytes))
        .map_err(|error| error.to_string())?;
    Ok(value)
}

/// Passes over the first value in `bytes`.
pub fn skip(bytes: &[u8]) -> Result<(), Error> {
    StreamDecoder::new(bytes).skip()
}

/// A body with its length in front.
pub fn message(body: &[u8]) -> Vec<u8> {
    let mut message = Vec::new();
    put_uint(&mut message, body.len() as u64);
    message.extend_from_slice(body);
    message
}

/// Appends an unsigned integer as gob writes it.
pub fn put_uint(out: &mut Vec<u8>, value: u64) {
    if value <= 0x7f {
        out.push(value as u8);
        return;
    }
    let bytes = value.to_be_bytes();
    let used = 8 - value.leading_zeros() as usize / 8;
    out.push((used as u8).wrapping_neg());
    out.extend_from_slice(&bytes[8 - used..]);
}

/// Appends a signed integer as gob writes it.
pub fn put_int(out: &mut Vec<u8>, value: i64) {
    put_uint(out, ((value << 1) ^ (value >> 63)) as u64);
}

/// The names in the definitions of a stream, in order; each definition's name as Go's decoder reads it.
pub fn names(bytes: &[u8]) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = bytes;
    while let Some((len, after)) = rest.split_first() {
        let (message, after) = after.split_at(usize::from(*len));
        let body = &message[if message[0] == 0xff { 2 } else { 1 }..];
        // kind, field CommonType, then either field 1 (Name) or field 2 (Id).
        match body {
            [1..=4, 1, 1, len, name @ ..] => {
                names.push(String::from_utf8(name[..usize::from(*len)].into()).expect("UTF-8"));
            }
            [1..=4, 1, 2, ..] => names.push(String::new()),
            _ => {}
        }
        rest = after;
        if rest.len() <= 8 {
            break;
        }
    }
    names
}

/// Checks that a fresh encoder sends `value` as `expected`, in hex.
#[track_caller]
pub fn sends<T: Encode + ?Sized>(value: &T, expected: &str) {
    Sender::new().sends(value, expected);
}

/// One encoder, whose bytes are looked at value by value.
#[derive(Default)]
pub struct Sender {
    encoder: Encoder,
}

impl Sender {
    pub fn new() -> Self {
        Sender::default()
    }

    /// With Go 1.19's ids.
    pub fn from_65() -> Self {
        let encoder = Encoder::new().with_first_id(65);
        Sender { encoder }
    }

    /// Checks that `value` is sent as `expected`, in hex.
    #[track_caller]
    pub fn sends<T: Encode + ?Sized>(&mut self, value: &T, expected: &str) {
        assert_eq!(to_hex(&self.encode(value)), to_hex(&hex(expected)));
    }

    #[track_caller]
    pub fn encode<T: Encode + ?Sized>(&mut self, value: &T) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.encoder.encode(value, &mut bytes).expect("encodes");
        bytes
    }

    /// The text of the error, after checking that nothing was appended.
    #[track_caller]
    pub fn refuses<T: Encode + ?Sized>(&mut self, value: &T) -> String {
        let mut bytes = vec![0xaa];
        let error = self
            .encoder
            .encode(value, &mut bytes)
            .expect_err("has no form in gob");
        assert_eq!(bytes, [0xaa], "nothing is appended on an error");
        error.to_string()
    }

    #[track_caller]
    pub fn sends_pointer<T: Encode + ?Sized>(&mut self, value: &T, expected: &str) {
        let mut bytes = Vec::new();
        self.encoder
            .encode_pointer(value, &mut bytes)
            .expect("encodes");
        assert_eq!(to_hex(&bytes), to_hex(&hex(expected)));
    }
}

/// Decodes the first value of a stream and says how that went, as the tables of these tests do.
pub type Outcome = fn(&[u8]) -> String;

/// `ok`, or the error's text.
pub fn into<T: Decode>(bytes: &[u8]) -> String {
    match decode::<T>(bytes) {
        Ok(_) => "ok".into(),
        Err(error) => error.to_string(),
    }
}

/// The value, or the error's text.
pub fn value<T: Decode + std::fmt::Debug>(bytes: &[u8]) -> String {
    match decode::<T>(bytes) {
        Ok(value) => format!("{value:?}"),
        Err(error) => error.to_string(),
    }
}

/// `ok`, or the error's text, of passing over the first value.
pub fn nothing(bytes: &[u8]) -> String {
    match skip(bytes) {
        Ok(()) => "ok".into(),
        Err(error) => error.to_string(),
    }
}

/// Checks a table of streams in hex, what to decode them into, and the outcome.
#[track_caller]
pub fn check(cases: &[(&str, Outcome, &str)]) {
    for (number, (bytes, outcome, expected)) in cases.iter().enumerate() {
        assert_eq!(outcome(&hex(bytes)), *expected, "case {number}: {bytes}");
    }
}

/// Streams that many tests start from.
pub mod streams {
    /// The definition of `Point struct{ X, Y int }` as type 64.
    pub const POINT_TYPE: &str = "1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00";
    /// `Point{22, 33}`.
    pub const POINT: &str =
        "1e | 7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
         07 | ff 80 01 2c 01 42 00";
    /// `[]int{1, 2}`.
    pub const INTS: &str = "0b | 7f 02 01 02 ff 80 00 01 04 00 00  06 | ff 80 00 02 02 04";
    /// `NSlice{1}`.
    pub const NSLICE: &str =
        "13 | 7f 02 01 01 06 4e 53 6c 69 63 65 01 ff 80 00 01 04 00 00  05 | ff 80 00 01 02";
    /// `[3]int{1, 0, 3}`.
    pub const ARRAY: &str =
        "0d | 7f 01 01 02 ff 80 00 01 04 01 06 00 00  07 | ff 80 00 03 02 00 06";
    /// `map[string]int{"a": 1}`.
    pub const MAP: &str = "0d | 7f 04 01 02 ff 80 00 01 0c 01 04 00 00  07 | ff 80 00 01 01 61 02";
    /// A `time.Time`.
    pub const TIME: &str = "0f | 7f 05 01 01 04 54 69 6d 65 01 ff 80 00 00 00
         13 | ff 80 00 0f 01 00 00 00 0e c2 8b e7 70 00 00 00 01 ff ff";
    /// `Empty{}`.
    pub const EMPTY: &str = "10 | 7f 03 01 01 05 45 6d 70 74 79 01 ff 80 00 00 00  03 | ff 80 00";
    /// An `any` that holds the int 7.
    pub const INTERFACE: &str = "0a | 10 00 03 69 6e 74 04 02 00 0e";
}
