//! One request at a time.

use std::{
    fmt,
    future::{pending, poll_fn},
    io, mem,
};

use bytes::BytesMut;
use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    sync::watch,
};

use crate::{
    codec::ServerCodec,
    connection::{Call, ServerConnection, Taken},
    error::ServeError,
    transport::server::Running,
};

/// A connection whose requests are served one at a time: what Go's `ServeRequest` is called with. Whoever has it says when the
/// next is taken, and nothing is closed until it is dropped. How long a client may be silent, or read no answer, is for that
/// caller to bound; [`Limits`](crate::Limits) has no say in it.
pub struct Requests<K: ServerCodec, S> {
    connection: ServerConnection<K>,
    settings: Running,
    stopping: watch::Receiver<bool>,
    stream: S,
    input: BytesMut,
    output: Vec<u8>,
    stage: Stage<K>,
}

/// How far the request is that is served.
enum Stage<K: ServerCodec> {
    /// There is none yet.
    Waiting,
    Running(Call<K>),
    /// The answer is to be sent; an error that was it is to be told.
    Answered(Result<(), String>),
}

impl<K: ServerCodec, S: AsyncRead + AsyncWrite + Unpin> Requests<K, S> {
    pub(super) fn new(
        connection: ServerConnection<K>,
        settings: Running,
        stopping: watch::Receiver<bool>,
        stream: S,
    ) -> Self {
        Self {
            connection,
            settings,
            stopping,
            stream,
            input: BytesMut::new(),
            output: Vec::new(),
            stage: Stage::Waiting,
        }
    }

    /// Waits for one request and answers it: Go's `ServeRequest`. A method that fails is no error here: it was answered.
    ///
    /// Dropping the future loses nothing: the next one goes on where it was.
    ///
    /// # Errors
    /// [`ServeError::Eof`]: there are no more requests, or no more are taken after [`Server::shutdown`](crate::Server::shutdown).
    /// [`ServeError::Refused`]: the request was answered with that error, as it named no method or brought no arguments for it; the next
    /// can be served. Others: the connection is of no more use.
    pub async fn serve_request(&mut self) -> Result<(), ServeError> {
        loop {
            match &mut self.stage {
                Stage::Waiting => {
                    self.stage = match self.next_request().await? {
                        Taken::Call(call) => Stage::Running(call),
                        Taken::Answered => {
                            Stage::Answered(Err(self.connection.refusal().to_owned()))
                        }
                    };
                }
                Stage::Running(call) => {
                    poll_fn(|cx| call.poll(cx)).await;
                    let answered = Stage::Answered(Ok(()));
                    if let Stage::Running(call) = mem::replace(&mut self.stage, answered) {
                        self.connection
                            .finish_call(call, &mut self.output)
                            .map_err(ServeError::Encode)?;
                    }
                }
                Stage::Answered(_) => {
                    self.send().await?;
                    if let Stage::Answered(told) = mem::replace(&mut self.stage, Stage::Waiting) {
                        return told.map_err(ServeError::Refused);
                    }
                }
            }
        }
    }

    async fn next_request(&mut self) -> Result<Taken<K>, ServeError> {
        loop {
            if *self.stopping.borrow() {
                return Err(ServeError::Eof);
            }
            self.connection.set_deadline(self.settings.deadline());
            let request = self
                .connection
                .next_request(&mut self.input, &mut self.output);
            match request.map_err(ServeError::Header)? {
                Some(request) => return Ok(request),
                None if self.connection.has_ended() => return Err(ServeError::Eof),
                None => {}
            }
            let read = tokio::select! {
                () = shut_down(&mut self.stopping) => continue,
                read = self.stream.read_buf(&mut self.input) => read,
            };
            match read {
                Ok(0) => return self.last_request(),
                Ok(_) => {}
                // A TLS peer that says no goodbye has ended like any other.
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                    return self.last_request();
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The connection, whose buffered requests are lost.
    pub fn into_inner(self) -> S {
        self.stream
    }

    /// A request whose body never came is answered, as Go does.
    fn last_request(&mut self) -> Result<Taken<K>, ServeError> {
        let before = self.output.len();
        let call = self
            .connection
            .handle_end(&mut self.input, &mut self.output)
            .map_err(ServeError::Header)?;
        match call {
            Some(call) => Ok(Taken::Call(call)),
            None if self.output.len() > before => Ok(Taken::Answered),
            None => Err(ServeError::Eof),
        }
    }

    async fn send(&mut self) -> Result<(), ServeError> {
        while !self.output.is_empty() {
            let written = self.stream.write(&self.output).await?;
            if written == 0 {
                return Err(io::Error::from(io::ErrorKind::WriteZero).into());
            }
            // What is written is gone even if this future is dropped after it.
            self.output.drain(..written);
        }
        Ok(self.stream.flush().await?)
    }
}

/// Waits for the server's shutdown. One that is gone cannot be shut down any more.
async fn shut_down(stopping: &mut watch::Receiver<bool>) {
    if stopping.wait_for(|stopping| *stopping).await.is_err() {
        pending().await
    }
}

impl<K: ServerCodec, S> fmt::Debug for Requests<K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Requests")
            .field("connection", &self.connection)
            .finish_non_exhaustive()
    }
}
