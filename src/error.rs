//! What can go wrong, and whose fault it is: one type for codecs, one enum for each thing a user asks for.

use std::{error::Error as StdError, fmt, io, sync::Arc};

use crate::go_text;

/// Why a codec could not read or write a message. Its text is what Go would say, where Go has a text for it.
///
/// Cheap to clone, as one broken header fails every call that waits for its reply.
#[derive(Clone)]
pub struct CodecError(Arc<Inner>);

struct Inner {
    kind: CodecErrorKind,
    text: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Who is at fault in a [`CodecError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CodecErrorKind {
    /// The stream, or a message in it, ended where a value should have begun: Go's `io.EOF`.
    Eof,
    /// The stream ended inside a message: Go's `io.ErrUnexpectedEOF`.
    UnexpectedEof,
    /// The peer sent bytes that mean nothing in this format, or a value of the wrong type.
    Invalid,
    /// The peer sent an interface value under a name that no type is registered for here. The rest of the stream can be read
    /// all the same.
    NotRegistered,
    /// The peer speaks another protocol, to go by the first bytes that it sent.
    OtherProtocol,
    /// The peer asked for more than [`Limits`](crate::Limits) allow.
    Limit,
    /// The caller's value cannot be encoded.
    Unencodable,
}

impl CodecError {
    /// An error that says `text`.
    pub fn new(kind: CodecErrorKind, text: impl Into<String>) -> Self {
        Self(Arc::new(Inner {
            kind,
            text: text.into(),
            source: None,
        }))
    }

    /// An error that says `text`, and keeps its cause for whoever asks for details such as a path or an offset.
    pub fn with_source(
        kind: CodecErrorKind,
        text: impl Into<String>,
        source: impl StdError + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(Inner {
            kind,
            text: text.into(),
            source: Some(Box::new(source)),
        }))
    }

    /// The stream ended between messages.
    pub fn eof() -> Self {
        Self::new(CodecErrorKind::Eof, go_text::EOF)
    }

    /// The stream ended inside a message.
    pub fn unexpected_eof() -> Self {
        Self::new(CodecErrorKind::UnexpectedEof, go_text::UNEXPECTED_EOF)
    }

    /// The users' code panicked while it was encoding or decoding.
    pub(crate) fn panicked(doing: &str) -> Self {
        Self::new(
            CodecErrorKind::Unencodable,
            format!("rpc: {doing} panicked"),
        )
    }

    /// Who is at fault.
    pub fn kind(&self) -> CodecErrorKind {
        self.0.kind
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.text)
    }
}

impl fmt::Debug for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CodecError")
            .field("kind", &self.0.kind)
            .field("text", &self.0.text)
            .finish_non_exhaustive()
    }
}

impl StdError for CodecError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// How a call ended without a reply: Go's `Call.Error`. The texts are Go's.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// The method answered with an error, or the server found no such method: Go's `rpc.ServerError`.
    #[error("{0}")]
    ServerError(String),
    /// The connection had ended before the call, and nothing was sent; or the client was closed, before the call or while it waited: Go's
    /// `rpc.ErrShutdown`.
    #[error("{}", go_text::SHUTDOWN)]
    Shutdown,
    /// The connection ended while the call waited for its reply: Go's `io.ErrUnexpectedEOF`.
    #[error("{}", go_text::UNEXPECTED_EOF)]
    UnexpectedEof,
    /// No reply came in time. A late one is thrown away. Go has no call timeout.
    #[error("rpc: call timed out")]
    Timeout,
    /// The arguments cannot be encoded, or the reply was to be merged and its type has no zero value. Nothing was sent and the connection is as good as before.
    #[error("{0}")]
    Encode(CodecError),
    /// The reply came and could not be decoded. As in Go, the connection ends with it, unless what the reply lacks is a
    /// registered name ([`CodecErrorKind::NotRegistered`]).
    #[error("{prefix}{0}", prefix = go_text::READING_BODY)]
    ReadingBody(CodecError),
    /// The body of a reply that nobody waits for, or of an error, could not be skipped; the connection ended.
    #[error("{prefix}{0}", prefix = go_text::READING_ERROR_BODY)]
    ReadingErrorBody(CodecError),
    /// Another message on the connection made no sense, and the connection ended.
    #[error("{0}")]
    Codec(CodecError),
    /// The connection failed to read or write.
    #[error("{0}")]
    Io(Arc<io::Error>),
}

impl From<io::Error> for CallError {
    fn from(error: io::Error) -> Self {
        Self::Io(Arc::new(error))
    }
}

/// Why a method could not be registered. The texts are Go's where Go has one.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RegisterError {
    /// The name is taken.
    #[error("{}", go_text::already_defined(.0))]
    AlreadyDefined(String),
    /// A method's name is `Service.Method`; this one has no dot.
    #[error("{}", go_text::ill_formed(.0))]
    IllFormed(String),
    /// A service's own name begins with no upper-case letter; Go's `RegisterName` takes such names.
    #[error("{}", go_text::not_exported(.0))]
    NotExported(String),
    /// Nothing stands before the last dot, or the name that was given is empty.
    #[error("{}", go_text::no_service_name(.0))]
    NoServiceName(String),
    /// Nothing stands behind the last dot; or a service has no method, or one that no client could call.
    #[error("{}", go_text::no_suitable_methods(.0))]
    NoMethodName(String),
}

/// Why a server gave up a connection that its client had not ended.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// A request header made no sense; calls that ran were answered first.
    #[error("{prefix}{0}", prefix = go_text::CANNOT_DECODE_REQUEST)]
    Header(CodecError),
    /// A reply could not even be encoded as an error.
    #[error("{0}")]
    Encode(CodecError),
    /// There are no more requests: Go's `io.EOF` of `ServeRequest`; or the server was shut down.
    #[error("{}", go_text::EOF)]
    Eof,
    /// The request was answered with this error, as it named no method or brought no arguments for it.
    #[error("{0}")]
    Refused(String),
    /// The client took no byte of its replies for too long.
    #[error("rpc: client reads no replies (Limits::write_stall)")]
    WriteStalled,
    /// The client did nothing for too long.
    #[error("rpc: connection idle (Limits::idle_timeout)")]
    Idle,
    /// The connection failed to read or write.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl ServeError {
    /// Whether the client speaks another protocol than this port.
    #[cfg(feature = "tokio")]
    pub(crate) fn is_other_protocol(&self) -> bool {
        matches!(self, Self::Header(error) if error.kind() == CodecErrorKind::OtherProtocol)
    }
}

/// Why a client could not be connected.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConnectError {
    /// The address has no meaning, or its name no address.
    #[error("dial tcp: lookup: {0}")]
    Resolve(io::Error),
    /// The last address tried refused.
    #[error("dial tcp {address}: connect: {source}")]
    Connect {
        /// The address that was tried.
        address: std::net::SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// No address answered in time.
    #[error("dial tcp: i/o timeout (ClientBuilder::connect_timeout)")]
    Timeout,
    /// The path cannot stand in a request.
    #[cfg(feature = "http")]
    #[error("dial-http: invalid path {0:?}")]
    HttpPath(String),
    /// The server was connected to, and did not become one of RPC when it was asked with `CONNECT`. Go names the address as it was
    /// given.
    #[cfg(feature = "http")]
    #[error("dial-http tcp {address}: {reason}")]
    Http {
        /// The address that answered.
        address: std::net::SocketAddr,
        /// What it did instead.
        #[source]
        reason: HttpError,
    },
}

/// What a server did instead of the answer to `CONNECT` that Go's gives.
#[cfg(feature = "http")]
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum HttpError {
    /// It gave another one; this is its status code and text.
    #[error("{text}{0}", text = go_text::UNEXPECTED_HTTP_RESPONSE)]
    UnexpectedResponse(String),
    /// It answered in another protocol than HTTP/1.
    #[error("{text}{0}", text = go_text::MALFORMED_HTTP_RESPONSE)]
    Malformed(Box<dyn StdError + Send + Sync>),
    /// It answered with a head of more than 100 headers, or more bytes than
    /// [`Limits::max_http_head`](crate::Limits::max_http_head).
    #[error("{text}head is too long (Limits::max_http_head)", text = go_text::MALFORMED_HTTP_RESPONSE)]
    TooLong,
    /// It closed the connection.
    #[error("{}", go_text::UNEXPECTED_EOF)]
    UnexpectedEof,
    /// The connection failed to read or write.
    #[error("{0}")]
    Io(io::Error),
    /// It gave no answer in time.
    #[error("i/o timeout (ClientBuilder::connect_timeout)")]
    Timeout,
}
