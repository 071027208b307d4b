//! Calls of our client.

use netrpc::gob::{Decode, Encode};
use netrpc::{Client, PendingCall};

use super::{Transcript, release};
use crate::Failure;
use crate::render::Render;

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

impl<'t> Caller<'t> {
    pub(super) async fn connect(transcript: &'t mut Transcript) -> Result<Self, Failure> {
        let client = Client::connect(transcript.address).await?;
        Ok(Caller {
            client,
            transcript,
            seq: 0,
        })
    }

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
