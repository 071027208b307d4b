//! Go's `net/rpc/jsonrpc`, JSON-RPC 1.0 as Go speaks it, as a codec of [netrpc].
//!
//! ```text
//!            bytes      whole messages     method, id       your type
//!  netrpc ----------> scan ----------> codec ----------> values ----------> netrpc
//!                     envelope         server, client    by serde, as
//!                                                        encoding/json does it
//! ```
//!
//! ```
//! use serde::{Deserialize, Serialize};
//!
//! #[derive(Serialize, Deserialize)]
//! #[serde(rename_all = "PascalCase")]
//! struct Args { a: i64, b: i64 }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = netrpc_jsonrpc::server();
//! server.register_fn("Arith.Multiply", |args: Args| async move { Ok::<i64, String>(args.a * args.b) })?;
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let address = listener.local_addr()?;
//! tokio::spawn(async move { server.serve(listener).await });
//!
//! let client = netrpc_jsonrpc::connect(address).await?;
//! let product: i64 = client.call("Arith.Multiply", &Args { a: 7, b: 8 }).await?;
//! assert_eq!(product, 56);
//! # Ok(())
//! # }
//! ```
//!
//! A method's argument must be [`Deserialize`](serde::Deserialize) and its reply both that and
//! [`Serialize`](serde::Serialize), a caller's the other way round; how they become JSON is told in [`values`]. The reply is decoded
//! by no server, but to make its zero value, which Go answers for a method that fails with an empty text.
//! [`JsonServerCodec`] works without a server, too.
//!
//! Without the feature `tokio` there is no [`connect()`], [`client`], [`server`] or [`serve_conn`]; the codec needs no runtime.

#![cfg_attr(
    not(feature = "tokio"),
    allow(
        rustdoc::broken_intra_doc_links,
        reason = "what it links to is not there"
    )
)]

#[cfg(all(doctest, feature = "tokio"))]
#[doc = include_str!("../README.md")]
mod readme {}

mod codec;
mod scan;
mod search;
pub mod values;

#[cfg(feature = "tokio")]
mod connect;

pub use self::codec::{
    JsonParams, JsonReply, JsonRequestEncoder, JsonResponseDecoder, JsonRpc, JsonServerCodec,
};
#[cfg(feature = "tokio")]
pub use self::connect::{JsonClient, JsonServer, client, connect, serve_conn, server};
pub use netrpc::gob::go::time::{Time, TimeError};
