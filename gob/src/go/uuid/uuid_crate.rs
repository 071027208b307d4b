//! The crate `uuid`.

use super::{Uuid, UuidArray};
use crate::marshal::converted;

impl From<uuid::Uuid> for Uuid {
    fn from(uuid: uuid::Uuid) -> Self {
        Uuid(uuid.into_bytes())
    }
}

impl From<&uuid::Uuid> for Uuid {
    fn from(uuid: &uuid::Uuid) -> Self {
        Uuid(uuid.into_bytes())
    }
}

impl From<Uuid> for uuid::Uuid {
    fn from(uuid: Uuid) -> Self {
        uuid::Uuid::from_bytes(uuid.0)
    }
}

impl From<uuid::Uuid> for UuidArray {
    fn from(uuid: uuid::Uuid) -> Self {
        UuidArray(uuid.into_bytes())
    }
}

impl From<UuidArray> for uuid::Uuid {
    fn from(uuid: UuidArray) -> Self {
        uuid::Uuid::from_bytes(uuid.0)
    }
}

// As google/uuid's, which is what Go programs have; for others there is `UuidArray`.
converted!(uuid::Uuid => Uuid, zero uuid::Uuid::nil());
