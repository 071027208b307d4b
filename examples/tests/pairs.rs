//! The Rust and the Go half of each example do the same, before each other and before themselves.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

mod support;

use std::path::PathBuf;

use netrpc::Client;
use support::{Pair, Server, bounded, output_of, same_in_every_pairing};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
    process::Command,
};

#[tokio::test]
async fn hello_greets_and_says_what_is_wrong() {
    let server = Pair::new(env!("CARGO_BIN_EXE_hello-server"), "hello/go-server");
    let client = Pair::new(env!("CARGO_BIN_EXE_hello-client"), "hello/go-client");
    assert_eq!(
        same_in_every_pairing(&server, 1, &client).await,
        "Hello, gopher!\nerror: who is there?\n"
    );
}

#[tokio::test]
async fn calls_under_way_end_in_the_order_in_which_they_are_answered() {
    let client = Pair::new(env!("CARGO_BIN_EXE_kitchen-calls"), "kitchen/go-calls");
    assert_eq!(
        same_in_every_pairing(&kitchen(), 1, &client).await,
        "ordered soup, then pasta\n\
         served: one pasta\n\
         served: one soup\n\
         served: one bread and one wine\n"
    );
}

#[tokio::test]
async fn calls_on_one_channel_are_known_by_their_number() {
    let client = Pair::new(env!("CARGO_BIN_EXE_kitchen-done"), "kitchen/go-done");
    assert_eq!(
        same_in_every_pairing(&kitchen(), 1, &client).await,
        "4 orders are under way\n\
         cake: one cake\n\
         cheese: one cheese\n\
         pasta: one pasta\n\
         soup: one soup\n\
         0 orders are left\n"
    );
}

#[tokio::test]
async fn one_service_is_called_over_gob_and_json() {
    let server = Pair::new(env!("CARGO_BIN_EXE_ports-server"), "ports/go-server");
    let client = Pair::new(env!("CARGO_BIN_EXE_ports-client"), "ports/go-client");
    assert_eq!(
        same_in_every_pairing(&server, 2, &client).await,
        "47 x 6 by gob: 282\n\
         47 x 6 by JSON: 282\n\
         47 / 6: 7 and 5 left\n\
         1 / 0: divide by zero\n\
         4 calculations\n"
    );
}

#[tokio::test]
async fn calls_go_over_http() {
    let client = Pair::new(env!("CARGO_BIN_EXE_http-client"), "http/go-client");
    assert_eq!(
        same_in_every_pairing(&guestbook(), 1, &client).await,
        "Ada is guest 1\nGrace is guest 2\nerror: Go's own\n"
    );
}

#[tokio::test]
async fn the_debug_page_is_gos() {
    let Pair { rust, go } = guestbook();
    let client = PathBuf::from(env!("CARGO_BIN_EXE_http-client"));
    let mut pages = Vec::new();
    for server in [rust, go] {
        let server = Server::start(&server, 1).await;
        output_of(&client, &server.addresses).await;
        let page = page(&server.addresses[0]);
        pages.push(bounded("the page".as_ref(), page).await);
    }
    assert!(pages[0].contains("Guestbook"), "{}", pages[0]);
    assert_eq!(pages[0], pages[1]);
}

/// Go's loop of accepting ends there.
#[tokio::test]
async fn a_server_that_ran_out_of_file_descriptors_accepts_again_when_it_has_some() {
    let few = "ulimit -n 24 && exec \"$0\"";
    let mut server = Command::new("sh");
    server.args(["-c", few, env!("CARGO_BIN_EXE_hello-server")]);
    let server = Server::run(&mut server, 1).await;
    // The system takes them all, the server as many as it can hold.
    let mut clients = Vec::new();
    for _ in 0..40 {
        clients.push(Client::connect(&server.addresses[0]).await.unwrap());
    }
    for client in clients {
        let greeting: String = client.call("Greeter.Hello", "gopher").await.unwrap();
        assert_eq!(greeting, "Hello, gopher!");
    }
}

/// What a browser gets.
async fn page(address: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = b"GET /debug/rpc HTTP/1.0\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).await.unwrap();
    let (head, body) = response.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(" 200 OK"), "{head}");
    body.to_owned()
}

fn guestbook() -> Pair {
    Pair::new(env!("CARGO_BIN_EXE_http-server"), "http/go-server")
}

fn kitchen() -> Pair {
    Pair::new(env!("CARGO_BIN_EXE_kitchen-server"), "kitchen/go-server")
}
