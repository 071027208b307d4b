//! `Arith.Multiply` over loopback TCP: a server, and callers on one connection.

use std::convert::Infallible;
use std::error::Error;
use std::time::{Duration, Instant};

use netrpc::codec::{ClientFormat, DecodeArgs, DecodeReply, EncodeArgs, EncodeReply, ServerFormat};
use netrpc::{Client, Server};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::codec::Pair;

/// Prints the address, and serves until stdin ends.
pub async fn serve<F>(server: Server<F>) -> Result<(), Box<dyn Error>>
where
    F: ServerFormat,
    F::Codec: DecodeArgs<Pair> + EncodeReply<i64>,
{
    server.register_fn("Arith.Multiply", |args: Pair| async move {
        Ok::<_, Infallible>(args.a.wrapping_mul(args.b))
    })?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("{}", listener.local_addr()?);
    tokio::spawn(async move { server.serve(listener).await });
    tokio::io::stdin().read_to_end(&mut Vec::new()).await?;
    Ok(())
}

/// Calls from so many tasks for so long; calls a second.
pub async fn call<F>(
    client: Client<F>,
    callers: usize,
    time: Duration,
) -> Result<f64, Box<dyn Error>>
where
    F: ClientFormat,
    F::Encoder: EncodeArgs<Pair>,
    F::Decoder: DecodeReply<i64>,
{
    client
        .call::<_, i64>("Arith.Multiply", &Pair { a: 7, b: 8 })
        .await?;
    let start = Instant::now();
    let tasks: Vec<_> = (0..callers)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move {
                let mut calls = 0u64;
                while start.elapsed() < time {
                    let args = Pair {
                        a: calls as i64,
                        b: 3,
                    };
                    let product: i64 = client.call("Arith.Multiply", &args).await?;
                    assert_eq!(product, args.a * 3);
                    calls += 1;
                }
                Ok::<_, netrpc::CallError>(calls)
            })
        })
        .collect();
    let mut calls = 0;
    for task in tasks {
        calls += task.await??;
    }
    Ok(calls as f64 / start.elapsed().as_secs_f64())
}
