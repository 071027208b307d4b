//! Calls with interface values: `go/scenarios_interfaces.go`.

use std::collections::{BTreeMap, HashMap};

use crate::Failure;
use crate::interfaces::{
    Any, AnyShape, BasicError, Circle, ClientsOwn, Event, GoError, Group, Holder, Key, Private,
    Square, error, holder, point, text,
};
use crate::transcript::{Transcript, args};
use crate::types::Point;

fn circle(r: f64) -> AnyShape {
    Some(Box::new(Circle { r }))
}

fn square(side: f64) -> AnyShape {
    Some(Box::new(Square { side }))
}

fn group(name: &str, members: Vec<AnyShape>) -> Group {
    let name = name.into();
    Group { name, members }
}

fn shapes(name: &str, members: Vec<AnyShape>) -> AnyShape {
    Some(Box::new(group(name, members)))
}

fn list(elements: impl Into<Vec<Option<Any>>>) -> Option<Any> {
    Some(Any::List(elements.into()))
}

fn table<const N: usize>(entries: [(&str, Option<Any>); N]) -> BTreeMap<String, Option<Any>> {
    let entries = entries.map(|(key, value)| (key.to_owned(), value));
    BTreeMap::from(entries)
}

fn texts(key: &str, value: &str) -> Option<Any> {
    Some(Any::Texts(BTreeMap::from([(key.into(), value.into())])))
}

pub(super) async fn any_values(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let inner = table([("l", list([holder(holder(texts("a", "b"))), None]))]);
    let values = [
        None,
        Some(Any::Int(7)),
        Some(Any::Float(-1.5)),
        text("text"),
        Some(Any::Bool(true)),
        Some(Any::Bytes(vec![1, 2])),
        point(1, 2),
        Some(Any::Args(args(3, 4))),
        list([]),
        Some(Any::Table(BTreeMap::new())),
        list([
            Some(Any::Int(1)),
            None,
            point(3, 4),
            text("a"),
            list([holder(point(5, 6))]),
        ]),
        Some(Any::Table(table([("k", Some(Any::Table(inner)))]))),
        holder(None),
        holder(holder(Some(Any::Circle(Circle { r: 1.0 })))),
        Some(Any::Circle(Circle { r: 2.0 })),
        Some(Any::Square(Square { side: 3.0 })),
        error("bad"),
    ];
    for value in values {
        c.call_gob::<_, Option<Any>>("Plugin.Any", &value).await?;
    }
    c.close().await
}

pub(super) async fn any_types_inside_others(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let nested = group("g", vec![shapes("h", vec![circle(1.0)]), square(2.0), None]);
    let values = [
        list([holder(point(1, 2))]),
        list([holder(point(1, 2))]),
        Some(Any::Group(nested)),
        Some(Any::Table(table([(
            "a",
            list([error("x"), Some(Any::Int(1))]),
        )]))),
        None,
    ];
    for f in values {
        c.call_gob::<_, Holder>("Plugin.Box", &Holder { f }).await?;
    }
    c.close().await
}

fn event() -> Event {
    Event {
        name: "full".into(),
        payload: list([point(1, 2), holder(error("inside")), None]),
        shapes: vec![
            circle(1.0),
            None,
            square(2.0),
            shapes("g", vec![circle(3.0)]),
        ],
        pair: [point(7, 8), None],
        tags: Some(table([
            ("a", Some(Any::Int(1))),
            ("b", holder(Some(Any::Args(args(1, 2))))),
            ("c", None),
            ("d", list([text("x")])),
        ])),
        by_key: Some(HashMap::from([
            (Some(Key::Int(1)), 1),
            (Some(Key::Text("k".into())), 2),
            (Some(Key::Point(Point { x: 3, y: 4 })), 3),
        ])),
        err: Some(GoError::Basic(BasicError {
            message: "failed".into(),
        })),
        code: 9,
    }
}

fn empty_event(err: Option<GoError>, code: isize) -> Event {
    Event {
        name: String::new(),
        payload: None,
        shapes: Vec::new(),
        pair: [None, None],
        tags: None,
        by_key: None,
        err,
        code,
    }
}

pub(super) async fn any_events(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let message = String::new();
    let events = [
        event(),
        event(),
        empty_event(None, 0),
        empty_event(Some(GoError::Basic(BasicError { message })), 1),
    ];
    for event in events {
        c.call_gob::<_, Event>("Plugin.Event", &event).await?;
    }
    c.close().await
}

pub(super) async fn any_shapes(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    for name in ["circle", "square", "group", "nothing", "line"] {
        c.call_gob::<_, AnyShape>("Plugin.Make", name).await?;
    }
    let inner = shapes("h", vec![circle(2.0), None]);
    let values = [
        circle(2.0),
        square(3.0),
        shapes("g", vec![square(1.0), inner]),
        None,
    ];
    for shape in values {
        c.call_gob::<_, f64>("Plugin.Area", &shape).await?;
    }
    c.call_gob::<_, f64>("Plugin.Area", &point(1, 2)).await?;
    c.call_gob::<_, f64>("Plugin.Area", &Some(Any::Int(7)))
        .await?;
    c.call_gob::<_, f64>("Plugin.Area", &circle(1.0)).await?;
    c.close().await
}

pub(super) async fn any_unregistered_name(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let private = || Some(ClientsOwn::Private(Private("p".into())));
    let (one, two) = (Some(ClientsOwn::Int(1)), Some(ClientsOwn::Int(2)));
    let listed = Some(ClientsOwn::List(vec![one, private(), two]));
    for value in [private(), listed] {
        c.call_gob::<_, Option<Any>>("Plugin.Any", &value).await?;
    }
    c.call_gob::<_, Option<Any>>("Plugin.Any", &Some(Any::Int(7)))
        .await?;
    c.close().await
}

pub(super) async fn any_unregistered_reply(t: &mut Transcript) -> Result<(), Failure> {
    let mut c = t.client().await?;
    let pending = c.start::<_, isize>("Slow.Wait", &8isize);
    c.call_gob::<_, Option<Any>>("Plugin.Secret", &3isize)
        .await?;
    c.release(8).await?;
    c.finish(pending).await;
    c.call_gob::<_, Option<Any>>("Plugin.Any", &Some(Any::Int(7)))
        .await?;
    c.close().await
}
