//! Many calls and large bodies: `go/scenarios_load.go`.

use std::collections::BTreeMap;

use crate::Failure;
use crate::transcript::{Transcript, args};
use crate::types::{Meeting, Reply};

pub(super) async fn pipelined_10000(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let mut calls = Vec::new();
    for index in 0..10_000 {
        calls.push(c.start::<_, Reply>("Arith.Add", &args(index, 1)));
    }
    for call in calls {
        c.finish(call).await;
    }
    c.close().await
}

pub(super) async fn overlapping_64(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let mut calls = Vec::new();
    for _ in 0..64 {
        calls.push(c.start::<_, isize>("Slow.Meet", &Meeting { key: 5, count: 64 }));
    }
    for call in calls {
        c.finish(call).await;
    }
    c.close().await
}

pub(super) async fn echo_1_mib(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Vec<u8>>("Echo.Bytes", &noise(1 << 20)).await;
    c.close().await
}

pub(super) async fn map_of_many(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let entries: BTreeMap<_, _> = (0..100isize)
        .map(|index| (format!("key {index}"), index))
        .collect();
    c.call::<_, BTreeMap<String, isize>>("Echo.Map", &entries)
        .await;
    c.close().await
}

/// For scripted replies.
pub(super) async fn three_pending(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let calls = [(); 3].map(|()| c.start::<_, Reply>("Arith.Add", &args(1, 2)));
    for call in calls {
        c.finish(call).await;
    }
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

/// One of four clients that only go on together.
pub(super) async fn meet_of_four(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, isize>("Slow.Meet", &Meeting { key: 6, count: 4 })
        .await;
    c.close().await
}

/// Bytes that every language can make: see `go/README.md`.
pub(super) fn noise(len: usize) -> Vec<u8> {
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..len).map(|_| next()).collect()
}
