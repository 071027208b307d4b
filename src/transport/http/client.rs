//! How a client asks for RPC: Go's `DialHTTPPath`.

use std::{error::Error as _, io, pin::pin, time::Duration};

use bytes::{Bytes, BytesMut};
use http::{Method, Request, Response, Uri, Version};
use http_body_util::Empty;
use hyper::{client::conn::http1, ext::ReasonPhrase};
use hyper_util::rt::TokioIo;
use tokio::{
    net::{TcpStream, ToSocketAddrs},
    time::{Instant, timeout_at},
};

use crate::{
    error::{ConnectError, HttpError},
    go_text,
    transport::tcp,
};

/// Connects to the first address that answers, and asks it for RPC at `path`. What came together with its consent has been read
/// already.
pub(crate) async fn connect(
    address: impl ToSocketAddrs,
    path: &str,
    max_head: usize,
    time: Option<Duration>,
) -> Result<(TcpStream, BytesMut), ConnectError> {
    let request = request(path)?;
    let deadline = time.and_then(|time| Instant::now().checked_add(time));
    let (stream, address) = tcp::connect(address, time).await?;
    let asked = ask(stream, request, max_head);
    let answer = match deadline {
        Some(deadline) => timeout_at(deadline, asked)
            .await
            .unwrap_or(Err(HttpError::Timeout)),
        None => asked.await,
    };
    answer.map_err(|reason| ConnectError::Http { address, reason })
}

/// Without a header, as Go's.
fn request(path: &str) -> Result<Request<Empty<Bytes>>, ConnectError> {
    let invalid = || ConnectError::HttpPath(path.to_owned());
    // A URI would drop a fragment, and ask for another path.
    let uri = path.parse::<Uri>().ok().filter(|_| !path.contains('#'));
    let mut request = Request::new(Empty::new());
    *request.method_mut() = Method::CONNECT;
    *request.uri_mut() = uri.ok_or_else(invalid)?;
    *request.version_mut() = Version::HTTP_10;
    Ok(request)
}

async fn ask(
    stream: TcpStream,
    request: Request<Empty<Bytes>>,
    max_head: usize,
) -> Result<(TcpStream, BytesMut), HttpError> {
    let (mut sender, connection) = http1::Builder::new()
        .max_header_size(max_head)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(reason)?;
    let mut connection = pin!(connection.without_shutdown());
    let mut response = pin!(sender.send_request(request));
    let (response, ended) = tokio::select! {
        biased;
        response = response.as_mut() => (response, None),
        ended = connection.as_mut() => (response.await, Some(ended)),
    };
    let status = status_of(&response.map_err(reason)?);
    if status != format!("200 {}", go_text::CONNECTED) {
        return Err(HttpError::UnexpectedResponse(status));
    }
    let parts = match ended {
        Some(ended) => ended,
        None => connection.await,
    };
    let parts = parts.map_err(reason)?;
    Ok((parts.io.into_inner(), parts.read_buf.into()))
}

/// Go's `Response.Status`. Hyper tells of a text only where it is not the usual one.
fn status_of<B>(response: &Response<B>) -> String {
    let code = response.status();
    let text = match response.extensions().get::<ReasonPhrase>() {
        Some(text) => String::from_utf8_lossy(text.as_bytes()),
        None => code.canonical_reason().unwrap_or_default().into(),
    };
    format!("{} {text}", code.as_str()).trim_end().to_owned()
}

fn reason(error: hyper::Error) -> HttpError {
    if error.is_parse_too_large() {
        return HttpError::TooLong;
    }
    if error.is_parse() {
        return HttpError::Malformed(Box::new(error));
    }
    match error.source().and_then(|cause| cause.downcast_ref()) {
        Some(cause) => HttpError::Io(copy_of(cause)),
        // The connection ended, at whatever hyper was doing.
        None => HttpError::UnexpectedEof,
    }
}

fn copy_of(error: &io::Error) -> io::Error {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code),
        None => io::Error::new(error.kind(), error.to_string()),
    }
}
