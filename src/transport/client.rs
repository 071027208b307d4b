//! The task that owns a client's connection.

mod shared;

use std::{
    future::poll_fn,
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
    time::Duration,
};

use bytes::BytesMut;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
    task::yield_now,
    time::Instant,
};

pub(crate) use self::shared::Shared;
use self::shared::{State, fail_all};
use super::{
    Timer,
    buffers::{ReadBuffer, WriteBuffer},
};
use crate::{
    codec::ClientFormat,
    connection::{Incoming, Outgoing},
    error::CallError,
    limits::Limits,
};

/// Starts the task of a connection, of which the bytes `early` have been read already.
pub(crate) fn start<C, S>(
    (outgoing, incoming): (Outgoing<C>, Incoming<C>),
    io: S,
    early: BytesMut,
    limits: &Limits,
    call_timeout: Option<Duration>,
) -> Arc<Shared<C>>
where
    C: ClientFormat,
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let shared = Arc::new(Shared {
        state: Mutex::new(State {
            outgoing,
            waker: None,
            asleep: false,
        }),
        call_timeout,
        undelivered: Arc::default(),
        ended: watch::Sender::new(false),
    });
    let mut driver = Driver {
        shared: Arc::clone(&shared),
        incoming,
        io: Box::pin(io),
        input: ReadBuffer::with(early),
        output: WriteBuffer::new(),
        wakers: Vec::new(),
        rounds: 0,
        timer: Timer::default(),
        stall: Timer::default(),
        write_stall: limits.write_stall,
        _ended: Ended(Arc::clone(&shared)),
    };
    tokio::spawn(async move { driver.run().await });
    shared
}

struct Driver<C: ClientFormat, S> {
    shared: Arc<Shared<C>>,
    incoming: Incoming<C>,
    io: Pin<Box<S>>,
    input: ReadBuffer,
    output: WriteBuffer,
    wakers: Vec<Waker>,
    /// Since there was last nothing to do.
    rounds: usize,
    /// One for all calls: it goes off at the deadline of the one that has waited longest.
    timer: Timer,
    stall: Timer,
    write_stall: Option<Duration>,
    /// The last to be dropped: what `close` waits for.
    _ended: Ended<C>,
}

/// Says that the task is gone, and the socket with it.
struct Ended<C: ClientFormat>(Arc<Shared<C>>);

impl<C: ClientFormat> Drop for Ended<C> {
    fn drop(&mut self) {
        self.0.ended.send_replace(true);
    }
}

/// Why the task woke up.
enum Event {
    /// Requests are queued; alone says that no other call is under way, so there is nobody to wait for.
    Queued {
        alone: bool,
    },
    Read(usize),
    ReadFailed(io::Error),
    Closed,
}

impl<C, S> Driver<C, S>
where
    C: ClientFormat,
    S: AsyncRead + AsyncWrite,
{
    async fn run(&mut self) {
        let mut early = Some(self.input.bytes.len()).filter(|early| *early > 0);
        loop {
            if self.rounds >= ROUNDS {
                // A server that never stops sending must not keep others of this thread waiting, nor deadlines or `close`.
                self.rounds = 0;
                yield_now().await;
                if poll_fn(|cx| Poll::Ready(self.poll_control(cx))).await {
                    break;
                }
            }
            self.rounds += 1;
            let event = match early.take() {
                Some(early) => Event::Read(early),
                None => poll_fn(|cx| self.poll_event(cx)).await,
            };
            match event {
                Event::Queued { alone } => {
                    if !alone {
                        // Callers that are about to call share the write (perf: without this, one message a write).
                        yield_now().await;
                    }
                    self.shared
                        .lock()
                        .outgoing
                        .take_output(&mut self.output.bytes);
                }
                Event::Read(0) => {
                    self.incoming.handle_end(&mut self.input.bytes);
                    if self.deliver().is_err() {
                        break;
                    }
                }
                Event::Read(read) => {
                    self.rounds += read / ROUND;
                    if self.incoming.handle_input(&mut self.input.bytes) && self.deliver().is_err()
                    {
                        break;
                    }
                    self.input.shrink();
                }
                Event::ReadFailed(error) => {
                    self.stop(&error.into());
                    break;
                }
                Event::Closed => break,
            }
        }
        self.say_goodbye().await;
    }

    fn poll_event(&mut self, cx: &mut Context<'_>) -> Poll<Event> {
        self.poll_write(cx);
        if let Poll::Ready(read) = self.input.poll_read(&mut self.io, cx) {
            return Poll::Ready(read.map_or_else(Event::ReadFailed, Event::Read));
        }
        loop {
            let mut state = self.shared.lock();
            if state.outgoing.is_closed() {
                return Poll::Ready(Event::Closed);
            }
            if self.output.is_empty() && state.outgoing.has_output() {
                state.asleep = false;
                return Poll::Ready(Event::Queued {
                    alone: state.outgoing.calls_in_flight() <= 1,
                });
            }
            let has_timeout = self.shared.call_timeout.is_some();
            if has_timeout {
                arm_for_next_deadline(&mut self.timer, &state.outgoing);
            }
            // While a write is under way it wakes this task, but for a first call whose deadline is to be kept.
            state.asleep = self.output.is_empty() || (has_timeout && !self.timer.armed);
            if !state
                .waker
                .as_ref()
                .is_some_and(|waker| waker.will_wake(cx.waker()))
            {
                state.waker = Some(cx.waker().clone());
            }
            drop(state);
            if !self.timer.poll_fired(cx) {
                self.rounds = 0;
                return Poll::Pending;
            }
            self.handle_timeout();
        }
    }

    /// Writes what is queued. A server that takes no byte of it for too long is as good as gone: what callers add would
    /// pile up for ever.
    fn poll_write(&mut self, cx: &mut Context<'_>) {
        if self.output.is_empty() {
            return;
        }
        let mut progress = false;
        match self.output.poll_write(&mut self.io, cx, &mut progress) {
            Poll::Ready(Ok(())) => self.stall.disarm(),
            Poll::Ready(Err(error)) => {
                self.stall.disarm();
                self.handle_write_error(error);
            }
            Poll::Pending => {
                if let Some(time) = self.write_stall.filter(|_| progress || !self.stall.armed) {
                    self.stall.arm_in(time);
                }
                if self.stall.poll_fired(cx) {
                    let text = "rpc: server takes no requests (Limits::write_stall)";
                    self.handle_write_error(io::Error::new(io::ErrorKind::TimedOut, text));
                }
            }
        }
    }

    /// What may not wait until there is nothing to read; true if the connection is closed.
    fn poll_control(&mut self, cx: &mut Context<'_>) -> bool {
        if self.timer.poll_fired(cx) {
            self.handle_timeout();
        }
        let mut state = self.shared.lock();
        if self.shared.call_timeout.is_some() {
            arm_for_next_deadline(&mut self.timer, &state.outgoing);
        }
        if self.output.is_empty() {
            state.outgoing.take_output(&mut self.output.bytes);
        }
        state.outgoing.is_closed()
    }

    /// Ends the calls that the responses at hand belong to.
    fn deliver(&mut self) -> Result<(), ()> {
        self.shared.lock().outgoing.claim(&mut self.incoming);
        let delivered = self.incoming.deliver(&mut self.wakers);
        // Who is woken by an end may call again at once, and is to be told that the connection is shut down.
        let delivered = delivered.map_err(|error| self.stop(&error));
        self.wakers.drain(..).for_each(Waker::wake);
        delivered
    }

    fn handle_timeout(&mut self) {
        let now = Instant::now().into_std();
        let expired = self.shared.lock().outgoing.handle_timeout(now);
        fail_all(expired, &CallError::Timeout);
    }

    fn handle_write_error(&mut self, error: io::Error) {
        self.output = WriteBuffer::new();
        let (failed, error) = self.shared.lock().outgoing.handle_write_error(error);
        fail_all(failed, &error);
    }

    fn stop(&mut self, error: &CallError) {
        let failed = self.shared.lock().outgoing.stop();
        fail_all(failed, error);
    }

    /// Requests that were queued before `close` reach a peer that listens, as in Go, where `Go` returns after its write. Nothing
    /// is waited for.
    async fn say_goodbye(&mut self) {
        let mut queued = Vec::new();
        self.shared.lock().outgoing.take_output(&mut queued);
        self.output.bytes.append(&mut queued);
        poll_fn(|cx| {
            if let Poll::Ready(Ok(())) = self.output.poll_write(&mut self.io, cx, &mut false) {
                let _ = self.io.as_mut().poll_shutdown(cx);
            }
            Poll::Ready(())
        })
        .await;
    }
}

impl<C: ClientFormat, S> Drop for Driver<C, S> {
    /// However the task ends (a panic in a user's decoder, a runtime that shuts down), nobody waits for ever.
    fn drop(&mut self) {
        let left = self.shared.lock().outgoing.stop();
        fail_all(left, &CallError::Shutdown);
    }
}

/// Reads in a row before others have their turn.
const ROUNDS: usize = 32;
/// A read counts as more than one when it is longer.
const ROUND: usize = 16 << 10;

/// An armed timer goes off no later than the next deadline, as the timeout of all calls is the same.
fn arm_for_next_deadline<C: ClientFormat>(timer: &mut Timer, outgoing: &Outgoing<C>) {
    if !timer.armed {
        if let Some(deadline) = outgoing.next_deadline() {
            timer.arm(deadline.into());
        }
    }
}
