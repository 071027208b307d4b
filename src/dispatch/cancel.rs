//! Giving calls up: `_goRPC_.Cancel`, what Go's fork keegancsmith/rpc adds to the wire.

use std::{
    convert::Infallible,
    future::{Ready, ready},
};

use netrpc_gob::Gob;

use super::{Caller, Handler, Parameters, Registry, handler::sealed, method_fn};
use crate::codec::{DecodeArgs, EncodeReply, ServerCodec};

/// Which call its client gives up: the argument of `_goRPC_.Cancel`. A codec that carries it, and a `bool` for the reply, can
/// carry cancellation.
#[derive(Clone, Debug, PartialEq, Eq, Gob)]
#[gob(name = "rpc.CancelArgs")]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "PascalCase"))]
pub struct CancelArgs {
    /// The call's number.
    pub seq: u64,
}

/// The service of [`CANCEL`], which no list of services shows.
pub(crate) const CANCEL_SERVICE: &str = "_goRPC_";
/// What a client calls to give a call up.
pub(crate) const CANCEL: &str = "_goRPC_.Cancel";

impl<K> Registry<K>
where
    K: ServerCodec + DecodeArgs<CancelArgs> + EncodeReply<bool>,
{
    /// Understands `_goRPC_.Cancel` from now on: it cancels the context of a call on the same connection.
    pub fn understand_cancel(&self) {
        // There is nothing to do if it does already.
        let _ = self.register(CANCEL, method_fn(Cancel));
    }
}

/// Answers `false`, as the fork does, whether there was such a call or not.
struct Cancel;

/// A call has been cancelled. It happens as the request is taken, before anything that comes behind it.
struct Done;

impl sealed::Sealed for Done {}

impl Parameters for Done {
    type Args = CancelArgs;

    fn new(args: CancelArgs, caller: &mut Caller<'_>) -> Self {
        caller.cancel(args.seq);
        Self
    }
}

impl Handler<Done> for Cancel {
    type Reply = bool;
    type Error = Infallible;
    type Future = Ready<Result<bool, Infallible>>;

    fn call(&self, _: Done) -> Self::Future {
        ready(Ok(false))
    }
}
