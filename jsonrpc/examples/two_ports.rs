//! One service on two ports: gob for Go's `rpc.Dial`, JSON for `jsonrpc.Dial` and whoever has no gob.
//!
//! ```console
//! $ cargo run -p netrpc-jsonrpc --example two_ports
//! ```
//!
//! With `--stay` it goes on serving, and prints where.

use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use netrpc::{Client, Gob, Server};
use netrpc_jsonrpc::JsonRpc;
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;

/// Both formats know its fields as `A` and `B`.
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

/// What both ports share.
#[derive(Default)]
struct Arith {
    calls: AtomicU64,
}

#[netrpc::service]
impl Arith {
    pub async fn multiply(&self, args: Args) -> Result<i64, String> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Ok(args.a.wrapping_mul(args.b))
    }

    pub async fn divide(&self, args: Args) -> Result<Quotient, &'static str> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let quo = args.a.checked_div(args.b).ok_or("divide by zero")?;
        Ok(Quotient {
            quo,
            rem: args.a.wrapping_rem(args.b),
        })
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let arith = Arc::new(Arith::default());
    let gob_server = Server::new();
    gob_server.register(Arc::clone(&arith))?;
    let json_server = Server::with_codec(JsonRpc);
    json_server.register(Arc::clone(&arith))?;

    let gob_port = TcpListener::bind("127.0.0.1:0").await?;
    let json_port = TcpListener::bind("127.0.0.1:0").await?;
    let (gob_address, json_address) = (gob_port.local_addr()?, json_port.local_addr()?);
    println!("gob on {gob_address}, JSON on {json_address}");
    let gob_task = tokio::spawn(async move { gob_server.serve(gob_port).await });
    let json_task = tokio::spawn(async move { json_server.serve(json_port).await });

    let gob = Client::connect(gob_address).await?;
    let json = netrpc_jsonrpc::connect(json_address).await?;
    let args = Args { a: 47, b: 6 };
    let products: (i64, i64) = (
        gob.call("Arith.Multiply", &args).await?,
        json.call("Arith.Multiply", &args).await?,
    );
    println!("47 x 6 = {} by gob, {} by JSON", products.0, products.1);
    let quotients: (Quotient, Quotient) = (
        gob.call("Arith.Divide", &args).await?,
        json.call("Arith.Divide", &args).await?,
    );
    assert_eq!(quotients.0, quotients.1);
    let by_zero = json
        .call::<_, Quotient>("Arith.Divide", &Args { a: 1, b: 0 })
        .await;
    println!(
        "1 / 0: {}",
        by_zero
            .err()
            .map(|error| error.to_string())
            .unwrap_or_default()
    );
    println!(
        "{} calls to one service",
        arith.calls.load(Ordering::Relaxed)
    );

    if std::env::args().any(|argument| argument == "--stay") {
        let _ = tokio::join!(gob_task, json_task);
    }
    Ok(())
}
