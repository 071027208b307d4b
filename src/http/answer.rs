//! Answers in the words of Go's `net/http`.

use bytes::Bytes;
use http::{
    HeaderValue, Response, StatusCode, Version,
    header::{CONNECTION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS},
    request::Parts,
};
use http_body_util::Full;

use crate::go_text;

pub(super) fn text(status: StatusCode, text: &'static str) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from_static(text.as_bytes())));
    *response.status_mut() = status;
    with_type(response, "text/plain; charset=utf-8")
}

pub(super) fn not_found() -> Response<Full<Bytes>> {
    let mut response = text(StatusCode::NOT_FOUND, go_text::PAGE_NOT_FOUND);
    let nosniff = HeaderValue::from_static("nosniff");
    response
        .headers_mut()
        .insert(X_CONTENT_TYPE_OPTIONS, nosniff);
    response
}

/// As in Go, what follows a CONNECT is never taken for another request: it may be meant for whom the client was to be connected to.
pub(super) fn last_of(
    request: &Parts,
    mut response: Response<Full<Bytes>>,
) -> Response<Full<Bytes>> {
    // A connection of HTTP/1.0 ends without being told, unless the client has asked for more.
    if request.version == Version::HTTP_11 || request.headers.contains_key(CONNECTION) {
        let close = HeaderValue::from_static("close");
        response.headers_mut().insert(CONNECTION, close);
    }
    response
}

pub(super) fn with_type(
    mut response: Response<Full<Bytes>>,
    of: &'static str,
) -> Response<Full<Bytes>> {
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(of));
    response
}
