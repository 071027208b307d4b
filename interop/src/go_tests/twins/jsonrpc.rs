//! Those of net/rpc/jsonrpc.

use std::collections::HashMap;

use super::{Script, TheirServer, equal, error_of, map_of};
use crate::Failure;
use crate::transcript::args;
use crate::types::Reply;

pub(super) async fn client(server: &TheirServer) -> Result<(), Failure> {
    let client = netrpc_jsonrpc::connect(server.address(0)?).await?;
    let reply: Reply = client.call("Arith.Add", &args(7, 8)).await?;
    equal("Arith.Add", reply.c, 15)?;
    let reply: Reply = client.call("Arith.Mul", &args(7, 8)).await?;
    equal("Arith.Mul", reply.c, 56)?;

    let mul = client.start::<Reply, _>("Arith.Mul", &args(7, 8));
    let add = client.start::<Reply, _>("Arith.Add", &args(7, 8));
    equal("Arith.Add, first", add.await?.c, 15)?;
    equal("Arith.Mul, second", mul.await?.c, 56)?;

    let divided = client.call::<_, Reply>("Arith.Div", &args(7, 0)).await;
    let error = error_of("Arith.Div", divided)?;
    equal("Arith.Div", &*error, "divide by zero")?;
    Ok(client.close().await?)
}

pub(super) async fn builtin_types(server: &TheirServer) -> Result<(), Failure> {
    let client = netrpc_jsonrpc::connect(server.address(0)?).await?;
    let map: HashMap<isize, isize> = client.call("BuiltinTypes.Map", &7isize).await?;
    equal("BuiltinTypes.Map", map, map_of(7, 7))?;
    let slice: Vec<isize> = client.call("BuiltinTypes.Slice", &7isize).await?;
    equal("BuiltinTypes.Slice", slice, vec![7])?;
    let array: [isize; 1] = client.call("BuiltinTypes.Array", &7isize).await?;
    equal("BuiltinTypes.Array", array, [7])?;
    Ok(client.close().await?)
}

pub(super) async fn malformed_output() -> Result<(), Failure> {
    let script = Script::listen(br#"{"id":0,"result":null,"error":null}"#).await?;
    let client = netrpc_jsonrpc::connect(script.listener.local_addr()?).await?;
    let ends = async {
        let reply: Reply = client.call("Arith.Add", &args(7, 8)).await?;
        equal("a result of null", reply.c, 0)?;
        Ok::<_, Failure>(client.close().await?)
    };
    tokio::try_join!(script.serve(), ends)?;
    Ok(())
}
