//! Values of the author's choosing, with their types hidden from the rules.

use std::{fmt::Debug, marker::PhantomData};

use crate::{
    codec::{
        ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, RequestHeader,
        ResponseDecoder, ResponseHeader, ServerCodec, ServerFormat,
    },
    error::CodecError,
};

/// Whether what arrived is what was sent; if not, the two of them.
pub(super) type Same = Result<(), String>;

type ArgsBody<F> = <<F as ServerFormat>::Codec as ServerCodec>::Body;
type ReplyBody<F> = <<F as ClientFormat>::Decoder as ResponseDecoder>::Body;

/// What can be sent, or be tried to.
pub(super) trait Encodes<F: ServerFormat + ClientFormat> {
    fn encode_request(
        &self,
        encoder: &mut F::Encoder,
        header: &RequestHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    fn encode_reply(
        &self,
        codec: &mut F::Codec,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;
}

/// A value that arrives as it was sent.
pub(super) trait Sample<F: ServerFormat + ClientFormat>: Encodes<F> {
    fn decode_args(&self, codec: &mut F::Codec, body: ArgsBody<F>) -> Result<Same, CodecError>;

    fn decode_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<Same, CodecError>;

    /// The first reply into the zero value if there is one, the second into the outcome.
    fn merge_reply(
        &self,
        decoder: &mut F::Decoder,
        bodies: [ReplyBody<F>; 2],
    ) -> Result<Same, CodecError>;

    fn encode_zero_reply(
        &self,
        codec: &mut F::Codec,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError>;

    /// Compares with the decoder's own zero value, if it has one.
    fn decode_zero_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<Same, CodecError>;
}

/// A value that arrives and does not fit.
pub(super) trait Misfit<F: ServerFormat + ClientFormat> {
    fn sent(&self) -> &dyn Encodes<F>;

    /// What came out all the same.
    fn decode_args(&self, codec: &mut F::Codec, body: ArgsBody<F>) -> Result<String, CodecError>;

    /// What came out all the same.
    fn decode_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<String, CodecError>;
}

/// A value that is sent, or cannot be.
pub(super) struct Sent<T>(pub(super) T);

impl<F, T> Encodes<F> for Sent<T>
where
    F: ServerFormat + ClientFormat,
    F::Encoder: EncodeArgs<T>,
    F::Codec: EncodeReply<T>,
{
    fn encode_request(
        &self,
        encoder: &mut F::Encoder,
        header: &RequestHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        encoder.encode_request(header, &self.0, out)
    }

    fn encode_reply(
        &self,
        codec: &mut F::Codec,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        codec.encode_reply(header, &self.0, out)
    }
}

impl<F, T> Sample<F> for Sent<T>
where
    F: ServerFormat + ClientFormat,
    F::Encoder: EncodeArgs<T>,
    F::Codec: DecodeArgs<T> + EncodeReply<T>,
    F::Decoder: DecodeReply<T>,
    T: PartialEq + Debug,
{
    fn decode_args(&self, codec: &mut F::Codec, body: ArgsBody<F>) -> Result<Same, CodecError> {
        Ok(compare(&self.0, &codec.decode_args(body)?))
    }

    fn decode_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<Same, CodecError> {
        Ok(compare(&self.0, &decoder.decode_reply(body)?))
    }

    fn merge_reply(
        &self,
        decoder: &mut F::Decoder,
        [first, second]: [ReplyBody<F>; 2],
    ) -> Result<Same, CodecError> {
        let mut value = match <F::Decoder as DecodeReply<T>>::zero_reply() {
            Ok(mut zero) => {
                decoder.decode_reply_into(first, &mut zero)?;
                zero
            }
            Err(_) => decoder.decode_reply(first)?,
        };
        if let Err(difference) = compare(&self.0, &value) {
            return Ok(Err(format!("into the zero value: {difference}")));
        }
        decoder.decode_reply_into(second, &mut value)?;
        Ok(compare(&self.0, &value))
    }

    fn encode_zero_reply(
        &self,
        codec: &mut F::Codec,
        header: &ResponseHeader,
        out: &mut Vec<u8>,
    ) -> Result<(), CodecError> {
        EncodeReply::<T>::encode_zero_reply(codec, header, out)
    }

    fn decode_zero_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<Same, CodecError> {
        let arrived: T = decoder.decode_reply(body)?;
        Ok(match <F::Decoder as DecodeReply<T>>::zero_reply() {
            Ok(zero) => compare(&zero, &arrived),
            Err(_) => Ok(()),
        })
    }
}

/// A `T` that is no `As`.
pub(super) struct MisfitAs<T, As>(Sent<T>, PhantomData<fn() -> As>);

impl<T, As> MisfitAs<T, As> {
    pub(super) fn new(value: T) -> Self {
        Self(Sent(value), PhantomData)
    }
}

impl<F, T, As> Misfit<F> for MisfitAs<T, As>
where
    F: ServerFormat + ClientFormat,
    F::Encoder: EncodeArgs<T>,
    F::Codec: EncodeReply<T> + DecodeArgs<As>,
    F::Decoder: DecodeReply<As>,
    As: Debug,
{
    fn sent(&self) -> &dyn Encodes<F> {
        &self.0
    }

    fn decode_args(&self, codec: &mut F::Codec, body: ArgsBody<F>) -> Result<String, CodecError> {
        let arrived: As = codec.decode_args(body)?;
        Ok(format!("{arrived:?}"))
    }

    fn decode_reply(
        &self,
        decoder: &mut F::Decoder,
        body: ReplyBody<F>,
    ) -> Result<String, CodecError> {
        let arrived: As = decoder.decode_reply(body)?;
        Ok(format!("{arrived:?}"))
    }
}

fn compare<T: PartialEq + Debug>(sent: &T, arrived: &T) -> Same {
    if sent == arrived {
        Ok(())
    } else {
        Err(format!("{} arrived as {}", show(sent), show(arrived)))
    }
}

/// Enough of a value to know it by.
fn show(value: &impl Debug) -> String {
    let text = format!("{value:?}");
    match text.char_indices().nth(200) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text,
    }
}
