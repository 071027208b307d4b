//! Trait objects as interface values: an open set of types, which a [`Registry`](crate::Registry) names.

use crate::decode::{InterfaceName, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::types::GobType;

/// Stands above a trait whose objects are Go interface values; every type that encodes has it. The trait is made
/// known by [`interface!`](crate::interface!), its types by a [`Registry`](crate::Registry).
///
/// ```
/// use netrpc_gob::{Gob, Object, Registry, StreamDecoder, StreamEncoder, Decoder, Encoder};
/// use std::sync::Arc;
///
/// trait Shape: Object {
///     fn area(&self) -> f64;
/// }
/// netrpc_gob::interface!(dyn Shape, "main.Shape");
///
/// #[derive(Gob)]
/// struct Square { side: f64 }
///
/// impl Shape for Square {
///     fn area(&self) -> f64 { self.side * self.side }
/// }
///
/// #[derive(Gob)]
/// struct Drawing { shapes: Vec<Option<Box<dyn Shape>>> }
///
/// let mut registry = Registry::new();
/// registry.register_name("main.Square", |square: Square| -> Box<dyn Shape> { Box::new(square) })?;
/// let registry = Arc::new(registry);
///
/// let encoder = Encoder::new().with_registry(registry.clone());
/// let mut sender = StreamEncoder::with_encoder(encoder, Vec::new());
/// sender.encode(&Drawing { shapes: vec![Some(Box::new(Square { side: 3.0 })), None] })?;
///
/// let bytes = sender.into_inner();
/// let decoder = Decoder::new().with_registry(registry);
/// let drawing: Drawing = StreamDecoder::with_decoder(decoder, bytes.as_slice()).decode()?;
/// let areas: Vec<_> = drawing.shapes.iter().map(|shape| shape.as_ref().map(|shape| shape.area())).collect();
/// assert_eq!(areas, [Some(9.0), None]);
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be an object of a Go interface",
    label = "no object of a Go interface",
    note = "put `#[derive(Gob)]` on the types of the objects",
    note = "a trait in `netrpc_gob::interface!` has `Object` above it, as in `trait Shape: netrpc_gob::Object`"
)]
pub trait Object: 'static {
    /// Appends the value as an interface value, under the name in the encoder's registry.
    ///
    /// # Errors
    /// A type that is not registered; those of the value.
    fn encode_object(&self, writer: &mut Writer<'_>) -> Result<(), Error>;
}

impl<T: Encode + 'static> Object for T {
    fn encode_object(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let name = writer.registered_name::<T>()?;
        writer.interface(&name, self)
    }
}

impl Reader<'_> {
    /// Reads what an interface value holds, as the decoder's registry says for trait objects `I`.
    ///
    /// # Errors
    /// A name that is not registered for `I`, and those of the value.
    pub fn object<I: GobType + ?Sized + 'static>(
        &mut self,
        name: InterfaceName<'_>,
    ) -> Result<Box<I>, Error> {
        match self.registry() {
            Some(registry) => registry.make(self, name),
            None => Err(name.not_registered()),
        }
    }
}

/// Makes the objects of a trait Go interface values: `interface!(dyn Shape, "main.Shape")`, or
/// `interface!(dyn Shape)` for an `interface {}`. The name is Go's for the interface; it is seen in the names of
/// unnamed types (`[]main.Shape`) and in texts. The trait has [`Object`](crate::Object) above it, where there is
/// an example.
#[macro_export]
macro_rules! interface {
    (dyn $interface:path) => {
        $crate::interface!(@ $interface, $crate::GoName::Unnamed);
    };
    (dyn $interface:path, $name:literal) => {
        $crate::interface!(@ $interface, $crate::GoName::Declared($name, &[]));
    };
    (@ $interface:path, $name:expr) => {
        impl $crate::GobType for dyn $interface {
            type Identity = $crate::identity::Object<dyn $interface>;
            const TYPE: &'static $crate::TypeInfo =
                &$crate::TypeInfo::new::<Self>($name, $crate::Kind::Interface);
            const IS_INTERFACE: bool = true;
        }

        impl $crate::Encode for dyn $interface {
            fn encode(
                &self,
                writer: &mut $crate::Writer<'_>,
            ) -> ::core::result::Result<(), $crate::Error> {
                $crate::Object::encode_object(self, writer)
            }

            fn is_omitted(&self) -> bool {
                false
            }
        }

        impl $crate::Optional for ::std::boxed::Box<dyn $interface> {
            fn decode_optional(
                slot: &mut ::core::option::Option<Self>,
                reader: &mut $crate::Reader<'_>,
                _: $crate::Plan,
            ) -> ::core::result::Result<(), $crate::Error> {
                *slot = match reader.interface()? {
                    ::core::option::Option::Some(name) => {
                        ::core::option::Option::Some(reader.object(name)?)
                    }
                    ::core::option::Option::None => ::core::option::Option::None,
                };
                ::core::result::Result::Ok(())
            }
        }
    };
}
