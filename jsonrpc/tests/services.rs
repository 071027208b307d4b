//! `#[netrpc::service]` with two codecs: one implementation, one line to register it with each.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use netrpc::{
    CallError, Client, Context, Gob, Server,
    codec::{ClientFormat, ServerFormat},
};
use netrpc_jsonrpc::JsonRpc;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

#[derive(Gob, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Args {
    a: i64,
    b: i64,
}

#[derive(Gob, Serialize, Deserialize, Debug, PartialEq)]
#[serde(rename_all = "PascalCase")]
struct Quotient {
    quo: i64,
    rem: i64,
}

#[netrpc::service]
trait Arith {
    async fn multiply(&self, args: Args) -> Result<i64, String>;

    fn divide(&self, context: Context, args: Args) -> Result<Quotient, String>;
}

#[derive(Default)]
struct Calculator {
    calls: AtomicI64,
}

impl Arith for Calculator {
    async fn multiply(&self, args: Args) -> Result<i64, String> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        tokio::task::yield_now().await;
        Ok(args.a * args.b)
    }

    fn divide(&self, context: Context, args: Args) -> Result<Quotient, String> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let by_zero = || format!("call {} divides by zero", context.seq());
        let quo = args.a.checked_div(args.b).ok_or_else(by_zero)?;
        Ok(Quotient {
            quo,
            rem: args.a % args.b,
        })
    }
}

/// The same for a type's own methods.
struct Greeter;

#[netrpc::service]
impl Greeter {
    pub fn greet(&self, name: String) -> Result<String, String> {
        Ok(format!("hello, {name}"))
    }
}

/// Serves on a port of its own until the test ends.
async fn serve<C: ServerFormat>(server: Server<C>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { server.serve(listener).await });
    address
}

/// What a client of any codec sees.
async fn check<C>(arith: ArithClient<C>)
where
    C: ClientFormat,
    C::Encoder: netrpc::codec::EncodeArgs<Args>,
    C::Decoder: netrpc::codec::DecodeReply<i64> + netrpc::codec::DecodeReply<Quotient>,
{
    let args = Args { a: 17, b: 5 };
    assert_eq!(arith.multiply(&args).await.unwrap(), 85);
    let started = arith.start_divide(&args);
    assert_eq!(started.await.unwrap(), Quotient { quo: 3, rem: 2 });
    match arith.divide(&Args { a: 1, b: 0 }).await {
        Err(CallError::ServerError(text)) => assert!(text.ends_with("divides by zero"), "{text}"),
        other => panic!("no error of the server's: {other:?}"),
    }
}

#[tokio::test]
async fn one_implementation_serves_gob_on_one_port_and_json_on_another() {
    let arith = Arc::new(Calculator::default());
    let gob = Server::new();
    gob.register(ArithServer::from_arc(Arc::clone(&arith)))
        .unwrap();
    let json = Server::with_codec(JsonRpc);
    json.register(ArithServer::from_arc(Arc::clone(&arith)))
        .unwrap();
    let (gob, json) = (serve(gob).await, serve(json).await);

    check(ArithClient::connect(gob).await.unwrap()).await;
    let client = netrpc_jsonrpc::connect(json).await.unwrap();
    check(ArithClient::new(client)).await;
    assert_eq!(arith.calls.load(Ordering::Relaxed), 6);
}

#[tokio::test]
async fn a_type_s_own_methods_are_a_service_of_both_codecs() {
    let greeter = Arc::new(Greeter);
    let gob = Server::new();
    gob.register(Arc::clone(&greeter)).unwrap();
    let json = Server::with_codec(JsonRpc);
    json.register(greeter).unwrap();
    let (gob, json) = (serve(gob).await, serve(json).await);

    let gob = Client::connect(gob).await.unwrap();
    let json = netrpc_jsonrpc::connect(json).await.unwrap();
    let greetings: (String, String) = (
        gob.call("Greeter.Greet", "gopher").await.unwrap(),
        json.call("Greeter.Greet", "crab").await.unwrap(),
    );
    assert_eq!(greetings, ("hello, gopher".into(), "hello, crab".into()));
}
