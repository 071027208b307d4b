use netrpc_gob::{Gob, Marshal, OpaqueGob, Payload};

#[derive(Gob)]
#[gob(name = "example.com/keys.Fingerprint", binary_marshaler, pointer_receivers)]
enum Fingerprint {
    None,
    Short(u32),
}

impl Marshal for Fingerprint {
    type Error = &'static str;

    fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Self::Error> {
        match self {
            Fingerprint::None => {}
            Fingerprint::Short(short) => payload.put(&short.to_be_bytes()),
        }
        Ok(())
    }

    fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Self::Error> {
        *self = match payload.try_into() {
            Ok(short) => Fingerprint::Short(u32::from_be_bytes(short)),
            Err(_) if payload.is_empty() => Fingerprint::None,
            Err(_) => return Err("fingerprint: bad length"),
        };
        Ok(())
    }

    fn zero() -> Self {
        Fingerprint::None
    }

    fn is_zero(&self) -> bool {
        matches!(self, Fingerprint::None)
    }
}

#[derive(Gob)]
#[gob(transparent)]
struct Kept(OpaqueGob);

#[derive(Gob)]
struct Key {
    fingerprint: Option<Fingerprint>,
    all: Vec<Fingerprint>,
    rest: Kept,
}

fn main() {}
