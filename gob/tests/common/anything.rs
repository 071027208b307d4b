//! Types that take interface values in every way there is, for streams that are made to cost much.

use std::collections::BTreeMap;
use std::sync::Arc;

use netrpc_gob::{Gob, Object, Registry, Unregistered};

/// No larger than 40 bytes, which a nil of one byte makes of it.
#[derive(Gob, PartialEq, Eq, PartialOrd, Ord)]
#[gob(name = "any")]
pub enum Any {
    Int(isize),
    #[gob(name = "b")]
    Bool(bool),
    #[gob(name = "l")]
    List(Vec<Option<Any>>),
    #[gob(name = "o")]
    Holder(Box<Holder>),
    #[gob(name = "m")]
    Map(BTreeMap<Option<Any>, Option<Any>>),
    /// No Go program holds an interface in an interface; a peer can.
    #[gob(name = "i")]
    Again(Box<Option<Any>>),
}

#[derive(Gob, PartialEq, Eq, PartialOrd, Ord)]
#[gob(name = "main.O")]
pub struct Holder {
    pub f: Option<Any>,
}

/// The same, with what it does not know.
#[derive(Gob)]
#[gob(name = "any")]
pub enum Open {
    #[gob(name = "l")]
    List(Vec<Option<Open>>),
    #[gob(other)]
    Other(Unregistered),
}

/// What the registry knows.
pub trait Thing: Object + Send {}
netrpc_gob::interface!(dyn Thing);

pub type AnyThing = Option<Box<dyn Thing>>;

#[derive(Gob)]
pub struct Things(pub Vec<AnyThing>);
#[derive(Gob)]
pub struct ThingHolder {
    pub f: AnyThing,
}
/// Half a kilobyte for six bytes of the peer's.
#[derive(Gob)]
pub struct Large {
    pub numbers: [u64; 64],
}

impl Thing for Things {}
impl Thing for ThingHolder {}
impl Thing for Large {}
impl Thing for bool {}
impl Thing for isize {}

/// Everything that a [`Thing`] can be.
pub fn registry() -> Arc<Registry> {
    let mut registry = Registry::new();
    registry
        .register(|of: isize| -> Box<dyn Thing> { Box::new(of) })
        .expect("a new name")
        .register_name("b", |of: bool| -> Box<dyn Thing> { Box::new(of) })
        .expect("a new name")
        .register_name("l", |of: Things| -> Box<dyn Thing> { Box::new(of) })
        .expect("a new name")
        .register_name("o", |of: ThingHolder| -> Box<dyn Thing> { Box::new(of) })
        .expect("a new name")
        .register_name("s", |of: Large| -> Box<dyn Thing> { Box::new(of) })
        .expect("a new name");
    Arc::new(registry)
}

/// Has no field that anybody sends.
#[derive(Gob)]
pub struct Elsewhere {
    #[gob(rename = "NobodySendsThis")]
    pub field: isize,
}
