//! What a peer may make us read, build and remember. Every bound has a setter, and the error that
//! enforces it names the setter.

/// Bounds on encoding and decoding one gob stream.
///
/// The defaults fit a server on a network; [`Limits::trusted`] lifts them to Go's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of one value on the wire, its definitions not counted. 64 MiB by default.
    pub max_message: usize,
    /// Nesting of structs, slices, arrays, maps and interface values. 1,000 by default, which is safe on
    /// a 2 MiB stack in a debug build.
    pub max_depth: usize,
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

    /// Sets the nesting. A thread that encodes or decodes needs stack in proportion: about 1 KiB a level
    /// in a release build, up to 2 KiB in a debug build for small types.
    pub fn depth(mut self, levels: usize) -> Self {
        self.max_depth = levels;
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

impl Default for Limits {
    fn default() -> Self {
        Limits {
            max_message: 64 << 20,
            max_depth: 1_000,
            max_types: 4_096,
            max_fields: 4_096,
            max_definition_bytes: 1 << 20,
            max_decoded: 64 << 20,
        }
    }
}

/// Go's `tooBig`: no message and no slice reaches it, whatever the limits.
pub(crate) const TOO_BIG: usize = if usize::BITS < 64 { 1 << 30 } else { 1 << 33 };
