//! A method whose calls wait until the test lets them go.

use std::sync::Arc;

use netrpc_jsonrpc::JsonServer;
use tokio::sync::Semaphore;

/// Offers `Slow.Wait`, which answers its argument once the semaphore has a permit for it.
pub(crate) fn register_wait(server: &JsonServer) -> Arc<Semaphore> {
    let gate = Arc::new(Semaphore::new(0));
    let waits = Arc::clone(&gate);
    let wait = move |key: i64| {
        let gate = Arc::clone(&waits);
        async move {
            let permit = gate.acquire().await.map_err(|error| error.to_string())?;
            permit.forget();
            Ok::<_, String>(key)
        }
    };
    server.register_fn("Slow.Wait", wait).expect("a new name");
    gate
}
