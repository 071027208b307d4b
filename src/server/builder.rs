//! What a server can be told before it is made.

use std::{sync::Arc, time::Duration};

use netrpc_gob as gob;
use tokio::sync::watch;

use super::{Server, Shared};
use crate::{
    codec::{DecodeArgs, EncodeReply, ServerFormat, gob::Gob},
    dispatch::CancelArgs,
    limits::Limits,
    transport::server::Running,
};

/// What a [`Server`] can be told before it is made.
#[derive(Clone, Debug)]
pub struct ServerBuilder<C: ServerFormat = Gob> {
    format: C,
    limits: Limits,
    running: Running,
    prepare: Option<fn(&Server<C>)>,
}

impl ServerBuilder<Gob> {
    /// The types that trait objects in arguments and replies may have, and their names: Go's `gob.Register`, for this server
    /// alone.
    ///
    /// ```
    /// use netrpc::{Gob, Server, gob::{Object, Registry}};
    ///
    /// trait Shape: Object + Send {
    ///     fn area(&self) -> f64;
    /// }
    /// netrpc::gob::interface!(dyn Shape, "main.Shape");
    ///
    /// #[derive(Gob)]
    /// struct Square { side: f64 }
    ///
    /// impl Shape for Square {
    ///     fn area(&self) -> f64 { self.side * self.side }
    /// }
    ///
    /// let mut registry = Registry::new();
    /// registry.register_name("main.Square", |square: Square| -> Box<dyn Shape> { Box::new(square) })?;
    /// let server = Server::builder().gob_registry(registry).build();
    /// server.register_fn("Shapes.Area", |shape: Option<Box<dyn Shape>>| async move {
    ///     shape.map(|shape| shape.area()).ok_or("no shape")
    /// })?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn gob_registry(mut self, registry: impl Into<Arc<gob::Registry>>) -> Self {
        self.format = self.format.with_registry(registry);
        self
    }

    /// Sends type definitions in front of the value that needs them, not in its middle as Go does; see
    /// [`Gob::with_definitions_first`].
    #[must_use]
    pub fn definitions_first(mut self) -> Self {
        self.format = self.format.with_definitions_first();
        self
    }
}

impl<C: ServerFormat> ServerBuilder<C> {
    pub(super) fn new(format: C) -> Self {
        Self {
            format,
            limits: Limits::default(),
            running: Running {
                inline_budget: INLINE_BUDGET,
                timeout: None,
                end_cancels: false,
            },
            prepare: None,
        }
    }

    /// Another format than gob. Say [`understand_cancel`](Self::understand_cancel) after it if it carries that.
    pub fn codec<D: ServerFormat>(self, format: D) -> ServerBuilder<D> {
        ServerBuilder {
            limits: self.limits,
            running: self.running,
            ..ServerBuilder::new(format)
        }
    }

    /// Understands `_goRPC_.Cancel`, by which clients give calls up as in Go's fork keegancsmith/rpc: it cancels the
    /// [`Context`](crate::Context) of a method that has one. Servers for which no codec was chosen do without being told.
    #[must_use]
    pub fn understand_cancel(mut self) -> Self
    where
        C::Codec: DecodeArgs<CancelArgs> + EncodeReply<bool>,
    {
        self.prepare = Some(|server| server.registry().understand_cancel());
        self
    }

    /// What clients may cost.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// How long a connection's task runs methods itself, each time that requests arrive, before it gives the rest of them to
    /// tasks of their own: 20 µs. Zero gives every call a task, as Go does; more suits methods that are many and short.
    #[must_use]
    pub fn inline_budget(mut self, time: Duration) -> Self {
        self.running.inline_budget = time;
        self
    }

    /// How long methods may take: unbounded, as in Go. It is the deadline in their [`Context`](crate::Context), and is kept by
    /// methods that look there, by [`Context::run`](crate::Context::run) for instance.
    #[must_use]
    pub fn method_timeout(mut self, time: impl Into<Option<Duration>>) -> Self {
        self.running.timeout = time.into();
        self
    }

    /// Cancels the [`Context`](crate::Context)s of a client's calls when it sends no more: off, as Go answers clients that
    /// half-close their connection and wait. Most clients close it whole, and then a method that waits for something waits for
    /// nobody.
    #[must_use]
    pub fn end_cancels(mut self, cancels: bool) -> Self {
        self.running.end_cancels = cancels;
        self
    }

    /// The server, with no methods yet.
    pub fn build(self) -> Server<C> {
        let server = Server {
            shared: Arc::new(Shared {
                format: self.format,
                registry: Arc::default(),
                limits: self.limits,
                running: self.running,
                stopping: watch::Sender::new(false),
            }),
        };
        if let Some(prepare) = self.prepare {
            prepare(&server);
        }
        server
    }
}

const INLINE_BUDGET: Duration = Duration::from_micros(20);
