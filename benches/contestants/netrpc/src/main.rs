//! netrpc in the benchmark:
//!
//! - `FORMAT codec WORKLOAD MILLISECONDS` prints nanoseconds a value,
//! - `FORMAT serve` prints an address and serves until stdin ends,
//! - `FORMAT call ADDRESS CALLERS MILLISECONDS` prints calls a second.
//!
//! A format is `gob` or `json`.

mod codec;
mod rpc;

use std::error::Error;
use std::time::Duration;

use netrpc::{Client, Server};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        [format, "codec", workload, time] => {
            let nanos = codec::run(format, workload, millis(time)?).ok_or("no such workload")?;
            println!("{nanos:.1}");
        }
        ["gob", "serve"] => rpc::serve(Server::new()).await?,
        ["json", "serve"] => rpc::serve(netrpc_jsonrpc::server()).await?,
        [format, "call", address, callers, time] => {
            let (callers, time) = (callers.parse()?, millis(time)?);
            let calls = match *format {
                "gob" => rpc::call(Client::connect(address).await?, callers, time).await?,
                _ => rpc::call(netrpc_jsonrpc::connect(address).await?, callers, time).await?,
            };
            println!("{calls:.0}");
        }
        _ => return Err(USAGE.into()),
    }
    Ok(())
}

const USAGE: &str =
    "usage: gob|json codec WORKLOAD MS | gob|json serve | gob|json call ADDRESS CALLERS MS";

fn millis(text: &str) -> Result<Duration, Box<dyn Error>> {
    Ok(Duration::from_millis(text.parse()?))
}
