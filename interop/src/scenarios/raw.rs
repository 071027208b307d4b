//! Requests written by hand: `go/scenarios_raw.go`.

use netrpc::Gob;

use crate::Failure;
use crate::transcript::{Request, Transcript, args};
use crate::types::{Reply, Steps};

pub(super) async fn header_then_end(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&Request::new("Arith.Add", 5)).await?;
    r.close_write().await?;
    r.reply::<Reply>(None).await?;
    r.end().await
}

pub(super) async fn unknown_method_then_end(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&Request::new("Arith.Nope", 5)).await?;
    r.close_write().await?;
    r.reply::<Reply>(None).await?;
    r.end().await
}

pub(super) async fn body_cut_short(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&Request::new("Arith.Add", 5)).await?;
    r.bytes(&[0x1e, 0xff, 0x81, 0x03]).await?;
    r.close_write().await?;
    r.reply::<Reply>(None).await?;
    r.end().await
}

pub(super) async fn header_cut_short(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.bytes(&[0x2e, 0x7f, 0x03]).await?;
    r.close_write().await?;
    r.end().await
}

pub(super) async fn header_is_an_int(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&5isize).await?;
    r.end().await
}

#[derive(Gob)]
#[gob(name = "")]
struct Unknown {
    z: isize,
}

pub(super) async fn header_without_known_fields(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&Unknown { z: 5 }).await?;
    r.end().await
}

#[derive(Gob)]
#[gob(name = "")]
struct SignedSeq {
    service_method: String,
    seq: isize,
}

pub(super) async fn header_with_signed_seq(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send(&SignedSeq {
        service_method: "Arith.Add".into(),
        seq: 1,
    })
    .await?;
    r.end().await
}

pub(super) async fn header_with_bad_length(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.bytes(&[0x80, 0x7f, 0x03]).await?;
    r.end().await
}

#[derive(Gob)]
#[gob(name = "")]
struct MoreFields {
    extra: String,
    seq: u64,
    service_method: String,
}

pub(super) async fn header_with_more_fields(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    let header = MoreFields {
        extra: "x".into(),
        seq: u64::MAX,
        service_method: "Arith.Add".into(),
    };
    r.send_both(&header, &args(3, 4)).await?;
    r.reply::<Reply>(Some(&args(3, 4))).await?;
    r.close_write().await?;
    r.end().await
}

pub(super) async fn header_is_empty_struct(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send_both(&(), &args(3, 4)).await?;
    r.reply::<Reply>(Some(&args(3, 4))).await?;
    r.close_write().await?;
    r.end().await
}

pub(super) async fn same_seq_twice(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    for args in [args(1, 2), args(3, 4)] {
        r.send_both(&Request::new("Arith.Add", 7), &args).await?;
        r.reply::<Reply>(Some(&args)).await?;
    }
    r.close_write().await?;
    r.end().await
}

pub(super) async fn same_seq_pending(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send_both(&Request::new("Slow.Wait", 7), &51isize).await?;
    r.send_both(&Request::new("Arith.Add", 7), &args(1, 2))
        .await?;
    r.reply::<Reply>(Some(&args(1, 2))).await?;
    r.release(51).await?;
    r.reply::<isize>(Some(&51isize)).await?;
    r.close_write().await?;
    r.end().await
}

pub(super) async fn unencodable_among_calls(t: &mut Transcript) -> Result<(), Failure> {
    let (first, second) = (steps(40, 41, 42), steps(43, 44, 45));
    let mut r = t.raw().await?;
    r.send_both(&Request::new("Slow.Steps", 1), &first).await?;
    r.opened(first.open).await?;
    let mut out = Vec::new();
    r.append(&Request::new("Replies.Unencodable", 2), &3isize, &mut out)?;
    r.append(&Request::new("Slow.Steps", 3), &second, &mut out)?;
    r.bytes(&out).await?;
    r.reply::<Reply>(Some(&3isize)).await?;
    r.opened(second.open).await?;
    for steps in [first, second] {
        r.release(steps.wait).await?;
        r.opened(steps.then).await?;
        r.reply_if_any::<isize>(&steps).await?;
    }
    drop(r);
    let mut c = t.client().await?;
    c.call::<_, Vec<String>>("Log.Said", &0isize).await;
    c.close().await
}

fn steps(open: isize, wait: isize, then: isize) -> Steps {
    Steps { open, wait, then }
}

pub(super) async fn requests_in_one_write(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    let mut out = Vec::new();
    r.append(&Request::new("Foo", 1), &args(1, 2), &mut out)?;
    r.append(&Request::new("Arith.Nope", 2), "text", &mut out)?;
    r.append(&Request::new("Arith.Add", 3), "text", &mut out)?;
    r.bytes(&out).await?;
    r.reply::<Reply>(Some(&args(1, 2))).await?;
    r.reply::<Reply>(Some(&"text")).await?;
    r.reply::<Reply>(Some(&"text")).await?;
    r.close_write().await?;
    r.end().await
}

pub(super) async fn half_close_with_pending_call(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send_both(&Request::new("Slow.Wait", 0), &3isize).await?;
    r.close_write().await?;
    r.release(3).await?;
    r.reply::<isize>(Some(&3isize)).await?;
    r.end().await
}

pub(super) async fn garbage_with_pending_call(t: &mut Transcript) -> Result<(), Failure> {
    let mut r = t.raw().await?;
    r.send_both(&Request::new("Slow.Wait", 0), &4isize).await?;
    r.bytes(&[0x80]).await?;
    r.release(4).await?;
    r.reply::<isize>(Some(&4isize)).await?;
    r.end().await
}
