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
    let kitchen = Arc::new(Kitchen::default());
    let server = Server::new();
    let shared = Arc::clone(&kitchen);
    server.register_fn("Kitchen.Order", move |dish: String| {
        let kitchen = Arc::clone(&shared);
        async move { kitchen.order(dish).await }
    })?;
    server.register_fn("Kitchen.Serve", move |dish: String| {
        let kitchen = Arc::clone(&kitchen);
        async move { Ok::<_, String>(kitchen.serve(&dish)) }
    })?;

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

impl Kitchen {
    /// Waits without a thread: a handler is a future like any other.
    async fn order(&self, dish: String) -> Result<String, tokio::sync::AcquireError> {
        self.counter(&dish).acquire().await?.forget();
        Ok(format!("one {dish}"))
    }

    fn serve(&self, dish: &str) -> bool {
        self.counter(dish).add_permits(1);
        true
    }

    fn counter(&self, dish: &str) -> Arc<Semaphore> {
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let counter = ready
            .entry(dish.to_owned())
            .or_insert_with(|| Arc::new(Semaphore::new(0)));
        Arc::clone(counter)
    }
}
