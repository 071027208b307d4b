//! Bytes that types make of themselves: whatever they are, a value or an error, and the value is there and back.

use std::fmt::{Debug, Display, Write as _};
use std::str::FromStr;

use netrpc_gob::go::big::{Float, Int, Rat};
use netrpc_gob::go::netip::{Addr, AddrPort, Prefix};
use netrpc_gob::go::time::Time;
use netrpc_gob::go::url::Url;
use netrpc_gob::go::uuid::Uuid;
use netrpc_gob::value::Value;
use netrpc_gob::{
    Decode, Decoder, Encode, Encoder, ErrorKind, GobType, Marshal, OpaqueBinary, OpaqueGob, Step,
};

/// The first byte chooses what the others are for.
pub(crate) fn payloads(data: &[u8]) {
    if let Some((chosen, payload)) = data.split_first() {
        let (_, parse) = PARSERS[usize::from(*chosen) % PARSERS.len()];
        parse(payload);
    }
}

/// Every type of this crate that takes bytes of its own, and every type of another crate that goes as one. The order is that of the
/// seeds' first bytes.
pub(crate) const PARSERS: &[Parser] = &[
    ("time.Time", |payload| {
        own::<Time>(payload);
        shown::<Time>(payload);
    }),
    ("big.Int", |payload| {
        own::<Int>(payload);
        shown::<Int>(payload);
    }),
    ("big.Float", |payload| {
        own::<Float>(payload);
        shown::<Float>(payload);
        merged(payload);
    }),
    ("big.Rat", |payload| {
        own::<Rat>(payload);
        shown::<Rat>(payload);
    }),
    ("url.URL", |payload| {
        own::<Url>(payload);
        shown::<Url>(payload);
    }),
    ("netip.Addr", |payload| {
        own::<Addr>(payload);
        shown::<Addr>(payload);
    }),
    ("netip.AddrPort", |payload| {
        own::<AddrPort>(payload);
        shown::<AddrPort>(payload);
    }),
    ("netip.Prefix", |payload| {
        own::<Prefix>(payload);
        shown::<Prefix>(payload);
    }),
    ("uuid.UUID", |payload| {
        own::<Uuid>(payload);
        shown::<Uuid>(payload);
    }),
    ("OpaqueGob", own::<OpaqueGob>),
    ("OpaqueBinary", own::<OpaqueBinary>),
    ("SystemTime", converted::<std::time::SystemTime>),
    #[cfg(feature = "chrono")]
    ("chrono", |payload| {
        converted::<chrono::DateTime<chrono::Utc>>(payload);
        converted::<chrono::DateTime<chrono::FixedOffset>>(payload);
    }),
    #[cfg(feature = "time")]
    ("time", |payload| {
        converted::<time::OffsetDateTime>(payload);
        converted::<time::UtcDateTime>(payload);
    }),
    #[cfg(feature = "jiff")]
    ("jiff", |payload| {
        converted::<jiff::Timestamp>(payload);
        converted::<jiff::Zoned>(payload);
    }),
    #[cfg(feature = "num-bigint")]
    ("num-bigint", |payload| {
        converted::<num_bigint::BigInt>(payload);
        converted::<num_bigint::BigUint>(payload);
    }),
    #[cfg(feature = "num-rational")]
    ("num-rational", converted::<num_rational::BigRational>),
    #[cfg(feature = "url")]
    ("url", |payload| {
        if let Ok(value) = decode::<Option<url::Url>>(&stream::<Url>(payload)) {
            again(&value);
        }
    }),
    #[cfg(feature = "uuid")]
    ("uuid", converted::<uuid::Uuid>),
];

/// What a payload is for, and what must hold of it.
pub(crate) type Parser = (&'static str, fn(&[u8]));

/// One of our own types: by itself, in a stream, and as a `Value`.
fn own<T: Marshal + Encode + Decode + Clone + PartialEq + Debug>(payload: &[u8]) {
    let stream = stream::<T>(payload);
    let decoded = decode::<T>(&stream);
    let mut value = <T as Marshal>::zero();
    let before = value.clone();
    let error = match value.unmarshal(payload) {
        Ok(()) => String::new(),
        Err(error) => error.to_string(),
    };
    let dynamic: Value =
        decode(&stream).expect("any bytes are a value of a type that nobody knows");
    let seen = dynamic.view().unmarshal::<T>();
    match decoded {
        Err(failed) => {
            assert_eq!(failed.kind(), ErrorKind::Payload);
            assert_eq!(failed.to_string(), error);
            assert!(!error.is_empty());
            assert_eq!(seen.expect_err("the same").to_string(), error);
            assert_eq!(before, <T as Marshal>::zero());
        }
        Ok(decoded) => {
            assert_eq!(error, "");
            assert_eq!(decoded, value);
            assert_eq!(seen.expect("the same"), value);
            again(&decoded);
            let copy = decoded.clone();
            if copy.is_zero() {
                assert_eq!(copy, <T as Marshal>::zero());
            }
        }
    }
}

/// What is encoded decodes to the same, and encodes to the same. Go, too, reads some times that it does not write.
fn again<T: Encode + Decode + PartialEq + Debug>(value: &T) {
    let mut first = Vec::new();
    if let Err(error) = Encoder::new().encode(value, &mut first) {
        assert!(!error.to_string().is_empty());
        return;
    }
    let back: T = match decode(&first) {
        Err(_) if is_another_spelling::<T>() => return,
        back => back.expect("we have sent it"),
    };
    assert!(is_another_spelling::<T>() || &back == value, "{value:?}");
    let mut second = Vec::new();
    let encoded = Encoder::new().encode(&back, &mut second);
    assert!(encoded.is_ok() && second == first, "{value:?}");
}

/// A type of another crate: many of ours do not fit into it.
fn converted<T: Encode + Decode + PartialEq + Debug>(payload: &[u8]) {
    if let Ok(value) = decode::<T>(&stream::<T>(payload)) {
        again(&value);
    }
}

/// Printed and read: the value's texts, and the payload taken for a text.
fn shown<T: Marshal + Encode + Display + Debug + PartialEq + FromStr + Json>(payload: &[u8]) {
    let mut value = T::zero();
    if value.unmarshal(payload).is_ok() {
        let mut text = String::new();
        write!(text, "{value} {value:?}").expect("a text");
        if let Ok(dynamic) = Value::marshaled(&value) {
            let any = Value::any(dynamic).expect("a name");
            assert!(!format!("{any} {any:#}").is_empty());
        }
        let _ = value.to_string().parse::<T>();
        value.json();
    }
    if let Ok(text) = std::str::from_utf8(payload) {
        if let Ok(value) = text.parse::<T>() {
            again_own(&value);
        }
        T::read_json(text);
    }
}

fn again_own<T: Marshal + Encode + PartialEq + Debug>(value: &T) {
    let mut bytes = Vec::new();
    if Encoder::new().encode(value, &mut bytes).is_err() {
        return;
    }
    let dynamic: Value = decode(&bytes).expect("we have sent it");
    let back = match dynamic.view().unmarshal::<T>() {
        Err(_) if is_another_spelling::<T>() => return,
        back => back.expect("our own bytes"),
    };
    assert!(is_another_spelling::<T>() || &back == value, "{value:?}");
}

/// Go writes some values in another way than it has read them: bytes of a URL that are not UTF-8 become `%FF`, and of a float that
/// has more bits than its precision not all are sent. What it writes of the former for zones, it does not always read.
fn is_another_spelling<T: GobType>() -> bool {
    matches!(
        &*T::TYPE.registered_name(),
        "net/url.URL" | "*url.URL" | "math/big.Float"
    )
}

/// A number that is rounded to the precision of the one that was there.
fn merged(payload: &[u8]) {
    for precision in [1, 64, 1_000] {
        let mut float = Float::try_from(1.0)
            .and_then(|one| one.with_precision(precision))
            .expect("a number");
        if float.unmarshal(payload).is_ok() {
            // No bytes are a nil, which is a new value.
            let left = if payload.is_empty() { 0 } else { precision };
            assert_eq!(float.precision(), left);
            again(&float);
        }
    }
}

/// What a type is in JSON, where that is compiled in.
#[cfg(feature = "serde")]
trait Json: serde::Serialize + serde::de::DeserializeOwned + Sized + PartialEq + Debug {
    /// What was written is read.
    fn json(&self) {
        if let Ok(text) = serde_json::to_string(self) {
            let back: Result<Self, _> = serde_json::from_str(&text);
            // Go has a text for prefixes without a length that it does not read, either.
            assert!(
                back.is_ok() || text == r#""invalid Prefix""#,
                "{text}: {back:?}"
            );
        }
    }

    fn read_json(text: &str) {
        let _ = serde_json::from_str::<Self>(text);
        let quoted = serde_json::Value::from(text).to_string();
        let _ = serde_json::from_str::<Self>(&quoted);
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + Debug> Json for T {}

#[cfg(not(feature = "serde"))]
trait Json {
    fn json(&self) {}
    fn read_json(_: &str) {}
}

#[cfg(not(feature = "serde"))]
impl<T> Json for T {}

/// A stream with these bytes, as a type without a name that has the methods of `T`.
fn stream<T: Encode + Decode>(payload: &[u8]) -> Vec<u8> {
    let mut of_zero = Vec::new();
    let _ = Encoder::new().encode(&T::zero(), &mut of_zero);
    // Behind a length and an id: the field of the definition's kind.
    let by = *of_zero.get(2).expect("a definition");
    let mut stream = vec![9, 0x7f, by, 1, 2, 0xff, 0x80, 0, 0, 0];
    let mut message = vec![0xff, 0x80, 0];
    put_length(payload.len(), &mut message);
    message.extend_from_slice(payload);
    put_length(message.len(), &mut stream);
    stream.extend(message);
    stream
}

fn put_length(length: usize, out: &mut Vec<u8>) {
    match u8::try_from(length) {
        Ok(length @ 0..128) => out.push(length),
        _ => {
            out.push(0xfc);
            out.extend((length as u32).to_be_bytes());
        }
    }
}

fn decode<T: Decode>(stream: &[u8]) -> Result<T, netrpc_gob::Error> {
    let mut decoder = Decoder::new();
    match decoder.frame(stream) {
        Ok(Step::Value(frame)) => decoder.decode(&frame, stream),
        step => panic!("{step:?} of a whole stream"),
    }
}
