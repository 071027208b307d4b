//! The task that owns a server's connection.

mod finished;

use std::{
    future::{Future, poll_fn},
    io, mem,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::{Duration, Instant},
};

use bytes::BytesMut;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    task::yield_now,
};

use self::finished::Finished;
use super::{
    Timer,
    buffers::{ReadBuffer, WriteBuffer},
};
use crate::{
    codec::ServerCodec,
    connection::{Call, ServerConnection, Taken},
    error::ServeError,
    limits::Limits,
};

/// Serves one connection until its client is done with it and all its calls are answered, or `stop` is ready and the calls
/// in flight are answered. The bytes `early` of it have been read already.
pub(crate) async fn serve<K, S>(
    connection: ServerConnection<K>,
    io: S,
    early: BytesMut,
    limits: &Limits,
    running: Running,
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError>
where
    K: ServerCodec,
    S: AsyncRead + AsyncWrite,
{
    let io = pin!(io);
    let mut driver = Driver {
        connection,
        io,
        input: ReadBuffer::with(early),
        output: WriteBuffer::new(),
        finished: Arc::new(Finished::default()),
        returned: Vec::new(),
        spawned: 0,
        rounds: 0,
        reading: Reading::Open,
        listening: true,
        result: Ok(()),
        stall: Timer::default(),
        idle: Timer::default(),
        max_write_queue: limits.max_write_queue,
        write_stall: limits.write_stall,
        idle_timeout: limits.idle_timeout,
        running,
    };
    driver.run(pin!(stop)).await
}

struct Driver<'a, K: ServerCodec, S> {
    connection: ServerConnection<K>,
    io: Pin<&'a mut S>,
    input: ReadBuffer,
    output: WriteBuffer,
    /// Calls that finished in their own task.
    finished: Arc<Finished<K>>,
    /// Those of them whose replies are to be encoded next, last first.
    returned: Vec<Call<K>>,
    /// Calls in their own task that have not come back.
    spawned: usize,
    /// Since there was last nothing to do.
    rounds: usize,
    reading: Reading,
    /// The socket may still tell something.
    listening: bool,
    /// How the connection will have ended.
    result: Result<(), ServeError>,
    stall: Timer,
    idle: Timer,
    max_write_queue: usize,
    write_stall: Option<Duration>,
    idle_timeout: Option<Duration>,
    running: Running,
}

/// How methods run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Running {
    /// How long in the connection's task, for all the requests that arrive together.
    pub(crate) inline_budget: Duration,
    /// How long each of them, as its context tells it.
    pub(crate) timeout: Option<Duration>,
    /// Whether a client that will send no more gives up the calls that it waits for.
    pub(crate) end_cancels: bool,
}

impl Running {
    /// Of methods whose requests arrive now.
    pub(crate) fn deadline(&self) -> Option<Instant> {
        let timeout = self.timeout?;
        let deadline = tokio::time::Instant::now().checked_add(timeout);
        deadline.map(Into::into)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Open,
    /// The client has sent its last byte; requests may still be in the buffer.
    Ended,
    /// No more requests are taken.
    Stopped,
}

/// Why the task woke up.
enum Event {
    Read,
    Wrote,
    CallsFinished,
    Stop,
    Done,
}

impl<K: ServerCodec, S: AsyncRead + AsyncWrite> Driver<'_, K, S> {
    async fn run(
        &mut self,
        mut stop: Pin<&mut impl Future<Output = ()>>,
    ) -> Result<(), ServeError> {
        // After a shutdown nothing is taken, not even what is there already.
        let mut stopping = poll_fn(|cx| Poll::Ready(stop.as_mut().poll(cx).is_ready())).await;
        if stopping {
            self.stop();
        }
        loop {
            if self.rounds >= ROUNDS {
                // A client that never stops sending must not keep others of this thread waiting, nor a stop unseen.
                self.rounds = 0;
                yield_now().await;
                stopping =
                    stopping || poll_fn(|cx| Poll::Ready(stop.as_mut().poll(cx).is_ready())).await;
                if stopping {
                    self.stop();
                }
            }
            self.rounds += 1;
            if self.spawned > 0 {
                self.finish_calls();
            }
            poll_fn(|cx| {
                self.take_requests(cx);
                Poll::Ready(())
            })
            .await;
            match poll_fn(|cx| self.poll_event(cx, stop.as_mut(), stopping)).await? {
                Event::Read | Event::Wrote => {}
                Event::CallsFinished => {
                    // Others that are about to finish share the write (perf: without this, one message a write).
                    yield_now().await;
                    self.finish_calls();
                }
                Event::Stop => {
                    stopping = true;
                    self.stop();
                }
                Event::Done => break,
            }
        }
        self.shut_down().await;
        mem::replace(&mut self.result, Ok(()))
    }

    /// Takes all the requests there are, and runs their methods here while the budget lasts: one that is ready at its
    /// first poll costs no task. The others go on in tasks of their own.
    fn take_requests(&mut self, cx: &mut Context<'_>) {
        let mut started = None;
        self.connection.set_deadline(self.running.deadline());
        while self.reading != Reading::Stopped && self.output.len() <= self.max_write_queue {
            let next = self
                .connection
                .next_request(&mut self.input.bytes, &mut self.output.bytes);
            let next = match next {
                Ok(None) if self.reading == Reading::Ended && self.connection.accepts_calls() => {
                    self.reading = Reading::Stopped;
                    self.connection
                        .handle_end(&mut self.input.bytes, &mut self.output.bytes)
                        .map(|last| last.map(Taken::Call))
                }
                next => next,
            };
            match next {
                Ok(Some(Taken::Answered)) => {}
                Ok(Some(Taken::Call(mut call))) => {
                    let started = *started.get_or_insert_with(Instant::now);
                    if started.elapsed() < self.running.inline_budget && call.poll(cx).is_ready() {
                        self.finish(call);
                    } else {
                        self.spawn(call);
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    self.stop();
                    self.result = Err(ServeError::Header(error));
                }
            }
        }
        self.input.shrink();
    }

    fn spawn(&mut self, mut call: Call<K>) {
        self.spawned += 1;
        let finished = Arc::downgrade(&self.finished);
        // As in Go, a call that has begun runs to its end even when its client has gone. Then it keeps nothing of the others.
        tokio::spawn(async move {
            poll_fn(|cx| call.poll(cx)).await;
            if let Some(finished) = finished.upgrade() {
                finished.push(call);
            }
        });
    }

    /// Encodes the replies of calls that finished in their tasks, as long as there is room: so the queue stays one of 1 MiB, and
    /// not of all replies.
    fn finish_calls(&mut self) {
        if self.returned.is_empty() {
            self.finished.take(&mut self.returned);
            self.returned.reverse();
        }
        while self.output.len() <= self.max_write_queue {
            let Some(call) = self.returned.pop() else {
                break;
            };
            self.spawned = self.spawned.saturating_sub(1);
            self.finish(call);
        }
    }

    fn finish(&mut self, call: Call<K>) {
        if let Err(error) = self.connection.finish_call(call, &mut self.output.bytes) {
            self.stop();
            self.result = Err(ServeError::Encode(error));
        }
    }

    /// Moves bytes both ways until there is something to decide. Neither direction waits for the other: a client that sends
    /// without reading is read until its replies fill the write queue.
    fn poll_event(
        &mut self,
        cx: &mut Context<'_>,
        stop: Pin<&mut impl Future<Output = ()>>,
        stopping: bool,
    ) -> Poll<Result<Event, ServeError>> {
        if !self.output.is_empty() && self.poll_write(cx)? {
            return Poll::Ready(Ok(Event::Wrote));
        }
        let room = self.output.len() <= self.max_write_queue;
        if self.reading == Reading::Stopped
            && self.connection.calls_in_flight() == 0
            && self.output.is_empty()
        {
            return Poll::Ready(Ok(Event::Done));
        }
        // When no more requests are taken a little is read all the same: only who reads learns of an end.
        let takes = self.reading == Reading::Open && self.connection.accepts_calls();
        if self.listening && room && (takes || self.input.bytes.len() < READ_AHEAD) {
            if let Poll::Ready(read) = self.input.poll_read(&mut self.io, cx) {
                self.idle.disarm();
                match read {
                    Ok(0) => self.end(),
                    Ok(read) => {
                        self.rounds += read / ROUND;
                        if self.reading == Reading::Stopped {
                            // Only the end is still waited for.
                            self.input.bytes.clear();
                        }
                    }
                    // A TLS peer that says no goodbye has ended like any other.
                    Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => self.end(),
                    // As in Go, calls that run are still answered, if there is anybody to take the answers.
                    Err(error) => {
                        self.listening = false;
                        self.connection.cancel_calls();
                        self.stop();
                        self.result = mem::replace(&mut self.result, Ok(())).and(Err(error.into()));
                    }
                }
                return Poll::Ready(Ok(Event::Read));
            }
        }
        if room && (!self.returned.is_empty() || (self.spawned > 0 && self.finished.poll(cx))) {
            self.idle.disarm();
            return Poll::Ready(Ok(Event::CallsFinished));
        }
        if !stopping && stop.poll(cx).is_ready() {
            return Poll::Ready(Ok(Event::Stop));
        }
        if self.stall.poll_fired(cx) {
            return Poll::Ready(Err(ServeError::WriteStalled));
        }
        if self.poll_idle(cx) {
            return Poll::Ready(Err(ServeError::Idle));
        }
        self.rounds = 0;
        Poll::Pending
    }

    /// No more requests are taken.
    fn stop(&mut self) {
        self.reading = Reading::Stopped;
        self.input.bytes.clear();
    }

    /// The client sends no more.
    fn end(&mut self) {
        self.listening = false;
        if self.reading == Reading::Open {
            self.reading = Reading::Ended;
        }
        if self.running.end_cancels {
            self.connection.cancel_calls();
        }
    }

    /// Writes; true if that made room which somebody may be waiting for.
    fn poll_write(&mut self, cx: &mut Context<'_>) -> io::Result<bool> {
        let was_full = self.output.len() > self.max_write_queue;
        let mut progress = false;
        match self.output.poll_write(&mut self.io, cx, &mut progress) {
            Poll::Ready(written) => {
                written?;
                self.stall.disarm();
            }
            Poll::Pending => {
                if let Some(time) = self.write_stall.filter(|_| progress || !self.stall.armed) {
                    self.stall.arm_in(time);
                }
            }
        }
        Ok(was_full && self.output.len() <= self.max_write_queue)
    }

    fn poll_idle(&mut self, cx: &mut Context<'_>) -> bool {
        let Some(timeout) = self.idle_timeout else {
            return false;
        };
        if self.connection.calls_in_flight() > 0 || !self.output.is_empty() {
            self.idle.disarm();
        } else if !self.idle.armed {
            self.idle.arm_in(timeout);
        }
        self.idle.poll_fired(cx)
    }

    /// Says goodbye; a client that does not listen is not waited for.
    async fn shut_down(&mut self) {
        if let Some(time) = self.write_stall {
            self.stall.arm_in(time);
        }
        poll_fn(|cx| {
            if self.stall.poll_fired(cx) {
                return Poll::Ready(());
            }
            // The client may have gone already, and the work is done.
            self.io.as_mut().poll_shutdown(cx).map(|_| ())
        })
        .await;
    }
}

/// While no requests are taken, nothing more is read behind so many bytes.
const READ_AHEAD: usize = 16 << 10;
/// Reads in a row before others have their turn.
const ROUNDS: usize = 32;
/// A read counts as more than one when it is longer.
const ROUND: usize = 16 << 10;
