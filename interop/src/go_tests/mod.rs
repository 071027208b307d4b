//! Go's own tests of net/rpc and net/rpc/jsonrpc, with ours in the place of one of the two sides.
//!
//! ```text
//! GOROOT ──> program: a copy under target/, with the files of go-tests/ beside it, built
//!               before our server:  their client ──> services: the same that the tests serve
//!               as their server:    twins: what the tests' client does, by ours ──> their services
//! table: every test function there is, and what becomes of it
//! ```

mod program;
mod services;
mod table;
mod twins;

pub use program::{Program, Run, TheirServer, test_functions};
pub use services::OurServer;
pub use table::{Fate, Row, TABLE};
pub use twins::play;

/// A package of Go's library that has tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Package {
    /// `net/rpc`
    Rpc,
    /// `net/rpc/jsonrpc`
    JsonRpc,
}

impl Package {
    /// Both of them.
    pub const ALL: [Package; 2] = [Package::Rpc, Package::JsonRpc];

    /// Its folder below `GOROOT/src`.
    fn path(self) -> &'static str {
        match self {
            Package::Rpc => "net/rpc",
            Package::JsonRpc => "net/rpc/jsonrpc",
        }
    }

    /// The folder below `go-tests` with our files for it.
    fn folder(self) -> &'static str {
        match self {
            Package::Rpc => "rpc",
            Package::JsonRpc => "jsonrpc",
        }
    }

    /// Functions of the tests that our files have in their place when ours is the server.
    fn starts_servers(self) -> &'static [&'static str] {
        match self {
            Package::Rpc => &["startServer", "startNewServer"],
            Package::JsonRpc => &[],
        }
    }
}
