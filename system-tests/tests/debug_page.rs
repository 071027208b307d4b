//! The debug page in a real browser.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::process;

use netrpc::{Client, Gob, Server};
use system_tests::Browser;
use tokio::net::TcpListener;

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_shows_the_services_their_methods_and_how_often_they_were_called() {
    let url = serve().await;
    let target = go_toolchain::target_dir();
    let profile = target.join(format!("chromium-{}", process::id()));
    let browser = Browser::new(profile).unwrap_or_else(|error| panic!("{error}"));

    let elements = browser
        .dump_dom(&url)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(elements.contains("<title>Services</title>"), "{elements}");
    let rows: Vec<_> = elements
        .split("<td align=\"left\" font=\"fixed\">")
        .skip(1)
        .filter_map(|row| row.split_once("</td>"))
        .map(|(method, rest)| {
            let calls = rest.split("<td align=\"center\">").nth(1).unwrap();
            (method, calls.split_once("</td>").unwrap().0)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("Divide(*main.Args, *main.Quotient) error", "1"),
            ("Multiply(*main.Args, *int) error", "3"),
            ("Length(string, *int) error", "2"),
            ("Length(string, *int) error", "0"),
        ]
    );
    // As the browser writes the characters of the name `text+<b>`.
    assert!(elements.contains("Service text+&lt;b&gt;"), "{elements}");

    // The guide's picture is such a one.
    let picture = target.join("debug-page.png");
    let bytes = browser
        .screenshot(&url, 480, 340, &picture)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(bytes.starts_with(b"\x89PNG"), "no picture");
}

/// Serves two services of some renown, and calls them.
async fn serve() -> String {
    let server = Server::new();
    server.register(Arith).unwrap();
    server.register(Text).unwrap();
    server.register_as("text+<b>", Text).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { server.serve_http(listener).await });

    let client = Client::connect_http(address).await.unwrap();
    for b in 1..=3 {
        let product: i64 = client
            .call("Arith.Multiply", &Args { a: 7, b })
            .await
            .unwrap();
        assert_eq!(product, 7 * b);
    }
    let divided = client.call::<_, Quotient>("Arith.Divide", &Args { a: 7, b: 0 });
    assert_eq!(divided.await.unwrap_err().to_string(), "divide by zero");
    for text in ["gopher", "crab"] {
        let length: i64 = client.call("Text.Length", text).await.unwrap();
        assert_eq!(length, text.len() as i64);
    }
    format!("http://{address}/debug/rpc")
}

#[derive(Gob)]
struct Args {
    a: i64,
    b: i64,
}

#[derive(Gob, Debug)]
struct Quotient {
    quo: i64,
    rem: i64,
}

struct Arith;

#[netrpc::service]
impl Arith {
    #[rpc(arg = "*main.Args", reply = "*int")]
    pub async fn multiply(&self, args: Args) -> Result<i64, String> {
        Ok(args.a * args.b)
    }

    #[rpc(arg = "*main.Args", reply = "*main.Quotient")]
    pub async fn divide(&self, Args { a, b }: Args) -> Result<Quotient, String> {
        let quo = a.checked_div(b).ok_or("divide by zero")?;
        Ok(Quotient {
            quo,
            rem: a - quo * b,
        })
    }
}

struct Text;

#[netrpc::service]
impl Text {
    #[rpc(reply = "*int")]
    pub async fn length(&self, text: String) -> Result<i64, String> {
        Ok(text.len() as i64)
    }
}
