//! What JSON has alone: `go/scenarios_json.go`.

use std::collections::BTreeMap;

use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::Failure;
use crate::transcript::{Transcript, args};
use crate::types::{Args, Document, Point, Reply};

pub(super) async fn numbers(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for value in [isize::MIN, isize::MAX, (1 << 53) + 1] {
        c.call::<_, isize>("Echo.Int", &value).await;
    }
    c.call::<_, u64>("Echo.Uint", &u64::MAX).await;
    for value in [
        100.0,
        1e20,
        1e21,
        123456789012345680000.0,
        0.000001,
        1e-7,
        9.5e-7,
        0.1,
        1.0 / 3.0,
        -0.0,
        f64::MAX,
        f64::from_bits(1),
        2.5e10,
        12345678.9,
    ] {
        c.call::<_, f64>("Echo.Float", &value).await;
    }
    let third = 1.0 / 3.0;
    for value in [0.1f32, third, 1e20, 1e21, 1e-6, 1e-7, f32::MAX, 16777216.0] {
        c.call::<_, f32>("JSON.Float32", &value).await;
    }
    c.close().await
}

/// A character of every kind that JSON's writers treat in their own way.
const PECULIAR: &str = "<a href='x'>&amp;</a> \"\\/ \u{8}\u{c}\n\r\t\0\u{1f}\u{7f} \u{e9}\u{2028}\u{2029}\u{fffd}\u{1f600}";

/// A name with such characters, but for those that would break the lines of a transcript.
const PECULIAR_NAME: &str = "<a>&'\"\\/ \u{e9}\u{2028}\u{2029}\u{fffd}\u{1f600}";

pub(super) async fn strings(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, String>("Echo.String", PECULIAR).await;
    let texts = [PECULIAR, ""].map(String::from).to_vec();
    c.call::<_, Vec<String>>("Echo.Strings", &texts).await;
    let keys = [PECULIAR, "<", "a", "Z", "\u{e9}", ""].map(String::from);
    let numbered: BTreeMap<String, isize> = keys.into_iter().zip(1..).collect();
    c.call::<_, BTreeMap<String, isize>>("Echo.Map", &numbered)
        .await;
    c.call::<_, isize>("JSON.Fail", PECULIAR).await;
    c.call::<_, isize>("JSON.Fail", "null").await;
    c.call::<_, isize>(PECULIAR_NAME, &1isize).await;
    let name = format!("{PECULIAR_NAME}.{PECULIAR_NAME}");
    c.call::<_, isize>(&name, &1isize).await;
    c.close().await
}

pub(super) async fn document(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let parent = Document {
        id: 1,
        body: Some(Vec::new()),
        tags: Some(Vec::new()),
        ..Document::default()
    };
    let by_number = [(10, "x"), (9, "y"), (-1, "z")];
    let full = Document {
        id: u64::MAX,
        title: "<T>".into(),
        ratio: 1e21,
        short: 0.1,
        body: Some(vec![0, 1, 255]),
        tags: Some(vec!["a".into(), String::new()]),
        by_number: Some(by_number.map(|(key, text)| (key, text.into())).into()),
        octets: [1, 255],
        any: json!([true, "s", null, 1.5]),
        point: Point { x: 3, y: 4 },
        note: "n".into(),
        secret: 5,
        parent: Some(Box::new(parent)),
    };
    c.call_json::<_, Document>("JSON.Document", &full).await?;
    c.call_json::<_, Document>("JSON.Document", &Document::default())
        .await?;
    let other = json!({"ID": 7, "TITLE": "t", "X": 1, "unknown": [1]});
    c.call_json::<_, Document>("JSON.Document", &other).await?;
    c.close().await
}

pub(super) async fn any(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for value in [
        json!({"b": 1, "a": [1.5, "<", null, true, {}]}),
        json!("text"),
        json!([]),
        json!(false),
        json!(1u64 << 53),
        json!(u64::MAX),
    ] {
        c.call_json::<_, Value>("JSON.Any", &value).await?;
    }
    c.close().await
}

pub(super) async fn raw(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for text in [
        r#"{ "b" : [ 1 , 2.50 , 1e2 ] , "a" : "<\u00e9\/\ud800>" , "a" : null }"#,
        "12345678901234567890123",
        "\"text\"",
        "[ ]",
    ] {
        let raw = RawValue::from_string(text.into())?;
        c.call_json::<_, Box<RawValue>>("JSON.Raw", &raw).await?;
    }
    c.close().await
}

pub(super) async fn collections(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call::<_, String>("Replies.EmptyString", &3isize).await;
    c.call::<_, BTreeMap<isize, isize>>("Replies.Map", &3isize)
        .await;
    c.call::<_, BTreeMap<isize, isize>>("Replies.EmptyMap", &3isize)
        .await;
    c.call::<_, Vec<isize>>("Replies.Slice", &3isize).await;
    c.call::<_, Vec<isize>>("Replies.EmptySlice", &3isize).await;
    c.call::<_, [bool; 2]>("Replies.Array", &3isize).await;
    c.call::<_, ()>("Replies.Empty", &3isize).await;
    c.call::<_, Reply>("Replies.Pointer", &3isize).await;
    c.call::<_, Option<Reply>>("Replies.Pointer", &4isize).await;
    c.close().await
}

pub(super) async fn null_arguments(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    c.call_json::<_, Reply>("Arith.Add", &None::<Args>).await?;
    c.call_json::<_, Args>("JSON.Pointer", &None::<Args>)
        .await?;
    c.call_json::<_, isize>("Echo.Int", &None::<isize>).await?;
    c.call_json::<_, String>("Arith.String", &None::<Args>)
        .await?;
    c.close().await
}

pub(super) async fn unencodable_arguments(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        c.call::<_, f64>("Echo.Float", &value).await;
    }
    c.call::<_, f32>("JSON.Float32", &f32::INFINITY).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await
}

pub(super) async fn null_results(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let pending = c.start::<_, isize>("Slow.Wait", &8isize);
    c.call::<_, Vec<isize>>("JSON.NilSlice", &3isize).await;
    c.release(8).await?;
    c.finish(pending).await;
    c.call::<_, Reply>("Arith.Add", &args(1, 2)).await;
    c.close().await?;

    let mut c = t.client().await?;
    c.call::<_, BTreeMap<isize, isize>>("JSON.NilMap", &3isize)
        .await;
    c.close().await?;

    let mut c = t.client().await?;
    c.call_json::<_, Value>("JSON.Any", &None::<isize>).await?;
    c.close().await
}

/// Calls for each of these types, a connection for each since most fail.
macro_rules! each {
    ($t:ident, $raw:ident: $($reply:ty),*) => {$(
        let mut c = $t.client().await?;
        c.call_json::<_, $reply>("JSON.Raw", &$raw).await?;
        c.close().await?;
    )*};
}

pub(super) async fn results_of_every_kind(t: &mut Transcript) -> Result<(), Failure> {
    for kind in KINDS {
        let raw = RawValue::from_string(String::from(*kind))?;
        each!(t, raw: bool, isize, u64, i8, f64, f32, String, Vec<u8>, Vec<isize>, Vec<String>);
        each!(t, raw: [isize; 3], BTreeMap<String, isize>, Vec<Point>, BTreeMap<String, Point>);
        each!(t, raw: Reply, (), Option<Reply>, Value);
    }
    Ok(())
}

const KINDS: &[&str] = &[
    "true",
    "5",
    "-1",
    "300",
    "1.5",
    "1e2",
    "1e400",
    "99999999999999999999",
    "\"s\"",
    "\"AQI=\"",
    "\"\"",
    "[]",
    "[1]",
    "[\"x\"]",
    "[1,2,3,4]",
    "{}",
    "{\"a\":1}",
    "{\"C\":\"x\"}",
    "{\"a\":{\"X\":\"y\"}}",
    "[{\"X\":1},{\"X\":[]}]",
];
