//! The two formats, and what a type needs to travel in both.

use netrpc::dispatch::Handler;
use netrpc::gob::{Decode, Encode};
use netrpc::{RegisterError, Server};
use netrpc_jsonrpc::JsonServer;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// What the messages of a connection are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Go's `rpc.Dial` and `ServeConn`.
    Gob,
    /// Go's `jsonrpc.Dial` and `ServeConn`.
    Json,
}

/// A value that can be sent in either format.
pub(crate) trait Sent: Encode + Serialize {}

impl<T: Encode + Serialize + ?Sized> Sent for T {}

/// A value that can be received in either format.
pub(crate) trait Received: Decode + DeserializeOwned + Send + 'static {}

impl<T: Decode + DeserializeOwned + Send + 'static> Received for T {}

/// A server of either format.
pub(crate) trait Offer {
    fn offer<A, H>(&self, name: &str, handler: H) -> Result<(), RegisterError>
    where
        A: Received,
        H: Handler<(A,), Reply: Sent + Received>;
}

macro_rules! offer {
    ($($server:ty),*) => {$(
        impl Offer for $server {
            fn offer<A, H>(&self, name: &str, handler: H) -> Result<(), RegisterError>
            where
                A: Received,
                H: Handler<(A,), Reply: Sent + Received>,
            {
                self.register_fn(name, handler)
            }
        }
    )*};
}

offer!(Server, JsonServer);
