//! From a name to a running method.
//!
//! [`Registry`] finds the [`Method`]; the method makes a [`MethodCall`], a box that decodes the arguments, holds the pinned
//! future and keeps the outcome until it is encoded. Boxes are used again and again by their connection: a handler that is ready
//! at its first poll allocates nothing. A [`Service`] is a set of methods under one name; a method that asks for it gets a
//! [`Context`].

mod cancel;
mod connection_info;
mod context;
mod handler;
mod method;
mod registry;
mod service;

#[cfg(feature = "tls")]
pub use self::connection_info::TlsPeer;
pub(crate) use self::{
    cancel::CANCEL,
    context::{ContextId, Contexts},
    registry::MethodTable,
};
pub use self::{
    cancel::CancelArgs,
    connection_info::ConnectionInfo,
    context::{Caller, Cancelled, Context},
    handler::{Handler, Parameters},
    method::{Method, MethodCall, method_fn},
    registry::{MethodInfo, Registry, ServiceInfo},
    service::{Service, ServiceMethod},
};
