//! Sockets and tasks: the only place that has them.
//!
//! One task owns each connection, its socket and its codec. It never waits for one direction alone: in every round it reads what
//! there is, handles all of it, and writes all that is ready with one write.

mod buffers;
pub(crate) mod client;
#[cfg(feature = "http")]
pub(crate) mod http;
pub(crate) mod server;
pub(crate) mod tcp;

use std::{future::Future, pin::Pin, task::Context, time::Duration};

use tokio::time::{Instant, Sleep, sleep_until};

/// A timer that costs nothing until it is first needed.
#[derive(Default)]
struct Timer {
    sleep: Option<Pin<Box<Sleep>>>,
    armed: bool,
}

impl Timer {
    fn arm(&mut self, deadline: Instant) {
        match &mut self.sleep {
            Some(sleep) => sleep.as_mut().reset(deadline),
            None => self.sleep = Some(Box::pin(sleep_until(deadline))),
        }
        self.armed = true;
    }

    fn arm_in(&mut self, time: Duration) {
        // A time too far to tell is never.
        if let Some(deadline) = Instant::now().checked_add(time) {
            self.arm(deadline);
        }
    }

    fn disarm(&mut self) {
        self.armed = false;
    }

    /// Whether the time has come; then the timer is no longer armed.
    fn poll_fired(&mut self, cx: &mut Context<'_>) -> bool {
        let fired = self.armed
            && self
                .sleep
                .as_mut()
                .is_some_and(|sleep| sleep.as_mut().poll(cx).is_ready());
        if fired {
            self.armed = false;
        }
        fired
    }
}
