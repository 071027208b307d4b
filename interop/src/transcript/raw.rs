//! Gob requests written by hand.

use netrpc::gob::{Decode, Decoder, Encode, Encoder, ErrorKind, Frame, Step};
use netrpc::{CallError, Gob};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::{Caller, Transcript, release};
use crate::Failure;
use crate::render::{Render, quote};

/// Requests written by hand: whatever value as header, whatever as body, any bytes.
pub(crate) struct Raw<'t> {
    transcript: &'t mut Transcript,
    stream: TcpStream,
    encoder: Encoder,
    decoder: Decoder,
    input: Vec<u8>,
}

/// net/rpc's request header.
#[derive(Gob)]
pub(crate) struct Request {
    pub(crate) service_method: String,
    pub(crate) seq: u64,
}

#[derive(Gob)]
struct Response {
    service_method: String,
    seq: u64,
    error: String,
}

impl<'t> Raw<'t> {
    pub(super) async fn connect(transcript: &'t mut Transcript) -> Result<Self, Failure> {
        let stream = TcpStream::connect(transcript.address).await?;
        let (encoder, decoder) = (Encoder::new(), Decoder::new());
        Ok(Raw {
            transcript,
            stream,
            encoder,
            decoder,
            input: Vec::new(),
        })
    }

    /// Sends a header alone.
    pub(crate) async fn send<T: Encode>(&mut self, value: &T) -> Result<(), Failure> {
        let mut out = Vec::new();
        self.encoder.encode(value, &mut out)?;
        self.bytes(&out).await
    }

    /// Sends a header and a body with one write.
    pub(crate) async fn send_both<H: Encode, B: Encode + ?Sized>(
        &mut self,
        header: &H,
        body: &B,
    ) -> Result<(), Failure> {
        let mut out = Vec::new();
        self.append(header, body, &mut out)?;
        self.bytes(&out).await
    }

    /// Appends header and body to what will be sent.
    pub(crate) fn append<H: Encode, B: Encode + ?Sized>(
        &mut self,
        header: &H,
        body: &B,
        out: &mut Vec<u8>,
    ) -> Result<(), Failure> {
        self.encoder.encode(header, out)?;
        Ok(self.encoder.encode(body, out)?)
    }

    pub(crate) async fn bytes(&mut self, bytes: &[u8]) -> Result<(), Failure> {
        Ok(self.stream.write_all(bytes).await?)
    }

    pub(crate) async fn close_write(&mut self) -> Result<(), Failure> {
        Ok(self.stream.shutdown().await?)
    }

    pub(crate) async fn release(&self, key: isize) -> Result<(), Failure> {
        release(self.transcript.route, self.transcript.address, key).await
    }

    /// Reads one response and prints its line; `args` is what the request carried, `None` for nothing.
    pub(crate) async fn reply<R: Decode + Render>(
        &mut self,
        args: Option<&dyn Render>,
    ) -> Result<(), Failure> {
        let args = args.map_or_else(|| "nil".into(), Render::render);
        let Response {
            service_method,
            seq,
            error,
        } = self.decode().await?;
        if !error.is_empty() {
            self.decode::<()>().await?;
            let error = Err(CallError::ServerError(error));
            self.transcript.result(seq, &service_method, &args, error);
            return Ok(());
        }
        let (outcome, text) = match self.decode::<R>().await {
            Ok(reply) => ("ok", reply.render()),
            Err(error) => {
                // What there is of it is no part of another.
                self.input.clear();
                ("failed", quote(&error.to_string()))
            }
        };
        self.transcript
            .line(seq, &service_method, &args, outcome, &text);
        Ok(())
    }

    /// `reply` where the connection may have ended instead.
    pub(crate) async fn reply_if_any<R: Decode + Render>(
        &mut self,
        args: &dyn Render,
    ) -> Result<(), Failure> {
        if self.input.is_empty() && self.stream.read_buf(&mut self.input).await? == 0 {
            self.transcript.text.push_str("no reply\n");
            return Ok(());
        }
        self.reply::<R>(Some(args)).await
    }

    /// Waits until a gate is open, over a connection of its own, and prints the line of that.
    pub(crate) async fn opened(&mut self, key: isize) -> Result<(), Failure> {
        let mut caller = Caller::connect(self.transcript).await?;
        caller.call::<_, isize>("Slow.Wait", &key).await;
        caller.close_after_writes().await
    }

    /// Prints how the connection ends, and closes it.
    pub(crate) async fn end(mut self) -> Result<(), Failure> {
        let text = match self.frame().await {
            Err(Ended::Gob(error)) if error.kind() == ErrorKind::Eof => "end\teof\n".into(),
            Err(Ended::Gob(error)) => format!("end\terror\t{error}\n"),
            Err(Ended::Io(error)) => format!("end\terror\t{error}\n"),
            Ok(_) => "end\terror\tone more value\n".into(),
        };
        self.transcript.text.push_str(&text);
        Ok(())
    }

    async fn decode<T: Decode>(&mut self) -> Result<T, Failure> {
        let (frame, bytes) = match self.frame().await {
            Ok(found) => found,
            Err(Ended::Gob(error)) => return Err(error.into()),
            Err(Ended::Io(error)) => return Err(error.into()),
        };
        Ok(self.decoder.decode(&frame, &bytes)?)
    }

    async fn frame(&mut self) -> Result<(Frame, Vec<u8>), Ended> {
        loop {
            match self.decoder.frame(&self.input).map_err(Ended::Gob)? {
                Step::Value(frame) => {
                    let bytes = self.input.drain(..frame.len()).collect();
                    return Ok((frame, bytes));
                }
                Step::Incomplete { consumed } => drop(self.input.drain(..consumed)),
            }
            if self
                .stream
                .read_buf(&mut self.input)
                .await
                .map_err(Ended::Io)?
                == 0
            {
                return Err(Ended::Gob(self.decoder.end_of_input(&self.input)));
            }
        }
    }
}

/// Why there is no further value.
enum Ended {
    Gob(netrpc::gob::Error),
    Io(std::io::Error),
}

impl Request {
    pub(crate) fn new(service_method: &str, seq: u64) -> Self {
        Request {
            service_method: service_method.into(),
            seq,
        }
    }
}
