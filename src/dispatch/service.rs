//! Methods under one name.

use std::{borrow::Cow, fmt, sync::Arc};

use super::{Handler, Method, Parameters, method_fn};
use crate::codec::{DecodeArgs, EncodeReply, ServerCodec};

/// A value whose methods can be called: what Go's `Register` takes. [`#[netrpc::service]`](macro@crate::service) implements it, for
/// every codec that can carry the methods' types.
///
/// ```
/// use std::sync::Arc;
/// use netrpc::{Server, Service, codec::{DecodeArgs, EncodeReply, ServerCodec}, dispatch::ServiceMethod};
///
/// struct Counter(std::sync::atomic::AtomicI64);
///
/// impl<K: ServerCodec + DecodeArgs<i64> + EncodeReply<i64>> Service<K> for Counter {
///     const NAME: &'static str = "Counter";
///
///     fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
///         let add = move |n: i64| {
///             let counter = Arc::clone(&self);
///             async move { Ok::<_, String>(counter.0.fetch_add(n, std::sync::atomic::Ordering::Relaxed) + n) }
///         };
///         vec![ServiceMethod::new("Add", add)]
///     }
/// }
///
/// let server = Server::new();
/// server.register(Counter(5.into()))?;
/// assert_eq!(server.services()[0].methods[0].arg_type, "int64");
/// # Ok::<(), netrpc::RegisterError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a service over `{K}`",
    label = "not a service",
    note = "put `#[netrpc::service]` on its `impl` block, or on the trait that it implements and register the trait's server, as `ArithServer::new(Arith)`",
    note = "the arguments and replies of all its methods must be types that the codec carries: for gob, `#[derive(netrpc::Gob)]`"
)]
pub trait Service<K: ServerCodec>: Send + Sync + Sized + 'static {
    /// What the service is called unless it is registered under another name.
    const NAME: &'static str;

    /// Its methods, each with a handle on the service.
    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>>;
}

/// One service behind several servers.
impl<K: ServerCodec, S: Service<K>> Service<K> for Arc<S> {
    const NAME: &'static str = S::NAME;

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        S::methods(Arc::clone(&self))
    }
}

/// A method with its name, on its way into a [`Registry`](super::Registry).
pub struct ServiceMethod<K: ServerCodec> {
    pub(super) name: Cow<'static, str>,
    pub(super) method: Arc<dyn Method<K>>,
    pub(super) arg_type: Option<Cow<'static, str>>,
    pub(super) reply_type: Option<Cow<'static, str>>,
}

impl<K: ServerCodec> ServiceMethod<K> {
    /// The method that `handler` answers, under the name that stands behind the service's and a dot.
    pub fn new<T, H>(name: impl Into<Cow<'static, str>>, handler: H) -> Self
    where
        T: Parameters,
        K: DecodeArgs<T::Args> + EncodeReply<H::Reply>,
        H: Handler<T>,
    {
        Self::of(name, method_fn(handler))
    }

    /// A method made by hand.
    pub fn of(name: impl Into<Cow<'static, str>>, method: Arc<dyn Method<K>>) -> Self {
        Self {
            name: name.into(),
            method,
            arg_type: None,
            reply_type: None,
        }
    }

    /// What lists of methods call the argument's type, such as `*main.Args`: a pointer in Go is nothing that Rust can know.
    #[must_use]
    pub fn with_arg_type(mut self, go_type: impl Into<Cow<'static, str>>) -> Self {
        self.arg_type = Some(go_type.into());
        self
    }

    /// What lists of methods call the reply's type, with the `*` before it: `*main.Reply`.
    #[must_use]
    pub fn with_reply_type(mut self, go_type: impl Into<Cow<'static, str>>) -> Self {
        self.reply_type = Some(go_type.into());
        self
    }
}

impl<K: ServerCodec> fmt::Debug for ServiceMethod<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServiceMethod")
            .field("name", &self.name)
            .finish_non_exhaustive()
    }
}
