//! Interface values in calls: the registry of a server and of a client, and names that it does not have. With Go on the
//! other side: `interop/tests/interfaces.rs`.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::fmt::Debug;

use netrpc::{
    CallError, Client, ClientBuilder, CodecErrorKind, Gob, Server, ServerBuilder,
    gob::{Object, Registry},
    testing::Contract,
};
use tokio::io::duplex;

trait Shape: Object + Debug + Send + Sync {
    fn area(&self) -> f64;
}
netrpc::gob::interface!(dyn Shape, "main.Shape");

type AnyShape = Option<Box<dyn Shape>>;

#[derive(Gob, Debug)]
struct Square {
    side: f64,
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.side * self.side
    }
}

#[derive(Gob, Debug)]
struct Group {
    members: Vec<AnyShape>,
}

impl Shape for Group {
    fn area(&self) -> f64 {
        self.members
            .iter()
            .flatten()
            .map(|shape| shape.area())
            .sum()
    }
}

fn square(side: f64) -> AnyShape {
    Some(Box::new(Square { side }))
}

fn group(members: impl Into<Vec<AnyShape>>) -> AnyShape {
    let members = members.into();
    Some(Box::new(Group { members }))
}

/// Squares, and groups if they are known, too.
fn shapes(with_groups: bool) -> Registry {
    let mut registry = Registry::new();
    registry
        .register(|square: Square| -> Box<dyn Shape> { Box::new(square) })
        .unwrap();
    if with_groups {
        registry
            .register(|group: Group| -> Box<dyn Shape> { Box::new(group) })
            .unwrap();
    }
    registry
}

fn server(builder: ServerBuilder) -> Server {
    let server = builder.build();
    let registered = [
        server.register_fn("Shapes.Area", |shape: AnyShape| async move {
            shape.map(|shape| shape.area()).ok_or("no shape")
        }),
        server.register_fn("Shapes.Echo", |shape: AnyShape| async move {
            Ok::<_, String>(shape)
        }),
        server.register_fn("Shapes.Square", |side: f64| async move {
            Ok::<_, String>(square(side))
        }),
        server.register_fn("Shapes.Group", |side: f64| async move {
            Ok::<_, String>(group([None, group([square(side)]), square(side)]))
        }),
    ];
    assert!(registered.into_iter().all(|registered| registered.is_ok()));
    server
}

fn connect(server: &Server, client: ClientBuilder) -> Client {
    let (ours, theirs) = duplex(1 << 16);
    let server = server.clone();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    client.start(ours)
}

const NO_GROUP: &str = "gob: name not registered for interface: \"main.Group\"";

#[tokio::test]
async fn trait_objects_are_arguments_and_replies_with_the_registries_of_both_builders() {
    for first in [false, true] {
        let mut builder = Server::builder().gob_registry(shapes(true));
        let mut of_client = Client::builder().gob_registry(shapes(true));
        if first {
            builder = builder.definitions_first();
            of_client = of_client.definitions_first();
        }
        let client = connect(&server(builder), of_client);
        let nested = group([square(1.0), None, group([square(2.0)])]);
        for _ in 0..2 {
            let area: f64 = client.call("Shapes.Area", &nested).await.unwrap();
            assert_eq!(area, 5.0);
            let echo: AnyShape = client.call("Shapes.Echo", &nested).await.unwrap();
            assert_eq!(format!("{echo:?}"), format!("{nested:?}"));
            let nil: AnyShape = client
                .call("Shapes.Echo", &None as &AnyShape)
                .await
                .unwrap();
            assert!(nil.is_none());
        }
        let mut reply = square(7.0);
        let call = client.call_into("Shapes.Group", &3.0, &mut reply);
        call.await.unwrap();
        assert_eq!(reply.unwrap().area(), 18.0);
    }
}

#[tokio::test]
async fn an_argument_of_a_name_that_the_server_lacks_costs_one_error_reply() {
    let server = server(Server::builder().gob_registry(shapes(false)));
    let client = connect(&server, Client::builder().gob_registry(shapes(true)));
    // The square is defined behind what fails.
    let nested = group([None, group([]), square(2.0)]);
    for _ in 0..3 {
        let failed = client.call::<_, f64>("Shapes.Area", &nested);
        // Behind it in the same write.
        let three = square(3.0);
        let behind = client.call::<_, f64>("Shapes.Area", &three);
        let (failed, behind) = tokio::join!(failed, behind);
        match failed.unwrap_err() {
            CallError::ServerError(text) => assert_eq!(text, NO_GROUP),
            error => panic!("{error}"),
        }
        assert_eq!(behind.unwrap(), 9.0);
    }
}

#[tokio::test]
async fn a_reply_of_a_name_that_the_client_lacks_costs_its_call() {
    let server = server(Server::builder().gob_registry(shapes(true)));
    let client = connect(&server, Client::builder().gob_registry(shapes(false)));
    for _ in 0..3 {
        let failed = client.call::<_, AnyShape>("Shapes.Group", &1.0);
        let behind = client.call::<_, AnyShape>("Shapes.Square", &3.0);
        let (failed, behind) = tokio::join!(failed, behind);
        match failed.unwrap_err() {
            CallError::ReadingBody(error) => {
                assert_eq!(error.to_string(), NO_GROUP);
                assert_eq!(error.kind(), CodecErrorKind::NotRegistered);
            }
            error => panic!("{error}"),
        }
        assert_eq!(behind.unwrap().unwrap().area(), 9.0);
    }
    client.close().await.unwrap();
}

#[tokio::test]
async fn a_registry_belongs_to_its_server_and_to_its_client() {
    let knows = server(Server::builder().gob_registry(shapes(true)));
    let knows_nothing = server(Server::builder());
    let sends = || Client::builder().gob_registry(shapes(true));
    let area = async |server, client| {
        let client = connect(server, client);
        client.call::<_, f64>("Shapes.Area", &square(2.0)).await
    };
    assert_eq!(area(&knows, sends()).await.unwrap(), 4.0);
    let text = area(&knows_nothing, sends()).await.unwrap_err().to_string();
    assert_eq!(
        text,
        "gob: name not registered for interface: \"main.Square\""
    );
    match area(&knows, Client::builder()).await.unwrap_err() {
        CallError::Encode(error) => assert_eq!(
            error.to_string(),
            "gob: type not registered for interface: main.Square"
        ),
        error => panic!("{error}"),
    }
}

#[derive(Gob, Debug, PartialEq)]
struct Point {
    x: isize,
    y: isize,
}

#[derive(Gob, Debug, PartialEq)]
struct Boxed {
    f: Option<Any>,
}

#[derive(Gob, Debug, PartialEq)]
#[gob(name = "any")]
enum Any {
    Int(isize),
    Point(Point),
    Box(Box<Boxed>),
    List(Vec<Option<Any>>),
}

fn nested() -> Option<Any> {
    let point = || Some(Any::Point(Point { x: 1, y: 2 }));
    let boxed = |f| Some(Any::Box(Box::new(Boxed { f })));
    Some(Any::List(vec![
        None,
        boxed(boxed(point())),
        point(),
        boxed(None),
    ]))
}

#[test]
fn gob_keeps_the_contract_of_codecs_with_values_that_are_cut() {
    let gob = netrpc::codec::gob::Gob::new;
    for format in [gob(), gob().with_definitions_first()] {
        Contract::new(format)
            .value(Some(Any::Int(7)))
            .value(None::<Any>)
            .value(nested())
            .value(Boxed { f: nested() })
            .misfit::<_, Boxed>(7_isize)
            .misfit::<_, isize>(nested())
            .unencodable(Some(Any::List(vec![Some(Any::Box(Box::new(Boxed {
                f: deep(2000),
            })))])))
            .check();
    }
}

/// Nested deeper than the limit.
fn deep(levels: usize) -> Option<Any> {
    (0..levels).fold(None, |f, _| Some(Any::Box(Box::new(Boxed { f }))))
}
