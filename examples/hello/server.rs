//! The smallest server: one method, on a free port that it prints.

use std::error::Error;

use netrpc::Server;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::new();
    server.register_fn("Greeter.Hello", hello)?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    server.serve(listener).await;
    Ok(())
}

/// An error may be anything that can be displayed; its text is what the client gets.
async fn hello(name: String) -> Result<String, &'static str> {
    if name.is_empty() {
        return Err("who is there?");
    }
    Ok(format!("Hello, {name}!"))
}
