//! The user's async function.

use std::{fmt::Display, future::Future};

use super::{Caller, Context};

/// What answers one method: any `Fn(Args) -> impl Future<Output = Result<Reply, impl Display>>`, or one that takes a
/// [`Context`] before its argument.
///
/// Go's `func (t *T) Method(args A, reply *R) error`. An error with an empty text counts as success, as it does in Go.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a method",
    label = "not a method",
    note = "a method is an `async fn(Args) -> Result<Reply, E>` where `E: Display`, or a closure like it",
    note = "before its argument it may take a `netrpc::Context`"
)]
pub trait Handler<T>: Send + Sync + 'static {
    /// What a success answers.
    type Reply: Send + 'static;
    /// What a failure says.
    type Error: Display;
    /// The running method.
    type Future: Future<Output = Result<Self::Reply, Self::Error>> + Send + 'static;

    /// Starts one call.
    fn call(&self, parameters: T) -> Self::Future;
}

/// What a method is called with: its argument, `(A,)`, or a context before it, `(Context, A)`.
pub trait Parameters: sealed::Sealed + Send + 'static {
    /// What the client sends.
    type Args;

    /// Puts together what the client sent and what else there is to know.
    fn new(args: Self::Args, caller: &mut Caller<'_>) -> Self;
}

impl<A: Send + 'static> Parameters for (A,) {
    type Args = A;

    fn new(args: A, _: &mut Caller<'_>) -> Self {
        (args,)
    }
}

impl<A: Send + 'static> Parameters for (Context, A) {
    type Args = A;

    fn new(args: A, caller: &mut Caller<'_>) -> Self {
        (caller.context(), args)
    }
}

impl<A, R, E, F, Fut> Handler<(A,)> for F
where
    F: Fn(A) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Display,
{
    type Reply = R;
    type Error = E;
    type Future = Fut;

    fn call(&self, (args,): (A,)) -> Fut {
        self(args)
    }
}

impl<A, R, E, F, Fut> Handler<(Context, A)> for F
where
    F: Fn(Context, A) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Display,
{
    type Reply = R;
    type Error = E;
    type Future = Fut;

    fn call(&self, (context, args): (Context, A)) -> Fut {
        self(context, args)
    }
}

pub(super) mod sealed {
    /// Parameters are this crate's to define.
    pub trait Sealed {}
    impl<A> Sealed for (A,) {}
    impl<A> Sealed for (super::Context, A) {}
}
