//! RPC behind HTTP, with the page of services and calls at `/debug/rpc`: Go's `HandleHTTP`.

use std::{
    error::Error,
    sync::{Mutex, PoisonError},
};

use netrpc::Server;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::new();
    server.register(Guestbook::default())?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!("{address}");
    eprintln!("open http://{address}/debug/rpc in a browser");
    server.serve_http(listener).await;
    Ok(())
}

#[derive(Default)]
struct Guestbook {
    guests: Mutex<Vec<String>>,
}

#[netrpc::service]
impl Guestbook {
    /// Answers the guest's number. On the page, types are spelled as Go has them: a Go `int` may be `isize` here, too.
    #[rpc(reply = "*int")]
    pub fn sign(&self, name: String) -> Result<i64, String> {
        let mut guests = self.guests.lock().unwrap_or_else(PoisonError::into_inner);
        if name == "Gopher" {
            return Err("Go's own".to_owned());
        }
        guests.push(name);
        Ok(guests.len() as i64)
    }
}
