//! Requests whose answers depend on when and in which pieces they come.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use super::ask::{Line, answers};
use crate::transcript::release;
use crate::{Failure, Route};

/// The sessions by name.
pub const SESSIONS: &[&str] = &[
    "requests_cut_in_two_at_every_place",
    "requests_a_byte_at_a_time",
    "half_close_with_pending_call",
    "garbage_with_pending_call",
    "client_gone_with_pending_calls",
    "out_of_order",
    "overlapping_64",
    "pipelined_3000_without_newlines",
];

/// Plays one of them; its transcript.
///
/// # Errors
/// The server cannot be reached, or there is no such session.
pub async fn session(name: &str, address: SocketAddr) -> Result<String, Failure> {
    match name {
        "requests_cut_in_two_at_every_place" => cut_in_two(address).await,
        "requests_a_byte_at_a_time" => a_byte_at_a_time(address).await,
        "half_close_with_pending_call" => with_pending_call(address, 21, "").await,
        "garbage_with_pending_call" => with_pending_call(address, 22, "}").await,
        "client_gone_with_pending_calls" => gone(address).await,
        "out_of_order" => out_of_order(address).await,
        "overlapping_64" => overlapping(address).await,
        "pipelined_3000_without_newlines" => pipelined(address).await,
        _ => Err(format!("no session {name:?}").into()),
    }
}

/// With a part of everything that a scanner must remember over the end of a piece.
const REQUEST: &str = "\r\n{ \"m\\u0065thod\" : \"Echo.Map\" , \"params\" : [{\"é\\ud83d\\ude00\\\\\" : -12, \"b\":0 }, [1.5e-3, true, null]] , \
                       \"id\": {\"a\":[-1.5E+2,false,\"]}\\\"\"]} } ";

async fn cut_in_two(address: SocketAddr) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    let mut seen = BTreeMap::new();
    for cut in 1..REQUEST.len() {
        let (before, after) = REQUEST.as_bytes().split_at(cut);
        line.send(before).await?;
        line.send(after).await?;
        *seen.entry(line.next().await).or_insert(0) += 1;
    }
    Ok(format!("{seen:?}\n"))
}

async fn a_byte_at_a_time(address: SocketAddr) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    for byte in REQUEST.repeat(2).as_bytes() {
        line.send(&[*byte]).await?;
    }
    line.close_write().await?;
    Ok(answers(line.rest().await))
}

/// The call is answered, and then the connection ends.
async fn with_pending_call(
    address: SocketAddr,
    key: isize,
    garbage: &str,
) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    line.send(format!("{}{garbage}", wait(key)).as_bytes())
        .await?;
    if garbage.is_empty() {
        line.close_write().await?;
    }
    release(Route::Json, address, key).await?;
    Ok(answers(line.rest().await))
}

/// The server goes on with others, and the gate that nobody waits at any more still opens.
async fn gone(address: SocketAddr) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    line.send(format!("{}{}", wait(23), wait(23)).as_bytes())
        .await?;
    drop(line);
    release(Route::Json, address, 23).await?;
    let mut line = Line::connect(address).await?;
    line.send(wait(23).as_bytes()).await?;
    line.close_write().await?;
    Ok(answers(line.rest().await))
}

async fn out_of_order(address: SocketAddr) -> Result<String, Failure> {
    let mut line = Line::connect(address).await?;
    line.send(format!("{}{}", wait(24), add(1)).as_bytes())
        .await?;
    let first = line.next().await;
    release(Route::Json, address, 24).await?;
    let second = line.next().await;
    line.close_write().await?;
    Ok(format!(
        "{first:?}\n{second:?}\n{}",
        answers(line.rest().await)
    ))
}

async fn overlapping(address: SocketAddr) -> Result<String, Failure> {
    let requests: String = (0..64)
        .map(|id| {
            format!(r#"{{"method":"Slow.Meet","params":[{{"Key":25,"Count":64}}],"id":"{id}"}}"#)
        })
        .collect();
    let line = Line::connect(address).await?;
    Ok(answers(line.send_and_read_all(requests.as_bytes()).await?))
}

async fn pipelined(address: SocketAddr) -> Result<String, Failure> {
    let requests: String = (0..3_000).map(add).collect();
    let line = Line::connect(address).await?;
    Ok(answers(line.send_and_read_all(requests.as_bytes()).await?))
}

fn wait(key: isize) -> String {
    format!(r#"{{"method":"Slow.Wait","params":[{key}],"id":["waits for",{key}]}}"#)
}

fn add(id: u32) -> String {
    format!(r#"{{"method":"Arith.Add","params":[{{"A":{id},"B":1}}],"id":{id}}}"#)
}
