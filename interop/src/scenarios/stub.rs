//! Calls of the client that `#[netrpc::service]` makes.

use netrpc::Client;
use netrpc::codec::{ClientFormat, DecodeReply, EncodeArgs};

use crate::arith::ArithClient;
use crate::lines::Lines;
use crate::render::Render;
use crate::transcript::{Transcript, args};
use crate::types::{Args, Reply};
use crate::{Failure, Format};

/// `arithMethods` of `go/scenarios_calls.go`, again.
pub(super) async fn arith_methods(t: &mut Transcript) -> Result<(), Failure> {
    match t.format() {
        Format::Gob => calls(ArithClient::connect(t.address()).await?, t).await,
        Format::Json => {
            let client = netrpc_jsonrpc::connect(t.address()).await?;
            calls(ArithClient::new(client), t).await
        }
        Format::Lines => {
            let client = Client::builder().codec(Lines).connect(t.address()).await?;
            calls(ArithClient::new(client), t).await
        }
    }
}

async fn calls<C>(arith: ArithClient<C>, t: &mut Transcript) -> Result<(), Failure>
where
    C: ClientFormat,
    C::Encoder: EncodeArgs<Args> + EncodeArgs<String>,
    C::Decoder: DecodeReply<Reply> + DecodeReply<isize> + DecodeReply<String>,
{
    let mut seq = 0;
    let mut line = |method, args: &dyn Render, reply| {
        t.result(seq, method, &args.render(), reply);
        seq += 1;
    };
    let (a, b) = (args(7, 8), args(-7, 8));
    let reply = arith.mul(&a).await;
    line("Arith.Mul", &a, reply.map(|reply| reply.render()));
    for args in [&a, &b] {
        let reply = arith.multiply(args).await;
        line("Arith.Multiply", args, reply.map(|reply| reply.render()));
    }
    let reply = arith.text(&a).await;
    line("Arith.String", &a, reply.map(|reply| reply.render()));
    for text in ["42", "forty-two"] {
        let text = text.to_owned();
        let reply = arith.start_scan(&text).await;
        line("Arith.Scan", &text, reply.map(|reply| reply.render()));
    }
    let args = args(1, 2);
    let reply = arith.clone().named("a.b").add(&args).await;
    line("a.b.Add", &args, reply.map(|reply| reply.render()));
    Ok(arith.client().close().await?)
}
