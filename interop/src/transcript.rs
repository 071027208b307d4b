//! What a scenario works with: where the server is, and the lines that it prints.

use std::fmt::Write as _;
use std::net::SocketAddr;

use netrpc::gob::{Decode, Decoder, Encode, Encoder, ErrorKind, Frame, Step};
use netrpc::{CallError, Client, Gob, PendingCall};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::render::{Render, quote};
use crate::{Failure, types};

/// The lines of one scenario.
#[derive(Debug)]
pub(crate) struct Transcript {
    address: SocketAddr,
    text: String,
}

impl Transcript {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Transcript {
            address,
            text: String::new(),
        }
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }

    /// A client of ours.
    pub(crate) async fn client(&mut self) -> Result<Caller<'_>, Failure> {
        let client = Client::connect(self.address).await?;
        Ok(Caller {
            client,
            transcript: self,
            seq: 0,
        })
    }

    /// A connection for requests written by hand.
    pub(crate) async fn raw(&mut self) -> Result<Raw<'_>, Failure> {
        let stream = TcpStream::connect(self.address).await?;
        let (encoder, decoder) = (Encoder::new(), Decoder::new());
        Ok(Raw {
            transcript: self,
            stream,
            encoder,
            decoder,
            input: Vec::new(),
        })
    }

    fn line(&mut self, seq: u64, method: &str, args: &str, outcome: &str, text: &str) {
        let _ = writeln!(self.text, "{seq}\t{method}\t{args}\t{outcome}\t{text}");
    }

    fn result(&mut self, seq: u64, method: &str, args: &str, reply: Result<String, CallError>) {
        match reply {
            Ok(reply) => self.line(seq, method, args, "ok", &reply),
            Err(error @ CallError::ServerError(_)) => {
                self.line(seq, method, args, "error", &quote(&error.to_string()));
            }
            Err(error) => self.line(seq, method, args, "failed", &quote(&error.to_string())),
        }
    }
}

/// Our client, with its Seq counted along.
pub(crate) struct Caller<'t> {
    client: Client,
    transcript: &'t mut Transcript,
    seq: u64,
}

/// A call under way.
pub(crate) struct Started<R> {
    call: PendingCall<R>,
    seq: u64,
    method: &'static str,
    args: String,
}

impl Caller<'_> {
    /// Makes one call and prints its line.
    pub(crate) async fn call<A, R>(&mut self, method: &str, args: &A)
    where
        A: Encode + Render + ?Sized,
        R: Decode + Render + Send + 'static,
    {
        self.call_into(method, args, &mut R::zero()).await;
    }

    /// As `call`, merging the reply into `reply`.
    pub(crate) async fn call_into<A, R>(&mut self, method: &str, args: &A, reply: &mut R)
    where
        A: Encode + Render + ?Sized,
        R: Decode + Render + Send + 'static,
    {
        let seq = self.next_seq();
        let result = self.client.call_into(method, args, reply).await;
        let reply = result.map(|()| reply.render());
        self.transcript.result(seq, method, &args.render(), reply);
    }

    /// As `call`, without interest in the reply.
    pub(crate) async fn call_and_ignore<A>(&mut self, method: &str, args: &A)
    where
        A: Encode + Render + ?Sized,
    {
        let seq = self.next_seq();
        let reply = self
            .client
            .call::<A, ()>(method, args)
            .await
            .map(|()| "nil".into());
        self.transcript.result(seq, method, &args.render(), reply);
    }

    /// Sends a call; `finish` waits for it and prints its line.
    pub(crate) fn start<A, R>(&mut self, method: &'static str, args: &A) -> Started<R>
    where
        A: Encode + Render + ?Sized,
        R: Decode + Send + 'static,
    {
        let seq = self.next_seq();
        Started {
            call: self.client.start(method, args),
            seq,
            method,
            args: args.render(),
        }
    }

    pub(crate) async fn finish<R: Render>(&mut self, started: Started<R>) {
        let Started {
            call,
            seq,
            method,
            args,
        } = started;
        let reply = call.await.map(|reply| reply.render());
        self.transcript.result(seq, method, &args, reply);
    }

    /// Opens a gate over a connection of its own, so that the scenario decides the order of replies.
    pub(crate) async fn release(&self, key: isize) -> Result<(), Failure> {
        release(self.transcript.address, key).await
    }

    pub(crate) async fn close(self) -> Result<(), Failure> {
        Ok(self.client.close().await?)
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}

async fn release(address: SocketAddr, key: isize) -> Result<(), Failure> {
    let client = Client::connect(address).await?;
    client.call::<_, isize>("Slow.Release", &key).await?;
    Ok(client.close().await?)
}

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

impl Raw<'_> {
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
        release(self.transcript.address, key).await
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
        let reply = if error.is_empty() {
            Ok(self.decode::<R>().await?.render())
        } else {
            self.decode::<()>().await?;
            Err(CallError::ServerError(error))
        };
        self.transcript.result(seq, &service_method, &args, reply);
        Ok(())
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

/// Arguments that many scenarios use.
pub(crate) fn args(a: isize, b: isize) -> types::Args {
    types::Args { a, b }
}
