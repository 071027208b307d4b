//! What the client of each test does, done by ours.

mod jsonrpc;
mod rpc;

use std::collections::HashMap;
use std::fmt::Debug;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::{Package, Row, TheirServer};
use crate::Failure;

/// Plays the part of a test's client before the servers that the tests of its package start.
///
/// # Errors
/// The client does not see what the test wants to be seen, or has no twin.
pub async fn play(row: &Row, server: &TheirServer) -> Result<(), Failure> {
    match (row.package, row.function) {
        (Package::Rpc, "TestCloseCodec") => rpc::close_codec().await,
        (Package::Rpc, "TestGobError") => rpc::gob_error(server).await,
        (Package::Rpc, "TestBuiltinTypes") => rpc::builtin_types(server).await,
        (Package::Rpc, "TestErrorAfterClientClose") => rpc::error_after_close(server).await,
        (Package::Rpc, "TestHTTP") => rpc::http(server).await,
        (Package::Rpc, "TestRPC") => rpc::rpc(server).await,
        (Package::Rpc, "TestShutdown") => rpc::shutdown(server).await,
        (Package::Rpc, "TestTCPClose") => rpc::close(server).await,
        (Package::JsonRpc, "TestBuiltinTypes") => jsonrpc::builtin_types(server).await,
        (Package::JsonRpc, "TestClient") => jsonrpc::client(server).await,
        (Package::JsonRpc, "TestMalformedOutput") => jsonrpc::malformed_output().await,
        _ => Err("it has no twin".into()),
    }
}

/// The comparison of a test, and what it is of.
fn equal<T: PartialEq + Debug>(what: &str, found: T, expected: T) -> Result<(), Failure> {
    if found == expected {
        return Ok(());
    }
    Err(format!("{what}: found {found:?}, expected {expected:?}").into())
}

/// The text of the error that is expected.
fn error_of<T: Debug>(what: &str, result: Result<T, netrpc::CallError>) -> Result<String, Failure> {
    match result {
        Ok(reply) => Err(format!("{what}: no error but {reply:?}").into()),
        Err(error) => Ok(error.to_string()),
    }
}

fn contains(what: &str, text: &str, part: &str) -> Result<(), Failure> {
    if text.contains(part) {
        return Ok(());
    }
    Err(format!("{what}: {text:?} does not say {part:?}").into())
}

fn map_of(key: isize, value: isize) -> HashMap<isize, isize> {
    HashMap::from([(key, value)])
}

/// A server that answers these bytes to whatever it is asked, and waits for the end of the connection.
struct Script {
    listener: TcpListener,
    says: &'static [u8],
}

impl Script {
    async fn listen(says: &'static [u8]) -> Result<Self, Failure> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        Ok(Script { listener, says })
    }

    /// Returns when the connection has ended.
    async fn serve(self) -> Result<(), Failure> {
        let (mut stream, _) = self.listener.accept().await?;
        stream.read_u8().await?;
        stream.write_all(self.says).await?;
        // A client that resets the connection has ended it, too.
        drop(stream.read_to_end(&mut Vec::new()).await);
        Ok(())
    }
}
