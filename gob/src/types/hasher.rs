//! Types as keys of hash maps.

use std::hash::Hasher;

/// A `TypeId` is a hash already, and so is a fingerprint.
#[derive(Debug, Default)]
pub(crate) struct TypeIdHasher(u64);

impl Hasher for TypeIdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 ^= value;
    }

    fn write_u128(&mut self, value: u128) {
        self.0 ^= value as u64;
    }

    /// The discriminant of a [`TypeKey`](super::TypeKey).
    fn write_isize(&mut self, _: isize) {}
}
