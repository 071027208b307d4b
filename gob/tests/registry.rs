//! The names under which types go through trait objects: Go's `gob.Register` and `gob.RegisterName` (catalogue 1.11).

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use common::interfaces::Address;
use common::types::{Anonymous, MyInt, NSlice, Pair, Point};
use common::{hex, to_hex};
use netrpc_gob::{
    Complex64, Complex128, Decode, Decoder, Encode, Encoder, ErrorKind, Gob, Object, Registry,
    StreamDecoder,
};

trait Any: Object {
    fn as_text(&self) -> String;
}
netrpc_gob::interface!(dyn Any);

impl<T: Encode + std::fmt::Debug + 'static> Any for T {
    fn as_text(&self) -> String {
        format!("{self:?}")
    }
}

trait Named: Object {}
netrpc_gob::interface!(dyn Named, "example.com/names.Named");
impl Named for Point {}
impl Named for Option<Point> {}

fn any<T: Encode + std::fmt::Debug + 'static>(value: T) -> Box<dyn Any> {
    Box::new(value)
}

/// A registry of `T` alone, under Go's own name.
fn registry_of<T: Encode + Decode + std::fmt::Debug + 'static>() -> Arc<Registry> {
    let mut registry = Registry::new();
    registry.register(any::<T>).unwrap();
    Arc::new(registry)
}

fn encode_with<T: Encode + ?Sized>(registry: &Arc<Registry>, value: &T) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new().with_registry(registry.clone());
    encoder.encode(value, &mut bytes).unwrap();
    bytes
}

/// Sends a `T` as an `interface {}`, finds `name` in front of it, and reads it again.
fn goes_by<T: Encode + Decode + std::fmt::Debug + 'static>(name: &str, value: T) {
    let registry = registry_of::<T>();
    let text = format!("{value:?}");
    let bytes = encode_with(&registry, &Some(any(value)));
    let mut expected = vec![0x10, 0x00];
    common::put_uint(&mut expected, name.len() as u64);
    expected.extend_from_slice(name.as_bytes());
    let found = bytes
        .windows(expected.len())
        .position(|window| window == expected);
    assert!(
        found.is_some_and(|at| at <= 3),
        "{name}: {}",
        to_hex(&bytes)
    );
    let decoder = Decoder::new().with_registry(registry);
    let mut stream = StreamDecoder::with_decoder(decoder, bytes.as_slice());
    let decoded = stream.decode::<Option<Box<dyn Any>>>().unwrap().unwrap();
    assert_eq!((*decoded).as_text(), text, "{name}");
}

#[derive(Gob, Debug)]
struct Local {
    a: isize,
}
/// Go's `encoding/gob.N2`, and its like in a package that is not called as its path ends.
#[derive(Gob, Debug)]
#[gob(name = "encoding/gob.N2")]
struct N2(isize);
#[derive(Gob, Debug)]
#[gob(name = "gopkg.in/yaml.v3.Node", package = "yaml")]
struct Node {
    value: String,
}

#[test]
fn types_go_by_the_names_that_go_gives_them() {
    goes_by("bool", true);
    goes_by("int", 1isize);
    goes_by("int8", 1i8);
    goes_by("int16", 1i16);
    goes_by("int32", 1i32);
    goes_by("int64", 1i64);
    goes_by("uint", 1usize);
    goes_by("uint8", 1u8);
    goes_by("uint16", 1u16);
    goes_by("uint32", 1u32);
    goes_by("uint64", 1u64);
    goes_by("float32", 1f32);
    goes_by("float64", 1f64);
    goes_by("complex64", Complex64 { re: 1.0, im: 2.0 });
    goes_by("complex128", Complex128 { re: 1.0, im: 2.0 });
    goes_by("string", "text".to_owned());
    goes_by("[]uint8", vec![1u8]);
    goes_by("[]string", vec!["a".to_owned()]);
    goes_by("[][]int", vec![vec![1isize]]);
    goes_by("[3]int", [1isize, 2, 3]);
    goes_by("map[string]bool", HashMap::from([("k".to_owned(), true)]));
    goes_by("main.Local", Local { a: 1 });
    goes_by("main.MyInt", MyInt(1));
    goes_by("main.NSlice", NSlice(vec![1]));
    goes_by("[]main.Point", vec![Point { x: 1, y: 2 }]);
    goes_by("[]*main.Point", vec![Some(Point { x: 1, y: 2 })]);
    goes_by("struct { A int }", Anonymous { a: 1 });
    goes_by("encoding/gob.N2", N2(3));
    goes_by("[]gob.N2", vec![N2(3)]);
    let node = || Node { value: "v".into() };
    goes_by("gopkg.in/yaml.v3.Node", node());
    goes_by("map[int]yaml.Node", HashMap::from([(1isize, node())]));
    let address = || Address {
        name: "n".into(),
        address: "a".into(),
    };
    goes_by("net/mail.Address", address());
    goes_by("[]mail.Address", vec![address()]);
    let pair = Pair {
        key: "a".to_owned(),
        value: Point { x: 1, y: 2 },
    };
    goes_by("main.Pair[string,main.Point]", pair);
    // A pointer is what it points to.
    goes_by("main.Point", Box::new(Point { x: 1, y: 2 }));
}

#[test]
fn a_name_is_that_of_one_type_and_a_type_has_one_name() {
    let mut registry = Registry::new();
    registry.register(any::<Point>).unwrap();
    // The same again, and for another trait, is no mistake.
    registry.register(any::<Point>).unwrap();
    registry.register_name("main.Point", any::<Point>).unwrap();
    registry
        .register(|point: Point| -> Box<dyn Named> { Box::new(point) })
        .unwrap();
    let refused = |result: Result<&mut Registry, netrpc_gob::Error>| {
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unencodable);
        error.to_string()
    };
    let text = refused(registry.register_name("*main.Point", any::<Point>));
    assert_eq!(
        text,
        "gob: registering duplicate names for main.Point: \"main.Point\" != \"*main.Point\""
    );
    let text = refused(registry.register_name("*main.Point", any::<Box<Point>>));
    assert!(text.contains("duplicate names for main.Point"), "{text}");
    let text = refused(registry.register_name("main.Point", any::<Local>));
    assert!(
        text.starts_with("gob: registering duplicate types for \"main.Point\": ")
            && text.contains("Point != ")
            && text.ends_with("Local"),
        "{text}"
    );
    let text = refused(registry.register_name("", any::<Local>));
    assert_eq!(text, "gob: attempt to register empty name");
    let text = refused(registry.register_name(&"n".repeat(1025), any::<Local>));
    assert_eq!(
        text,
        "gob: name of 1025 bytes registered, at most 1024 can be decoded"
    );
    // What was refused left nothing.
    registry.register_name("*main.Local", any::<Local>).unwrap();
    let debug = format!("{registry:?}");
    assert!(
        debug.contains("\"*main.Local\": ") && debug.contains("\"main.Point\": "),
        "{debug}"
    );
}

#[test]
fn a_trait_object_is_an_interface_value_behind_every_pointer() {
    let mut registry = Registry::new();
    registry
        .register_name("*names.Point", |point: Point| -> Box<dyn Named> {
            Box::new(point)
        })
        .unwrap();
    let registry = Arc::new(registry);
    let point = || Point { x: 1, y: 2 };
    // `main.Point` under a name of its own, at the top of the stream.
    let expected = hex("2d | 10 00 0c 2a 6e 61 6d 65 73 2e 50 6f 69 6e 74
            7f 03 01 01 05 50 6f 69 6e 74 01 ff 80 00 01 02 01 01 58 01 04 00 01 01 59 01 04 00 00 00
        08 | ff 80 05 01 02 01 04 00");
    let boxed: Box<dyn Named> = Box::new(point());
    let shared: Rc<dyn Named> = Rc::new(point());
    let of_threads: Arc<dyn Named> = Arc::new(point());
    let borrowed: &dyn Named = &point();
    let behind_option: Box<dyn Named> = Box::new(Some(point()));
    for bytes in [
        encode_with(&registry, &*boxed),
        encode_with(&registry, &boxed),
        encode_with(&registry, &shared),
        encode_with(&registry, &of_threads),
        encode_with(&registry, borrowed),
        encode_with(&registry, &Some(&boxed)),
        encode_with(&registry, &behind_option),
    ] {
        assert_eq!(to_hex(&bytes), to_hex(&expected));
    }
    // A nil pointer inside is refused, as by Go; a nil interface is sent.
    let nil: Box<dyn Named> = Box::new(None::<Point>);
    let mut encoder = Encoder::new().with_registry(registry.clone());
    let error = encoder.encode(&nil, &mut Vec::new()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "gob: gob: cannot encode nil pointer of type *main.Point inside interface"
    );
    let bytes = encode_with(&registry, &None::<Box<dyn Named>>);
    assert_eq!(to_hex(&bytes), to_hex(&hex("03 | 10 00 00")));
}

#[test]
fn without_a_registry_nothing_is_known() {
    let bytes = encode_with(&registry_of::<isize>(), &Some(any(7isize)));
    let error = common::decode::<Option<Box<dyn Any>>>(&bytes)
        .err()
        .unwrap();
    assert_eq!(
        error.to_string(),
        "gob: name not registered for interface: \"int\""
    );
    let error = Encoder::new()
        .encode(&any(7isize), &mut Vec::new())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "gob: type not registered for interface: int"
    );
}
