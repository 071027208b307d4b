//! Gob over `std::io`: for files, pipes and blocking sockets.

use std::io::{ErrorKind as IoKind, Read, Write};

use crate::decode::{Decode, Decoder};
use crate::encode::{Encode, Encoder};
use crate::error::{Error, ErrorKind};
use crate::framing::{Frame, Step};

/// Writes values to an `std::io::Write` (Go's `gob.NewEncoder`).
///
/// ```
/// use netrpc_gob::{Encoder, Limits, StreamDecoder, StreamEncoder};
///
/// let encoder = Encoder::new().with_limits(Limits::default().message(1024));
/// let mut sender = StreamEncoder::with_encoder(encoder, Vec::new());
/// sender.encode("first")?;
/// assert!(sender.encode(&"too long ".repeat(200)).is_err());
/// sender.encode("second")?;
///
/// let bytes = sender.into_inner();
/// let mut receiver = StreamDecoder::new(bytes.as_slice());
/// receiver.skip()?;
/// assert_eq!(receiver.decode::<String>()?, "second");
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Debug)]
pub struct StreamEncoder<W> {
    encoder: Encoder,
    buffer: Vec<u8>,
    writer: W,
}

/// Reads values from an `std::io::Read` (Go's `gob.NewDecoder`). It reads ahead, as Go's does.
///
/// ```
/// use netrpc_gob::{ErrorKind, StreamDecoder};
///
/// // What Go sends for the string "a" and the int 7.
/// let bytes = b"\x04\x0c\x00\x01a\x03\x04\x00\x0e";
/// let mut receiver = StreamDecoder::new(bytes.as_slice());
/// assert_eq!(receiver.decode::<String>()?, "a");
/// assert_eq!(receiver.decode::<i64>()?, 7);
/// assert_eq!(receiver.decode::<i64>().unwrap_err().kind(), ErrorKind::Eof);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Debug)]
pub struct StreamDecoder<R> {
    decoder: Decoder,
    buffer: Vec<u8>,
    /// Bytes at the front of `buffer` that are done with.
    taken: usize,
    /// Bytes of `buffer` that were read; what lies behind is room.
    filled: usize,
    reader: R,
}

impl<W: Write> StreamEncoder<W> {
    /// Starts a stream.
    pub fn new(writer: W) -> Self {
        StreamEncoder::with_encoder(Encoder::new(), writer)
    }

    /// Starts a stream with an encoder that has its limits or ids set.
    pub fn with_encoder(encoder: Encoder, writer: W) -> Self {
        StreamEncoder {
            encoder,
            buffer: Vec::new(),
            writer,
        }
    }

    /// Writes one value, and the definitions that the other side needs for it, with one write.
    ///
    /// # Errors
    /// Those of [`Encoder::encode`], and the writer's with kind [`ErrorKind::Io`].
    pub fn encode<T: Encode + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        self.buffer.clear();
        let checkpoint = self.encoder.checkpoint();
        self.encoder.encode(value, &mut self.buffer)?;
        // As in Go, definitions that may not have gone out are sent again with the next value. Where the
        // writer took a part of them, the stream is broken, and the writer knows.
        self.writer.write_all(&self.buffer).map_err(|error| {
            self.encoder.rollback(checkpoint);
            from_io(&error)
        })
    }

    /// The writer.
    pub fn into_inner(self) -> W {
        self.writer
    }
}

impl<R: Read> StreamDecoder<R> {
    /// Starts at the beginning of a stream.
    pub fn new(reader: R) -> Self {
        StreamDecoder::with_decoder(Decoder::new(), reader)
    }

    /// Starts with a decoder that has its limits set.
    pub fn with_decoder(decoder: Decoder, reader: R) -> Self {
        StreamDecoder {
            decoder,
            buffer: Vec::new(),
            taken: 0,
            filled: 0,
            reader,
        }
    }

    /// Reads one value.
    ///
    /// # Errors
    /// [`ErrorKind::Eof`] at the end of the stream; else those of [`Decoder::decode`], and the reader's
    /// with kind [`ErrorKind::Io`].
    pub fn decode<T: Decode>(&mut self) -> Result<T, Error> {
        let mut value = T::zero();
        self.decode_into(&mut value)?;
        Ok(value)
    }

    /// Reads one value, merging it into `value`.
    ///
    /// # Errors
    /// As [`decode`](Self::decode).
    pub fn decode_into<T: Decode>(&mut self, value: &mut T) -> Result<(), Error> {
        let frame = self.next_frame()?;
        let start = self.taken;
        self.taken += frame.len();
        let bytes = self.buffer.get(start..self.taken).unwrap_or_default();
        self.decoder.decode_into(&frame, bytes, value)
    }

    /// Reads one value and throws it away (Go's `Decode(nil)`).
    ///
    /// # Errors
    /// As [`decode`](Self::decode), but for what depends on a type of ours.
    pub fn skip(&mut self) -> Result<(), Error> {
        let frame = self.next_frame()?;
        let start = self.taken;
        self.taken += frame.len();
        let bytes = self.buffer.get(start..self.taken).unwrap_or_default();
        self.decoder.skip(&frame, bytes)
    }

    fn next_frame(&mut self) -> Result<Frame, Error> {
        loop {
            let input = self.buffer.get(self.taken..self.filled).unwrap_or_default();
            match self.decoder.frame(input)? {
                Step::Value(frame) => return Ok(frame),
                Step::Incomplete { consumed } => self.taken += consumed,
            }
            self.fill()?;
        }
    }

    /// Reads some more bytes.
    fn fill(&mut self) -> Result<(), Error> {
        // Not at each of the reads that one value takes.
        if self.taken > 0 {
            self.buffer.copy_within(self.taken..self.filled, 0);
            self.filled -= self.taken;
            self.taken = 0;
        }
        if self.filled == 0 {
            // The room that a large value needed is not kept for ever.
            self.buffer.truncate(MAX_READ);
            self.buffer.shrink_to(MAX_READ);
        }
        if self.filled == self.buffer.len() {
            let more = self.filled.clamp(MIN_READ, MAX_READ);
            self.buffer.resize(self.filled + more, 0);
        }
        let room = self.buffer.get_mut(self.filled..).unwrap_or_default();
        let read = loop {
            match self.reader.read(room) {
                Err(error) if error.kind() == IoKind::Interrupted => {}
                other => break other,
            }
        };
        match read {
            Ok(0) => {
                let left = self.buffer.get(..self.filled).unwrap_or_default();
                Err(self.decoder.end_of_input(left))
            }
            Ok(read) => {
                self.filled += read;
                Ok(())
            }
            Err(error) => Err(from_io(&error)),
        }
    }
}

fn from_io(error: &std::io::Error) -> Error {
    Error::new(ErrorKind::Io, error.to_string())
}

/// Go reads through a buffer of this size.
const MIN_READ: usize = 4096;
const MAX_READ: usize = 1 << 20;
