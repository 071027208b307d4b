//! A server that speaks MessagePack: but for the format, it is a server like any other.

use std::error::Error;

use netrpc::Server;
use netrpc_examples::{
    messagepack::MessagePack,
    till::{Canteen, TillServer},
};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::with_codec(MessagePack);
    server.register(TillServer::new(Canteen))?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    server.serve(listener).await;
    Ok(())
}
