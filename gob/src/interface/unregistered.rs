//! An interface value of which neither the name nor the type is known beforehand.

use crate::decode::{InterfaceName, Optional, Plan, Reader};
use crate::encode::{Encode, Writer};
use crate::error::Error;
use crate::lossy::{text_len, to_text};
use crate::types::{GoName, GobType, Kind, TypeInfo};
use crate::value::Value;

/// An interface value with its name, its type and what it holds: for names that no Rust type goes by.
///
/// As the payload of the variant `#[gob(other)]` of an enum it takes what no other variant has a name for;
/// `Option<Unregistered>` is an interface of which nothing is known.
///
/// ```
/// use netrpc_gob::{Gob, StreamDecoder, StreamEncoder, Unregistered};
///
/// #[derive(Gob)]
/// struct Circle { radius: f64 }
/// #[derive(Gob)]
/// struct Square { side: f64 }
///
/// #[derive(Gob)]
/// enum Sender { #[gob(name = "main.Circle")] Circle(Circle), #[gob(name = "main.Square")] Square(Square) }
///
/// #[derive(Gob)]
/// enum Receiver { #[gob(name = "main.Circle")] Circle(Circle), #[gob(other)] Other(Unregistered) }
///
/// let mut sender = StreamEncoder::new(Vec::new());
/// sender.encode(&Sender::Square(Square { side: 2.0 }))?;
/// let bytes = sender.into_inner();
/// let Some(Receiver::Other(shape)) = StreamDecoder::new(bytes.as_slice()).decode()? else { panic!() };
/// assert_eq!(shape.name, "main.Square");
/// assert_eq!(shape.value.view().field("Side").unwrap().as_f64(), Some(2.0));
/// # Ok::<(), netrpc_gob::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Unregistered {
    /// The name under which the sender has registered the type: `main.Circle`. Go takes any bytes for a name; here each
    /// that is not UTF-8 is U+FFFD, and it is sent on as that. A [`Value`] keeps them.
    pub name: String,
    /// What the interface value holds, and of what type that is.
    pub value: Value,
}

impl GobType for Unregistered {
    type Identity = Unregistered;
    const TYPE: &'static TypeInfo = &TypeInfo::new::<Self>(GoName::Unnamed, Kind::Interface);
    const IS_INTERFACE: bool = true;
}

impl Encode for Unregistered {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        writer.interface(&self.name, &self.value)
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Optional for Unregistered {
    fn decode_optional(
        slot: &mut Option<Self>,
        reader: &mut Reader<'_>,
        _: Plan,
    ) -> Result<(), Error> {
        *slot = match reader.interface()? {
            Some(name) => Some(reader.unregistered(name)?),
            None => None,
        };
        Ok(())
    }
}

impl Reader<'_> {
    /// Reads what an interface value of an unknown name holds.
    ///
    /// # Errors
    /// Bytes that contradict their type, a limit.
    pub fn unregistered(&mut self, name: InterfaceName<'_>) -> Result<Unregistered, Error> {
        self.charge(text_len(name.as_bytes()))?;
        Ok(Unregistered {
            name: to_text(name.as_bytes()).into_owned(),
            value: self.concrete(name)?,
        })
    }
}
