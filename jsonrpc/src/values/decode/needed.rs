//! The fields that need a zero value when they do not come, as reading has shown.

use std::sync::{Mutex, PoisonError};

use crate::values::error::FieldList;

/// The fields of one struct that have no default, by their places: they must be given a zero value when they do not come.
#[derive(Debug)]
pub(super) struct Needed {
    of: FieldList,
    places: Vec<usize>,
}

impl Needed {
    /// Adds a field, and all that is known of its struct from elsewhere; false if the field was there, or is none.
    pub(super) fn learn(all: &mut Vec<Self>, of: FieldList, field: &str) -> bool {
        let Some(place) = of.place_of(field) else {
            return false;
        };
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        Self::add(&mut known, of, place);
        let is_new = Self::add(all, of, place);
        for place in needed_of(&known, of) {
            Self::add(all, of, *place);
        }
        is_new
    }

    /// False if it was there.
    fn add(all: &mut Vec<Self>, of: FieldList, place: usize) -> bool {
        let Some(needed) = all.iter_mut().find(|needed| needed.of == of) else {
            all.push(Self {
                of,
                places: vec![place],
            });
            return true;
        };
        let is_new = !needed.places.contains(&place);
        if is_new {
            needed.places.push(place);
        }
        is_new
    }
}

/// What the readers of this process have learnt, each by reading a text again: as many structs as it has. A reader asks when it
/// meets one that it does not know.
static KNOWN: Mutex<Vec<Needed>> = Mutex::new(Vec::new());

/// Those of one struct.
pub(super) fn needed_of(all: &[Needed], of: FieldList) -> &[usize] {
    all.iter()
        .find(|needed| needed.of == of)
        .map_or(&[], |needed| &needed.places)
}
