//! The server's side of one connection: Go's `ServeCodec` without its goroutines.

use std::{
    fmt,
    sync::Arc,
    task::{Context, Poll},
};

use bytes::BytesMut;

use crate::{
    codec::{RequestHeader, ResponseHeader, ServerCodec},
    dispatch::{MethodCall, MethodTable, Registry},
    error::{CodecError, CodecErrorKind},
    go_text,
    limits::Limits,
};

/// One connection of a server.
///
/// Give it the input as it comes, poll the calls that it hands out wherever you like, and give them back when they are
/// ready; what it appends to `out` goes to the client.
pub struct ServerConnection<K: ServerCodec> {
    codec: K,
    registry: Arc<Registry<K>>,
    version: usize,
    methods: Arc<MethodTable<K>>,
    limits: Limits,
    request: RequestHeader,
    response: ResponseHeader,
    spare_headers: Vec<RequestHeader>,
    /// By index of the method.
    spare_calls: Vec<Vec<Box<dyn MethodCall<K>>>>,
    calls_in_flight: usize,
    bytes_in_flight: usize,
    ended: bool,
}

/// One call whose arguments are decoded. It runs when it is polled.
pub struct Call<K: ServerCodec> {
    request: RequestHeader,
    method: usize,
    call: Box<dyn MethodCall<K>>,
    bytes: usize,
}

impl<K: ServerCodec> ServerConnection<K> {
    /// A connection on which nothing has arrived yet.
    pub fn new(codec: K, registry: Arc<Registry<K>>, limits: Limits) -> Self {
        Self {
            codec,
            version: registry.version(),
            methods: registry.table(),
            registry,
            limits,
            request: RequestHeader::default(),
            response: ResponseHeader::default(),
            spare_headers: Vec::new(),
            spare_calls: Vec::new(),
            calls_in_flight: 0,
            bytes_in_flight: 0,
            ended: false,
        }
    }

    /// Takes requests from the front of `input` until one of them is a call to run. Requests that are not are answered
    /// into `out`. `None`: more bytes are needed, or no call is [accepted](Self::accepts_calls) at this time.
    ///
    /// # Errors
    /// The input cannot be read any further. Calls in flight are still to be finished, and their answers sent.
    pub fn next_call(
        &mut self,
        input: &mut BytesMut,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        while self.accepts_calls() {
            let before = input.len();
            let body = match self.codec.next_request(input, &mut self.request) {
                Ok(Some(body)) => body,
                Ok(None) => return self.check_unread(input).map(|()| None),
                Err(error) => return self.end(error),
            };
            let bytes = before.saturating_sub(input.len());
            if let Some(call) = self.begin(body, bytes, out)? {
                return Ok(Some(call));
            }
        }
        Ok(None)
    }

    /// The input has ended with `input` left over; call this when [`next_call`](Self::next_call) finds no more in it. A
    /// request without a body is answered, as Go does.
    ///
    /// # Errors
    /// The input ended inside a header.
    pub fn handle_end(
        &mut self,
        input: &mut BytesMut,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        if self.ended {
            return Ok(None);
        }
        let before = input.len();
        let body = self.codec.finish(input, &mut self.request);
        self.ended = true;
        match body? {
            Some(body) => self.begin(body, before, out),
            None => Ok(None),
        }
    }

    /// Answers a call that is ready.
    ///
    /// # Errors
    /// Not even an error can be encoded; the connection is of no more use.
    pub fn finish_call(&mut self, mut call: Call<K>, out: &mut Vec<u8>) -> Result<(), CodecError> {
        self.calls_in_flight = self.calls_in_flight.saturating_sub(1);
        self.bytes_in_flight = self.bytes_in_flight.saturating_sub(call.bytes);
        self.respond_to(&mut call.request);
        let mut encoded = call.call.encode(&mut self.codec, &mut self.response, out);
        if let Err(error) = encoded {
            // Go closes the connection here. Telling the caller, and going on, is compatible and friendlier.
            tracing::warn!(method = self.response.service_method, "{error}");
            go_text::set(&mut self.response.error, &error);
            encoded = self.codec.encode_error(&self.response, out);
        }
        call.call.clear();
        self.keep(call.method, call.call);
        std::mem::swap(
            &mut self.response.service_method,
            &mut call.request.service_method,
        );
        if self.spare_headers.len() < MAX_SPARE {
            self.spare_headers.push(call.request);
        }
        if encoded.is_err() {
            self.ended = true;
        }
        encoded
    }

    /// Whether the limits on calls in flight leave room for one more, and the input has not ended.
    pub fn accepts_calls(&self) -> bool {
        !self.ended
            && self.calls_in_flight < self.limits.max_calls_in_flight.max(1)
            && (self.calls_in_flight == 0 || self.bytes_in_flight < self.limits.max_bytes_in_flight)
    }

    /// Whether no further request will be taken from the input.
    pub fn has_ended(&self) -> bool {
        self.ended
    }

    /// Calls that were handed out and not finished yet.
    pub fn calls_in_flight(&self) -> usize {
        self.calls_in_flight
    }

    /// Starts the call that `self.request` names, or answers it with the reason why not.
    fn begin(
        &mut self,
        body: K::Body,
        bytes: usize,
        out: &mut Vec<u8>,
    ) -> Result<Option<Call<K>>, CodecError> {
        if self.version != self.registry.version() {
            self.version = self.registry.version();
            self.methods = self.registry.table();
        }
        let (index, method) = match self.methods.find(&self.request.service_method) {
            Ok(found) => found,
            Err(not_found) => {
                drop(body);
                not_found.write(&self.request.service_method, &mut self.response.error);
                return self.refuse(out);
            }
        };
        let spare = self.spare_calls.get_mut(index).and_then(Vec::pop);
        let mut call = spare.unwrap_or_else(|| method.new_call());
        if let Err(error) = call.start(&mut self.codec, body) {
            self.keep(index, call);
            go_text::set(&mut self.response.error, &error);
            return self.refuse(out);
        }
        let bytes = bytes.saturating_add(self.codec.decoded_size());
        self.calls_in_flight += 1;
        self.bytes_in_flight = self.bytes_in_flight.saturating_add(bytes);
        let spare = self.spare_headers.pop().unwrap_or_default();
        let request = std::mem::replace(&mut self.request, spare);
        Ok(Some(Call {
            request,
            method: index,
            call,
            bytes,
        }))
    }

    /// Answers the request in `self.request` with the error that is in `self.response` already.
    fn refuse(&mut self, out: &mut Vec<u8>) -> Result<Option<Call<K>>, CodecError> {
        let error = std::mem::take(&mut self.response.error);
        let mut request = std::mem::take(&mut self.request);
        self.respond_to(&mut request);
        self.response.error = error;
        self.request = request;
        match self.codec.encode_error(&self.response, out) {
            Ok(()) => Ok(None),
            Err(error) => self.end(error),
        }
    }

    fn respond_to(&mut self, request: &mut RequestHeader) {
        self.response.clear();
        std::mem::swap(
            &mut self.response.service_method,
            &mut request.service_method,
        );
        self.response.seq = request.seq;
    }

    fn keep(&mut self, method: usize, call: Box<dyn MethodCall<K>>) {
        if self.spare_calls.len() <= method {
            self.spare_calls.resize_with(method + 1, Vec::new);
        }
        if let Some(spare) = self
            .spare_calls
            .get_mut(method)
            .filter(|spare| spare.len() < MAX_SPARE)
        {
            spare.push(call);
        }
    }

    /// A codec that bounds its own messages never gets here; one that does not is bounded all the same.
    fn check_unread(&mut self, input: &BytesMut) -> Result<(), CodecError> {
        let headers = self
            .limits
            .max_request_header
            .saturating_add(self.limits.max_definition_bytes);
        if input.len()
            <= self
                .limits
                .max_request
                .saturating_mul(2)
                .saturating_add(headers)
        {
            return Ok(());
        }
        self.ended = true;
        Err(CodecError::new(
            CodecErrorKind::Limit,
            "rpc: request too big (Limits::max_request)",
        ))
    }

    fn end<T>(&mut self, error: CodecError) -> Result<T, CodecError> {
        self.ended = true;
        Err(error)
    }
}

impl<K: ServerCodec> Call<K> {
    /// Runs the method. When it is ready, give the call back to [`ServerConnection::finish_call`].
    pub fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        self.call.poll(cx)
    }

    /// The name that the client called.
    pub fn service_method(&self) -> &str {
        &self.request.service_method
    }

    /// The client's number for this call.
    pub fn seq(&self) -> u64 {
        self.request.seq
    }
}

impl<K: ServerCodec> fmt::Debug for ServerConnection<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerConnection")
            .field("calls_in_flight", &self.calls_in_flight)
            .field("bytes_in_flight", &self.bytes_in_flight)
            .field("ended", &self.ended)
            .finish_non_exhaustive()
    }
}

impl<K: ServerCodec> fmt::Debug for Call<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("request", &self.request)
            .finish_non_exhaustive()
    }
}

/// Headers, and boxes of each method, that a connection keeps for its next calls. More calls than this at a time are calls
/// that wait for something, beside which an allocation is nothing.
const MAX_SPARE: usize = 64;

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use netrpc_gob::Gob;

    use super::*;
    use crate::{
        codec::{EncodeArgs as _, gob::GobRequestEncoder, gob::GobServerCodec},
        dispatch::method_fn,
    };

    #[derive(Gob)]
    struct Args {
        a: isize,
        b: isize,
    }

    /// Go's answers to `Arith.Add` with Seq 0, and to an error (spec 10).
    const DEFINITION: &[u8] = b"\x39\x7f\x03\x01\x01\x08Response\x01\xff\x80\x00\x01\x03\x01\x0dServiceMethod\x01\x0c\x00\x01\x03Seq\x01\x06\x00\x01\x05Error\x01\x0c\x00\x00\x00";
    const PLACEHOLDER: &[u8] = b"\x0a\xff\x81\x03\x01\x02\xff\x82\x00\x00\x00\x03\xff\x82\x00";

    #[test]
    fn a_call_is_handed_out_polled_and_answered() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let mut input = requests(&["Arith.Add"]);
        let call = connection
            .next_call(&mut input, &mut out)
            .expect("well formed")
            .expect("a call");
        assert_eq!(
            (
                call.service_method(),
                call.seq(),
                connection.calls_in_flight()
            ),
            ("Arith.Add", 0, 1)
        );
        assert!(out.is_empty() && input.is_empty());
        finish(&mut connection, call, &mut out);
        assert_eq!(connection.calls_in_flight(), 0);
        assert_eq!(
            out,
            [
                DEFINITION,
                b"\x0e\xff\x80\x01\x09Arith.Add\x00\x03\x04\x00\x1e"
            ]
            .concat()
        );
    }

    #[test]
    fn a_request_without_a_method_is_answered_at_once_and_the_next_one_is_handed_out() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let mut input = requests(&["Foo", "Arith.Add"]);
        let call = connection
            .next_call(&mut input, &mut out)
            .expect("well formed")
            .expect("a call");
        assert_eq!(call.seq(), 1);
        let text = b"rpc: service/method request ill-formed: Foo";
        let header = [b"\x35\xff\x80\x01\x03Foo\x02\x2b", &text[..], b"\x00"].concat();
        assert_eq!(out, [DEFINITION, &header, PLACEHOLDER].concat());
    }

    #[test]
    fn calls_finish_in_any_order() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let mut input = requests(&["Arith.Add", "Arith.Add"]);
        let first = connection
            .next_call(&mut input, &mut out)
            .expect("well formed")
            .expect("a call");
        let second = connection
            .next_call(&mut input, &mut out)
            .expect("well formed")
            .expect("a call");
        finish(&mut connection, second, &mut out);
        assert!(
            out.windows(13)
                .any(|header| header == b"Arith.Add\x01\x01\x00\x03"),
            "Seq 1 comes first"
        );
        let len = out.len();
        finish(&mut connection, first, &mut out);
        assert_eq!(
            &out[len..],
            b"\x0e\xff\x80\x01\x09Arith.Add\x00\x03\x04\x00\x1e"
        );
    }

    #[test]
    fn a_call_that_is_given_back_unpolled_is_answered_with_an_error() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let call = connection
            .next_call(&mut requests(&["Arith.Add"]), &mut out)
            .expect("well formed")
            .expect("a call");
        connection.finish_call(call, &mut out).expect("an answer");
        assert!(out.ends_with(PLACEHOLDER));
    }

    #[test]
    fn a_header_without_a_body_is_answered_at_the_end() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let whole = requests(&["Arith.Add"]);
        let mut input = BytesMut::from(&whole[..whole.len() - 39]);
        assert!(
            connection
                .next_call(&mut input, &mut out)
                .expect("so far")
                .is_none()
        );
        assert!(
            connection
                .handle_end(&mut input, &mut out)
                .expect("a header")
                .is_none()
        );
        assert_eq!(
            out,
            [
                DEFINITION,
                b"\x13\xff\x80\x01\x09Arith.Add\x02\x03EOF\x00",
                PLACEHOLDER
            ]
            .concat()
        );
        assert!(connection.has_ended());
    }

    #[test]
    fn half_a_header_is_an_error_at_the_end_and_not_before() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let whole = requests(&["Arith.Add"]);
        let mut input = BytesMut::from(&whole[..30]);
        assert!(
            connection
                .next_call(&mut input, &mut out)
                .expect("so far")
                .is_none()
        );
        let error = connection
            .handle_end(&mut input, &mut out)
            .expect_err("half a header");
        assert_eq!(
            (error.to_string().as_str(), out.len()),
            ("unexpected EOF", 0)
        );
    }

    #[test]
    fn nothing_is_taken_after_a_bad_header_but_calls_in_flight_are_answered() {
        let (mut connection, mut out) = (connection(Limits::default()), Vec::new());
        let mut input = requests(&["Arith.Add"]);
        input.extend_from_slice(b"\x03\x04\x00\x06");
        let call = connection
            .next_call(&mut input, &mut out)
            .expect("well formed")
            .expect("a call");
        let error = connection
            .next_call(&mut input, &mut out)
            .expect_err("an int is no header");
        assert!(
            error
                .to_string()
                .starts_with("gob: type mismatch in decoder: want struct type rpc.Request"),
            "{error}"
        );
        assert!(
            connection
                .next_call(&mut input, &mut out)
                .expect("has ended")
                .is_none()
        );
        assert!(
            connection
                .handle_end(&mut input, &mut out)
                .expect("has ended")
                .is_none()
        );
        finish(&mut connection, call, &mut out);
        assert!(out.ends_with(b"\x03\x04\x00\x1e"));
    }

    fn connection(limits: Limits) -> ServerConnection<GobServerCodec> {
        let registry = Registry::new();
        let add = |args: Args| async move { Ok::<_, String>(args.a + args.b) };
        registry.register("Arith.Add", method_fn(add)).expect("new");
        ServerConnection::new(GobServerCodec::new(&limits), Arc::new(registry), limits)
    }

    fn requests(names: &[&str]) -> BytesMut {
        let (mut encoder, mut bytes) = (GobRequestEncoder::new(&Limits::default()), Vec::new());
        for (seq, name) in (0..).zip(names) {
            let header = RequestHeader {
                service_method: (*name).to_owned(),
                seq,
            };
            encoder
                .encode_request(&header, &Args { a: 7, b: 8 }, &mut bytes)
                .expect("a request");
        }
        BytesMut::from(&bytes[..])
    }

    fn finish(
        connection: &mut ServerConnection<GobServerCodec>,
        mut call: Call<GobServerCodec>,
        out: &mut Vec<u8>,
    ) {
        assert!(
            call.poll(&mut Context::from_waker(Waker::noop()))
                .is_ready()
        );
        connection.finish_call(call, out).expect("an answer");
    }
}
