//! Our side of a comparison: what decodes a stream, and encodes again what it has decoded.

use std::marker::PhantomData;

use netrpc_gob::value::Value;
use netrpc_gob::{Decode, Decoder, Encode, Encoder, Error, ErrorKind, Frame, Step, StreamDecoder};

use crate::protocol::Taken;

/// Decodes the values of a stream, and encodes them again.
pub(crate) trait Subject: Sync {
    /// Each value into a fresh one, until the stream ends.
    fn again(&self, stream: &[u8]) -> Again;
    /// All values into one variable, which is encoded if no value fails.
    fn merged(&self, stream: &[u8]) -> Again;
}

/// What was made of a stream.
#[derive(Clone, Debug, Default)]
pub(crate) struct Again {
    /// One for each value, and one more for bytes behind the last that are no whole value.
    pub(crate) verdicts: Vec<Verdict>,
    /// The values that were decoded, on one stream.
    pub(crate) stream: Vec<u8>,
}

/// What came of one value.
#[derive(Clone, Debug, Default)]
pub(crate) struct Verdict {
    /// Why it was not decoded.
    pub(crate) error: Option<String>,
    /// The same with the place of the fault.
    pub(crate) detail: String,
    pub(crate) kind: Option<ErrorKind>,
    /// It was decoded, but could not be encoded.
    pub(crate) in_encoding: bool,
}

impl Verdict {
    pub(crate) fn taken(&self) -> Taken {
        match (&self.error, self.in_encoding) {
            (None, _) => Taken::Encoded,
            (Some(_), true) => Taken::Unencodable,
            (Some(_), false) => Taken::Rejected,
        }
    }

    fn failed(error: &Error) -> Self {
        Verdict {
            error: Some(error.to_string()),
            detail: format!("{error:#}"),
            kind: Some(error.kind()),
            ..Verdict::default()
        }
    }
}

/// The subject that decodes into `T`.
pub(crate) struct Typed<T>(PhantomData<fn() -> T>);

impl<T> Typed<T> {
    pub(crate) const fn new() -> Self {
        Typed(PhantomData)
    }
}

impl<T: Encode + Decode> Subject for Typed<T> {
    fn again(&self, stream: &[u8]) -> Again {
        let (mut encoder, mut made) = (Encoder::new(), Vec::new());
        let verdicts = walk(stream, |decoder, frame, bytes| {
            let value: T = decoder
                .decode(frame, bytes)
                .map_err(|error| (error, false))?;
            encoder
                .encode_pointer(&value, &mut made)
                .map_err(|error| (error, true))
        });
        Again {
            verdicts,
            stream: made,
        }
    }

    fn merged(&self, stream: &[u8]) -> Again {
        let mut value = T::zero();
        let mut verdicts = walk(stream, |decoder, frame, bytes| {
            decoder
                .decode_into(frame, bytes, &mut value)
                .map_err(|error| (error, false))
        });
        let mut made = Vec::new();
        if let Err(error) = Encoder::new().encode_pointer(&value, &mut made) {
            if let Some(last) = verdicts.last_mut() {
                *last = Verdict {
                    in_encoding: true,
                    ..Verdict::failed(&error)
                };
            }
        }
        Again {
            verdicts,
            stream: made,
        }
    }
}

/// The values of a sound stream, which are so many.
pub(crate) fn values(stream: &[u8], count: usize) -> Result<Vec<Value>, Error> {
    let mut decoder = StreamDecoder::new(stream);
    (0..count).map(|_| decoder.decode()).collect()
}

/// Has `take` decode value after value.
fn walk(
    stream: &[u8],
    mut take: impl FnMut(&mut Decoder, &Frame, &[u8]) -> Result<(), (Error, bool)>,
) -> Vec<Verdict> {
    let mut decoder = Decoder::new();
    let mut verdicts = Vec::new();
    let mut rest = stream;
    while !rest.is_empty() && verdicts.len() < MAX_VALUES {
        match decoder.frame(rest) {
            Ok(Step::Value(frame)) => {
                let (bytes, behind) = rest.split_at(frame.len());
                rest = behind;
                verdicts.push(match take(&mut decoder, &frame, bytes) {
                    Ok(()) => Verdict::default(),
                    Err((error, in_encoding)) => Verdict {
                        in_encoding,
                        ..Verdict::failed(&error)
                    },
                });
            }
            Ok(Step::Incomplete { .. }) => {
                verdicts.push(Verdict::failed(&decoder.end_of_input(rest)));
                break;
            }
            Err(error) => {
                verdicts.push(Verdict::failed(&error));
                break;
            }
        }
    }
    verdicts
}

/// Damage can make many values of one.
const MAX_VALUES: usize = 24;
