//! The two formats, the ways to a server, and what a type needs to travel in both formats.

use std::net::SocketAddr;

use netrpc::dispatch::Handler;
use netrpc::gob::{Decode, Encode};
use netrpc::http::DEFAULT_RPC_PATH;
use netrpc::{RegisterError, Server};
use netrpc_jsonrpc::JsonServer;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::arith::{Adder, ArithServer, Calculator};
use crate::lines::NotedLines;

/// What the messages of a connection are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Go's `rpc.Dial` and `ServeConn`.
    Gob,
    /// Go's `jsonrpc.Dial` and `ServeConn`.
    Json,
    /// One's own, by Go's `NewClientWithCodec` and `ServeCodec`.
    Lines,
}

/// A way to a server, of which each has an address of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// Go's `ServeConn`.
    Gob,
    /// Go's `jsonrpc.ServeConn`.
    Json,
    /// Gob, with cancellation as Go's fork keegancsmith/rpc has it.
    Cancelling,
    /// Gob, by Go's `ServeRequest`.
    OneAtATime,
    /// Gob behind HTTP, at the path that `HandleHTTP` has by default.
    Http,
    /// Gob behind HTTP, at another path.
    HttpElsewhere,
    /// A format of one's own.
    Lines,
    /// Gob, over a connection that counts its writes.
    Counted,
    /// A format of one's own, by Go's `ServeRequest`.
    LinesOneAtATime,
}

impl Route {
    /// All of them, in the order in which servers have their addresses.
    pub const ALL: [Route; 9] = [
        Route::Gob,
        Route::Json,
        Route::Cancelling,
        Route::OneAtATime,
        Route::Http,
        Route::HttpElsewhere,
        Route::Lines,
        Route::Counted,
        Route::LinesOneAtATime,
    ];

    /// Where RPC is on a server of HTTP.
    pub(crate) fn http_path(self) -> Option<&'static str> {
        match self {
            Route::Http => Some(DEFAULT_RPC_PATH),
            Route::HttpElsewhere => Some("/go/rpc"),
            _ => None,
        }
    }

    /// What is spoken.
    pub fn format(self) -> Format {
        match self {
            Route::Json => Format::Json,
            Route::Lines | Route::LinesOneAtATime => Format::Lines,
            _ => Format::Gob,
        }
    }
}

impl From<Format> for Route {
    fn from(format: Format) -> Self {
        match format {
            Format::Gob => Route::Gob,
            Format::Json => Route::Json,
            Format::Lines => Route::Lines,
        }
    }
}

/// The address of a route among those of all routes.
pub(crate) fn address_of(route: Route, addresses: &[SocketAddr]) -> SocketAddr {
    let mut routes = Route::ALL.iter().zip(addresses);
    let found = routes.find(|(known, _)| **known == route);
    *found.expect("every route has an address").1
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

    /// `Arith` and `a.b`, as the macro makes them.
    fn offer_arith(&self) -> Result<(), RegisterError>;
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

            fn offer_arith(&self) -> Result<(), RegisterError> {
                self.register(ArithServer::new(Calculator))?;
                self.register_as("a.b", Adder)
            }
        }
    )*};
}

offer!(Server, JsonServer, Server<NotedLines>);
