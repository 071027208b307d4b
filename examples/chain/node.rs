//! One link of a chain of daemons: takes a text, has the next one pass it on, and puts its name around the answer.
//!
//! `chain-node NAME [NEXT-ADDRESS]`. Says on its output where it listens, logs to its error output, and ends on SIGTERM when the
//! calls that run are answered.

use std::{env, error::Error};

use netrpc::{Client, Server};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let name = arguments.next().ok_or("usage: chain-node NAME [NEXT]")?;
    let next = match arguments.next() {
        Some(address) => Some(Client::connect(address).await?),
        None => None,
    };
    let prefix = name.clone();

    let server = Server::new();
    server.register(Node { name, next })?;

    let mut terminate = signal(SignalKind::terminate())?;
    let stopping = server.clone();
    tokio::spawn(async move {
        terminate.recv().await;
        stopping.shutdown();
    });

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    eprintln!("{prefix}: started");
    server.serve(listener).await;
    eprintln!("{prefix}: stopped");
    Ok(())
}

struct Node {
    name: String,
    next: Option<Client>,
}

#[netrpc::service]
impl Node {
    pub async fn pass(&self, text: String) -> Result<String, String> {
        eprintln!("{}: passing {text:?}", self.name);
        let inner = match &self.next {
            // The error of a call is the text that the next one answered, unless the connection broke.
            Some(next) => next
                .call("Node.Pass", &text)
                .await
                .map_err(|error| format!("{}: {error}", self.name))?,
            None if text.is_empty() => return Err(format!("{}: nothing to pass", self.name)),
            None => text,
        };
        Ok(format!("{}({inner})", self.name))
    }
}
