//! Between a socket and a codec.

use std::{
    future::Future,
    io,
    pin::{Pin, pin},
    task::{Context, Poll, ready},
};

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite};

/// What was read and not yet taken. Reads grow while they are full, up to 512 KiB, and shrink again when they are not: many idle
/// connections stay small, large bodies arrive in few reads.
pub(super) struct ReadBuffer {
    pub(super) bytes: BytesMut,
    read_size: usize,
    small_reads: u32,
    /// The most that was there at a time.
    largest: usize,
}

impl ReadBuffer {
    pub(super) fn new() -> Self {
        Self::with(BytesMut::new())
    }

    /// A buffer that has read `bytes` already.
    pub(super) fn with(bytes: BytesMut) -> Self {
        Self {
            largest: bytes.len(),
            bytes,
            read_size: MIN_READ,
            small_reads: 0,
        }
    }

    /// Reads once. Zero is the end of the stream.
    pub(super) fn poll_read<S>(
        &mut self,
        io: &mut S,
        cx: &mut Context<'_>,
    ) -> Poll<io::Result<usize>>
    where
        S: AsyncRead + Unpin,
    {
        let room = self.bytes.capacity() - self.bytes.len();
        if room < self.read_size {
            self.bytes.reserve(self.read_size);
        }
        let room = self.bytes.capacity() - self.bytes.len();
        let read = ready!(pin!(io.read_buf(&mut self.bytes)).poll(cx))?;
        self.largest = self.largest.max(self.bytes.len());
        if read >= room {
            self.read_size = (self.read_size * 2).min(MAX_READ);
            self.small_reads = 0;
        } else if self.read_size > MIN_READ && read < self.read_size / 4 {
            self.small_reads += 1;
        } else {
            self.small_reads = 0;
        }
        Poll::Ready(Ok(read))
    }

    /// Gives memory back when it has not been needed for a while. To be called when all that was read has been taken.
    pub(super) fn shrink(&mut self) {
        if self.bytes.is_empty() && self.largest > MAX_READ {
            // One large body must not stay for as long as its connection does.
            *self = Self::new();
        } else if self.small_reads >= SHRINK_AFTER && self.bytes.is_empty() {
            self.small_reads = 0;
            self.read_size = (self.read_size / 2).max(MIN_READ);
            self.bytes = BytesMut::with_capacity(self.read_size);
        }
    }
}

/// What is to be written. It is appended to while a write is under way.
pub(super) struct WriteBuffer {
    pub(super) bytes: Vec<u8>,
    written: usize,
    flushed: bool,
}

impl WriteBuffer {
    pub(super) fn new() -> Self {
        Self {
            bytes: Vec::new(),
            written: 0,
            flushed: true,
        }
    }

    /// Bytes that the socket has not taken.
    pub(super) fn len(&self) -> usize {
        self.bytes.len().saturating_sub(self.written)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0 && self.flushed
    }

    /// Writes and flushes until all is out. `progress` is set when the socket took something.
    pub(super) fn poll_write<S>(
        &mut self,
        io: &mut S,
        cx: &mut Context<'_>,
        progress: &mut bool,
    ) -> Poll<io::Result<()>>
    where
        S: AsyncWrite + Unpin,
    {
        while let Some(rest) = self
            .bytes
            .get(self.written..)
            .filter(|rest| !rest.is_empty())
        {
            self.flushed = false;
            let written = match Pin::new(&mut *io).poll_write(cx, rest) {
                Poll::Ready(written) => written?,
                Poll::Pending => {
                    self.forget_written();
                    return Poll::Pending;
                }
            };
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            *progress = true;
            self.written += written;
        }
        self.bytes.clear();
        self.written = 0;
        if self.bytes.capacity() > MAX_IDLE_WRITE {
            self.bytes.shrink_to(MIN_READ);
        }
        if !self.flushed {
            ready!(Pin::new(io).poll_flush(cx))?;
            self.flushed = true;
            *progress = true;
        }
        Poll::Ready(Ok(()))
    }

    /// A peer that always leaves a little unread must not make the buffer grow for ever.
    fn forget_written(&mut self) {
        if self.written > self.bytes.len() / 2 {
            self.bytes.drain(..self.written);
            self.written = 0;
        }
    }
}

const MIN_READ: usize = 4 << 10;
const MAX_READ: usize = 512 << 10;
const SHRINK_AFTER: u32 = 64;
const MAX_IDLE_WRITE: usize = 1 << 20;
