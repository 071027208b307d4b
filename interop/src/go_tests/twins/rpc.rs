//! Those of net/rpc.

use std::collections::HashMap;
use std::net::SocketAddr;

use netrpc::{CallError, Client};
use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex, split};
use tokio::net::TcpStream;

use super::super::services::NEW_PATH;
use super::{Script, TheirServer, contains, equal, error_of, map_of};
use crate::Failure;
use crate::transcript::args;
use crate::types::Reply;

/// What a test of net/rpc serves, in the order of its addresses.
const DEFAULT: usize = 0;
const NEW: usize = 1;
const HTTP: usize = 2;

pub(super) async fn rpc(server: &TheirServer) -> Result<(), Failure> {
    for server in [server.address(DEFAULT)?, server.address(NEW)?] {
        calls_of_every_kind(server).await?;
    }
    let client: Client = Client::connect(server.address(NEW)?).await?;
    let reply: Reply = client.call("newServer.Arith.Add", &args(7, 8)).await?;
    equal("newServer.Arith.Add", reply.c, 15)?;
    Ok(client.close().await?)
}

async fn calls_of_every_kind(server: SocketAddr) -> Result<(), Failure> {
    let client: Client = Client::connect(server).await?;
    let reply: Reply = client.call("Arith.Add", &args(7, 8)).await?;
    equal("Arith.Add", reply.c, 15)?;
    let reply: Reply = client.call("Embed.Exported", &args(7, 0)).await?;
    equal("Embed.Exported", reply.c, 7)?;

    for method in ["Arith.BadOperation", "Arith.Unknown"] {
        let error = error_of(method, client.call::<_, Reply>(method, &args(7, 0)).await)?;
        equal(method, error, format!("rpc: can't find method {method}"))?;
    }

    let mul = client.start::<Reply, _>("Arith.Mul", &args(7, 8));
    let add = client.start::<Reply, _>("Arith.Add", &args(7, 8));
    equal("Arith.Add, first", add.await?.c, 15)?;
    equal("Arith.Mul, second", mul.await?.c, 56)?;

    let divided = client.call::<_, Reply>("Arith.Div", &args(7, 0)).await;
    let error = error_of("Arith.Div", divided)?;
    equal("Arith.Div", &*error, "divide by zero")?;
    let no_args = Reply::default();
    let added = client.call::<_, Reply>("Arith.Add", &no_args).await;
    let error = error_of("Arith.Add of a reply", added)?;
    contains("Arith.Add of a reply", &error, "type")?;

    let reply: Reply = client.call("Arith.Scan", "12345").await?;
    equal("Arith.Scan", reply.c, 12345)?;
    let text: String = client.call("Arith.String", &args(27, 35)).await?;
    equal("Arith.String", &*text, "27+35=62")?;
    let reply: Reply = client.call("Arith.Mul", &args(7, 8)).await?;
    equal("Arith.Mul", reply.c, 56)?;
    let reply: Reply = client.call("net.rpc.Arith.Add", &args(7, 8)).await?;
    equal("net.rpc.Arith.Add", reply.c, 15)?;
    Ok(client.close().await?)
}

pub(super) async fn http(server: &TheirServer) -> Result<(), Failure> {
    let address = server.address(HTTP)?;
    let elsewhere = Client::builder().connect_http_path(address, NEW_PATH);
    for client in [Client::connect_http(address).await?, elsewhere.await?] {
        let reply: Reply = client.call("Arith.Add", &args(7, 8)).await?;
        equal("Arith.Add", reply.c, 15)?;
        client.close().await?;
    }
    Ok(())
}

pub(super) async fn builtin_types(server: &TheirServer) -> Result<(), Failure> {
    let client = Client::connect_http(server.address(HTTP)?).await?;
    let map: HashMap<isize, isize> = client.call("BuiltinTypes.Map", &args(7, 8)).await?;
    equal("BuiltinTypes.Map", map, map_of(7, 8))?;
    let slice: Vec<isize> = client.call("BuiltinTypes.Slice", &args(7, 8)).await?;
    equal("BuiltinTypes.Slice", slice, vec![7, 8])?;
    let array: [isize; 2] = client.call("BuiltinTypes.Array", &args(7, 8)).await?;
    equal("BuiltinTypes.Array", array, [7, 8])?;
    Ok(client.close().await?)
}

pub(super) async fn close(server: &TheirServer) -> Result<(), Failure> {
    let client = Client::connect_http(server.address(HTTP)?).await?;
    let reply: Reply = client.call("Arith.Mul", &args(17, 8)).await?;
    equal("Arith.Mul", reply.c, 136)?;
    Ok(client.close().await?)
}

pub(super) async fn error_after_close(server: &TheirServer) -> Result<(), Failure> {
    let client = Client::connect_http(server.address(HTTP)?).await?;
    client.close().await?;
    match client.call::<_, Reply>("Arith.Add", &args(7, 9)).await {
        Err(CallError::Shutdown) => Ok(()),
        ended => Err(format!("a call after close: {ended:?}").into()),
    }
}

/// The reader has stopped already; closing still reaches the stream.
pub(super) async fn close_codec() -> Result<(), Failure> {
    // No header begins like this.
    let script = Script::listen(&[0x80]).await?;
    let client: Client = Client::connect(script.listener.local_addr()?).await?;
    let ends = async {
        let called = client.call::<_, Reply>("Arith.Add", &args(7, 8)).await;
        let error = error_of("a call to a server that says garbage", called)?;
        let out_of_range = "gob: encoded unsigned integer out of range";
        equal(
            "a call to a server that says garbage",
            &*error,
            out_of_range,
        )?;
        Ok::<_, Failure>(client.close().await?)
    };
    tokio::try_join!(script.serve(), ends)?;
    Ok(())
}

pub(super) async fn gob_error(server: &TheirServer) -> Result<(), Failure> {
    let client: Client = Client::connect(server.address(DEFAULT)?).await?;
    let error = error_of("S.Recv", client.call::<_, Reply>("S.Recv", &()).await)?;
    equal("S.Recv", &*error, "reading body unexpected EOF")?;
    Ok(client.close().await?)
}

/// The connection's writing half ends while a call is on its way, which is answered all the same.
pub(super) async fn shutdown(server: &TheirServer) -> Result<(), Failure> {
    let (near, far) = duplex(1 << 16);
    let (mut from_client, mut to_client) = split(far);
    let stream = TcpStream::connect(server.address(DEFAULT)?).await?;
    let (mut from_server, mut to_server) = stream.into_split();
    let client: Client = Client::new(near);
    let there = async {
        for _ in 0..2 {
            // So short a request is written at once.
            let mut request = vec![0; 4096];
            let length = from_client.read(&mut request).await?;
            to_server
                .write_all(request.get(..length).unwrap_or_default())
                .await?;
        }
        Ok::<_, Failure>(to_server.shutdown().await?)
    };
    let back = async {
        tokio::io::copy(&mut from_server, &mut to_client).await?;
        Ok::<_, Failure>(to_client.shutdown().await?)
    };
    let calls = async {
        let reply: Reply = client.call("Arith.Add", &args(7, 8)).await?;
        equal("Arith.Add", reply.c, 15)?;
        client
            .call::<_, Reply>("Arith.SleepMilli", &args(10, 8))
            .await?;
        // The server has ended the connection by then, or is about to.
        let _ = client.close().await;
        Ok::<_, Failure>(())
    };
    tokio::try_join!(there, back, calls)?;
    Ok(())
}
