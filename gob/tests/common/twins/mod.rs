//! The Rust twin of every value stream in `go-fixtures`, by the fixture's name.

mod big;
mod containers;
mod interfaces;
mod marshalers;
mod net;
mod scalars;
pub mod strings;
mod structs;
mod times;

use std::fmt::Debug;

use netrpc_gob::{Decode, Decoder, Encode, Encoder, Error, Frame, StreamDecoder};

/// One value of a stream: what to do with it, its type forgotten.
pub struct Item {
    /// What Go's bytes should decode to, checked.
    pub check: Check,
    /// Decodes anything at all as this item's type.
    pub attempt: Attempt,
    pub encode: Encoding,
}

/// Decodes the next value of a stream, and looks at it.
pub type Check = Box<dyn Fn(&mut StreamDecoder<&[u8]>)>;

/// Encodes the item's value.
pub type EncodeItem = Box<dyn Fn(&mut Encoder, &mut Vec<u8>) -> Result<(), Error>>;

/// Decodes a frame as some type, and throws the value away.
pub type Attempt = fn(&mut Decoder, &Frame, &[u8]) -> Result<(), Error>;

/// What our encoder makes of an [`Item`].
pub enum Encoding {
    /// Go's bytes.
    Same(EncodeItem),
    /// Go's error, and no bytes.
    Refused(EncodeItem),
    /// Nothing: a value that Rust does not have, or has in another form.
    Not,
}

/// The twins of the items of fixture `name`, in their order.
pub fn twins(name: &str) -> Option<Vec<Item>> {
    let name = name.strip_suffix("_from_65").unwrap_or(name);
    scalars::twins(name)
        .or_else(|| containers::twins(name))
        .or_else(|| structs::twins(name))
        .or_else(|| interfaces::twins(name))
        .or_else(|| marshalers::twins(name))
        .or_else(|| times::twins(name))
        .or_else(|| big::twins(name))
        .or_else(|| net::twins(name))
        .or_else(|| strings::twins(name))
}

/// A value that is sent and received.
fn same<T: Encode + Decode + Debug + PartialEq + 'static>(value: T) -> Item {
    equal(value, |left, right| left == right)
}

/// The same for values that `==` does not tell apart, or tells apart too well.
fn equal<T>(value: T, is_equal: fn(&T, &T) -> bool) -> Item
where
    T: Encode + Decode + Debug + 'static,
{
    let value = std::rc::Rc::new(value);
    let expected = value.clone();
    Item {
        check: Box::new(move |stream| {
            let decoded = stream.decode::<T>().expect("decodes");
            assert!(
                is_equal(&decoded, &expected),
                "{decoded:?} is not {expected:?}"
            );
        }),
        attempt: attempt::<T>,
        encode: Encoding::Same(Box::new(move |encoder, out| encoder.encode(&*value, out))),
    }
}

/// A value that decodes to another one than was sent: zeros that were left out and the like.
fn becomes<T: Encode + Decode + Debug + PartialEq + 'static>(value: T, decoded: T) -> Item {
    Item {
        encode: same(value).encode,
        ..same(decoded)
    }
}

/// A value that is merged into another.
fn merges<T>(value: T, into: T, merged: T) -> Item
where
    T: Encode + Decode + Debug + PartialEq + Clone + 'static,
{
    Item {
        check: Box::new(move |stream| {
            let mut target = into.clone();
            stream.decode_into(&mut target).expect("decodes");
            assert_eq!(target, merged);
        }),
        ..same(value)
    }
}

/// A value that neither side sends.
fn refused<T: Encode + Decode + 'static>(value: T) -> Item {
    Item {
        check: Box::new(|_| {}),
        attempt: attempt::<T>,
        encode: Encoding::Refused(Box::new(move |encoder, out| encoder.encode(&value, out))),
    }
}

/// A value that only Go sends, into a type of ours that fits parts of it.
fn received<T: Encode + Decode + Debug + PartialEq + 'static>(value: T) -> Item {
    Item {
        encode: Encoding::Not,
        ..same(value)
    }
}

/// A value that we can only pass over.
fn skipped() -> Item {
    Item {
        check: Box::new(|stream| stream.skip().expect("can be skipped")),
        attempt: |decoder, frame, bytes| decoder.skip(frame, bytes),
        encode: Encoding::Not,
    }
}

/// Something that Go refuses and Rust cannot say.
fn unsayable() -> Item {
    Item {
        check: Box::new(|_| {}),
        ..skipped()
    }
}

/// Decodes a frame as `T`.
pub fn attempt<T: Decode>(decoder: &mut Decoder, frame: &Frame, bytes: &[u8]) -> Result<(), Error> {
    decoder.decode::<T>(frame, bytes).map(drop)
}

fn text(text: &str) -> String {
    text.into()
}
