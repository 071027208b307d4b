//! A kitchen: an order is answered when its dish is served, in whatever order that happens. So calls take long here, and many of
//! them wait on one connection.

use std::{
    collections::HashMap,
    error::Error,
    sync::{Arc, Mutex, PoisonError},
};

use netrpc::Server;
use tokio::{net::TcpListener, sync::Semaphore};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = Server::new();
    server.register(Kitchen::default())?;

    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    server.serve(listener).await;
    Ok(())
}

/// How many of each dish stand ready.
#[derive(Default)]
struct Kitchen {
    ready: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// What is `pub` can be called, by its name in Go's manner: `Kitchen.Order`.
#[netrpc::service]
impl Kitchen {
    /// Waits without a thread: a method is a future like any other.
    pub async fn order(&self, dish: String) -> Result<String, tokio::sync::AcquireError> {
        self.counter(&dish).acquire().await?.forget();
        Ok(format!("one {dish}"))
    }

    pub fn serve(&self, dish: String) -> Result<bool, String> {
        self.counter(&dish).add_permits(1);
        Ok(true)
    }

    fn counter(&self, dish: &str) -> Arc<Semaphore> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = ready
            .entry(dish.to_owned())
            .or_insert_with(|| Arc::new(Semaphore::new(0)));
        Arc::clone(counter)
    }
}
