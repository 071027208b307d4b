//! Every string that Go's `net/rpc` puts on the wire or into an error, in one place: programs match on them.

use std::fmt::{self, Display, Write as _};

/// Go's `rpc.ErrShutdown`.
pub(crate) const SHUTDOWN: &str = "connection is shut down";
/// Go's `io.EOF`: on the wire, the reply to a request whose body never came.
pub(crate) const EOF: &str = "EOF";
/// Go's `io.ErrUnexpectedEOF`.
pub(crate) const UNEXPECTED_EOF: &str = "unexpected EOF";
/// Before the error of a reply's body that could not be decoded.
pub(crate) const READING_BODY: &str = "reading body ";
/// Before the error of a body that could not be skipped.
pub(crate) const READING_ERROR_BODY: &str = "reading error body: ";
/// Before the error of a request header, as Go's `ServeRequest` returns it.
pub(crate) const CANNOT_DECODE_REQUEST: &str = "rpc: server cannot decode request: ";
/// What Go logs before the error of `Accept`; no space follows.
#[cfg(feature = "tokio")]
pub(crate) const SERVE_ACCEPT: &str = "rpc.Serve: accept:";
/// What Go logs, before it closes the connection, when a reply cannot be encoded. Ours is sent as the call's error.
pub(crate) const GOB_ENCODING_BODY: &str = "rpc: gob error encoding body: ";
/// What Go's server says to a `CONNECT`, and Go's client wants to hear.
#[cfg(feature = "http")]
pub(crate) const CONNECTED: &str = "Connected to Go RPC";
/// What Go's server says, with the status 405, to other methods where it takes `CONNECT`.
#[cfg(feature = "http")]
pub(crate) const MUST_CONNECT: &str = "405 must CONNECT\n";
/// What Go's `http.NotFound` says.
#[cfg(feature = "http")]
pub(crate) const PAGE_NOT_FOUND: &str = "404 page not found\n";
/// Before the answer of a server to `CONNECT` that is not Go's.
#[cfg(feature = "http")]
pub(crate) const UNEXPECTED_HTTP_RESPONSE: &str = "unexpected HTTP response: ";
/// Before an answer that is no HTTP. Go goes on with its first line in quotes.
#[cfg(feature = "http")]
pub(crate) const MALFORMED_HTTP_RESPONSE: &str = "malformed HTTP response: ";
/// What Go logs when a connection does not become one of RPC; the peer and the error follow.
#[cfg(feature = "http")]
pub(crate) const HIJACKING: &str = "rpc hijacking ";

/// Go's `context.Canceled`: what a cancelled call is answered with.
pub(crate) const CONTEXT_CANCELED: &str = "context canceled";
/// Go's `context.DeadlineExceeded`.
pub(crate) const CONTEXT_DEADLINE_EXCEEDED: &str = "context deadline exceeded";

/// A method failed with an empty text, and the format knows no zero value to answer as Go does. Go has no text for it.
pub(crate) const EMPTY_ERROR: &str = "rpc: method failed with an empty error text";
/// A reply was to be merged into a value. Go has no text for it.
pub(crate) const NO_ZERO_TO_MERGE_INTO: &str = "rpc: reply's type has no zero value in this format";

/// No dot in the request's name.
pub(crate) fn ill_formed(service_method: &str) -> impl Display {
    format_args_of("rpc: service/method request ill-formed: ", service_method)
}

/// The text before the last dot names no service. Go repeats the whole name.
pub(crate) fn no_service(service_method: &str) -> impl Display {
    format_args_of("rpc: can't find service ", service_method)
}

/// The service has no such method.
pub(crate) fn no_method(service_method: &str) -> impl Display {
    format_args_of("rpc: can't find method ", service_method)
}

/// A handler panicked. Go has no text for it: there the process dies. What the panic said stays on this side.
pub(crate) fn panicked(service_method: &str) -> impl Display {
    format_args_of("rpc: method panicked: ", service_method)
}

/// Registration under a name that is taken.
pub(crate) fn already_defined(name: &str) -> impl Display {
    format_args_of("rpc: service already defined: ", name)
}

/// Registration of a service whose own name Go would not export.
pub(crate) fn not_exported(name: &str) -> impl Display {
    struct Text<'a>(&'a str);
    impl Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "rpc.Register: type {} is not exported", self.0)
        }
    }
    Text(name)
}

/// Registration without a service name.
pub(crate) fn no_service_name(name: &str) -> impl Display {
    format_args_of("rpc.Register: no service name for type ", name)
}

/// Registration of a service without a method name.
pub(crate) fn no_suitable_methods(service: &str) -> impl Display {
    struct Text<'a>(&'a str);
    impl Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(
                f,
                "rpc.Register: type {} has no exported methods of suitable type",
                self.0
            )
        }
    }
    Text(service)
}

/// Replaces `text` without giving up its capacity.
pub(crate) fn set(text: &mut String, value: impl Display) {
    text.clear();
    // Writing to a String fails only when the value's own Display does; what it wrote until then stands.
    let _ = write!(text, "{value}");
}

fn format_args_of<'a>(prefix: &'static str, name: &'a str) -> impl Display + 'a {
    struct Text<'a>(&'static str, &'a str);
    impl Display for Text<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0)?;
            f.write_str(self.1)
        }
    }
    Text(prefix, name)
}
