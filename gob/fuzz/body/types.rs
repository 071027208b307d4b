//! Rust types that streams are decoded into.

use std::collections::{BTreeMap, BTreeSet};

use netrpc_gob::{Complex128, Duration, Error, Gob, Object, Registry, Unregistered};

/// A field of every kind, with names as streams of the seeds have them.
#[derive(Debug, Gob)]
pub(crate) struct Everything {
    pub(crate) a: isize,
    pub(crate) b: Numbers,
    pub(crate) c: String,
    pub(crate) d: Vec<u8>,
    pub(crate) e: Vec<Vec<i16>>,
    pub(crate) f: Option<Any>,
    pub(crate) g: [u8; 3],
    pub(crate) h: Option<BTreeMap<String, Point>>,
    pub(crate) i: BTreeSet<u16>,
    pub(crate) v: Option<Any>,
    pub(crate) x: i8,
    pub(crate) y: u64,
    pub(crate) next: Option<Box<Everything>>,
    pub(crate) kids: Vec<Everything>,
    pub(crate) unit: (),
}

#[derive(Debug, Gob)]
pub(crate) struct Numbers {
    pub(crate) p: u8,
    pub(crate) q: i32,
    pub(crate) r: f32,
    pub(crate) s: f64,
    pub(crate) t: bool,
    pub(crate) c: Complex128,
    pub(crate) dur: Duration,
}

#[derive(Clone, Debug, Gob)]
pub(crate) struct Point {
    pub(crate) x: isize,
    pub(crate) y: isize,
}

/// An interface with some names of its own, and the rest.
#[derive(Debug, Gob)]
#[gob(name = "any")]
pub(crate) enum Any {
    Bool(bool),
    Int(isize),
    Text(String),
    Bytes(Vec<u8>),
    Float(f64),
    Point(Point),
    Anys(Vec<Option<Any>>),
    Table(BTreeMap<String, Option<Any>>),
    #[gob(name = "main.Everything")]
    Everything(Box<Everything>),
    #[gob(other)]
    Other(Unregistered),
}

/// The same by a registry.
pub(crate) trait Open: Object {}
netrpc_gob::interface!(dyn Open);
impl Open for bool {}
impl Open for isize {}
impl Open for String {}
impl Open for Point {}
impl Open for Opens {}
type Opens = Vec<Option<Box<dyn Open>>>;

pub(crate) fn registry() -> Registry {
    let mut registry = Registry::new();
    registered(&mut registry).expect("names of their own");
    registry
}

fn registered(registry: &mut Registry) -> Result<(), Error> {
    registry.register(|value: bool| -> Box<dyn Open> { Box::new(value) })?;
    registry.register(|value: isize| -> Box<dyn Open> { Box::new(value) })?;
    registry.register(|value: String| -> Box<dyn Open> { Box::new(value) })?;
    registry.register(|value: Point| -> Box<dyn Open> { Box::new(value) })?;
    registry.register(|value: Opens| -> Box<dyn Open> { Box::new(value) })?;
    Ok(())
}
