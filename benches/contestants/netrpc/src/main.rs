//! netrpc in the benchmark:
//!
//! - `codec WORKLOAD MILLISECONDS` prints nanoseconds a value,
//! - `serve` prints an address and serves until stdin ends,
//! - `call ADDRESS CALLERS MILLISECONDS` prints calls a second.

mod codec;
mod rpc;

use std::error::Error;
use std::time::Duration;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let words: Vec<_> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["codec", workload, time] => {
            let nanos = codec::run(workload, millis(time)?).ok_or("no such workload")?;
            println!("{nanos:.1}");
        }
        ["serve"] => rpc::serve().await?,
        ["call", address, callers, time] => {
            println!(
                "{:.0}",
                rpc::call(address, callers.parse()?, millis(time)?).await?
            );
        }
        _ => return Err("usage: codec WORKLOAD MS | serve | call ADDRESS CALLERS MS".into()),
    }
    Ok(())
}

fn millis(text: &str) -> Result<Duration, Box<dyn Error>> {
    Ok(Duration::from_millis(text.parse()?))
}
