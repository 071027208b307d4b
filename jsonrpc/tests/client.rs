//! What the client makes of every response: spec 6.3, row by row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

use std::collections::BTreeMap;

use netrpc::{CallError, Client};
use netrpc_jsonrpc::JsonRpc;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

#[derive(Serialize)]
struct Args {
    #[serde(rename = "A")]
    a: isize,
    #[serde(rename = "B")]
    b: isize,
}

#[derive(Deserialize, Debug, PartialEq)]
struct Reply {
    #[serde(rename = "C")]
    c: isize,
}

const ARGS: Args = Args { a: 1, b: 2 };

fn connect() -> (Client<JsonRpc>, DuplexStream) {
    let (stream, peer) = tokio::io::duplex(1 << 20);
    (Client::with_codec(JsonRpc, stream), peer)
}

/// Reads as many bytes as `text` has, which must be `text`.
async fn expect(peer: &mut DuplexStream, text: &str) {
    let mut bytes = vec![0; text.len()];
    peer.read_exact(&mut bytes).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&bytes), text);
}

/// How the first call ends that is answered with `response`, and whether a second one on the same connection succeeds.
async fn call_answered_with(response: &str) -> (Result<Reply, CallError>, bool) {
    let (client, mut peer) = connect();
    let first = client.start::<Reply, _>("Arith.Add", &ARGS);
    expect(
        &mut peer,
        "{\"method\":\"Arith.Add\",\"params\":[{\"A\":1,\"B\":2}],\"id\":0}\n",
    )
    .await;
    peer.write_all(response.as_bytes()).await.unwrap();
    let first = first.await;
    let second = client.start::<Reply, _>("Arith.Add", &ARGS);
    let _ = peer
        .write_all(b"{\"id\":1,\"result\":{\"C\":16},\"error\":null}\n")
        .await;
    let second = match second.await {
        Ok(reply) => {
            assert_eq!(reply, Reply { c: 16 });
            true
        }
        Err(error) => {
            assert!(matches!(error, CallError::Shutdown), "{error}");
            false
        }
    };
    (first, second)
}

#[tokio::test]
async fn replies_are_read_as_go_reads_them() {
    for (response, c) in [
        (r#"{"id":0,"result":{"C":15},"error":null}"#, 15),
        (r#"{"id":0,"result":{"C":15}}"#, 15),
        (r#"{"result":{"C":15},"id":0}"#, 15),
        (r#"{"id":null,"result":{"C":15},"error":null}"#, 15),
        (r#"{"result":{"C":15},"error":null}"#, 15),
        (
            r#"{"id":7,"result":{"C":15},"error":null}{"id":0,"result":{"C":5},"error":null}"#,
            5,
        ),
        (
            r#"{"id":7,"result":null,"error":"x"}{"id":0,"result":{"C":5},"error":null}"#,
            5,
        ),
        (
            r#"{"id":7,"id":null,"result":{"C":1},"error":null}{"id":0,"result":{"C":5},"error":null}"#,
            5,
        ),
        (
            r#"{"id":0,"error":"boom","error":null,"result":{"C":15}}"#,
            15,
        ),
        (r#"{"id":0,"result":null,"result":{"C":15}}"#, 15),
        (r#"{"id":0,"result":{"c":3,"D":4},"error":null}"#, 3),
        (r#"{"ID":0,"RESULT":{"C":3},"ERROR":null}"#, 3),
        (r#"{"id":0,"result":{"C":1},"jsonrpc":"2.0"}"#, 1),
        (" \r\n{ \"id\" : 0 , \"result\" : { \"C\" : 2 } }", 2),
    ] {
        let (reply, goes_on) = call_answered_with(response).await;
        assert_eq!(reply.unwrap(), Reply { c }, "{response}");
        assert!(goes_on, "{response}");
    }
}

#[tokio::test]
async fn errors_of_the_server_are_read_as_go_reads_them() {
    for (response, text) in [
        (r#"{"id":0,"result":null,"error":"boom"}"#, "boom"),
        (r#"{"id":0,"error":"boom"}"#, "boom"),
        (
            r#"{"id":0,"error":null,"error":"boom","result":{"C":15}}"#,
            "boom",
        ),
        (r#"{"id":0,"result":{"C":15},"error":"boom"}"#, "boom"),
        (
            r#"{"id":0,"result":{"C":15},"error":""}"#,
            "unspecified error",
        ),
        (r#"{"id":0,"result":null,"error":""}"#, "unspecified error"),
        (r#"{"id":0,"error":"\u003cé\ud800>"}"#, "<é\u{fffd}>"),
    ] {
        let (reply, goes_on) = call_answered_with(response).await;
        assert!(
            matches!(reply.unwrap_err(), CallError::ServerError(error) if error == text),
            "{response}"
        );
        assert!(goes_on, "{response}");
    }
}

#[tokio::test]
async fn a_null_result_is_the_zero_value_where_gos_client_gives_up_the_connection() {
    for response in [
        r#"{"id":0,"result":null,"error":null}"#,
        r#"{"id":0,"result":null}"#,
    ] {
        let (reply, goes_on) = call_answered_with(response).await;
        assert_eq!(reply.unwrap(), Reply { c: 0 }, "{response}");
        assert!(goes_on, "{response}");
    }
}

#[tokio::test]
async fn what_is_no_response_ends_the_connection_as_in_go() {
    for (response, error) in [
        (r#"{"id":0}"#, "invalid error <nil>"),
        ("{}", "invalid error <nil>"),
        ("null", "invalid error <nil>"),
        (r#"{"method":"notify","params":[1]}"#, "invalid error <nil>"),
        (
            r#"{"id":0,"result":null,"error":{"code":-1,"message":"x"}}"#,
            "invalid error map[code:-1 message:x]",
        ),
        (r#"{"id":0,"result":null,"error":5}"#, "invalid error 5"),
        (
            r#"{"id":0,"result":null,"error":1.5e10}"#,
            "invalid error 1.5e+10",
        ),
        (
            r#"{"id":0,"result":null,"error":false}"#,
            "invalid error false",
        ),
        (
            r#"{"id":0,"result":null,"error":["a",null]}"#,
            "invalid error [a <nil>]",
        ),
        (
            r#"{"id":0,"result":{"C":15},"error":false}"#,
            "invalid error false",
        ),
        (r#"{"id":7,"result":null,"error":5}"#, "invalid error 5"),
        (
            r#"{"id":"0","result":{"C":15},"error":null}"#,
            "json: cannot unmarshal string into Go struct field clientResponse.id of type uint64",
        ),
        (
            r#"{"id":0.0,"result":{"C":15},"error":null}"#,
            "json: cannot unmarshal number 0.0 into Go struct field clientResponse.id of type uint64",
        ),
        (
            r#"{"id":-1,"result":{"C":15},"error":null}"#,
            "json: cannot unmarshal number -1 into Go struct field clientResponse.id of type uint64",
        ),
        (
            r#"{"id":99999999999999999999,"result":{"C":15},"error":null}"#,
            "json: cannot unmarshal number 99999999999999999999 into Go struct field clientResponse.id of type uint64",
        ),
        (
            r#"{"id":0,"result":{"C":1},"error":null,}"#,
            "invalid character '}' looking for beginning of object key string",
        ),
        (
            "garbage",
            "invalid character 'g' looking for beginning of value",
        ),
        (
            "[{\"id\":0}]",
            "json: cannot unmarshal array into Go value of type jsonrpc.clientResponse",
        ),
        ("{\"id\":0,\"res\n", "invalid character '\\n' in string"),
        (
            "HTTP/1.1 400 Bad Request\r\n",
            "invalid character 'H' looking for beginning of value (the server seems to speak HTTP; Go's jsonrpc does without)",
        ),
        (
            "9\u{7f}\u{3}",
            "invalid character '9' looking for beginning of value (the server seems to speak gob, and this is a JSON-RPC client; netrpc::Client is one for gob)",
        ),
    ] {
        let (reply, goes_on) = call_answered_with(response).await;
        let found = reply.unwrap_err();
        assert!(matches!(found, CallError::Codec(_)), "{response}");
        assert_eq!(found.to_string(), error, "{response}");
        assert!(!goes_on, "{response}");
    }
}

#[tokio::test]
async fn a_result_of_another_type_ends_the_connection_as_in_go() {
    for (result, error) in [
        (
            "\"str\"",
            "json: cannot unmarshal string into Go value of type main.Reply",
        ),
        (
            r#"{"C":"x"}"#,
            "json: cannot unmarshal string into Go struct field Reply.C of type int",
        ),
        (
            r#"{"C":1.5}"#,
            "json: cannot unmarshal number 1.5 into Go struct field Reply.C of type int",
        ),
        (
            "[]",
            "json: cannot unmarshal array into Go value of type main.Reply",
        ),
    ] {
        let (reply, goes_on) =
            call_answered_with(&format!(r#"{{"id":0,"result":{result},"error":null}}"#)).await;
        let found = reply.unwrap_err();
        assert!(matches!(found, CallError::ReadingBody(_)), "{result}");
        assert_eq!(found.to_string(), format!("reading body {error}"));
        assert!(!goes_on, "{result}");
    }
}

#[tokio::test]
async fn the_end_of_the_stream_is_unexpected_to_calls_that_wait() {
    for last in ["", "  ", "{\"id\":0,\"res"] {
        let (client, mut peer) = connect();
        let call = client.start::<Reply, _>("Arith.Add", &ARGS);
        peer.write_all(last.as_bytes()).await.unwrap();
        peer.shutdown().await.unwrap();
        assert!(
            matches!(call.await.unwrap_err(), CallError::UnexpectedEof),
            "{last}"
        );
    }
}

#[tokio::test]
async fn requests_have_gos_bytes() {
    let (client, mut peer) = connect();
    drop(client.start::<(), _>("Arith.Add", &Args { a: 7, b: 8 }));
    drop(client.start::<(), _>("Arith.Add", &None::<Args>));
    drop(client.start::<(), _>("a<b>.\"C", "<é\u{2028}"));
    drop(client.start::<(), _>("A.B", &(1, "x")));
    drop(client.start::<(), _>("A.B", &BTreeMap::from([("z", Some(1.5)), ("a", None)])));
    drop(client.start::<(), _>("", &5));
    let error = client.call::<_, ()>("A.B", &f64::NAN).await.unwrap_err();
    assert!(matches!(error, CallError::Encode(_)));
    assert_eq!(error.to_string(), "json: unsupported value: NaN");
    drop(client.start::<(), _>("A.B", &1));
    for request in [
        "{\"method\":\"Arith.Add\",\"params\":[{\"A\":7,\"B\":8}],\"id\":0}\n",
        "{\"method\":\"Arith.Add\",\"params\":[null],\"id\":1}\n",
        "{\"method\":\"a\\u003cb\\u003e.\\\"C\",\"params\":[\"\\u003cé\\u2028\"],\"id\":2}\n",
        "{\"method\":\"A.B\",\"params\":[[1,\"x\"]],\"id\":3}\n",
        "{\"method\":\"A.B\",\"params\":[{\"a\":null,\"z\":1.5}],\"id\":4}\n",
        "{\"method\":\"\",\"params\":[5],\"id\":5}\n",
        // The call that could not be encoded has used up an id.
        "{\"method\":\"A.B\",\"params\":[1],\"id\":7}\n",
    ] {
        expect(&mut peer, request).await;
    }
}

#[tokio::test]
async fn a_reply_takes_the_place_of_the_value_it_is_read_into() {
    let (client, mut peer) = connect();
    let mut reply = Reply { c: 1 };
    let call = client.call_into("Arith.Add", &ARGS, &mut reply);
    peer.write_all(b"{\"id\":0,\"result\":{\"C\":2}}")
        .await
        .unwrap();
    call.await.unwrap();
    assert_eq!(reply, Reply { c: 2 });
    let call = client.call_into("Arith.Add", &ARGS, &mut reply);
    peer.write_all(b"{\"id\":1,\"result\":null}").await.unwrap();
    call.await.unwrap();
    assert_eq!(reply, Reply { c: 2 }, "null changes nothing");
}

#[tokio::test]
async fn a_reply_without_a_zero_value_cannot_be_read_into_a_value() {
    #[derive(Deserialize, Debug, PartialEq)]
    enum Level {
        High,
    }
    let (client, mut peer) = connect();
    let mut level = Level::High;
    let error = client
        .call_into("Arith.Level", &ARGS, &mut level)
        .await
        .unwrap_err();
    assert!(matches!(error, CallError::Encode(_)), "{error}");
    assert_eq!(level, Level::High);
    let call = client.start::<Level, _>("Arith.Level", &ARGS);
    peer.write_all(b"{\"id\":0,\"result\":\"High\"}")
        .await
        .unwrap();
    assert_eq!(call.await.unwrap(), Level::High);
}
