//! `Rc` and `Arc` of strings and slices.

use std::rc::Rc;
use std::sync::Arc;

use super::string::read_str;
use crate::decode::{Decode, Plan, Reader};
use crate::error::Error;

macro_rules! shared {
    ($($pointer:ident),*) => {$(
        impl Decode for $pointer<str> {
            const ZERO_BYTES: usize = COUNTS;

            fn zero() -> Self {
                $pointer::from("")
            }

            fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
                let text = read_str(reader)?;
                reader.charge(COUNTS + text.len())?;
                *self = text.into();
                Ok(())
            }
        }

        /// Merges into elements that nobody else holds, and replaces those that are shared.
        impl<T: Decode> Decode for $pointer<[T]> {
            const ZERO_BYTES: usize = COUNTS;

            fn zero() -> Self {
                $pointer::from([])
            }

            fn decode(&mut self, reader: &mut Reader<'_>, plan: Plan) -> Result<(), Error> {
                let old = $pointer::get_mut(self).unwrap_or_default();
                reader.charge(old.len().saturating_mul(size_of::<T>() + T::ZERO_BYTES))?;
                let old = old.iter_mut();
                let mut elements: Vec<_> = old.map(|old| std::mem::replace(old, T::zero())).collect();
                let result = elements.decode(reader, plan);
                // They are copied once more, behind the counts.
                reader.charge(COUNTS + elements.len().saturating_mul(size_of::<T>()))?;
                *self = elements.into();
                result
            }
        }
    )*};
}

shared!(Rc, Arc);

/// The counts of pointers that stand in front of what they point to.
const COUNTS: usize = 2 * size_of::<usize>();
