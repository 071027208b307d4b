//! From a name to a running method.
//!
//! [`Registry`] finds the [`Method`]; the method makes a [`MethodCall`], a box that decodes the arguments, holds the pinned
//! future and keeps the outcome until it is encoded. Boxes are used again and again by their connection: a handler that is ready
//! at its first poll allocates nothing.

mod handler;
mod method;
mod registry;

pub(crate) use self::registry::MethodTable;
pub use self::{
    handler::Handler,
    method::{Method, MethodCall, method_fn},
    registry::Registry,
};

/// A service, as the debug page lists it.
#[derive(Clone, Debug)]
pub struct ServiceInfo {
    /// Its name.
    pub name: String,
    /// Its methods.
    pub methods: Vec<MethodInfo>,
}

/// A method, as the debug page lists it.
#[derive(Clone, Debug)]
pub struct MethodInfo {
    /// Its name.
    pub name: String,
    /// Go's spelling.
    pub arg_type: String,
    /// Go's spelling.
    pub reply_type: String,
    /// NumCalls.
    pub calls: u64,
}
