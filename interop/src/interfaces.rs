//! What goes through interfaces, as `go/services_interfaces.go` declares it: `any` and `error` as enums, closed sets of
//! types, `Shape` as trait objects, an open set with a registry.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::sync::Arc;

use netrpc::Gob;
use netrpc::gob::{self, Object, Registry};

use crate::render::{Render, render_struct};
use crate::types::{Args, Point};

/// `type Shape interface{ Area() float64 }`
pub trait Shape: Object + Render + fmt::Debug + Send + Sync {
    /// `Area`
    fn area(&self) -> f64;
}
gob::interface!(dyn Shape, "main.Shape");

/// A `Shape` in a value.
pub type AnyShape = Option<Box<dyn Shape>>;

/// Types that are registered and no shapes, so that texts can name them.
trait Registered: Object {}
gob::interface!(dyn Registered);
impl Registered for isize {}
impl Registered for Point {}

/// What Go's `gob.Register` did for the shapes.
pub fn registry() -> Arc<Registry> {
    let mut registry = Registry::new();
    let registered = registry
        .register(|shape: Circle| -> Box<dyn Shape> { Box::new(shape) })
        .and_then(|registry| {
            registry.register_name("*main.Square", |shape: Square| -> Box<dyn Shape> {
                Box::new(shape)
            })
        })
        .and_then(|registry| {
            registry.register(|shape: Group| -> Box<dyn Shape> { Box::new(shape) })
        })
        .and_then(|registry| registry.register(|of: isize| -> Box<dyn Registered> { Box::new(of) }))
        .and_then(|registry| {
            registry.register(|of: Point| -> Box<dyn Registered> { Box::new(of) })
        });
    if let Err(error) = registered {
        panic!("each type is registered once: {error}");
    }
    Arc::new(registry)
}

macro_rules! declare {
    ($($(#[$attribute:meta])* struct $type:ident { $($go:ident: $rust:ident: $of:ty),* })*) => {$(
        #[derive(Gob, Debug)]
        $(#[$attribute])*
        #[allow(missing_docs, reason = "each field is named after Go's")]
        pub struct $type { $(pub $rust: $of),* }
        render_struct!($type { $($go: $rust),* });
    )*};
}

declare! {
    /// `type Circle struct{ R float64 }`
    struct Circle { R: r: f64 }
    /// `type Square struct{ Side float64 }`, a shape by its pointer.
    struct Square { Side: side: f64 }
    /// `type Group struct { Name string; Members []Shape }`
    struct Group { Name: name: String, Members: members: Vec<AnyShape> }
    /// `type BasicError struct{ Message string }`
    struct BasicError { Message: message: String }
    /// `type Box struct{ F any }`
    #[gob(name = "main.Box")]
    struct Holder { F: f: Option<Any> }
    /// `type Secret struct{ X int }`, known to servers.
    struct Secret { X: x: isize }
    /// Interfaces in every place.
    struct Event {
        Name: name: String,
        Payload: payload: Option<Any>,
        Shapes: shapes: Vec<AnyShape>,
        Pair: pair: [Option<Any>; 2],
        Tags: tags: Option<BTreeMap<String, Option<Any>>>,
        ByKey: by_key: Option<HashMap<Option<Key>, isize>>,
        Err: err: Option<GoError>,
        Code: code: isize
    }
}

impl Shape for Circle {
    fn area(&self) -> f64 {
        (self.r * self.r * 3.0).trunc()
    }
}

impl Shape for Square {
    fn area(&self) -> f64 {
        self.side * self.side
    }
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

macro_rules! declare_interface {
    ($($(#[$attribute:meta])* enum $type:ident { $($(#[$name:meta])* $variant:ident($of:ty)),* })*) => {$(
        #[derive(Gob, Debug)]
        $(#[$attribute])*
        #[allow(missing_docs, reason = "each variant is named after its Go type")]
        pub enum $type { $($(#[$name])* $variant($of)),* }

        impl Render for $type {
            fn render(&self) -> String {
                match self { $($type::$variant(value) => value.render()),* }
            }
        }
    )*};
}

declare_interface! {
    /// Whatever is registered on both sides.
    #[gob(name = "any")]
    enum Any {
        Bool(bool),
        Int(isize),
        Float(f64),
        Text(String),
        Bytes(Vec<u8>),
        List(Vec<Option<Any>>),
        Table(BTreeMap<String, Option<Any>>),
        Texts(BTreeMap<String, String>),
        Point(Point),
        #[gob(name = "args")]
        Args(Args),
        Holder(Box<Holder>),
        Circle(Circle),
        #[gob(name = "*main.Square")]
        Square(Square),
        Group(Group),
        #[gob(name = "*main.BasicError")]
        Error(BasicError)
    }
    /// What is a key in these tests.
    #[gob(name = "any")]
    #[derive(PartialEq, Eq, Hash)]
    enum Key { Int(isize), Text(String), Point(Point) }
    /// Go's `error`.
    #[gob(name = "error")]
    enum GoError {
        #[gob(name = "*main.BasicError")]
        Basic(BasicError)
    }
    /// What servers alone know.
    #[gob(name = "any")]
    enum ServersOwn { Secret(Secret) }
    /// What clients alone know.
    #[gob(name = "any")]
    enum ClientsOwn { Private(Private), List(Vec<Option<ClientsOwn>>), Int(isize) }
}

/// `type Private string`
#[derive(Gob, Debug)]
pub struct Private(pub String);

impl Render for Private {
    fn render(&self) -> String {
        self.0.render()
    }
}

/// An `any` that holds a `Box`.
pub(crate) fn holder(f: Option<Any>) -> Option<Any> {
    Some(Any::Holder(Box::new(Holder { f })))
}

/// An `any` that holds a `Point`.
pub(crate) fn point(x: isize, y: isize) -> Option<Any> {
    Some(Any::Point(Point { x, y }))
}

/// An `any` that holds a string.
pub(crate) fn text(text: &str) -> Option<Any> {
    Some(Any::Text(text.into()))
}

/// An `any` that holds a `*BasicError`.
pub(crate) fn error(message: &str) -> Option<Any> {
    let message = message.into();
    Some(Any::Error(BasicError { message }))
}
