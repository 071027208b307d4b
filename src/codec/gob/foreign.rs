//! Peers that do not speak gob: their first two or three bytes give them away.
//!
//! Read as gob, `{` and `G` are the lengths of messages of 123 and 71 bytes, so a short request of another protocol would be
//! waited for and never answered. But the first message of a stream must begin with a definition whose id is 64 or more, or
//! with the id of one of Go's own structs that a header can be read from, as no other type is known yet. What else stands
//! there is an error to Go, too, whatever follows; here it is one at once.

use netrpc_gob::{Decode, Decoder, Error, ErrorKind, Step};

use crate::error::{CodecError, CodecErrorKind};

/// Whose bytes are looked at, which decides about what may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Peer {
    Client,
    Server,
}

/// Whether the first message of a stream may still be a header, a gob value of type `H`; `None` asks for more bytes.
///
/// # Errors
/// It is none, however it goes on.
pub(super) fn check_first_message<H: Decode>(
    input: &[u8],
    peer: Peer,
) -> Result<Option<()>, CodecError> {
    match refusal::<H>(input) {
        Verdict::MayBeGob => Ok(Some(())),
        Verdict::TooShort => Ok(None),
        Verdict::Refused(error) => Err(match Protocol::guess(input) {
            Some(protocol) => CodecError::with_source(
                CodecErrorKind::OtherProtocol,
                format!("{error} ({})", protocol.advice(peer)),
                error,
            ),
            None => error.into(),
        }),
    }
}

enum Verdict {
    MayBeGob,
    TooShort,
    /// Decoding fails with this.
    Refused(Error),
}

/// Decodes what the first message begins with, as if it ended there. An error that is not that end stays, as decoding goes
/// from left to right. Numbers of several bytes are not looked at: a stream that has them there is no text.
fn refusal<H: Decode>(input: &[u8]) -> Verdict {
    let Some((len @ 1..0x80, rest)) = input.split_first() else {
        return if input.is_empty() {
            Verdict::TooShort
        } else {
            Verdict::MayBeGob
        };
    };
    let looked_at = rest
        .iter()
        .take(LOOKED_AT.min(usize::from(*len)))
        .position(|byte| *byte >= SEVERAL_BYTES)
        .unwrap_or(LOOKED_AT.min(usize::from(*len)));
    let start = rest.get(..looked_at).unwrap_or(rest);
    match start {
        [] if looked_at > 0 => return Verdict::TooShort,
        // The second is a definition, as nearly every stream begins with.
        [] | [DEFINITION_OF_64, ..] => return Verdict::MayBeGob,
        _ => {}
    }
    let mut message = vec![u8::try_from(start.len()).unwrap_or_default()];
    message.extend_from_slice(start);
    let mut decoder = Decoder::new();
    let decoded = match decoder.frame(&message) {
        Ok(Step::Value(frame)) => decoder.decode::<H>(&frame, &message).map(drop),
        Ok(Step::Incomplete { .. }) => Ok(()),
        Err(error) => Err(error),
    };
    match decoded {
        Err(error) if !matches!(error.kind(), ErrorKind::Eof | ErrorKind::UnexpectedEof) => {
            Verdict::Refused(error)
        }
        _ if start.len() < looked_at => Verdict::TooShort,
        _ => Verdict::MayBeGob,
    }
}

/// What a peer speaks that does not speak gob.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Protocol {
    Json,
    Http,
    Tls,
}

impl Protocol {
    fn guess(input: &[u8]) -> Option<Self> {
        let text = input.trim_ascii_start();
        let begins_like =
            |token: &&[u8]| text.starts_with(token) || (text.len() > 1 && token.starts_with(text));
        match (input, text) {
            ([0x15 | 0x16, 0x03, ..], _) => Some(Self::Tls),
            (_, [b'{' | b'[', ..]) => Some(Self::Json),
            _ if HTTP.iter().any(begins_like) => Some(Self::Http),
            _ => None,
        }
    }

    fn advice(self, peer: Peer) -> &'static str {
        match (self, peer) {
            (Self::Json, Peer::Client) => {
                "the peer seems to speak JSON-RPC, and this is a gob port; netrpc-jsonrpc serves JSON-RPC"
            }
            (Self::Json, Peer::Server) => {
                "the server seems to speak JSON-RPC, and this is a gob client; netrpc-jsonrpc has one for JSON-RPC"
            }
            (Self::Http, Peer::Client) => {
                "the peer seems to speak HTTP, as Go's rpc.DialHTTP does first; this port takes what rpc.Dial sends"
            }
            (Self::Http, Peer::Server) => {
                "the server seems to speak HTTP; behind Go's rpc.HandleHTTP, a client must send CONNECT first"
            }
            (Self::Tls, Peer::Client) => {
                "the peer seems to speak TLS; this port takes gob without it"
            }
            (Self::Tls, Peer::Server) => {
                "the server seems to speak TLS; put it around the stream before the client is made"
            }
        }
    }
}

/// How HTTP messages begin.
const HTTP: [&[u8]; 11] = [
    b"HTTP/",
    b"CONNECT ",
    b"GET ",
    b"POST ",
    b"HEAD ",
    b"PUT ",
    b"OPTIONS ",
    b"DELETE ",
    b"PATCH ",
    b"TRACE ",
    b"PRI * HTTP/",
];

/// Bytes of the first message: an id, and the number of a field or more of the id.
const LOOKED_AT: usize = 2;
/// -64: the first id that a definition may have.
const DEFINITION_OF_64: u8 = 0x7f;
/// What a number of up to eight bytes begins with.
const SEVERAL_BYTES: u8 = 0xf8;

#[cfg(test)]
mod tests {
    use super::{super::header::Request, *};

    fn check(input: &[u8], peer: Peer) -> Result<Option<()>, String> {
        check_first_message::<Request>(input, peer).map_err(|error| {
            assert_eq!(error.kind(), CodecErrorKind::OtherProtocol, "{error}");
            error.to_string()
        })
    }

    #[test]
    fn other_protocols_are_named_after_two_bytes_whichever_side_speaks_them() {
        for (input, name) in [
            (
                "{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":0}\n",
                "JSON-RPC",
            ),
            ("{}", "JSON-RPC"),
            ("{ \"id\": 1}", "JSON-RPC"),
            ("{\r\n  \"id\": 1}", "JSON-RPC"),
            ("{\n\t\"id\": 1}", "JSON-RPC"),
            ("{\t\"id\": 1}", "JSON-RPC"),
            ("[{\"jsonrpc\":\"2.0\"}]", "JSON-RPC"),
            ("\n{\"id\":1}", "JSON-RPC"),
            ("  {\"id\":1}", "JSON-RPC"),
            ("CONNECT /_goRPC_ HTTP/1.0\n\n", "HTTP"),
            ("GET / HTTP/1.1\r\n\r\n", "HTTP"),
            ("POST /rpc HTTP/1.1\r\n", "HTTP"),
            ("HEAD / HTTP/1.1\r\n", "HTTP"),
            ("PUT / HTTP/1.1\r\n", "HTTP"),
            ("DELETE / HTTP/1.1\r\n", "HTTP"),
            ("OPTIONS * HTTP/1.1\r\n", "HTTP"),
            ("PATCH / HTTP/1.1\r\n", "HTTP"),
            ("TRACE / HTTP/1.1\r\n", "HTTP"),
            ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP"),
            ("HTTP/1.1 400 Bad Request\r\n", "HTTP"),
            ("\x16\x03\x01\x02\x00\x01\x00\x01", "TLS"),
            ("\x15\x03\x01\x00\x02\x02\x46", "TLS"),
        ] {
            for (peer, who) in [(Peer::Client, "peer"), (Peer::Server, "server")] {
                let says = format!("(the {who} seems to speak {name}");
                let error = check(input.as_bytes(), peer).expect_err(input);
                assert!(
                    error.starts_with("gob: ") && error.contains(&says),
                    "{input:?}: {error}"
                );
                let first = if input.trim_start().len() < input.len() {
                    3
                } else {
                    2
                };
                let error = check(&input.as_bytes()[..first], peer).expect_err(input);
                assert!(error.contains(&says), "{input:?}, {first} bytes: {error}");
                assert_eq!(check(&input.as_bytes()[..1], peer), Ok(None), "{input:?}");
                assert_eq!(check(b"", peer), Ok(None));
            }
        }
    }

    /// Legal first messages have lengths of 1 to 127, among them those that are letters to others.
    #[test]
    fn a_message_that_begins_like_another_protocol_is_gob_if_it_goes_on_like_gob() {
        for len in b"\x15\x16 CDGHOPT[{" {
            for start in [
                &[*len, 0x7f][..],
                &[*len, 0xff, 0x81],
                &[*len, 0xfe, 0x01, 0x01],
            ] {
                assert_eq!(check(start, Peer::Client), Ok(Some(())), "{start:?}");
            }
            // Go takes values of two of its own structs, and finds no field of a header in them.
            for id in [0x24, 0x2a] {
                assert_eq!(check(&[*len, id], Peer::Client), Ok(None));
                assert_eq!(check(&[*len, id, 0x01], Peer::Client), Ok(Some(())));
                assert_eq!(check(&[*len, id, 0x00], Peer::Client), Ok(Some(())));
            }
        }
        for rest in [&b"\x00"[..], &b"\xff\x80"[..], &b"\x01\x24"[..]] {
            assert_eq!(check(rest, Peer::Client), Ok(Some(())), "{rest:?}");
        }
    }

    #[test]
    fn what_is_neither_gob_nor_known_is_refused_with_gos_text_alone() {
        let error =
            check_first_message::<Request>(b"SSH-2.0-OpenSSH", Peer::Client).expect_err("no gob");
        assert_eq!(error.to_string(), "gob: duplicate type received");
        assert_eq!(error.kind(), CodecErrorKind::Invalid);
    }

    /// Go's decoder was asked the same about four million such messages.
    #[test]
    fn nothing_is_refused_that_the_decoder_would_take_however_it_goes_on() {
        let mut state = 0x9e37_79b9_7f4a_7c15_u64;
        let mut random = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            state.to_le_bytes()[0]
        };
        let (mut refused, mut open) = (0, 0);
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                if !matches!(
                    refusal::<Request>(&[127, first, second]),
                    Verdict::Refused(_)
                ) {
                    open += 1;
                    continue;
                }
                refused += 1;
                for kind in [1, 4, 0] {
                    let len = 2 + random() % 100;
                    let mut stream = vec![len, first, second];
                    stream.extend(
                        (2..len).map(|_| random().checked_rem(kind).unwrap_or_else(&mut random)),
                    );
                    // What would make a whole value of a definition.
                    stream.extend_from_slice(b"\x03\x24\x00\x00");
                    let mut decoder = Decoder::new();
                    let decoded = match decoder.frame(&stream) {
                        Ok(Step::Value(frame)) => decoder.decode::<Request>(&frame, &stream),
                        Ok(Step::Incomplete { .. }) => panic!("{stream:x?} is waited for"),
                        Err(error) => Err(error),
                    };
                    let error = decoded.expect_err("refused");
                    assert!(error.kind() != ErrorKind::Eof, "{stream:x?}: {error}");
                }
            }
        }
        assert!(
            refused > 60_000 && open > 2_000,
            "{refused} refused, {open} open"
        );
    }
}
