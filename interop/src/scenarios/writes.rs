//! How messages are written: `go/scenarios_writes.go`.

use super::load::noise;
use crate::Failure;
use crate::transcript::{Request, Transcript, args};
use crate::types::Reply;

pub(super) async fn large_messages(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for size in [200, 4070, 4071, 5000, 3] {
        c.call::<_, Vec<u8>>("Echo.Bytes", &noise(size)).await;
    }
    c.close().await
}

pub(super) async fn calls_at_once(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let calls = [0, 1, 2].map(|a| c.start::<_, Reply>("Arith.Add", &args(a, 1)));
    for call in calls {
        c.finish(call).await;
    }
    c.close_after_writes().await
}

pub(super) async fn answers_to_one_write(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    let mut out = Vec::new();
    r.append(&Request::new("Foo", 1), &args(1, 2), &mut out)?;
    r.append(&Request::new("Arith.Nope", 2), "text", &mut out)?;
    r.append(&Request::new("Arith.Add", 3), "text", &mut out)?;
    r.bytes(&out).await?;
    r.reply::<Reply>(Some(&args(1, 2))).await?;
    r.reply::<Reply>(Some(&"text")).await?;
    r.reply::<Reply>(Some(&"text")).await?;
    r.send_both(&Request::new("Writes.Sizes", 4), &0isize)
        .await?;
    r.reply::<Vec<isize>>(Some(&0isize)).await?;
    r.close_write().await?;
    r.end().await
}
