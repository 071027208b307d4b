//! What the making of types goes by.

use std::collections::HashSet;

use fastrand::Rng;

use super::{Model, NamedIndex, TypeIndex};

/// A model under way.
pub(super) struct Generator {
    pub(super) model: Model,
    pub(super) rng: Rng,
    /// Declared types of this family that are complete: they can be parts of others by value.
    pub(super) complete: Vec<TypeIndex>,
    /// The first declared type of this family.
    pub(super) first: NamedIndex,
    /// Base types that are registered: gob has one name for each.
    pub(super) registered: HashSet<TypeIndex>,
}
