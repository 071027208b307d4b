//! A stream that knows the size of each write on it: `go/writes.go`.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

/// A connection whose writes are counted.
#[derive(Debug)]
pub(crate) struct Counted {
    stream: TcpStream,
    sizes: Sizes,
}

/// What was counted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sizes(Arc<Mutex<Vec<isize>>>);

impl Counted {
    pub(crate) fn new(stream: TcpStream) -> (Self, Sizes) {
        let sizes = Sizes::default();
        let counted = Counted {
            stream,
            sizes: sizes.clone(),
        };
        (counted, sizes)
    }
}

impl Sizes {
    /// Those of all writes until now.
    pub(crate) fn so_far(&self) -> Vec<isize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn add(&self, size: usize) {
        let mut sizes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        sizes.push(size as isize);
    }
}

impl AsyncWrite for Counted {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(size)) = written {
            self.sizes.add(size);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}
