//! What goes between the two halves: requests and answers in frames, numbers little-endian. The Go side is
//! `go/harness/main.go`.

use byteorder::{ByteOrder, LittleEndian};

use crate::Failure;

/// Asks for values of these roots, encoded on one stream.
#[derive(Clone, Debug)]
pub(crate) struct Make {
    pub(crate) seed: u64,
    pub(crate) roots: Vec<u32>,
}

/// Asks what Go makes of a stream, and whether ours is the same.
#[derive(Clone, Debug)]
pub(crate) struct Judge {
    /// All values into one variable, of which the last state counts.
    pub(crate) merge: bool,
    /// A map that is nil equals an empty one.
    pub(crate) owns_maps: bool,
    /// Types of the values; the last one also of all that follow.
    pub(crate) roots: Vec<u32>,
    pub(crate) stream: Vec<u8>,
    /// What was made here of each value of `stream`.
    pub(crate) taken: Vec<Taken>,
    /// Those that were [encoded](Taken::Encoded).
    pub(crate) made: Vec<u8>,
}

/// What was made of a value; the numbers are those of `judge.go`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It was not decoded.
    Rejected,
    /// It was decoded, and encoded again.
    Encoded,
    /// It was decoded, but cannot be encoded.
    Unencodable,
}

/// Asks Go to decode a stream and to encode the values again.
#[derive(Clone, Debug)]
pub(crate) struct Echo {
    pub(crate) roots: Vec<u32>,
    pub(crate) stream: Vec<u8>,
}

/// A request, and how its answer is read.
pub(crate) trait Request {
    type Answer;
    const COMMAND: u8;
    fn put(&self, out: &mut Vec<u8>);
    fn take(answer: &mut Answer<'_>) -> Result<Self::Answer, Failure>;
}

/// How Go's verdict and ours on one value compare; the numbers are those of `judge.go`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Comparison {
    /// Both have the same value.
    Equal,
    /// Both have a value, not the same.
    Different,
    /// Go rejects the bytes; we take them, and Go rejects what we made of them, too: the fault is one of Go's
    /// types, and we have kept it.
    RejectsBoth,
    /// Go rejects the bytes; we take them, and Go takes what we made of them.
    RejectsTheirs,
    /// Go takes the bytes; we take them, and Go rejects what we made of them.
    RejectsOurs,
    /// Go takes the bytes; we reject them.
    Takes,
    /// Both reject them.
    Rejects,
}

/// Go's verdict on one value.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub(crate) comparison: Comparison,
    /// Go's error about the stream, if any.
    pub(crate) go_error: String,
    /// What differs, or Go's error about ours.
    pub(crate) detail: String,
    /// What is in the stream that leads Go astray (`facts.go`).
    pub(crate) facts: String,
}

impl Request for Make {
    /// The stream, or why Go cannot encode the values.
    type Answer = Result<Vec<u8>, String>;
    const COMMAND: u8 = b'm';

    fn put(&self, out: &mut Vec<u8>) {
        out.extend(self.seed.to_le_bytes());
        put_numbers(&self.roots, out);
    }

    fn take(answer: &mut Answer<'_>) -> Result<Self::Answer, Failure> {
        answer.stream_or_text()
    }
}

impl Request for Judge {
    type Answer = Vec<Outcome>;
    const COMMAND: u8 = b'j';

    fn put(&self, out: &mut Vec<u8>) {
        out.push(u8::from(self.merge) | u8::from(self.owns_maps) << 1);
        put_numbers(&self.roots, out);
        put_block(&self.stream, out);
        let taken: Vec<_> = self.taken.iter().map(|taken| *taken as u8).collect();
        put_block(&taken, out);
        put_block(&self.made, out);
    }

    fn take(answer: &mut Answer<'_>) -> Result<Self::Answer, Failure> {
        (0..answer.number()?)
            .map(|_| {
                let comparison = match answer.byte()? {
                    0 => Comparison::Equal,
                    1 => Comparison::Different,
                    2 => Comparison::RejectsBoth,
                    3 => Comparison::RejectsTheirs,
                    4 => Comparison::RejectsOurs,
                    5 => Comparison::Takes,
                    6 => Comparison::Rejects,
                    code => return Err(format!("unknown comparison {code}").into()),
                };
                Ok(Outcome {
                    comparison,
                    go_error: answer.text()?,
                    detail: answer.text()?,
                    facts: answer.text()?,
                })
            })
            .collect()
    }
}

impl Request for Echo {
    /// The stream of the same values, or why there is none.
    type Answer = Result<Vec<u8>, String>;
    const COMMAND: u8 = b'e';

    fn put(&self, out: &mut Vec<u8>) {
        put_numbers(&self.roots, out);
        put_block(&self.stream, out);
    }

    fn take(answer: &mut Answer<'_>) -> Result<Self::Answer, Failure> {
        answer.stream_or_text()
    }
}

/// What is left of an answer.
pub(crate) struct Answer<'a> {
    bytes: &'a [u8],
}

impl<'a> Answer<'a> {
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Answer { bytes }
    }

    fn split(&mut self, len: usize) -> Result<&'a [u8], Failure> {
        let (taken, left) = self
            .bytes
            .split_at_checked(len)
            .ok_or("an answer of Go's half ends early")?;
        self.bytes = left;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Failure> {
        Ok(self.split(1)?.first().copied().unwrap_or_default())
    }

    fn number(&mut self) -> Result<usize, Failure> {
        Ok(LittleEndian::read_u32(self.split(4)?) as usize)
    }

    fn block(&mut self) -> Result<&'a [u8], Failure> {
        let len = self.number()?;
        self.split(len)
    }

    fn text(&mut self) -> Result<String, Failure> {
        Ok(String::from_utf8_lossy(self.block()?).into_owned())
    }

    fn stream_or_text(&mut self) -> Result<Result<Vec<u8>, String>, Failure> {
        Ok(match self.byte()? {
            1 => Ok(self.block()?.to_vec()),
            _ => Err(self.text()?),
        })
    }
}

fn put_numbers(numbers: &[u32], out: &mut Vec<u8>) {
    out.extend((numbers.len() as u32).to_le_bytes());
    out.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
}

fn put_block(block: &[u8], out: &mut Vec<u8>) {
    out.extend((block.len() as u32).to_le_bytes());
    out.extend(block);
}
