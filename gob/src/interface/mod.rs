//! Go's interface values: what they hold goes by a name that both programs know.
//!
//! ```text
//! a closed set:   #[derive(Gob)] enum, one variant a name; one more for the names that nobody knows: Unregistered
//! an open set:    Box<dyn Trait>, with a Registry that says which type goes by which name
//! whatever comes: Option<Unregistered>
//! ```
//!
//! How they are written is in `encode::interface`, how they are read in `decode::interface`.

mod object;
mod registry;
mod unregistered;

pub use object::Object;
pub use registry::Registry;
pub use unregistered::Unregistered;
