//! The rules by name, and how a codec breaks one.

use std::{any::Any, error::Error, fmt};

use crate::error::CodecError;

/// One rule of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Rule {
    /// Requests in one buffer are taken one after the other, none waits for bytes behind it.
    RequestsTogether,
    /// A header that comes with the last request in it is cleared.
    RequestHeaderReused,
    /// It makes no difference where requests are cut.
    RequestsSplit,
    /// The body of a request may be dropped, and the next request is right.
    DroppedArgs,
    /// Arguments of another type cost one call.
    MisfittingArgs,
    /// Requests end between two of them; inside of one the end is an error, or a body that says so.
    EndOfRequests,
    /// Arguments that cannot be encoded leave no bytes behind, and the next request is right.
    UnencodableArgs,
    /// The text of an error arrives as it was sent.
    ErrorReply,
    /// Responses are written in any order, and each bears the number of its call.
    ReplyOrder,
    /// A reply that cannot be encoded leaves no bytes behind, and its call is answered with an error.
    UnencodableReply,
    /// A zero reply arrives as the zero value, or is refused like a reply that cannot be encoded.
    ZeroReply,
    /// Responses in one buffer are taken one after the other, none waits for bytes behind it.
    ResponsesTogether,
    /// A header that comes with the last response in it is cleared.
    ResponseHeaderReused,
    /// It makes no difference where responses are cut.
    ResponsesSplit,
    /// The body of a response may be skipped, and the next response is right.
    SkippedReply,
    /// A reply is decoded after those behind it were taken from the input.
    LateReply,
    /// Decoding into a value that equals the reply, or into the zero value, gives the reply.
    MergedReply,
    /// A reply of another type is an error.
    MisfittingReply,
    /// Responses end between two of them; inside of one the end is an error, or a body that says so.
    EndOfResponses,
    /// Connections know nothing of each other.
    OwnConnections,
    /// A request over `Limits::max_request` is refused, alone or with its connection.
    RequestLimit,
    /// A request header over `Limits::max_request_header` is refused.
    RequestHeaderLimit,
    /// A response over `Limits::max_response` is refused.
    ResponseLimit,
    /// Bytes that are no requests cause no panic, and it makes no difference where they are cut.
    DamagedRequests,
    /// Bytes that are no responses cause no panic, and it makes no difference where they are cut.
    DamagedResponses,
    /// After asking for more bytes, the answer stays the same until there are any.
    NothingNew,
    /// Whatever is taken from the input takes bytes from it, so that an end is reached.
    Progress,
    /// Encoders append: what is in the output stays.
    OutputKept,
}

impl Rule {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::RequestsTogether,
        Self::RequestHeaderReused,
        Self::RequestsSplit,
        Self::DroppedArgs,
        Self::MisfittingArgs,
        Self::EndOfRequests,
        Self::UnencodableArgs,
        Self::ErrorReply,
        Self::ReplyOrder,
        Self::UnencodableReply,
        Self::ZeroReply,
        Self::ResponsesTogether,
        Self::ResponseHeaderReused,
        Self::ResponsesSplit,
        Self::SkippedReply,
        Self::LateReply,
        Self::MergedReply,
        Self::MisfittingReply,
        Self::EndOfResponses,
        Self::OwnConnections,
        Self::RequestLimit,
        Self::RequestHeaderLimit,
        Self::ResponseLimit,
        Self::DamagedRequests,
        Self::DamagedResponses,
        Self::NothingNew,
        Self::Progress,
        Self::OutputKept,
    ];

    /// What the codec has to do.
    pub fn text(self) -> &'static str {
        self.words().0
    }

    /// The method of the codec that has to do it.
    pub fn method(self) -> &'static str {
        self.words().1
    }

    /// The method of Go's `net/rpc` that it stands for.
    pub fn go_method(self) -> &'static str {
        self.words().2
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        const NEXT_REQUEST: &str = "ServerCodec::next_request";
        const NEXT_RESPONSE: &str = "ResponseDecoder::next_response";
        const READ_REQUEST: &str = "ServerCodec.ReadRequestHeader";
        const READ_RESPONSE: &str = "ClientCodec.ReadResponseHeader";
        const WRITE_RESPONSE: &str = "ServerCodec.WriteResponse";
        match self {
            Self::RequestsTogether => (
                "requests in one buffer are taken one after the other, and none waits for bytes behind it",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::RequestHeaderReused => (
                "a header that comes with the last request in it is cleared",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::RequestsSplit => (
                "it makes no difference where requests are cut",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::DroppedArgs => (
                "the body of a request may be dropped, and the next request is right",
                NEXT_REQUEST,
                "ServerCodec.ReadRequestBody(nil)",
            ),
            Self::MisfittingArgs => (
                "arguments of another type cost one call",
                "DecodeArgs::decode_args",
                "ServerCodec.ReadRequestBody",
            ),
            Self::EndOfRequests => (
                "requests end between two of them; inside of one the end is an error, or a body that says so",
                "ServerCodec::finish",
                READ_REQUEST,
            ),
            Self::UnencodableArgs => (
                "arguments that cannot be encoded leave no bytes behind, and the next request is right",
                "EncodeArgs::encode_request",
                "ClientCodec.WriteRequest",
            ),
            Self::ErrorReply => (
                "the text of an error arrives as it was sent",
                "ServerCodec::encode_error",
                WRITE_RESPONSE,
            ),
            Self::ReplyOrder => (
                "responses are written in any order, and each bears the number of its call",
                "EncodeReply::encode_reply",
                WRITE_RESPONSE,
            ),
            Self::UnencodableReply => (
                "a reply that cannot be encoded leaves no bytes behind, and its call is answered with an error",
                "EncodeReply::encode_reply",
                WRITE_RESPONSE,
            ),
            Self::ZeroReply => (
                "a zero reply arrives as the zero value, or is refused like a reply that cannot be encoded",
                "EncodeReply::encode_zero_reply",
                WRITE_RESPONSE,
            ),
            Self::ResponsesTogether => (
                "responses in one buffer are taken one after the other, and none waits for bytes behind it",
                NEXT_RESPONSE,
                READ_RESPONSE,
            ),
            Self::ResponseHeaderReused => (
                "a header that comes with the last response in it is cleared",
                NEXT_RESPONSE,
                READ_RESPONSE,
            ),
            Self::ResponsesSplit => (
                "it makes no difference where responses are cut",
                NEXT_RESPONSE,
                READ_RESPONSE,
            ),
            Self::SkippedReply => (
                "the body of a response may be skipped, and the next response is right",
                "ResponseDecoder::skip_body",
                "ClientCodec.ReadResponseBody(nil)",
            ),
            Self::LateReply => (
                "a reply is decoded after those behind it were taken from the input",
                "DecodeReply::decode_reply",
                "ClientCodec.ReadResponseBody",
            ),
            Self::MergedReply => (
                "decoding into a value that equals the reply, or into the zero value, gives the reply",
                "DecodeReply::decode_reply_into",
                "ClientCodec.ReadResponseBody",
            ),
            Self::MisfittingReply => (
                "a reply of another type is an error",
                "DecodeReply::decode_reply",
                "ClientCodec.ReadResponseBody",
            ),
            Self::EndOfResponses => (
                "responses end between two of them; inside of one the end is an error, or a body that says so",
                "ResponseDecoder::finish",
                READ_RESPONSE,
            ),
            Self::OwnConnections => (
                "connections know nothing of each other",
                "ServerFormat::server_codec, ClientFormat::client_codec",
                "NewClientWithCodec, ServeCodec",
            ),
            Self::RequestLimit => (
                "a request over Limits::max_request is refused, alone or with its connection",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::RequestHeaderLimit => (
                "a request header over Limits::max_request_header is refused",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::ResponseLimit => (
                "a response over Limits::max_response is refused",
                NEXT_RESPONSE,
                READ_RESPONSE,
            ),
            Self::DamagedRequests => (
                "bytes that are no requests cause no panic, and it makes no difference where they are cut",
                NEXT_REQUEST,
                READ_REQUEST,
            ),
            Self::DamagedResponses => (
                "bytes that are no responses cause no panic, and it makes no difference where they are cut",
                NEXT_RESPONSE,
                READ_RESPONSE,
            ),
            Self::NothingNew => (
                "after asking for more bytes, the answer stays the same until there are any",
                "next_request, next_response",
                "ReadRequestHeader, ReadResponseHeader",
            ),
            Self::Progress => (
                "whatever is taken from the input takes bytes from it, so that an end is reached",
                "next_request, next_response",
                "ReadRequestHeader, ReadResponseHeader",
            ),
            Self::OutputKept => (
                "encoders append: what is in the output stays",
                "encode_request, encode_reply, encode_zero_reply, encode_error",
                "WriteRequest, WriteResponse",
            ),
        }
    }
}

/// A rule that a codec breaks, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    rule: Rule,
    details: String,
}

impl Violation {
    /// Which rule.
    pub fn rule(&self) -> Rule {
        self.rule
    }

    /// What happened.
    pub fn details(&self) -> &str {
        &self.details
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rule, details } = self;
        let (text, method, go) = rule.words();
        write!(f, "{rule:?}: {text}\n    ({method}, Go's {go}): {details}")
    }
}

impl Error for Violation {}

/// A violation in the making: by default of the rule that is being tried.
#[derive(Debug)]
pub(super) struct Breach {
    rule: Option<Rule>,
    details: String,
}

impl Breach {
    /// Of a rule that holds whatever is being tried.
    pub(super) fn of(rule: Rule, details: impl Into<String>) -> Self {
        Self {
            rule: Some(rule),
            details: details.into(),
        }
    }

    /// Says in what circumstances.
    #[must_use]
    pub(super) fn when(mut self, circumstances: impl fmt::Display) -> Self {
        self.details = format!("{circumstances}: {}", self.details);
        self
    }

    pub(super) fn into_violation(self, tried: Rule) -> Violation {
        Violation {
            rule: self.rule.unwrap_or(tried),
            details: self.details,
        }
    }
}

impl<S: Into<String>> From<S> for Breach {
    fn from(details: S) -> Self {
        Self {
            rule: None,
            details: details.into(),
        }
    }
}

/// An error where there may be none.
pub(super) fn failed(what: impl fmt::Display) -> impl FnOnce(CodecError) -> Breach {
    move |error| Breach::from(format!("{what} failed: {error}"))
}

/// What a panic said.
pub(super) fn panic_text(payload: &(dyn Any + Send)) -> String {
    let text = payload
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| payload.downcast_ref::<&str>().copied())
        .unwrap_or("of no text");
    format!("a panic: {text}")
}
