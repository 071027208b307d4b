//! Captured sessions, with the other side alive. One request is under way at a time, as it was when the
//! session was captured.

use std::net::SocketAddr;

use go_fixtures::Session;
use interop::Failure;
use netrpc::gob::{Decoder, Step};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// Sends the captured requests to a server; its replies.
pub(crate) async fn requests(session: &Session, server: SocketAddr) -> Result<Vec<u8>, Failure> {
    let mut stream = TcpStream::connect(server).await?;
    let mut replies = Vec::new();
    for exchange in exchanges(session)? {
        stream.write_all(&exchange.request).await?;
        let mut reply = vec![0; exchange.reply.len()];
        stream.read_exact(&mut reply).await?;
        replies.append(&mut reply);
    }
    stream.shutdown().await?;
    stream.read_to_end(&mut replies).await?;
    Ok(replies)
}

/// A server that knows only the captured replies.
pub(crate) struct Script {
    address: SocketAddr,
    task: JoinHandle<std::io::Result<Vec<u8>>>,
}

impl Script {
    pub(crate) async fn start(session: &Session) -> Result<Self, Failure> {
        let exchanges = exchanges(session)?;
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let address = listener.local_addr()?;
        let task = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await?;
            let mut requests = Vec::new();
            for exchange in exchanges {
                let mut request = vec![0; exchange.request.len()];
                stream.read_exact(&mut request).await?;
                requests.append(&mut request);
                stream.write_all(&exchange.reply).await?;
            }
            stream.read_to_end(&mut requests).await?;
            Ok(requests)
        });
        Ok(Script { address, task })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the client sent.
    pub(crate) async fn finish(self) -> Result<Vec<u8>, Failure> {
        Ok(self.task.await??)
    }
}

/// A request and its reply, each a header and a body with the definitions in front of them.
struct Exchange {
    request: Vec<u8>,
    reply: Vec<u8>,
}

fn exchanges(session: &Session) -> Result<Vec<Exchange>, Failure> {
    let requests = messages(&session.client_to_server())?;
    let replies = messages(&session.server_to_client())?;
    Ok(requests
        .into_iter()
        .zip(replies)
        .map(|(request, reply)| Exchange { request, reply })
        .collect())
}

/// Cuts one direction behind every second value.
fn messages(bytes: &[u8]) -> Result<Vec<Vec<u8>>, Failure> {
    let (mut decoder, mut rest, mut values) = (Decoder::new(), bytes, Vec::new());
    while let Step::Value(frame) = decoder.frame(rest)? {
        let (value, behind) = rest.split_at(frame.len());
        values.push(value);
        rest = behind;
    }
    if !rest.is_empty() {
        return Err("a captured session ends inside a value".into());
    }
    Ok(values.chunks(2).map(<[_]>::concat).collect())
}
