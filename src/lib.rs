//! Calls Go `net/rpc` services from Rust and serves Go `net/rpc` clients from Rust, byte for byte, with nothing changed on the
//! Go side.
//!
//! ```text
//!             bytes            headers + bodies       name -> method        your async fn
//!  socket -> transport -> codec (gob by default) -> dispatch -> handler
//!    ^       one task a      \                                    |
//!    |       connection       connection: what is under way       |
//!    +---- one write for all that is finished <---- reply --------+
//! ```
//!
//! The modules, in the order in which a request passes them (a reply goes back the same way):
//!
//! - `transport`: sockets and tasks, the only place that has them
//! - [`connection`]: what one connection knows, as a machine that is fed bytes; both sides
//! - [`codec`]: the plug for wire formats; [`codec::gob`] is the one that Go uses
//! - [`dispatch`]: from `Service.Method` to the running method
//! - [`Server`] and [`Client`]: what most programs use
//!
//! ```
//! use netrpc::{Client, Gob, Server};
//!
//! #[derive(Gob)]
//! struct Args { a: i64, b: i64 }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::new();
//! server.register_fn("Arith.Multiply", |args: Args| async move { Ok::<i64, String>(args.a * args.b) })?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let address = listener.local_addr()?;
//! tokio::spawn(async move { server.serve(listener).await });
//!
//! let client = Client::connect(address).await?;
//! let product: i64 = client.call("Arith.Multiply", &Args { a: 7, b: 8 }).await?;
//! assert_eq!(product, 56);
//! # Ok(())
//! # }
//! ```
//!
//! Whole services are made of a trait or of a type's methods by [`#[netrpc::service]`](macro@service).
//!
//! Without the feature `tokio` there is no `transport`, `Server` or `Client`; the rest needs no runtime. The feature `http` adds
//! Go's `HandleHTTP` and `DialHTTP`, `tls` what methods may know of a TLS client, `testing` the contract that holds for every codec,
//! as a test for who writes one.

mod caught;
pub mod codec;
pub mod connection;
pub mod dispatch;
mod error;
mod go_text;
#[cfg(feature = "http")]
pub mod http;
mod limits;
#[cfg(feature = "testing")]
pub mod testing;

#[cfg(feature = "tokio")]
mod client;
#[cfg(feature = "tokio")]
mod server;
#[cfg(feature = "tokio")]
mod transport;

#[cfg(feature = "tls")]
pub use self::dispatch::TlsPeer;
#[cfg(feature = "http")]
pub use self::error::HttpError;
#[cfg(feature = "tokio")]
pub use self::{
    client::{Client, ClientBuilder, Finished, PendingCall},
    server::{Requests, Server, ServerBuilder, default_server},
};
pub use self::{
    codec::gob::Gob,
    dispatch::{Cancelled, ConnectionInfo, Context, Service},
    error::{CallError, CodecError, CodecErrorKind, ConnectError, RegisterError, ServeError},
    limits::Limits,
};
pub use netrpc_gob as gob;
/// Makes a Rust struct a Go type: derives [`gob::GobType`], [`gob::Encode`] and [`gob::Decode`].
pub use netrpc_gob_derive::NetrpcGob as Gob;
#[doc = include_str!("service.md")]
pub use netrpc_service_macro::service;
/// What can be connected to.
#[cfg(feature = "tokio")]
pub use tokio::net::ToSocketAddrs;

/// The README's examples compile, too.
#[cfg(all(doctest, feature = "tokio"))]
#[doc = include_str!("../README.md")]
struct Readme;
