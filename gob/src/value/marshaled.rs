//! Values of types that make their own bytes, from and to the Rust types that know how.

use super::Value;
use super::builder::TypeBuilder;
use super::node::Node;
use super::table::Form;
use super::view::ValueRef;
use crate::encode::Encode;
use crate::error::{Error, ErrorKind};
use crate::marshal::{Marshal, Payload};
use crate::types::{GobType, Kind};

impl Value {
    /// A value of the Go type that `T` is, with the bytes that it makes; a pointer to one if the Go type's methods want that.
    ///
    /// ```
    /// use netrpc_gob::go::time::Time;
    /// use netrpc_gob::value::Value;
    ///
    /// let epoch = Value::marshaled(&Time::from_unix(0, 0))?;
    /// assert_eq!(Value::any(epoch)?.to_string(), "time.Time(1970-01-01T00:00:00Z)");
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    ///
    /// # Errors
    /// Those of [`Marshal::marshal`].
    pub fn marshaled<T: Marshal + Encode>(value: &T) -> Result<Value, Error> {
        let Kind::Marshaler(methods) = T::TYPE.underlying() else {
            let text = format!("gob: {} has no marshaling method", T::TYPE.go_string());
            return Err(Error::unencodable(text));
        };
        let mut payload = Vec::new();
        if let Err(error) = value.marshal(&mut Payload::new(&mut payload)) {
            return Err(Error::unencodable(error.to_string()));
        }
        let mut types = TypeBuilder::new();
        let mut of = types.opaque(&T::TYPE.registered_name(), methods.by);
        if methods.on_pointer {
            of = types.pointer(of);
        }
        Ok(types.build(of)?.with(Node::Bytes(payload.into())))
    }
}

impl ValueRef<'_> {
    /// The value that `T` makes of the bytes, if their type has the marshaling method that `T` has, whatever it is called.
    ///
    /// ```
    /// use netrpc_gob::go::time::Time;
    /// use netrpc_gob::value::Value;
    /// use netrpc_gob::{StreamDecoder, StreamEncoder};
    ///
    /// let mut sender = StreamEncoder::new(Vec::new());
    /// sender.encode(&Time::from_unix(1_257_894_000, 0))?;
    /// let value: Value = StreamDecoder::new(sender.into_inner().as_slice()).decode()?;
    /// assert_eq!(value.view().unmarshal::<Time>()?.unix_seconds(), 1_257_894_000);
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    ///
    /// # Errors
    /// Another sort of type, or those of [`Marshal::unmarshal`]. Nil is an error, too.
    pub fn unmarshal<T: Marshal + GobType>(self) -> Result<T, Error> {
        match (self.form(), self.node, T::TYPE.underlying()) {
            (Form::Opaque(marshaler), Node::Bytes(payload), Kind::Marshaler(methods))
                if marshaler == methods.by =>
            {
                let mut value = T::zero();
                match value.unmarshal(payload) {
                    Ok(()) => Ok(value),
                    Err(error) => Err(Error::new(ErrorKind::Payload, error.to_string())),
                }
            }
            _ => {
                let text = format!("gob: {} is no {}", self.ty(), T::TYPE.go_string());
                Err(Error::new(ErrorKind::TypeMismatch, text))
            }
        }
    }
}
