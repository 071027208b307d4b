//! Captured connections of Go programs: our client sends the same bytes and understands the answers, our server gives them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a panic here is a failed test"
)]

mod support;

use std::{collections::HashMap, fs, path::PathBuf};

use bytes::BytesMut;
use netrpc::{
    CallError, Client, Limits, PendingCall, Server,
    codec::{DecodeArgs, EncodeReply, RequestHeader, ResponseHeader, ServerCodec},
};
use netrpc_jsonrpc::{JsonRpc, JsonServerCodec, values};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::value::RawValue;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use support::Args;

struct Capture {
    requests: Vec<u8>,
    responses: Vec<u8>,
    /// From the client or from the server, and how many bytes.
    pieces: Vec<(bool, usize)>,
}

impl Capture {
    fn load(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/data")
            .join(name);
        let timeline = fs::read_to_string(folder.join("timeline.tsv")).unwrap();
        let pieces = timeline.lines().filter_map(|line| {
            let columns: Vec<&str> = line.split('\t').collect();
            Some((columns[1] == "c2s", columns[3].parse().ok()?))
        });
        Self {
            requests: fs::read(folder.join("c2s.bin")).unwrap(),
            responses: fs::read(folder.join("s2c.bin")).unwrap(),
            pieces: pieces.collect(),
        }
    }

    /// The pieces with their bytes.
    fn replay(&self) -> Vec<(bool, &[u8])> {
        let (mut requests, mut responses) = (&self.requests[..], &self.responses[..]);
        let cut = |(from_client, length): &(bool, usize)| {
            let side = if *from_client {
                &mut requests
            } else {
                &mut responses
            };
            let (piece, rest) = side.split_at(*length);
            *side = rest;
            (*from_client, piece)
        };
        self.pieces.iter().map(cut).collect()
    }
}

#[derive(Deserialize)]
struct Request {
    method: String,
    params: (Box<RawValue>,),
}

#[derive(Deserialize)]
struct Response {
    id: Box<RawValue>,
    result: Option<Box<RawValue>>,
    error: Option<String>,
}

fn lines(bytes: &[u8]) -> Vec<&str> {
    std::str::from_utf8(bytes)
        .unwrap()
        .lines()
        .filter(|line| !line.is_empty())
        .collect()
}

/// Sends the calls of the capture as it did, answers them with its bytes, and compares.
async fn our_client(name: &str) {
    let capture = Capture::load(name);
    let (stream, mut peer) = tokio::io::duplex(1 << 20);
    let client = Client::with_codec(JsonRpc, stream);
    let mut calls: Vec<PendingCall<Box<RawValue>, JsonRpc>> = Vec::new();
    for (from_client, piece) in capture.replay() {
        if !from_client {
            peer.write_all(piece).await.unwrap();
            continue;
        }
        for line in lines(piece) {
            let request: Request = serde_json::from_str(line).unwrap();
            calls.push(client.start(&request.method, &request.params.0));
        }
        let mut sent = vec![0; piece.len()];
        peer.read_exact(&mut sent).await.unwrap();
        assert_eq!(
            String::from_utf8_lossy(&sent),
            String::from_utf8_lossy(piece),
            "{name}"
        );
    }
    let mut responses: HashMap<usize, Response> = HashMap::new();
    for line in lines(&capture.responses) {
        let response: Response = serde_json::from_str(line).unwrap();
        responses.insert(response.id.get().parse().unwrap(), response);
    }
    for (id, call) in calls.into_iter().enumerate() {
        let Some(response) = responses.get(&id) else {
            continue;
        };
        match (call.await, &response.error) {
            (Ok(reply), None) => assert_eq!(
                Some(reply.get()),
                response.result.as_ref().map(|result| result.get())
            ),
            (Err(CallError::ServerError(error)), Some(expected)) => assert_eq!(&error, expected),
            (other, _) => panic!("{name}, call {id}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn our_client_is_delves() {
    our_client("delve").await;
}

#[tokio::test]
async fn our_client_is_that_of_gos_own_tests() {
    our_client("stdlib/conn4").await;
    our_client("stdlib/conn5").await;
}

/// As Delve does with Go's: no [`Server`], requests and responses by hand, in the order of the capture.
#[test]
fn our_codec_serves_delve_without_a_server() {
    let capture = Capture::load("delve");
    let mut codec = JsonServerCodec::new(&Limits::default());
    let (mut input, mut header, mut out) = (BytesMut::new(), RequestHeader::default(), Vec::new());
    let mut seqs = HashMap::new();
    for (from_client, piece) in capture.replay() {
        if from_client {
            input.extend_from_slice(piece);
            while let Some(params) = codec.next_request(&mut input, &mut header).unwrap() {
                let args: Box<RawValue> = codec.decode_args(params).unwrap();
                check_types(&header.service_method, args.get());
                seqs.insert(seqs.len().to_string(), header.seq);
            }
            continue;
        }
        for line in lines(piece) {
            let response: Response = serde_json::from_str(line).unwrap();
            let mut header = ResponseHeader {
                seq: seqs[response.id.get()],
                ..ResponseHeader::default()
            };
            match (response.result, response.error) {
                (Some(result), None) => codec.encode_reply(&header, &result, &mut out).unwrap(),
                (_, error) => {
                    header.error = error.unwrap();
                    codec.encode_error(&header, &mut out).unwrap();
                }
            }
        }
    }
    let sent: Vec<&str> = lines(&out);
    assert_eq!(sent, lines(&capture.responses));
    assert_eq!(out, capture.responses);
}

/// Delve's arguments are our types, both ways.
fn check_types(method: &str, args: &str) {
    match method {
        "RPCServer.SetApiVersion" => there_and_back::<SetApiVersion>(args),
        "RPCServer.State" => there_and_back::<State>(args),
        "RPCServer.FindLocation" => there_and_back::<FindLocation>(args),
        "RPCServer.Command" => there_and_back::<Command>(args),
        "RPCServer.Eval" => there_and_back::<Eval>(args),
        "RPCServer.Set" => there_and_back::<Set>(args),
        "RPCServer.ListGoroutines" => there_and_back::<ListGoroutines>(args),
        "RPCServer.Stacktrace" => there_and_back::<Stacktrace>(args),
        "RPCServer.GetEvents" | "RPCServer.Recorded" | "RPCServer.LastModified" => {
            there_and_back::<()>(args)
        }
        _ => {}
    }
}

fn there_and_back<T: Serialize + DeserializeOwned>(text: &str) {
    let value: T = values::from_slice(text.as_bytes()).unwrap();
    assert_eq!(
        String::from_utf8(values::to_vec(&value).unwrap()).unwrap(),
        text
    );
}

#[derive(Serialize, Deserialize)]
struct SetApiVersion {
    #[serde(rename = "APIVersion")]
    api_version: isize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct State {
    non_blocking: bool,
}

#[derive(Serialize, Deserialize)]
struct Scope {
    #[serde(rename = "GoroutineID")]
    goroutine_id: i64,
    #[serde(rename = "Frame")]
    frame: isize,
    #[serde(rename = "DeferredCall")]
    deferred_call: isize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct LoadConfig {
    follow_pointers: bool,
    max_variable_recurse: isize,
    max_string_len: isize,
    max_array_values: isize,
    max_struct_fields: isize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct FindLocation {
    scope: Scope,
    loc: String,
    include_non_executable_lines: bool,
    substitute_path_rules: Option<Vec<(String, String)>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Command {
    #[serde(rename = "name")]
    name: String,
    return_info_load_config: Option<LoadConfig>,
    with_events: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Eval {
    scope: Scope,
    expr: String,
    cfg: Option<LoadConfig>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Set {
    scope: Scope,
    symbol: String,
    value: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListGoroutines {
    start: isize,
    count: isize,
    filters: Option<Vec<String>>,
    group_by: isize,
    group_by_key: String,
    max_group_members: isize,
    max_groups: isize,
    eval_scope: Option<Scope>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Stacktrace {
    id: i64,
    depth: isize,
    full: bool,
    defers: bool,
    opts: u16,
    cfg: Option<LoadConfig>,
    skip: isize,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Reply {
    c: isize,
}

/// The services of Go's own tests.
fn stdlib_server() -> Server<JsonRpc> {
    let server = Server::with_codec(JsonRpc);
    let register = || -> Result<(), netrpc::RegisterError> {
        server.register_fn("Arith.Add", |args: Args| async move {
            Ok::<_, String>(Reply { c: args.a + args.b })
        })?;
        server.register_fn("Arith.Mul", |args: Args| async move {
            Ok::<_, String>(Reply { c: args.a * args.b })
        })?;
        server.register_fn("Arith.Div", |args: Args| async move {
            args.a
                .checked_div(args.b)
                .map(|c| Reply { c })
                .ok_or("divide by zero")
        })?;
        server.register_fn("BuiltinTypes.Map", |n: isize| async move {
            Ok::<_, String>(HashMap::from([(n, n)]))
        })?;
        server.register_fn("BuiltinTypes.Slice", |n: isize| async move {
            Ok::<_, String>(vec![n])
        })?;
        server.register_fn("BuiltinTypes.Array", |n: isize| async move {
            Ok::<_, String>([n])
        })
    };
    register().unwrap();
    server
}

#[tokio::test]
async fn our_server_is_that_of_gos_own_tests() {
    for connection in 1..=6 {
        let capture = Capture::load(&format!("stdlib/conn{connection}"));
        let (mut client, stream) = tokio::io::duplex(1 << 20);
        let server = stdlib_server();
        let serve = async move { server.serve_conn(stream).await };
        let client = async {
            client.write_all(&capture.requests).await.unwrap();
            client.shutdown().await.unwrap();
            let mut responses = Vec::new();
            client.read_to_end(&mut responses).await.unwrap();
            responses
        };
        let (ended, responses) = tokio::join!(serve, client);
        assert_eq!(ended.is_ok(), connection != 6, "only the last is no JSON");
        // Calls that were in flight together are answered in any order.
        let (mut ours, mut gos) = (lines(&responses), lines(&capture.responses));
        ours.sort_unstable();
        gos.sort_unstable();
        assert_eq!(ours, gos, "connection {connection}");
    }
}
