//! The user's async function.

use std::{fmt::Display, future::Future};

/// What answers one method: any `Fn(Args) -> impl Future<Output = Result<Reply, impl Display>>`.
///
/// Go's `func (t *T) Method(args A, reply *R) error`. An error with an empty text counts as success, as it does in Go.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a method that takes `{A}`",
    note = "a method is an `async fn(Args) -> Result<Reply, E>` where `E: Display`, or a closure like it"
)]
pub trait Handler<A>: Send + Sync + 'static {
    /// What a success answers.
    type Reply: Send + 'static;
    /// What a failure says.
    type Error: Display;
    /// The running method.
    type Future: Future<Output = Result<Self::Reply, Self::Error>> + Send + 'static;

    /// Starts one call.
    fn call(&self, args: A) -> Self::Future;
}

impl<A, R, E, F, Fut> Handler<A> for F
where
    F: Fn(A) -> Fut + Send + Sync + 'static,
    Fut: Future<Output = Result<R, E>> + Send + 'static,
    R: Send + 'static,
    E: Display,
{
    type Reply = R;
    type Error = E;
    type Future = Fut;

    fn call(&self, args: A) -> Fut {
        self(args)
    }
}
