//! Calls of our client, in either format.

use std::net::SocketAddr;

use netrpc::dispatch::CancelArgs;
use netrpc::gob::{Decode, Encode};
use netrpc::{CallError, Client, PendingCall};
use netrpc_jsonrpc::{JsonClient, JsonRpc};
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::net::TcpStream;

use super::Transcript;
use crate::counted::{Counted, Sizes};
use crate::format::{Received, Sent};
use crate::lines::Lines;
use crate::render::{Render, render_struct};
use crate::{Failure, Format, Route, interfaces};

/// Our client, with its Seq counted along.
pub(crate) struct Caller<'t> {
    client: AnyClient,
    transcript: &'t mut Transcript,
    seq: u64,
    /// Of its connection, if its writes are counted.
    sizes: Option<Sizes>,
}

render_struct!(CancelArgs { Seq: seq });

enum AnyClient {
    Gob(Client),
    Json(JsonClient),
    Lines(Client<Lines>),
}

/// A call under way.
pub(crate) struct Started<R> {
    call: AnyCall<R>,
    seq: u64,
    method: &'static str,
    args: String,
}

enum AnyCall<R> {
    Gob(PendingCall<R>),
    Json(PendingCall<R, JsonRpc>),
    Lines(PendingCall<R, Lines>),
}

impl<'t> Caller<'t> {
    pub(super) async fn connect(transcript: &'t mut Transcript) -> Result<Self, Failure> {
        let (client, sizes) = match transcript.route {
            Route::Counted => {
                let stream = TcpStream::connect(transcript.address).await?;
                stream.set_nodelay(true)?;
                let (stream, sizes) = Counted::new(stream);
                (AnyClient::Gob(Client::new(stream)), Some(sizes))
            }
            route => (AnyClient::connect(route, transcript.address).await?, None),
        };
        Ok(Caller {
            client,
            transcript,
            seq: 0,
            sizes,
        })
    }

    /// Makes one call and prints its line.
    pub(crate) async fn call<A, R>(&mut self, method: &str, args: &A)
    where
        A: Sent + Render + ?Sized,
        R: Received + Render,
    {
        let seq = self.next_seq();
        let reply = self.client.call::<A, R>(method, args).await;
        let reply = reply.map(|reply| reply.render());
        self.transcript.result(seq, method, &args.render(), reply);
    }

    /// As `call`, merging the reply into `reply`.
    pub(crate) async fn call_into<A, R>(&mut self, method: &str, args: &A, reply: &mut R)
    where
        A: Sent + Render + ?Sized,
        R: Received + Render,
    {
        let seq = self.next_seq();
        let result = match &self.client {
            AnyClient::Gob(client) => client.call_into(method, args, reply).await,
            AnyClient::Json(client) => client.call_into(method, args, reply).await,
            AnyClient::Lines(client) => client.call_into(method, args, reply).await,
        };
        let reply = result.map(|()| reply.render());
        self.transcript.result(seq, method, &args.render(), reply);
    }

    /// As `call`, with types that only JSON can carry.
    pub(crate) async fn call_json<A, R>(&mut self, method: &str, args: &A) -> Result<(), Failure>
    where
        A: Serialize + Render + ?Sized,
        R: DeserializeOwned + Render + Send + 'static,
    {
        let AnyClient::Json(client) = &self.client else {
            return Err(format!("{method} is called by JSON-RPC alone").into());
        };
        let reply = client.call::<A, R>(method, args).await;
        let reply = reply.map(|reply| reply.render());
        let seq = self.next_seq();
        self.transcript.result(seq, method, &args.render(), reply);
        Ok(())
    }

    /// As `call`, with types that only gob can carry.
    pub(crate) async fn call_gob<A, R>(&mut self, method: &str, args: &A) -> Result<(), Failure>
    where
        A: Encode + Render + ?Sized,
        R: Decode + Render + Send + 'static,
    {
        let AnyClient::Gob(client) = &self.client else {
            return Err(format!("{method} is called by gob alone").into());
        };
        let reply = client.call::<A, R>(method, args).await;
        let reply = reply.map(|reply| reply.render());
        let seq = self.next_seq();
        self.transcript.result(seq, method, &args.render(), reply);
        Ok(())
    }

    /// As `call`, without interest in the reply.
    pub(crate) async fn call_and_ignore<A>(&mut self, method: &str, args: &A)
    where
        A: Sent + Render + ?Sized,
    {
        let seq = self.next_seq();
        let reply = self.client.call::<A, ()>(method, args).await;
        let reply = reply.map(|()| "nil".into());
        self.transcript.result(seq, method, &args.render(), reply);
    }

    /// Sends a call; `finish` waits for it and prints its line.
    pub(crate) fn start<A, R>(&mut self, method: &'static str, args: &A) -> Started<R>
    where
        A: Sent + Render + ?Sized,
        R: Received,
    {
        let seq = self.next_seq();
        let call = match &self.client {
            AnyClient::Gob(client) => AnyCall::Gob(client.start(method, args)),
            AnyClient::Json(client) => AnyCall::Json(client.start(method, args)),
            AnyClient::Lines(client) => AnyCall::Lines(client.start(method, args)),
        };
        Started {
            call,
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
        let reply = match call {
            AnyCall::Gob(call) => call.await,
            AnyCall::Json(call) => call.await,
            AnyCall::Lines(call) => call.await,
        };
        let reply = reply.map(|reply| reply.render());
        self.transcript.result(seq, method, &args, reply);
    }

    /// Cancels a call as a fork of net/rpc does, and prints the line of that.
    pub(crate) async fn cancel(&mut self, seq: u64) {
        self.call::<_, bool>("_goRPC_.Cancel", &CancelArgs { seq })
            .await;
    }

    /// Gives a call up, which our client tells the server.
    pub(crate) fn give_up<R>(&mut self, started: Started<R>) {
        drop(started);
        // The number of what it tells.
        let _ = self.next_seq();
    }

    /// Opens a gate over a connection of its own, so that the scenario decides the order of replies.
    pub(crate) async fn release(&self, key: isize) -> Result<(), Failure> {
        release(self.transcript.route, self.transcript.address, key).await
    }

    /// Prints what was counted, of the server first, if anything was.
    pub(crate) async fn close(mut self) -> Result<(), Failure> {
        if self.sizes.is_some() {
            self.call::<_, Vec<isize>>("Writes.Sizes", &0isize).await;
        }
        self.close_after_writes().await
    }

    /// Prints the client's own writes alone, if they were counted.
    pub(crate) async fn close_after_writes(self) -> Result<(), Failure> {
        if let Some(sizes) = self.sizes {
            self.transcript.writes(&sizes.so_far());
        }
        self.client.close().await
    }

    fn next_seq(&mut self) -> u64 {
        self.seq += 1;
        self.seq - 1
    }
}

impl AnyClient {
    async fn connect(route: Route, address: SocketAddr) -> Result<Self, Failure> {
        let builder = Client::builder();
        Ok(match route.format() {
            Format::Gob => {
                let builder = builder.gob_registry(interfaces::registry());
                let builder = builder.send_cancel();
                AnyClient::Gob(match route.http_path() {
                    Some(path) => builder.connect_http_path(address, path).await?,
                    None => builder.connect(address).await?,
                })
            }
            Format::Json => {
                let builder = builder.codec(JsonRpc).send_cancel();
                AnyClient::Json(builder.connect(address).await?)
            }
            Format::Lines => {
                let builder = builder.codec(Lines).send_cancel();
                AnyClient::Lines(builder.connect(address).await?)
            }
        })
    }

    async fn call<A, R>(&self, method: &str, args: &A) -> Result<R, CallError>
    where
        A: Sent + ?Sized,
        R: Received,
    {
        match self {
            AnyClient::Gob(client) => client.call(method, args).await,
            AnyClient::Json(client) => client.call(method, args).await,
            AnyClient::Lines(client) => client.call(method, args).await,
        }
    }

    async fn close(&self) -> Result<(), Failure> {
        match self {
            AnyClient::Gob(client) => client.close().await?,
            AnyClient::Json(client) => client.close().await?,
            AnyClient::Lines(client) => client.close().await?,
        }
        Ok(())
    }
}

/// Opens a gate of the server at `address`.
pub(crate) async fn release(route: Route, address: SocketAddr, key: isize) -> Result<(), Failure> {
    let client = AnyClient::connect(route, address).await?;
    client.call::<_, isize>("Slow.Release", &key).await?;
    client.close().await
}
