//! Calls of our client, one in flight unless said otherwise: `go/scenarios_calls.go`.

use std::collections::BTreeMap;

use netrpc::Gob;
use serde::{Deserialize, Serialize};

use super::load::noise;
use crate::Failure;
use crate::render::render_struct;
use crate::transcript::{Transcript, args};
use crate::types::{Complex64, Complex128, Duration, Everything, Node, Point, Reply};

pub(super) async fn add_twice(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Add", &args(7, 8)).await;
    c.call::<_, Reply>("Arith.Add", &args(7, 8)).await;
    c.close().await
}

pub(super) async fn zero_reply(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Add", &args(7, 8)).await;
    c.call::<_, Reply>("Arith.Add", &args(7, -7)).await;
    c.call::<_, Reply>("Arith.Add", &args(0, 0)).await;
    c.close().await
}

pub(super) async fn error_first(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Div", &args(1, 0)).await;
    c.call::<_, Reply>("Arith.Error", &args(0, 0)).await;
    c.call::<_, Reply>("Arith.Div", &args(9, 3)).await;
    c.close().await
}

pub(super) async fn error_with_empty_text(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.EmptyError", &args(1, 2)).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn arith_methods(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Mul", &args(7, 8)).await;
    c.call::<_, isize>("Arith.Multiply", &args(7, 8)).await;
    c.call::<_, isize>("Arith.Multiply", &args(-7, 8)).await;
    c.call::<_, String>("Arith.String", &args(7, 8)).await;
    c.call::<_, Reply>("Arith.Scan", "42").await;
    c.call::<_, Reply>("Arith.Scan", "forty-two").await;
    c.call::<_, Reply>("a.b.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn methods_not_found(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let methods = [
        "Foo",
        "",
        "Nope.X",
        "Arith.Nope",
        "Arith.",
        ".Add",
        ".",
        "Arith.add",
        "x.Arith.Add",
        "b.Add",
    ];
    for method in methods {
        c.call::<_, Reply>(method, &args(1, 2)).await;
    }
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

/// Arguments that do not fit, as Go struct literals.
macro_rules! literal {
    ($name:ident { $($go:ident: $rust:ident: $type:ty),* }) => {
        #[derive(Gob, Serialize, Deserialize)]
        #[gob(name = "")]
        #[serde(rename_all = "PascalCase")]
        struct $name { $($rust: $type),* }
        render_struct!($name { $($go: $rust),* });
    };
}

literal!(TextArgs { A: a: String });
literal!(SliceArgs { A: a: Vec<isize>, B: b: Vec<isize> });
literal!(LargeInt8 { Int8: int8: isize });
literal!(LargeUint16 { Uint16: uint16: usize });
literal!(LargeFloat32 { Float32: float32: f64 });
literal!(ThreeArgs { A: a: isize, B: b: isize, C: c: isize });

pub(super) async fn wrong_arguments(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Arith.Add", "text").await;
    c.call::<_, Reply>("Arith.Add", &Reply { c: 1 }).await;
    c.call::<_, Reply>("Arith.Add", &TextArgs { a: "x".into() })
        .await;
    c.call::<_, Reply>(
        "Arith.Add",
        &SliceArgs {
            a: vec![1],
            b: Vec::new(),
        },
    )
    .await;
    c.call::<_, Reply>("Arith.Add", &vec![1isize, 2]).await;
    c.call::<_, Reply>("Arith.Add", &BTreeMap::from([("A".to_string(), 1isize)]))
        .await;
    c.call::<_, isize>("Echo.Int", &1.5f64).await;
    c.call::<_, isize>("Echo.Int", &3usize).await;
    c.call::<_, String>("Echo.String", &b"bytes".to_vec()).await;
    c.call::<_, Vec<u8>>("Echo.Bytes", "text").await;
    c.call::<_, Vec<isize>>("Echo.Ints", &vec!["a".to_string()])
        .await;
    c.call::<_, [isize; 3]>("Echo.Array", &[1isize, 2]).await;
    let texts = BTreeMap::from([("a".to_string(), "b".to_string())]);
    c.call::<_, BTreeMap<String, isize>>("Echo.Map", &texts)
        .await;
    c.call::<_, Everything>("Echo.Everything", &LargeInt8 { int8: 300 })
        .await;
    c.call::<_, Everything>("Echo.Everything", &LargeUint16 { uint16: 70000 })
        .await;
    c.call::<_, Everything>("Echo.Everything", &LargeFloat32 { float32: 1e39 })
        .await;
    c.call::<_, Reply>("Arith.Add", &()).await;
    c.call::<_, Reply>("Arith.Add", &ThreeArgs { a: 1, b: 2, c: 3 })
        .await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn echo_scalars(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for value in [true, false] {
        c.call::<_, bool>("Echo.Bool", &value).await;
    }
    for value in [0, -1, 63, 64, isize::MAX, isize::MIN] {
        c.call::<_, isize>("Echo.Int", &value).await;
    }
    for value in [0, 127, 128, u64::MAX] {
        c.call::<_, u64>("Echo.Uint", &value).await;
    }
    for value in [0.0, 1.5, -2.25] {
        c.call::<_, f64>("Echo.Float", &value).await;
    }
    c.call::<_, Complex128>("Echo.Complex", &Complex128::new(1.5, -2.0))
        .await;
    c.call::<_, Duration>("Echo.Duration", &Duration::from(1_500_000_000))
        .await;
    for value in ["", "text"] {
        c.call::<_, String>("Echo.String", value).await;
    }
    for value in [vec![], vec![1u8, 2, 255]] {
        c.call::<_, Vec<u8>>("Echo.Bytes", &value).await;
    }
    c.close().await
}

pub(super) async fn echo_containers(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Vec<isize>>("Echo.Ints", &vec![1isize, 0, -3])
        .await;
    c.call::<_, Vec<isize>>("Echo.Ints", &Vec::<isize>::new())
        .await;
    let texts = ["a", "", "bc"].map(String::from).to_vec();
    c.call::<_, Vec<String>>("Echo.Strings", &texts).await;
    c.call::<_, [isize; 3]>("Echo.Array", &[1isize, 0, 3]).await;
    let one = BTreeMap::from([("a".to_string(), 1isize)]);
    c.call::<_, BTreeMap<String, isize>>("Echo.Map", &one).await;
    c.call::<_, BTreeMap<String, isize>>("Echo.Map", &BTreeMap::<String, isize>::new())
        .await;
    let points = vec![Point { x: 1, y: 2 }, Point::default()];
    c.call::<_, Vec<Point>>("Echo.Points", &points).await;
    let point_map = BTreeMap::from([("p".to_string(), Point { x: 3, y: 4 })]);
    c.call::<_, BTreeMap<String, Point>>("Echo.PointMap", &point_map)
        .await;
    let nested = BTreeMap::from([("p".to_string(), vec![Point { x: 3, y: 4 }])]);
    c.call::<_, BTreeMap<String, Vec<Point>>>("Echo.Nested", &nested)
        .await;
    c.call::<_, ()>("Echo.Empty", &()).await;
    c.close().await
}

fn everything() -> Everything {
    let node = |value, next: Option<Node>| Node {
        value,
        next: next.map(Box::new),
    };
    Everything {
        bool: true,
        int: -1,
        int8: -128,
        int16: -300,
        int32: 70000,
        int64: 1 << 40,
        uint: 7,
        uint8: 200,
        uint16: 65535,
        uint32: 1 << 31,
        uint64: u64::MAX,
        float32: 1.5,
        float64: -2.25,
        complex64: Complex64::new(1.0, -1.0),
        complex128: Complex128::new(17.0, 19.0),
        string: "text".into(),
        bytes: vec![1, 2, 3],
        ints: vec![1, 0, 2],
        names: vec!["a".into(), String::new()],
        array: [1, 0, 3],
        octets: [1, 255],
        map: Some(BTreeMap::from([("one".into(), 1)])),
        point: Point { x: 1, y: 2 },
        pointer: Some(Point { x: 0, y: 4 }),
        points: vec![Point { x: 5, y: 6 }, Point::default()],
        nested: Some([("n".to_string(), vec![Point { x: 7, y: 8 }])].into()),
        duration: Duration::from(1_000_000_000),
        list: Some(node(1, Some(node(2, None)))),
    }
}

pub(super) async fn echo_everything(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Everything>("Echo.Everything", &everything())
        .await;
    c.call::<_, Everything>("Echo.Everything", &Everything::default())
        .await;
    let list = [3, 2, 1]
        .into_iter()
        .fold(None, |next, value| Some(Box::new(Node { value, next })));
    c.call::<_, Node>("Echo.Node", &list).await;
    c.close().await
}

pub(super) async fn echo_large(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for size in [200, 5000, 70000, 3] {
        c.call::<_, Vec<u8>>("Echo.Bytes", &noise(size)).await;
    }
    c.close().await
}

pub(super) async fn peculiar_replies(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, String>("Replies.EmptyString", &3isize).await;
    c.call::<_, BTreeMap<isize, isize>>("Replies.Map", &3isize)
        .await;
    c.call::<_, BTreeMap<isize, isize>>("Replies.EmptyMap", &3isize)
        .await;
    c.call::<_, BTreeMap<isize, isize>>("Replies.NilMap", &3isize)
        .await;
    c.call::<_, Vec<isize>>("Replies.Slice", &3isize).await;
    c.call::<_, Vec<isize>>("Replies.EmptySlice", &3isize).await;
    c.call::<_, [bool; 2]>("Replies.Array", &3isize).await;
    c.call::<_, ()>("Replies.Empty", &3isize).await;
    c.call::<_, Reply>("Replies.Pointer", &3isize).await;
    c.call::<_, Option<Reply>>("Replies.Pointer", &4isize).await;
    c.close().await
}

pub(super) async fn nil_pointer_reply(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, Reply>("Replies.NilPointer", &3isize).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn unencodable_reply(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let pending = c.start::<_, isize>("Slow.Wait", &6isize);
    c.call::<_, Reply>("Replies.Unencodable", &3isize).await;
    c.release(6).await?;
    c.finish(pending).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn panicking_method(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, isize>("Replies.Panic", &3isize).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn reply_of_another_type(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let pending = c.start::<_, isize>("Slow.Wait", &7isize);
    c.call::<_, String>("Arith.Add", &args(1, 2)).await;
    c.finish(pending).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.release(7).await?;
    c.close().await
}

pub(super) async fn replies_merge(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let mut reply = Reply { c: 9 };
    c.call_into("Arith.Add", &args(1, -1), &mut reply).await;
    c.call_into("Arith.Add", &args(1, 1), &mut reply).await;
    let mut entries = BTreeMap::from([("old".to_string(), 1isize)]);
    c.call_into(
        "Echo.Map",
        &BTreeMap::from([("new".to_string(), 2isize)]),
        &mut entries,
    )
    .await;
    let mut points = vec![Point { x: 1, y: 2 }, Point { x: 3, y: 4 }];
    c.call_into("Echo.Points", &vec![Point { x: 0, y: 5 }], &mut points)
        .await;
    c.close().await
}

pub(super) async fn reply_ignored(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call_and_ignore("Arith.Add", &args(1, 2)).await;
    c.call_and_ignore("Arith.Div", &args(1, 0)).await;
    c.call::<_, Reply>("Arith.Add", &args(3, 4)).await;
    c.close().await
}

pub(super) async fn out_of_order(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let slow = c.start::<_, isize>("Slow.Wait", &1isize);
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.release(1).await?;
    c.finish(slow).await;
    c.call::<_, Reply>("Arith.Add", &args(3, 4)).await;
    c.close().await
}

pub(super) async fn dropped_peer(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let calls = [
        c.start::<_, isize>("Slow.Wait", &2isize),
        c.start::<_, isize>("Slow.Wait", &2isize),
        c.start::<_, isize>("Peer.Drop", &0isize),
    ];
    for call in calls {
        c.finish(call).await;
    }
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}
