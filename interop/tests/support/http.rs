//! A server of ours behind HTTP with the services of `http-go/`, and answers that can be compared.

#![allow(dead_code, reason = "each test uses some of it")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use netrpc::codec::{DecodeArgs, EncodeReply, ServerCodec, ServerFormat};
use netrpc::dispatch::ServiceMethod;
use netrpc::http::HttpService;
use netrpc::{Gob, Server, Service};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

#[derive(Gob)]
pub(crate) struct Args {
    pub(crate) a: i64,
    pub(crate) b: i64,
}

/// Serves what `http-go serve` serves at the default paths, behind the HTTP that `configure` makes of it.
pub(crate) async fn serve(configure: impl FnOnce(&Server) -> HttpService) -> SocketAddr {
    let server = Server::new();
    server.register(Arith).unwrap();
    server.register(Types).unwrap();
    for name in SHORT {
        server.register_as(name, Short).unwrap();
    }
    serve_at(configure(&server)).await
}

/// Serves this.
pub(crate) async fn serve_at<C: ServerFormat>(http: HttpService<C>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { http.serve(listener).await });
    address
}

struct Arith;

impl<K> Service<K> for Arith
where
    K: ServerCodec + DecodeArgs<Args> + EncodeReply<i64> + EncodeReply<Reply>,
{
    const NAME: &'static str = "Arith";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        vec![
            ServiceMethod::new("Multiply", |args: Args| async move {
                Ok::<i64, String>(args.a * args.b)
            })
            .with_arg_type("main.Args")
            .with_reply_type("*int"),
            ServiceMethod::new("Divide", |args: Args| async move {
                let c = args.a.checked_div(args.b).ok_or("divide by zero")?;
                Ok::<_, &str>(Reply { c })
            })
            .with_arg_type("*main.Args"),
        ]
    }
}

#[derive(Gob)]
pub(crate) struct Reply {
    c: i64,
}

struct Types;

impl<K: ServerCodec + DecodeArgs<i64> + EncodeReply<i64>> Service<K> for Types {
    const NAME: &'static str = "Types";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        let method = |name, arg, reply| {
            ServiceMethod::new(name, |arg: i64| async move { Ok::<_, String>(arg) })
                .with_arg_type(arg)
                .with_reply_type(reply)
        };
        vec![
            method("Text", "string", "*string"),
            method("Maps", "map[string][]int", "*map[int]*main.Args"),
            method("Any", "interface {}", "*interface {}"),
            method("Struct", "struct { X int }", "*struct { Y []uint8 }"),
            method("Array", "[4]float64", "*[][]bool"),
            method("Channel", "chan<- int", "*func(int, ...string) error"),
            method(
                "Tagged",
                r#"struct { X int "json:\"x<y>\"" }"#,
                "*main.Reply",
            ),
        ]
    }
}

struct Short;

impl<K: ServerCodec + DecodeArgs<i64> + EncodeReply<i64>> Service<K> for Short {
    const NAME: &'static str = "Short";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        let go = ServiceMethod::new("Go", |arg: i64| async move { Ok::<_, String>(arg) });
        vec![go.with_arg_type("int").with_reply_type("*int")]
    }
}

const SHORT: [&str; 3] = [
    "a.b",
    "C++ <\"'&'\">",
    "null\0 ` = \u{e9} \u{2028} \u{fdd0} \u{ffff} \u{1f980} \t\u{7f}",
];

/// Sends bytes, and reads until the server hangs up.
pub(crate) async fn exchange(address: SocketAddr, request: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request).await.unwrap();
    read_to_end(&mut stream).await
}

/// What comes until the server hangs up; a reset after it, for bytes that were not read, is no other end.
pub(crate) async fn read_to_end(stream: &mut TcpStream) -> Vec<u8> {
    let mut answer = Vec::new();
    // A bound on a hang, not a measure of speed.
    let end = timeout(Duration::from_secs(60), stream.read_to_end(&mut answer)).await;
    if let Err(error) = end.expect("the server hangs up") {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset, "{error}");
    }
    answer
}

/// An HTTP answer as a client that reads it sees it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Version, code and text.
    pub(crate) status: String,
    /// In lower case and alphabetical order, without the date.
    pub(crate) headers: Vec<String>,
    pub(crate) body: String,
}

/// The answers on a connection, none of which is in chunks.
pub(crate) fn answers(mut bytes: &[u8], heads_only: bool) -> Vec<Answer> {
    let mut answers = Vec::new();
    while !bytes.is_empty() {
        let text = std::str::from_utf8(bytes).unwrap();
        let end = text.find("\r\n\r\n").map(|at| (at, 4));
        let (at, gap) = end
            .or_else(|| text.find("\n\n").map(|at| (at, 2)))
            .unwrap_or_else(|| panic!("no head: {text:?}"));
        let mut lines = text[..at].lines();
        let status = lines.next().unwrap().to_owned();
        let mut headers: Vec<_> = lines
            .map(|line| {
                let (name, value) = line.split_once(':').unwrap();
                format!("{}:{value}", name.to_ascii_lowercase())
            })
            .filter(|line| !line.starts_with("date:"))
            .collect();
        headers.sort();
        let length = headers
            .iter()
            .find_map(|line| line.strip_prefix("content-length: "));
        let rest = &text[at + gap..];
        let length = match length {
            _ if heads_only => 0,
            Some(length) => length.parse().unwrap(),
            None => rest.len(),
        };
        answers.push(Answer {
            status,
            headers,
            body: rest[..length].to_owned(),
        });
        bytes = bytes.get(at + gap + length..).unwrap();
    }
    answers
}
