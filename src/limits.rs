//! What a peer may cost us; every bound is on by default, and the error that it causes names the field to raise.

use std::time::Duration;

/// Bounds on what one peer can make this process hold, decode or wait for.
///
/// [`Limits::default`] suits a service on a network of acquaintances, [`Limits::strict`] one that strangers reach, and
/// [`Limits::trusted`] comes as close as it can to Go, which bounds next to nothing.
///
/// ```
/// let mut limits = netrpc::Limits::default();
/// limits.max_request = 1 << 20;
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one message that a server reads: 16 MiB. A longer body is skipped and costs its call an error.
    pub max_request: usize,
    /// Bytes of one message that a client reads: 64 MiB.
    pub max_response: usize,
    /// Bytes of one request header, in gob with the type definition that comes before the first: 4 KiB. In JSON-RPC, where a
    /// request is one value, bytes of the method's name and of the id, each.
    pub max_request_header: usize,
    /// How deep values may nest, decoding and encoding: 1,000.
    pub max_depth: usize,
    /// Types that a peer may define on one connection: 4,096.
    pub max_types: usize,
    /// Fields that one type of a peer may have: 4,096.
    pub max_fields: usize,
    /// Bytes of type definitions on one connection: 1 MiB.
    pub max_definition_bytes: usize,
    /// Bytes of memory that one decoded message may take: 64 MiB.
    pub max_decoded: usize,
    /// Calls of one server connection that may run at a time: 1,024; the next one waits, and what is behind it is not taken, not
    /// even `_goRPC_.Cancel`. An end of the connection is still noticed, unless more than 16 KiB of requests wait in front of it. Go has
    /// no such bound: raise it for clients that keep many long polls open.
    pub max_calls_in_flight: usize,
    /// Bytes of frames and arguments that the running calls of one server connection may hold together: 96 MiB; the next one
    /// waits, and what is behind it is not taken. A call is always accepted while no other runs, and one more may take them
    /// over it.
    pub max_bytes_in_flight: usize,
    /// Bytes of replies that may wait for a slow client: 1 MiB; then its socket is not read.
    pub max_write_queue: usize,
    /// How long a client may take no byte of the replies that wait for it before its connection is closed, and a server no
    /// byte of the requests before the calls in them fail: 10 s.
    pub write_stall: Option<Duration>,
    /// How long what comes before a server's first request may take, where something does, such as the head of an HTTP request:
    /// 10 s. A plain connection may be silent for as long as `idle_timeout` allows.
    pub handshake_timeout: Option<Duration>,
    /// Bytes of the head of one HTTP request that a server reads, and of the answer that a client reads: 16 KiB.
    pub max_http_head: usize,
    /// How long a server connection may be open with no call running and no byte arriving: off, as Go clients dial long
    /// before they call.
    pub idle_timeout: Option<Duration>,
    /// Connections that one `serve` keeps open; further ones wait to be accepted: 10,000.
    pub max_connections: usize,
}

impl Limits {
    /// For peers that are trusted as Go trusts them: only what Go bounds too, and what protects the stack.
    pub fn trusted() -> Self {
        Self {
            max_request: 1 << 30,
            max_response: 1 << 30,
            max_request_header: 1 << 30,
            max_depth: 10_000,
            max_types: usize::MAX,
            max_fields: usize::MAX,
            max_definition_bytes: usize::MAX,
            max_decoded: usize::MAX,
            max_calls_in_flight: usize::MAX,
            max_bytes_in_flight: usize::MAX,
            max_write_queue: 64 << 20,
            write_stall: None,
            handshake_timeout: None,
            max_http_head: 1 << 20,
            idle_timeout: None,
            max_connections: usize::MAX,
        }
    }

    /// For a service that strangers reach.
    pub fn strict() -> Self {
        Self {
            max_request: 1 << 20,
            max_response: 4 << 20,
            max_request_header: 1 << 10,
            max_depth: 100,
            max_types: 256,
            max_fields: 256,
            max_definition_bytes: 64 << 10,
            max_decoded: 4 << 20,
            max_calls_in_flight: 64,
            max_bytes_in_flight: 8 << 20,
            max_write_queue: 256 << 10,
            write_stall: Some(Duration::from_secs(5)),
            handshake_timeout: Some(Duration::from_secs(5)),
            max_http_head: 8 << 10,
            idle_timeout: Some(Duration::from_secs(60)),
            max_connections: 1_000,
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_request: 16 << 20,
            max_response: 64 << 20,
            max_request_header: 4 << 10,
            max_depth: 1_000,
            max_types: 4_096,
            max_fields: 4_096,
            max_definition_bytes: 1 << 20,
            max_decoded: 64 << 20,
            max_calls_in_flight: 1_024,
            max_bytes_in_flight: 96 << 20,
            max_write_queue: 1 << 20,
            write_stall: Some(Duration::from_secs(10)),
            handshake_timeout: Some(Duration::from_secs(10)),
            max_http_head: 16 << 10,
            idle_timeout: None,
            max_connections: 10_000,
        }
    }
}
