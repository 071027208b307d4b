//! The server's answers to everything that Go's answers: spec 6.2, row by row.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::collections::HashMap;

use netrpc::{Limits, ServeError, Server};
use netrpc_jsonrpc::JsonRpc;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use support::Args;

#[derive(Serialize, Deserialize)]
struct Reply {
    #[serde(rename = "C")]
    c: isize,
}

fn server(limits: Limits) -> Server<JsonRpc> {
    let server = Server::builder().codec(JsonRpc).limits(limits).build();
    let register = || -> Result<(), netrpc::RegisterError> {
        server.register_fn("Arith.Add", |args: Args| async move {
            Ok::<_, String>(Reply { c: args.a + args.b })
        })?;
        server.register_fn("Arith.Div", |args: Args| async move {
            if args.b == 0 {
                Err("divide by <zero> & \"co\" \u{2028}")
            } else {
                Ok(Reply { c: args.a / args.b })
            }
        })?;
        server.register_fn(
            "Arith.EmptyErr",
            |_: Args| async move { Err::<Reply, _>("") },
        )?;
        server.register_fn("Arith.Echo", |value: serde_json::Value| async move {
            Ok::<_, String>(value)
        })?;
        server.register_fn("Arith.EchoStr", |value: String| async move {
            Ok::<_, String>(value)
        })?;
        server.register_fn("Arith.EchoBytes", |value: Option<Vec<u8>>| async move {
            Ok::<_, String>(value)
        })?;
        server.register_fn(
            "Arith.EchoMap",
            |value: HashMap<String, isize>| async move { Ok::<_, String>(value) },
        )?;
        server.register_fn("Arith.EchoSl", |value: Vec<isize>| async move {
            Ok::<_, String>(value)
        })?;
        server.register_fn("Arith.EchoArr", |value: [isize; 3]| async move {
            Ok::<_, String>(value)
        })?;
        server.register_fn(
            "Arith.NaN",
            |_: isize| async move { Ok::<_, String>(f64::NAN) },
        )?;
        server.register_fn("Arith.Panic", |_: isize| async move {
            if true {
                panic!("a method of the test panics");
            }
            Ok::<_, String>(())
        })?;
        server.register_fn("a.b.Add", |args: Args| async move {
            Ok::<_, String>(args.a + args.b)
        })
    };
    register().unwrap();
    server
}

/// What the server sends to a client that sends `input` and then no more, and how the connection ends.
async fn session(limits: Limits, input: &[u8]) -> (String, Result<(), ServeError>) {
    let (mut client, stream) = tokio::io::duplex(1 << 20);
    let server = server(limits);
    let serve = async move { server.serve_conn(stream).await };
    let client = async {
        client.write_all(input).await.unwrap();
        client.shutdown().await.unwrap();
        let mut output = Vec::new();
        client.read_to_end(&mut output).await.unwrap();
        String::from_utf8_lossy(&output).into_owned()
    };
    let (ended, output) = tokio::join!(serve, client);
    (output, ended)
}

const OK: &str = r#"{"method":"Arith.Add","params":[{"A":1,"B":2}],"id":99}"#;
const OK_ANSWER: &str = "{\"id\":99,\"result\":{\"C\":3},\"error\":null}\n";

/// Each request has its answer, and the connection goes on.
async fn answers(rows: &[(&str, &str)]) {
    for (request, answer) in rows {
        let (output, ended) = session(Limits::default(), format!("{request}{OK}").as_bytes()).await;
        assert_eq!(output, format!("{answer}\n{OK_ANSWER}"), "{request}");
        ended.unwrap();
    }
}

/// The request ends the connection with nothing sent but the answers to those before it.
async fn ends(rows: &[(&[u8], &str)]) {
    for (request, error) in rows {
        let input = [OK.as_bytes(), request, OK.as_bytes()].concat();
        let (output, ended) = session(Limits::default(), &input).await;
        assert_eq!(output, OK_ANSWER, "{error}");
        assert_eq!(
            ended.unwrap_err().to_string(),
            format!("rpc: server cannot decode request: {error}")
        );
    }
}

#[tokio::test]
async fn params_of_every_shape_are_answered_as_in_go() {
    answers(&[
        (r#"{"method":"Arith.Add","params":[{"A":7,"B":8}],"id":0}"#, r#"{"id":0,"result":{"C":15},"error":null}"#),
        (r#"{"method":"Arith.Add","id":1}"#, r#"{"id":1,"result":null,"error":"jsonrpc: request body missing params"}"#),
        (
            r#"{"method":"Arith.Add","params":null,"id":2}"#,
            r#"{"id":2,"result":null,"error":"jsonrpc: request body missing params"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":{"A":1},"id":3}"#,
            r#"{"id":3,"result":null,"error":"json: cannot unmarshal object into Go value of type [1]interface {}"}"#,
        ),
        (r#"{"method":"Arith.Add","params":[],"id":4}"#, r#"{"id":4,"result":{"C":0},"error":null}"#),
        (r#"{"method":"Arith.Add","params":[ ],"id":4}"#, r#"{"id":4,"result":{"C":0},"error":null}"#),
        (
            r#"{"method":"Arith.Add","params":[{"A":1,"B":2},{"A":5}],"id":5}"#,
            r#"{"id":5,"result":{"C":3},"error":null}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":"x","id":6}"#,
            r#"{"id":6,"result":null,"error":"json: cannot unmarshal string into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":5,"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal number into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":true,"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal bool into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":"","id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal string into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":-1.5e3,"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal number into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":false,"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal bool into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":{},"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal object into Go value of type [1]interface {}"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":[[{"A":1}]],"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal array into .0 of type main.Args"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":[true],"id":7}"#,
            r#"{"id":7,"result":null,"error":"json: cannot unmarshal bool into .0 of type main.Args"}"#,
        ),
        (r#"{"method":"Arith.Add","params":[null],"id":8}"#, r#"{"id":8,"result":{"C":0},"error":null}"#),
        (
            r#"{"method":"Arith.Add","params":[5],"id":9}"#,
            r#"{"id":9,"result":null,"error":"json: cannot unmarshal number into .0 of type main.Args"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":[{"A":"s","B":4}],"id":22}"#,
            r#"{"id":22,"result":null,"error":"json: cannot unmarshal string into Go struct field .0.A of type int"}"#,
        ),
        (r#"{"method":"Arith.Add","params":[{"a":1,"b":2,"c":3}],"id":15}"#, r#"{"id":15,"result":{"C":3},"error":null}"#),
        (r#"{"method":"Arith.Add","params":[{"A":1,"A":5}],"id":20}"#, r#"{"id":20,"result":{"C":5},"error":null}"#),
    ])
    .await;
}

#[tokio::test]
async fn null_clears_what_came_before_it_under_the_same_key_where_it_does_in_go() {
    let added = r#"{"id":12,"result":{"C":1},"error":null}"#;
    answers(&[
        (
            r#"{"method":"Arith.Add","method":null,"params":[{"A":1}],"id":12}"#,
            added,
        ),
        (
            r#"{"method":null,"method":"Arith.Add","params":[{"A":1}],"id":12}"#,
            added,
        ),
        (
            r#"{"method":"Arith.Add","params":null,"params":[{"A":1}],"id":12}"#,
            added,
        ),
        (
            r#"{"method":"Arith.Add","params":[{"A":1}],"id":11,"id":null,"id":12}"#,
            added,
        ),
        (
            r#"{"method":"Arith.Add","params":[{"A":1}],"params":null,"id":12}"#,
            r#"{"id":12,"result":null,"error":"jsonrpc: request body missing params"}"#,
        ),
        (
            r#"{"method":"Arith.Add","params":[{"A":1}],"id":12,"id":null}"#,
            r#"{"id":null,"result":{"C":1},"error":null}"#,
        ),
    ])
    .await;
}

#[tokio::test]
async fn ids_of_every_type_are_echoed_as_in_go() {
    for (id, echo) in [
        ("null", "null"),
        (r#""str""#, r#""str""#),
        (r#"{ "a" : [1, 2] }"#, r#"{"a":[1,2]}"#),
        (
            "123456789012345678901234567890",
            "123456789012345678901234567890",
        ),
        ("1.50", "1.50"),
        ("1e2", "1e2"),
        ("-5", "-5"),
        ("-0", "-0"),
        ("true", "true"),
        (
            "\"<é\\u00e9\\/\\u2028\u{2028}>\"",
            r#""\u003cé\u00e9\/\u2028\u2028\u003e""#,
        ),
        ("[ ]", "[]"),
        (r#""\ud800""#, r#""\ud800""#),
        (r#"{"b":1,"a":2,"b":3}"#, r#"{"b":1,"a":2,"b":3}"#),
        (r#"7,"id":null"#, "null"),
        (r#"null,"ID":8"#, "8"),
    ] {
        answers(&[(
            &format!(r#"{{"method":"Arith.Add","params":[{{}}],"id":{id}}}"#),
            &format!(r#"{{"id":{echo},"result":{{"C":0}},"error":null}}"#),
        )])
        .await;
    }
    answers(&[(
        r#"{"method":"Arith.Add","params":[{}]}"#,
        r#"{"id":null,"result":{"C":0},"error":null}"#,
    )])
    .await;
    let (output, _) = session(
        Limits::default(),
        b"{\"method\":\"Arith.Add\",\"params\":[{}],\"id\":\"\xff\"}",
    )
    .await;
    assert_eq!(
        output, "{\"id\":\"\u{fffd}\",\"result\":{\"C\":0},\"error\":null}\n",
        "as the bytes were, shown lossily"
    );
}

#[tokio::test]
async fn methods_are_found_or_not_as_in_go() {
    let error = |id: &str, text: &str| format!(r#"{{"id":{id},"result":null,"error":"{text}"}}"#);
    for (request, answer) in [
        (
            r#"{"method":"Foo","params":[{}],"id":1}"#,
            error("1", "rpc: service/method request ill-formed: Foo"),
        ),
        (
            r#"{"method":"Nope.X","params":[{}],"id":2}"#,
            error("2", "rpc: can't find service Nope.X"),
        ),
        (
            r#"{"method":"Arith.Nope","params":[{}],"id":3}"#,
            error("3", "rpc: can't find method Arith.Nope"),
        ),
        (
            r#"{"method":"Arith.Nope","params":5,"id":3}"#,
            error("3", "rpc: can't find method Arith.Nope"),
        ),
        (
            "{}",
            error("null", "rpc: service/method request ill-formed: "),
        ),
        (
            "null",
            error("null", "rpc: service/method request ill-formed: "),
        ),
        (
            r#"{"id":5}"#,
            error("5", "rpc: service/method request ill-formed: "),
        ),
        (
            r#"{"method":null,"id":6}"#,
            error("6", "rpc: service/method request ill-formed: "),
        ),
        (
            r#"{"method":"Arith.Add","method":"Arith.Nope","params":[{}],"id":9}"#,
            error("9", "rpc: can't find method Arith.Nope"),
        ),
        (
            r#"{"METHOD":"Arith.Add","PARAMS":[{"A":1}],"ID":7}"#,
            r#"{"id":7,"result":{"C":1},"error":null}"#.to_owned(),
        ),
        (
            r#"{"method":"Arith.Add","extra":[1,2],"params":[{}],"id":8,"jsonrpc":"2.0"}"#,
            r#"{"id":8,"result":{"C":0},"error":null}"#.to_owned(),
        ),
        (
            r#"{"method":"\u0041rith.Add","params":[{}],"id":10}"#,
            r#"{"id":10,"result":{"C":0},"error":null}"#.to_owned(),
        ),
        (
            r#"{"method":"a.b.Add","params":[{"A":1,"B":2}],"id":11}"#,
            r#"{"id":11,"result":3,"error":null}"#.to_owned(),
        ),
    ] {
        answers(&[(request, &answer)]).await;
    }
}

#[tokio::test]
async fn values_come_back_as_from_go() {
    answers(&[
        (
            r#"{"method":"Arith.Echo","params":[{"b":1,"a":[1,2.50,"<",null,1e30,-0,0.1]}],"id":1}"#,
            r#"{"id":1,"result":{"a":[1,2.5,"\u003c",null,1e+30,-0,0.1],"b":1},"error":null}"#,
        ),
        (r#"{"method":"Arith.Echo","params":[null],"id":2}"#, r#"{"id":2,"result":null,"error":null}"#),
        (
            r#"{"method":"Arith.EchoStr","params":["a\u0000\ud83d\ude00\ud800x"],"id":4}"#,
            "{\"id\":4,\"result\":\"a\\u0000😀\u{fffd}x\",\"error\":null}",
        ),
        (r#"{"method":"Arith.EchoBytes","params":["AAH/"],"id":6}"#, r#"{"id":6,"result":"AAH/","error":null}"#),
        (r#"{"method":"Arith.EchoBytes","params":[null],"id":8}"#, r#"{"id":8,"result":null,"error":null}"#),
        (r#"{"method":"Arith.EchoBytes","params":[""],"id":9}"#, r#"{"id":9,"result":"","error":null}"#),
        (r#"{"method":"Arith.EchoBytes","params":[[1,2]],"id":10}"#, r#"{"id":10,"result":"AQI=","error":null}"#),
        (r#"{"method":"Arith.EchoMap","params":[{"z":1,"a":2}],"id":11}"#, r#"{"id":11,"result":{"a":2,"z":1},"error":null}"#),
        (r#"{"method":"Arith.EchoSl","params":[[]],"id":14}"#, r#"{"id":14,"result":[],"error":null}"#),
        (r#"{"method":"Arith.EchoArr","params":[[1]],"id":15}"#, r#"{"id":15,"result":[1,0,0],"error":null}"#),
        (r#"{"method":"Arith.EchoArr","params":[[1,2,3,4]],"id":16}"#, r#"{"id":16,"result":[1,2,3],"error":null}"#),
    ])
    .await;
}

#[tokio::test]
async fn errors_of_methods_are_sent_as_in_go() {
    answers(&[
        (
            r#"{"method":"Arith.Div","params":[{"A":1}],"id":1}"#,
            r#"{"id":1,"result":null,"error":"divide by \u003czero\u003e \u0026 \"co\" \u2028"}"#,
        ),
        (
            r#"{"method":"Arith.EmptyErr","params":[{"A":1}],"id":2}"#,
            r#"{"id":2,"result":{"C":0},"error":null}"#,
        ),
        (
            r#"{"method":"Arith.Panic","params":[1],"id":3}"#,
            r#"{"id":3,"result":null,"error":"rpc: method panicked: Arith.Panic"}"#,
        ),
    ])
    .await;
}

#[tokio::test]
async fn a_reply_that_has_no_json_is_answered_with_an_error_where_go_is_silent() {
    answers(&[(
        r#"{"method":"Arith.NaN","params":[1],"id":[7]}"#,
        r#"{"id":[7],"result":null,"error":"json: unsupported value: NaN"}"#,
    )])
    .await;
}

#[tokio::test]
async fn what_is_no_request_ends_the_connection_as_in_go() {
    ends(&[
        (b"{id:1}", "invalid character 'i' looking for beginning of object key string"),
        (b"[{}]", "json: cannot unmarshal array into Go value of type jsonrpc.serverRequest"),
        (b"5 ", "json: cannot unmarshal number into Go value of type jsonrpc.serverRequest"),
        (b"\"x\"", "json: cannot unmarshal string into Go value of type jsonrpc.serverRequest"),
        (b"true ", "json: cannot unmarshal bool into Go value of type jsonrpc.serverRequest"),
        (b"{\"method\":5,\"id\":1}", "json: cannot unmarshal number into Go struct field serverRequest.method of type string"),
        (b"{\"method\":[\"x\"]}", "json: cannot unmarshal array into Go struct field serverRequest.method of type string"),
        (b"{\"method\":\"Arith.Add\",\"id\":1,}", "invalid character '}' looking for beginning of object key string"),
        (b"xyz", "invalid character 'x' looking for beginning of value"),
        (b"\xef\xbb\xbf", "invalid character '\\ufeff' looking for beginning of value"),
        (b"{\"method\":\"a\nb\"}", "invalid character '\\n' in string"),
        (b"{\"method\":\"Arith.Add\"", "invalid character '{' after object key:value pair"),
        (b"GET / HTTP/1.1\r\n", "invalid character 'G' looking for beginning of value (the peer seems to speak HTTP; this port takes JSON-RPC without it, as jsonrpc.Dial sends it)"),
        (b"\x2e\x7f\x03\x01", "invalid character '.' looking for beginning of value (the peer seems to speak gob, and this is a JSON-RPC port; netrpc::Server serves gob)"),
    ])
    .await;
    let deep = format!(
        "{{\"method\":\"Arith.Echo\",\"params\":{}{},\"id\":1}}",
        "[".repeat(10_001),
        "]".repeat(10_001)
    );
    ends(&[(deep.as_bytes(), "exceeded max depth")]).await;
}

#[tokio::test]
async fn the_end_of_the_stream_is_clean_between_requests_only() {
    let (output, ended) = session(Limits::default(), format!(" \t\r\n{OK}\n\n").as_bytes()).await;
    assert_eq!(output, OK_ANSWER);
    ended.unwrap();
    let (output, ended) = session(Limits::default(), format!("{OK}{{\"method\":").as_bytes()).await;
    assert_eq!(output, OK_ANSWER);
    assert_eq!(
        ended.unwrap_err().to_string(),
        "rpc: server cannot decode request: unexpected EOF"
    );
}

#[tokio::test]
async fn a_request_over_the_limit_costs_one_call() {
    let mut limits = Limits::default();
    limits.max_request = 1_000;
    let long = format!(
        r#"{{"method":"Arith.EchoStr","params":["{}"],"id":"x"}}"#,
        "a".repeat(5_000)
    );
    let (output, ended) = session(limits, format!("{long}{OK}").as_bytes()).await;
    let refusal =
        r#"{"id":"x","result":null,"error":"rpc: request too big (Limits::max_request)"}"#;
    assert_eq!(output, format!("{refusal}\n{OK_ANSWER}"));
    ended.unwrap();
}

#[tokio::test]
async fn a_value_deeper_than_the_limit_costs_one_call() {
    let deep = format!(
        r#"{{"method":"Arith.Echo","params":[{}{}],"id":7}}"#,
        "[".repeat(1_001),
        "]".repeat(1_001)
    );
    answers(&[(
        &deep,
        r#"{"id":7,"result":null,"error":"exceeded max depth (Limits::max_depth)"}"#,
    )])
    .await;
}

#[tokio::test]
async fn a_method_name_or_an_id_over_the_limit_ends_the_connection() {
    let long = "x".repeat(5_000);
    for request in [
        format!(r#"{{"method":"{long}","id":1}}"#),
        format!(r#"{{"method":"A.B","id":"{long}"}}"#),
    ] {
        let (output, ended) = session(Limits::default(), request.as_bytes()).await;
        assert_eq!(output, "");
        let error = ended.unwrap_err().to_string();
        assert!(error.contains("Limits::max_request_header"), "{error}");
    }
}
