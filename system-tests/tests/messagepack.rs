//! The MessagePack codec of the examples and github.com/hashicorp/net-rpc-msgpackrpc, as Debian has it.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::{fs, net::SocketAddr, path::PathBuf, process::Stdio, sync::LazyLock, time::Duration};

use interop::Relay;
use netrpc::{CallError, Client, Server};
use netrpc_examples::{
    messagepack::MessagePack,
    till::{Canteen, Order, TillClient, TillServer},
};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    net::TcpListener,
    process::{Child, Command},
    time::timeout,
};

const PRINTED: &str = r#"2 x soup (hot, not too salty, please, as the last one was): 9 {"soup": 2}
300 x cake (): 1350 {"cake": 300}
error: -1 of water?
"#;

#[tokio::test]
async fn hashicorps_client_calls_our_server() {
    let go = go_halves();
    let server = Server::with_codec(MessagePack);
    server.register(TillServer::new(Canteen)).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { server.serve(listener).await });
    assert_eq!(go.call(address).await, PRINTED);
}

#[tokio::test]
async fn our_client_calls_hashicorps_server() {
    let (address, _server) = go_halves().serve().await;
    let client = Client::builder().codec(MessagePack);
    let till = TillClient::new(client.connect(address).await.unwrap());
    let order = |dish: &str, count, notes: Option<Vec<String>>| {
        let dish = dish.to_owned();
        Order { dish, count, notes }
    };
    let notes = vec!["a note that is longer than thirty-one bytes".to_owned()];
    let bill = till.charge(&order("soup", 40_000, Some(notes))).await;
    let bill = bill.unwrap();
    assert_eq!(
        bill.text,
        "40000 x soup (a note that is longer than thirty-one bytes)"
    );
    assert_eq!((bill.total, bill.lines["soup"]), (180_000.0, 40_000));
    let error = till.charge(&order("water", -1, None)).await.unwrap_err();
    assert!(
        matches!(&error, CallError::ServerError(text) if text == "-1 of water?"),
        "{error:?}"
    );
}

#[tokio::test]
async fn what_was_captured_is_what_passes() {
    let go = go_halves();
    let (address, _server) = go.serve().await;
    let relay = Relay::start(address).await.unwrap();
    assert_eq!(go.call(relay.address()).await, PRINTED);
    let (requests, replies) = relay.finish().await.unwrap();
    let captured = support::examples().join("messagepack/captured");
    assert_eq!(requests, fs::read(captured.join("requests.bin")).unwrap());
    assert_eq!(replies, fs::read(captured.join("replies.bin")).unwrap());
}

/// The Go halves of the example.
struct GoHalves(PathBuf);

fn go_halves() -> &'static GoHalves {
    static BUILT: LazyLock<GoHalves> = LazyLock::new(|| {
        let package = "/usr/share/gocode/src/github.com/hashicorp/net-rpc-msgpackrpc/codec.go";
        let debian = "golang-github-hashicorp-net-rpc-msgpackrpc-dev";
        system_tests::program(package, debian).unwrap_or_else(|error| panic!("{error}"));
        let path = [("GO111MODULE", "off"), ("GOPATH", "/usr/share/gocode")];
        GoHalves(support::build("messagepack/go", &[], &path))
    });
    &BUILT
}

impl GoHalves {
    async fn call(&self, address: SocketAddr) -> String {
        let mut command = Command::new(&self.0);
        command.args(["call", &address.to_string()]);
        let output = timeout(BOUND, command.kill_on_drop(true).output()).await;
        let output = output.expect("it hangs").unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// The server ends when the second of the two is dropped.
    async fn serve(&self) -> (SocketAddr, Child) {
        let mut process = Command::new(&self.0)
            .arg("serve")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let line = timeout(BOUND, lines.next_line()).await.expect("it hangs");
        (line.unwrap().unwrap().parse().unwrap(), process)
    }
}

/// A bound on a hang, not a measure of speed.
const BOUND: Duration = Duration::from_secs(120);
