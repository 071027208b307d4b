//! Methods that know no type of what they take and return: Go's client sees no difference to Go's own server.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::convert::Infallible;
use std::net::SocketAddr;

use interop::Format;
use interop::peer::GoPeer;
use netrpc::Server;
use netrpc::gob::value::Value;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// Scenarios of echoes alone.
const ECHOES: &[&str] = &[
    "echo_scalars",
    "echo_containers",
    "echo_everything",
    "echo_standard",
    "echo_large",
    "replies_merge",
    "add_twice",
    "zero_reply",
    "any_values",
    "any_types_inside_others",
    "any_events",
];

/// What Go's scenarios call, each a method that gives back what it gets.
const METHODS: &[&str] = &[
    "Arith.Add",
    "Echo.Bool",
    "Echo.Int",
    "Echo.Uint",
    "Echo.Float",
    "Echo.Complex",
    "Echo.Duration",
    "Echo.String",
    "Echo.Bytes",
    "Echo.Ints",
    "Echo.Strings",
    "Echo.Array",
    "Echo.Map",
    "Echo.Points",
    "Echo.PointMap",
    "Echo.Nested",
    "Echo.Empty",
    "Echo.Everything",
    "Echo.Standard",
    "Echo.Node",
    "Plugin.Any",
    "Plugin.Box",
    "Plugin.Event",
];

#[tokio::test(flavor = "multi_thread")]
async fn gos_client_gets_back_what_a_method_without_types_was_sent() {
    let peer = GoPeer::build().unwrap_or_else(|error| panic!("{error}"));
    let go = peer.serve().await.unwrap();
    let (ours, _serving) = serve().await;
    for scenario in ECHOES {
        let expected = peer
            .play(Format::Gob, scenario, go.address(Format::Gob))
            .await
            .unwrap();
        let transcript = peer.play(Format::Gob, scenario, ours).await.unwrap();
        assert!(expected.lines().count() > 0, "{scenario}");
        assert_eq!(transcript, expected, "{scenario}");
    }
}

async fn serve() -> (SocketAddr, JoinHandle<()>) {
    let server = Server::new();
    for method in METHODS {
        let echo = |value: Value| async { Ok::<Value, Infallible>(value) };
        match *method {
            "Arith.Add" => server.register_fn(method, add),
            _ => server.register_fn(method, echo),
        }
        .unwrap();
    }
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn(async move { server.serve(listener).await });
    (address, serving)
}

/// The sum, of whatever type the arguments are, in a struct made by hand.
async fn add(args: Value) -> Result<Value, netrpc::gob::Error> {
    use netrpc::gob::value::{Id, TypeBuilder};
    let field = |name| args.view().field(name).and_then(|field| field.as_i64());
    let sum = field("A").unwrap_or(0) + field("B").unwrap_or(0);
    let mut types = TypeBuilder::new();
    let reply = types.structure([("C", Id::INT)]);
    let reply = types.named("main.Reply", reply);
    let reply = types.build(reply)?;
    Value::structure(&reply, [("C", Value::from(sum as isize))])
}
