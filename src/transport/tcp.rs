//! TCP: dialling, and accepting.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream, ToSocketAddrs, lookup_host},
    sync::{Semaphore, mpsc, watch},
    time::{sleep, timeout},
};

use crate::{error::ConnectError, go_text};

/// Connects to the first address that answers, and says which.
pub(crate) async fn connect(
    address: impl ToSocketAddrs,
    time: Option<Duration>,
) -> Result<(TcpStream, SocketAddr), ConnectError> {
    match time {
        Some(time) => timeout(time, connect_any(address))
            .await
            .unwrap_or(Err(ConnectError::Timeout)),
        None => connect_any(address).await,
    }
}

async fn connect_any(address: impl ToSocketAddrs) -> Result<(TcpStream, SocketAddr), ConnectError> {
    let mut last = ConnectError::Resolve(io::Error::new(io::ErrorKind::NotFound, "no such host"));
    for address in lookup_host(address).await.map_err(ConnectError::Resolve)? {
        match TcpStream::connect(address).await {
            Ok(stream) => {
                without_delay(&stream);
                return Ok((stream, address));
            }
            Err(source) => last = ConnectError::Connect { address, source },
        }
    }
    Err(last)
}

/// Accepts connections until `stop` says so, and then waits until all of them are done: Go's `Accept`, which ends at the first
/// error where this one backs off.
///
/// Each connection gets a receiver that is closed when it shall take no more requests. That also happens when this future is
/// dropped.
pub(crate) async fn accept<F>(
    listener: TcpListener,
    max_connections: usize,
    stop: impl Future<Output = ()>,
    mut serve: impl FnMut(TcpStream, SocketAddr, watch::Receiver<()>) -> F,
) where
    F: Future<Output = ()> + Send + 'static,
{
    let places = Arc::new(Semaphore::new(max_connections.min(Semaphore::MAX_PERMITS)));
    let (running, mut stopped) = watch::channel(());
    let (open, mut all_closed) = mpsc::channel::<()>(1);
    let accepting = async {
        loop {
            let place = Arc::clone(&places).acquire_owned().await;
            let (stream, peer) = accept_one(&listener).await;
            without_delay(&stream);
            stopped.mark_unchanged();
            let connection = serve(stream, peer, stopped.clone());
            let open = open.clone();
            tokio::spawn(async move {
                connection.await;
                drop((place, open));
            });
        }
    };
    tokio::select! {
        () = accepting => {}
        () = stop => {}
    }
    drop(listener);
    drop(running);
    drop(open);
    // Nothing is ever sent: this is the end of the last connection.
    let _ = all_closed.recv().await;
}

/// An error of `accept` is either the fault of one client that has gone again, or a shortage (of file descriptors) that only
/// time will mend.
async fn accept_one(listener: &TcpListener) -> (TcpStream, SocketAddr) {
    let mut pause = FIRST_PAUSE;
    loop {
        match listener.accept().await {
            Ok(accepted) => return accepted,
            Err(error) => {
                tracing::warn!("{}{error}", go_text::SERVE_ACCEPT);
                sleep(pause).await;
                pause = (pause * 2).min(LONGEST_PAUSE);
            }
        }
    }
}

/// As Go does for every TCP connection. One that has gone already will say so soon enough.
pub(super) fn without_delay(stream: &TcpStream) {
    let _ = stream.set_nodelay(true);
}

const FIRST_PAUSE: Duration = Duration::from_millis(5);
const LONGEST_PAUSE: Duration = Duration::from_secs(1);
