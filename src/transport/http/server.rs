//! The HTTP of an accepted connection.

use std::{
    convert::Infallible,
    future::{Future, ready},
    pin::pin,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use bytes::{Bytes, BytesMut};
use http::{Request, Response};
use http_body_util::Full;
use hyper::{
    body::Incoming,
    server::conn::http1,
    service::service_fn,
    upgrade::{Parts, Upgraded},
};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpStream, time::timeout};

use super::{GOODBYE, stall::Stalling};
use crate::{limits::Limits, transport::tcp::without_delay};

/// One answer, and what becomes of the connection if it is the last of HTTP.
pub(crate) type Exchange<U> = (Response<Full<Bytes>>, Option<U>);

/// Answers the HTTP requests of a connection until it ends, `stop` is ready, or an answer makes it something else.
pub(crate) async fn converse<U: Send>(
    stream: TcpStream,
    limits: &Limits,
    answer: impl Fn(Request<Incoming>) -> Exchange<U> + Send + Sync,
    stop: impl Future<Output = ()>,
) -> Result<Option<U>, hyper::Error> {
    let upgrade = Mutex::new(None);
    let asked = AtomicBool::new(false);
    {
        let service = service_fn(|request| {
            asked.store(true, Ordering::Relaxed);
            let (response, then) = answer(request);
            if then.is_some() {
                *upgrade.lock().unwrap_or_else(PoisonError::into_inner) = then;
            }
            ready(Ok::<_, Infallible>(response))
        });
        let stream = Stalling::new(stream, limits.write_stall);
        let mut connection = pin!(
            http1::Builder::new()
                // Go's spelling of them.
                .title_case_headers(true)
                // What clients send behind a head stays with them. Hyper takes no less than 8 KiB.
                .max_buf_size(limits.max_http_head.max(8 << 10))
                .max_header_size(limits.max_http_head)
                .timer(TokioTimer::new())
                .header_read_timeout(limits.handshake_timeout)
                .serve_connection(TokioIo::new(stream), service)
                .with_upgrades()
        );
        tokio::select! {
            ended = connection.as_mut() => ended?,
            () = stop => {
                // Who has asked for nothing yet waits for nothing, and hyper would wait for it.
                if asked.load(Ordering::Relaxed) {
                    connection.as_mut().graceful_shutdown();
                    let _ = timeout(GOODBYE, connection).await;
                }
            }
        }
    }
    Ok(upgrade.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// The socket of a connection that is done with HTTP and what was read of it, where it is a TCP connection of ours or of another
/// hyper server on tokio.
pub(crate) fn take_over(upgraded: Upgraded) -> Result<(TcpStream, BytesMut), Upgraded> {
    match upgraded.downcast::<TokioIo<Stalling>>() {
        Ok(Parts { io, read_buf, .. }) => Ok((io.into_inner().stream, read_buf.into())),
        Err(upgraded) => {
            let Parts { io, read_buf, .. } = upgraded.downcast::<TokioIo<TcpStream>>()?;
            let stream = io.into_inner();
            // Ours are so since they were accepted.
            without_delay(&stream);
            Ok((stream, read_buf.into()))
        }
    }
}

#[cfg(test)]
mod tests {
    use tokio::{io::AsyncWriteExt as _, net::TcpListener};

    use super::*;

    #[tokio::test]
    async fn the_socket_of_another_server_waits_for_no_acknowledgements() {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("bound");
        let mut client = TcpStream::connect(address).await.expect("listening");
        client
            .write_all(b"CONNECT / HTTP/1.0\n\n")
            .await
            .expect("connected");
        let (stream, _) = listener.accept().await.expect("a client");
        let upgrade = Mutex::new(None);
        let service = service_fn(|request: Request<Incoming>| {
            let upgrades = hyper::upgrade::on(request);
            *upgrade.lock().expect("no panic") = Some(upgrades);
            ready(Ok::<_, Infallible>(Response::new(Full::<Bytes>::default())))
        });
        http1::Builder::new()
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades()
            .await
            .expect("good HTTP");
        let upgrade = upgrade.into_inner().expect("no panic").expect("asked");
        let (stream, _) = take_over(upgrade.await.expect("upgraded")).expect("a TCP stream");
        assert!(stream.nodelay().expect("open"));
    }
}
