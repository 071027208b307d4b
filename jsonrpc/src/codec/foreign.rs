//! Peers that do not speak JSON: the bytes where a message should begin give them away.

/// Whose bytes are looked at, which decides about what may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Client,
    Server,
}

/// What the peer seems to speak, given bytes that begin no message, and what to do about it.
pub(super) fn other_protocol(bytes: &[u8], peer: Peer) -> Option<&'static str> {
    Some(match (bytes, peer) {
        // A gob stream begins with the definition of a type: its length, which may have passed for white space, and a
        // negative id that is 64 or more without its sign.
        ([0x7f | 0xff, ..] | [_, 0x7f | 0xff, ..], Peer::Client) => {
            "the peer seems to speak gob, and this is a JSON-RPC port; netrpc::Server serves gob"
        }
        ([0x7f | 0xff, ..] | [_, 0x7f | 0xff, ..], Peer::Server) => {
            "the server seems to speak gob, and this is a JSON-RPC client; netrpc::Client is one for gob"
        }
        ([b'A'..=b'Z', ..], Peer::Client) => {
            "the peer seems to speak HTTP; this port takes JSON-RPC without it, as jsonrpc.Dial sends it"
        }
        ([b'A'..=b'Z', ..], Peer::Server) => {
            "the server seems to speak HTTP; Go's jsonrpc does without"
        }
        ([0x15 | 0x16, ..], Peer::Client) => {
            "the peer seems to speak TLS; this port takes JSON-RPC without it"
        }
        ([0x15 | 0x16, ..], Peer::Server) => {
            "the server seems to speak TLS; put it around the stream before the client is made"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use bytes::BytesMut;
    use netrpc::{
        CodecErrorKind, Limits,
        codec::{
            ClientFormat as _, RequestHeader, ResponseDecoder as _, ResponseHeader,
            ServerCodec as _, ServerFormat as _,
        },
    };

    use crate::codec::JsonRpc;

    /// The definitions of `rpc.Request` that Go sends begin with 0x2b to 0x2e; other lengths are possible.
    #[test]
    fn the_first_two_bytes_name_the_protocol() {
        for (bytes, name) in [
            (&b"GET / HTTP/1.1\r\n"[..], "HTTP"),
            (b"HTTP/1.1 400 Bad Request\r\n", "HTTP"),
            (b"CONNECT /_goRPC_ HTTP/1.0\n\n", "HTTP"),
            (b"\x2d\x7f\x03\x01\x01", "gob"),
            (b"9\x7f\x03\x01", "gob"),
            (b"/\xff\x81", "gob"),
            (b" \x7f\x03\x01", "gob"),
            (b"{\x7f\x03\x01", "gob"),
            (b"n\x7f\x03\x01", "gob"),
            (b"[\x7f\x03\x01", "gob"),
            (b"\"\x7f\x03\x01", "gob"),
            (b"\x16\x03\x01\x02\x00", "TLS"),
            (b"\x15\x03\x01\x00\x02\x02\x46", "TLS"),
        ] {
            for bytes in [bytes, &bytes[..2]] {
                let limits = Limits::default();
                let served = JsonRpc
                    .server_codec(&limits)
                    .next_request(&mut BytesMut::from(bytes), &mut RequestHeader::default())
                    .unwrap_err();
                let called = JsonRpc
                    .client_codec(&limits)
                    .1
                    .next_response(&mut BytesMut::from(bytes), &mut ResponseHeader::default())
                    .unwrap_err();
                for (error, who) in [(served, "peer"), (called, "server")] {
                    assert_eq!(error.kind(), CodecErrorKind::OtherProtocol, "{error}");
                    let says = format!(" (the {who} seems to speak {name}");
                    assert!(error.to_string().contains(&says), "{bytes:x?}: {error}");
                }
            }
        }
    }

    #[test]
    fn text_that_is_no_json_is_no_other_protocol() {
        for bytes in [
            "xyz",
            "garbage",
            "{id:1}",
            "{\"id\":1,}",
            "[1]",
            "5 ",
            "\"a\"",
            "\u{feff}{}",
        ] {
            let error = JsonRpc
                .server_codec(&Limits::default())
                .next_request(&mut BytesMut::from(bytes), &mut RequestHeader::default())
                .unwrap_err();
            assert_eq!(error.kind(), CodecErrorKind::Invalid, "{error}");
        }
    }

    /// Of a message over the limit only the end is still there.
    #[test]
    fn the_rest_of_a_long_message_is_no_other_protocol() {
        let mut limits = Limits::default();
        limits.max_request = 100;
        let mut codec = JsonRpc.server_codec(&limits);
        let (mut input, mut header) = (BytesMut::new(), RequestHeader::default());
        for piece in ["{\"params\":[\"", &"GET ".repeat(2_000), "GET \x01"] {
            input.extend_from_slice(piece.as_bytes());
            match codec.next_request(&mut input, &mut header) {
                Ok(body) => assert!(body.is_none() && !piece.ends_with('\x01')),
                Err(error) => {
                    assert_eq!(error.kind(), CodecErrorKind::Invalid, "{error}");
                    return;
                }
            }
        }
        panic!("a control character in a string");
    }
}
