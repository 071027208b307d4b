//! What a peer may make us read, build and remember. Every bound has a setter, and the error that
//! enforces it names the setter.

use crate::error::Error;

/// Bounds on encoding and decoding one gob stream.
///
/// The defaults fit a server on a network; [`Limits::trusted`] lifts them to Go's own.
///
/// ```
/// use netrpc_gob::{Decoder, ErrorKind, Limits, StreamDecoder, StreamEncoder};
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&vec![0u64; 1000])?;
/// let bytes = sender.into_inner();
///
/// let decoder = Decoder::new().with_limits(Limits::default().decoded(4096));
/// let error = StreamDecoder::with_decoder(decoder, bytes.as_slice()).decode::<Vec<u64>>().unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::Limit);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one message on the wire, or of one value that is cut over several, with the definitions in
    /// it. 64 MiB by default. A longer message is thrown away as it comes and costs one error; a value
    /// that grows longer over several messages ends the stream.
    pub max_message: usize,
    /// Nesting of structs, slices, arrays, maps and interface values. 1,000 by default. Values that are
    /// skipped take no stack and may nest 10,000 levels at least.
    pub max_depth: usize,
    /// Bytes of stack that encoding or decoding one value may take, whatever its depth: frames grow with
    /// the types. 1.5 MiB by default, for threads with Rust's usual 2 MiB.
    pub max_stack: usize,
    /// Types that a peer may define on one stream. 4,096 by default.
    pub max_types: usize,
    /// Fields of one struct type that a peer defines. 4,096 by default.
    pub max_fields: usize,
    /// Bytes of all type definitions on one stream together. 1 MiB by default.
    pub max_definition_bytes: usize,
    /// Bytes of memory that decoding one value may allocate, counted by the sizes of its elements.
    /// 64 MiB by default.
    pub max_decoded: usize,
}

impl Limits {
    /// Go's own bounds: messages and slices below 8 GiB (1 GiB on 32-bit machines), nothing else bounded
    /// but the nesting, which Go leaves to its growing stack. For peers that you trust.
    pub fn trusted() -> Self {
        Limits {
            max_message: TOO_BIG,
            max_depth: 10_000,
            max_stack: STACK,
            max_types: usize::MAX,
            max_fields: usize::MAX,
            max_definition_bytes: usize::MAX,
            max_decoded: usize::MAX,
        }
    }

    /// Sets the bytes of one value on the wire.
    pub fn message(mut self, bytes: usize) -> Self {
        self.max_message = bytes;
        self
    }

    /// Sets the nesting. What nests deeper needs more stack as well ([`stack`](Self::stack)), and a thread
    /// that has it.
    pub fn depth(mut self, levels: usize) -> Self {
        self.max_depth = levels;
        self
    }

    /// Sets the bytes of stack, for threads that have more or less than 2 MiB.
    pub fn stack(mut self, bytes: usize) -> Self {
        self.max_stack = bytes;
        self
    }

    /// Sets the types that a peer may define on one stream.
    pub fn types(mut self, count: usize) -> Self {
        self.max_types = count;
        self
    }

    /// Sets the fields of one struct type that a peer defines.
    pub fn fields(mut self, count: usize) -> Self {
        self.max_fields = count;
        self
    }

    /// Sets the bytes of all type definitions on one stream together.
    pub fn definition_bytes(mut self, bytes: usize) -> Self {
        self.max_definition_bytes = bytes;
        self
    }

    /// Sets the bytes of memory that decoding one value may allocate.
    pub fn decoded(mut self, bytes: usize) -> Self {
        self.max_decoded = bytes;
        self
    }
}

impl Limits {
    /// The error for a value that nests `depth` levels and may not go deeper.
    #[cold]
    pub(crate) fn too_deep(&self, depth: usize) -> Error {
        if depth >= self.max_depth {
            Error::limit("nesting of a value", self.max_depth, "depth")
        } else {
            Error::limit("stack of a nested value", self.max_stack, "stack")
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_message: 64 << 20,
            max_depth: 1_000,
            max_stack: STACK,
            max_types: 4_096,
            max_fields: 4_096,
            max_definition_bytes: 1 << 20,
            max_decoded: 64 << 20,
        }
    }
}

/// A quarter of 2 MiB is left for what called us, and for the deepest frame.
const STACK: usize = 3 << 19;

/// Go's `tooBig`: no message and no slice reaches it, whatever the limits.
pub(crate) const TOO_BIG: usize = if usize::BITS < 64 { 1 << 30 } else { 1 << 33 };
