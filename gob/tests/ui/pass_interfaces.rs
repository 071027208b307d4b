//! Every form of interface that is accepted.

use std::collections::HashMap;

use netrpc_gob::{Decode, Encode, Gob, GobType, Object, Unregistered};

#[derive(Gob)]
#[gob(name = "gopkg.in/yaml.v3.Node", package = "yaml")]
struct Node {
    kind: u32,
}

#[derive(Gob)]
enum Default {
    Node(Node),
    Boxed(Box<Node>),
    Text(String),
    List(Vec<Option<Default>>),
}

#[derive(Gob)]
#[gob(name = "any")]
enum Any {
    #[gob(name = "*yaml.Node")]
    Node(Node),
    r#Int(isize),
    #[gob(other)]
    Other(Unregistered),
}

#[derive(Gob)]
#[gob(name = "error")]
enum Error {
    #[gob(name = "main.MyError")]
    Mine(Node),
}

#[derive(Gob)]
#[gob(name = "interface { Foo() }")]
enum Empty {}

#[derive(Gob)]
enum Generic<T> {
    Held(T),
    List(Vec<T>),
}

#[derive(Gob)]
#[gob(encode_only)]
enum Borrowed<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

mod inner {
    pub trait Shape: netrpc_gob::Object {}
}
netrpc_gob::interface!(dyn inner::Shape, "main.Shape");

trait Anything: Object + Send {}
netrpc_gob::interface!(dyn Anything);
impl Anything for Node {}

#[derive(Gob)]
struct Holds {
    a: Option<Default>,
    b: Vec<Option<Any>>,
    c: HashMap<String, Option<Error>>,
    d: [Option<Empty>; 2],
    e: Option<Generic<isize>>,
    f: Option<Box<dyn inner::Shape>>,
    g: Vec<Option<Box<dyn Anything>>>,
    h: Option<Unregistered>,
}

fn accepts<T: Encode + Decode>(name: &str) {
    assert_eq!(T::TYPE.go_string(), name);
}

fn main() {
    accepts::<Option<Default>>("main.Default");
    accepts::<Vec<Option<Any>>>("[]interface {}");
    accepts::<Vec<Option<Error>>>("[]error");
    accepts::<Option<Empty>>("interface { Foo() }");
    accepts::<Option<Generic<isize>>>("main.Generic[int]");
    accepts::<Option<Box<dyn inner::Shape>>>("main.Shape");
    accepts::<Option<Box<dyn Anything>>>("interface {}");
    accepts::<Holds>("main.Holds");
    assert_eq!(Node::TYPE.go_string(), "yaml.Node");
    assert_eq!(Node::TYPE.registered_name(), "gopkg.in/yaml.v3.Node");
    assert_eq!(<Vec<Node>>::TYPE.registered_name(), "[]yaml.Node");
    let _ = Borrowed::Text("a");
    let _ = Borrowed::Bytes(b"a");
}
