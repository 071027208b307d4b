//! What a scenario works with: where the server is, and the lines that it prints.

mod caller;
mod raw;

use std::fmt::Write as _;
use std::net::SocketAddr;

use netrpc::CallError;

use crate::render::{Render, quote};
use crate::{Failure, Format, Route, types};

pub(crate) use self::caller::{Caller, release};
pub(crate) use self::raw::{Raw, Request};

/// The lines of one scenario.
#[derive(Debug)]
pub(crate) struct Transcript {
    route: Route,
    address: SocketAddr,
    text: String,
}

impl Transcript {
    pub(crate) fn new(route: Route, address: SocketAddr) -> Self {
        Transcript {
            route,
            address,
            text: String::new(),
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A client of ours.
    pub(crate) async fn client(&mut self) -> Result<Caller<'_>, Failure> {
        Caller::connect(self).await
    }

    /// What its client speaks.
    pub(crate) fn format(&self) -> Format {
        self.route.format()
    }

    /// Where the server is.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// A connection for gob requests written by hand.
    pub(crate) async fn raw(&mut self) -> Result<Raw<'_>, Failure> {
        Raw::connect(self).await
    }

    fn line(&mut self, seq: u64, method: &str, args: &str, outcome: &str, text: &str) {
        let _ = writeln!(self.text, "{seq}\t{method}\t{args}\t{outcome}\t{text}");
    }

    /// How to get to the server.
    pub(crate) fn route(&self) -> Route {
        self.route
    }

    /// The line of how a connection ended.
    pub(crate) fn end(&mut self, how: String) {
        let _ = writeln!(self.text, "end\t{how}");
    }

    /// The line of a client's own writes.
    fn writes(&mut self, sizes: &Vec<isize>) {
        let _ = writeln!(self.text, "writes\t{}", sizes.render());
    }

    /// The line of one call.
    pub(crate) fn result(
        &mut self,
        seq: u64,
        method: &str,
        args: &str,
        reply: Result<String, CallError>,
    ) {
        match reply {
            Ok(reply) => self.line(seq, method, args, "ok", &reply),
            Err(error @ CallError::ServerError(_)) => {
                self.line(seq, method, args, "error", &quote(&error.to_string()));
            }
            Err(error) => self.line(seq, method, args, "failed", &quote(&error.to_string())),
        }
    }
}

/// Arguments that many scenarios use.
pub(crate) fn args(a: isize, b: isize) -> types::Args {
    types::Args { a, b }
}
