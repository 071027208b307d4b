//! Cancellation, and requests one at a time: `go/scenarios_serving.go`.

use crate::Failure;
use crate::transcript::{Transcript, args};
use crate::types::{Reply, Waiting};

pub(super) async fn cancel_not_understood(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let slow = c.start::<_, isize>("Slow.Wait", &9isize);
    c.cancel(0).await;
    c.release(9).await?;
    c.finish(slow).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn give_up_a_call(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let slow = c.start::<_, isize>("Slow.Wait", &10isize);
    c.give_up(slow);
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.release(10).await?;
    c.call::<_, Reply>("Arith.Add", &args(3, 4)).await;
    c.close().await
}

pub(super) async fn cancel_calls(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let kept = c.start::<_, isize>("Patient.Wait", &Waiting { key: 11 });
    let cancelled = c.start::<_, isize>("Patient.Wait", &Waiting { key: 12 });
    c.cancel(1).await;
    c.finish(cancelled).await;
    c.call::<_, bool>("Patient.WasCancelled", &12isize).await;
    for seq in [1, 3, 99, u64::MAX] {
        c.cancel(seq).await;
    }
    c.release(11).await?;
    c.finish(kept).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn give_up_calls(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let kept = c.start::<_, isize>("Patient.Wait", &Waiting { key: 13 });
    for key in [14isize, 15] {
        let given_up = c.start::<_, isize>("Patient.Wait", &Waiting { key });
        c.give_up(given_up);
        c.call::<_, bool>("Patient.WasCancelled", &key).await;
    }
    c.release(13).await?;
    c.finish(kept).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn refused_requests(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    let methods = [
        "Foo",
        "",
        "Nope.X",
        "Arith.Nope",
        "Arith.Error",
        "Arith.EmptyError",
    ];
    for method in methods {
        c.call::<_, Reply>(method, &args(1, 2)).await;
    }
    c.call::<_, Reply>("Arith.Add", "text").await;
    c.call::<_, Vec<String>>("Requests.Errors", &0isize).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}
