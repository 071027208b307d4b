//! One service on two ports: gob for Go's `rpc.Dial`, JSON for `jsonrpc.Dial` and whoever has no gob. Both share its state.

use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use netrpc::Server;
use netrpc_examples::arith::{Args, Arith, ArithServer, Quotient};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let calculator = Arc::new(Calculator::default());

    let gob = Server::new();
    gob.register(ArithServer::from_arc(Arc::clone(&calculator)))?;
    let json = netrpc_jsonrpc::server();
    json.register(ArithServer::from_arc(calculator))?;

    let gob_port = TcpListener::bind("127.0.0.1:0").await?;
    let json_port = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}\n{}", gob_port.local_addr()?, json_port.local_addr()?);
    tokio::join!(gob.serve(gob_port), json.serve(json_port));
    Ok(())
}

#[derive(Default)]
struct Calculator {
    calls: AtomicI64,
}

impl Arith for Calculator {
    async fn multiply(&self, args: Args) -> Result<i64, String> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Ok(args.a.wrapping_mul(args.b))
    }

    async fn divide(&self, args: Args) -> Result<Quotient, String> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let quo = args.a.checked_div(args.b).ok_or("divide by zero")?;
        let rem = args.a.wrapping_rem(args.b);
        Ok(Quotient { quo, rem })
    }

    async fn calls(&self, _: i64) -> Result<i64, String> {
        Ok(self.calls.load(Ordering::Relaxed))
    }
}
