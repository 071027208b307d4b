//! The headers as gob structs: Go's `rpc.Request` and `rpc.Response`.

use netrpc_gob::{Decode, Encode, Error, Gob, GobType, Plan, Reader, TypeInfo, Writer};

use super::foreign::Peer;
use crate::codec::{RequestHeader, ResponseHeader};

/// Reads as `rpc.Request`.
#[derive(Debug, Gob)]
#[gob(name = "rpc.Request")]
pub(super) struct Request {
    service_method: LossyString,
    seq: u64,
}

/// Reads as `rpc.Response`.
#[derive(Debug, Gob)]
#[gob(name = "rpc.Response")]
pub(super) struct Response {
    service_method: LossyString,
    seq: u64,
    error: LossyString,
}

/// Sends as `rpc.Request`.
#[derive(Gob)]
#[gob(name = "rpc.Request", encode_only)]
pub(super) struct RequestRef<'a> {
    pub(super) service_method: &'a str,
    pub(super) seq: u64,
}

/// Sends as `rpc.Response`.
#[derive(Gob)]
#[gob(name = "rpc.Response", encode_only)]
pub(super) struct ResponseRef<'a> {
    pub(super) service_method: &'a str,
    pub(super) seq: u64,
    pub(super) error: &'a str,
}

/// A header that is decoded: gob leaves out zero fields, so it is emptied before.
pub(super) trait WireHeader: Decode {
    /// What the codec's user sees.
    type Header;
    /// Who sends it.
    const SENDER: Peer;

    fn clear(&mut self);

    /// Swaps strings rather than copying them.
    fn swap_into(&mut self, header: &mut Self::Header);
}

impl WireHeader for Request {
    type Header = RequestHeader;
    const SENDER: Peer = Peer::Client;

    fn clear(&mut self) {
        self.service_method.0.clear();
        self.seq = 0;
    }

    fn swap_into(&mut self, header: &mut RequestHeader) {
        std::mem::swap(&mut self.service_method.0, &mut header.service_method);
        header.seq = self.seq;
    }
}

impl WireHeader for Response {
    type Header = ResponseHeader;
    const SENDER: Peer = Peer::Server;

    fn clear(&mut self) {
        self.service_method.0.clear();
        self.seq = 0;
        self.error.0.clear();
    }

    fn swap_into(&mut self, header: &mut ResponseHeader) {
        std::mem::swap(&mut self.service_method.0, &mut header.service_method);
        std::mem::swap(&mut self.error.0, &mut header.error);
        header.seq = self.seq;
    }
}

impl<'a> RequestRef<'a> {
    pub(super) fn of(header: &'a RequestHeader) -> Self {
        Self {
            service_method: &header.service_method,
            seq: header.seq,
        }
    }
}

impl<'a> ResponseRef<'a> {
    /// A success's header.
    pub(super) fn success(header: &'a ResponseHeader) -> Self {
        Self {
            service_method: &header.service_method,
            seq: header.seq,
            error: "",
        }
    }

    /// A failure's header.
    pub(super) fn failure(header: &'a ResponseHeader) -> Self {
        Self {
            service_method: &header.service_method,
            seq: header.seq,
            error: &header.error,
        }
    }
}

/// A Go string that need not be UTF-8: a name or an error text is no reason to end a connection.
#[derive(Debug)]
struct LossyString(String);

impl GobType for LossyString {
    type Identity = <String as GobType>::Identity;
    const TYPE: &'static TypeInfo = String::TYPE;
}

impl Encode for LossyString {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.encode(writer)
    }

    fn is_omitted(&self) -> bool {
        self.0.is_omitted()
    }
}

impl Decode for LossyString {
    fn zero() -> Self {
        Self(String::new())
    }

    fn decode(&mut self, reader: &mut Reader<'_>, _: Plan) -> Result<(), Error> {
        let bytes = reader.bytes("string")?;
        self.0.clear();
        match std::str::from_utf8(bytes) {
            Ok(text) => self.0.push_str(text),
            Err(_) => self.0.push_str(&String::from_utf8_lossy(bytes)),
        }
        Ok(())
    }
}
