//! What a type has made of itself that is not known here.

use std::convert::Infallible;

use super::impls::marshaled;
use super::{Marshal, Payload};

macro_rules! opaque {
    ($(#[$doc:meta])* $own:ident, $name:literal, $by:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $own(pub Vec<u8>);

        impl Marshal for $own {
            type Error = Infallible;

            fn marshal(&self, payload: &mut Payload<'_>) -> Result<(), Infallible> {
                payload.put(&self.0);
                Ok(())
            }

            fn unmarshal(&mut self, payload: &[u8]) -> Result<(), Infallible> {
                self.0.clear();
                self.0.extend_from_slice(payload);
                Ok(())
            }

            fn zero() -> Self {
                Self::default()
            }

            fn is_zero(&self) -> bool {
                self.0.is_empty()
            }
        }

        marshaled!($own, $name, $by);
    };
}

opaque! {
    /// The bytes of any Go type with `GobEncode`, kept as they are and sent again so. No bytes are the zero value.
    ///
    /// ```
    /// use netrpc_gob::go::time::Time;
    /// use netrpc_gob::{Gob, OpaqueGob, StreamDecoder, StreamEncoder};
    ///
    /// #[derive(Gob)]
    /// struct Event { at: Time }
    /// #[derive(Gob)]
    /// struct Passed { at: OpaqueGob }
    ///
    /// let mut sender = StreamEncoder::new(Vec::new());
    /// sender.encode(&Event { at: Time::from_unix(0, 0) })?;
    /// let passed: Passed = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
    /// assert_eq!(passed.at.0, [1, 0, 0, 0, 14, 119, 145, 247, 0, 0, 0, 0, 0, 255, 255]);
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    OpaqueGob, "main.OpaqueGob", Gob
}

opaque! {
    /// The same for `MarshalBinary`.
    ///
    /// ```
    /// use netrpc_gob::{OpaqueBinary, StreamDecoder, StreamEncoder};
    ///
    /// let mut sender = StreamEncoder::new(Vec::new());
    /// sender.encode(&OpaqueBinary(vec![192, 0, 2, 1]))?; // as a netip.Addr
    /// let same: OpaqueBinary = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
    /// assert_eq!(same.0, [192, 0, 2, 1]);
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    OpaqueBinary, "main.OpaqueBinary", Binary
}
