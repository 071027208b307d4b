//! One request at a time.

use std::{fmt, future::poll_fn};

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};

use crate::{
    codec::ServerCodec,
    connection::{Call, ServerConnection},
    error::ServeError,
    transport::server::Running,
};

/// A connection whose requests are served one at a time: what Go's `ServeRequest` is called with. Whoever has it says when the
/// next is taken, and nothing is closed until it is dropped.
pub struct Requests<K: ServerCodec, S> {
    connection: ServerConnection<K>,
    settings: Running,
    stream: S,
    input: BytesMut,
    output: Vec<u8>,
    /// The call that is being answered.
    running: Option<Call<K>>,
}

impl<K: ServerCodec, S: AsyncRead + AsyncWrite + Unpin> Requests<K, S> {
    pub(super) fn new(connection: ServerConnection<K>, settings: Running, stream: S) -> Self {
        Self {
            connection,
            settings,
            stream,
            input: BytesMut::new(),
            output: Vec::new(),
            running: None,
        }
    }

    /// Waits for one request and answers it: Go's `ServeRequest`. A method that fails is no error here: it was answered.
    ///
    /// Dropping the future loses nothing: the next one goes on where it was.
    ///
    /// # Errors
    /// [`ServeError::Eof`]: there are no more requests. [`ServeError::Refused`]: the request was answered with that error, as
    /// it named no method or brought no arguments for it; the next can be served. Others: the connection is of no more use.
    pub async fn serve_request(&mut self) -> Result<(), ServeError> {
        if self.running.is_none() {
            self.running = self.next_request().await?;
            if self.running.is_none() {
                let refusal = self.connection.refusal().to_owned();
                self.send().await?;
                return Err(ServeError::Refused(refusal));
            }
        }
        if let Some(call) = &mut self.running {
            poll_fn(|cx| call.poll(cx)).await;
        }
        if let Some(call) = self.running.take() {
            self.connection
                .finish_call(call, &mut self.output)
                .map_err(ServeError::Encode)?;
        }
        self.send().await
    }

    /// Waits for a request: a call to run, or none if it was answered at once.
    async fn next_request(&mut self) -> Result<Option<Call<K>>, ServeError> {
        loop {
            self.send().await?;
            self.connection.set_deadline(self.settings.deadline());
            let request = self
                .connection
                .next_request(&mut self.input, &mut self.output);
            match request.map_err(ServeError::Header)? {
                Some(request) => return Ok(request),
                None if self.connection.has_ended() => return Err(ServeError::Eof),
                None => {}
            }
            if self.stream.read_buf(&mut self.input).await? == 0 {
                return self.last_request();
            }
        }
    }

    /// The connection, whose buffered requests are lost.
    pub fn into_inner(self) -> S {
        self.stream
    }

    /// A request whose body never came is answered, as Go does.
    fn last_request(&mut self) -> Result<Option<Call<K>>, ServeError> {
        let before = self.output.len();
        let call = self
            .connection
            .handle_end(&mut self.input, &mut self.output)
            .map_err(ServeError::Header)?;
        if call.is_none() && self.output.len() == before {
            return Err(ServeError::Eof);
        }
        Ok(call)
    }

    async fn send(&mut self) -> Result<(), ServeError> {
        while !self.output.is_empty() {
            let written = self.stream.write(&self.output).await?;
            if written == 0 {
                return Err(std::io::Error::from(std::io::ErrorKind::WriteZero).into());
            }
            // What is written is gone even if this future is dropped after it.
            self.output.drain(..written);
        }
        Ok(self.stream.flush().await?)
    }
}

impl<K: ServerCodec, S> fmt::Debug for Requests<K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Requests")
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}
