//! Values that contain themselves end at the limit on nesting: with an error, not with the stack.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use netrpc_gob::{
    Encode, Encoder, Error, ErrorKind, Gob, GobType, Limits, Object, Registry, TypeInfo, Writer,
};

/// A pointer that is set later: what a cycle needs. On the wire it is what it points to.
macro_rules! late {
    ($late:ident, $cell:ident, $shared:ident) => {
        struct $late<T>($cell<$shared<T>>);

        impl<T: GobType> GobType for $late<T> {
            type Identity = <Option<T> as GobType>::Identity;
            const TYPE: &'static TypeInfo = <Option<T> as GobType>::TYPE;
        }

        impl<T: Encode> Encode for $late<T> {
            fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
                match self.0.get() {
                    Some(value) => value.encode(writer),
                    None => Ok(()),
                }
            }

            fn is_omitted(&self) -> bool {
                self.0.get().is_none()
            }

            fn is_nil(&self) -> bool {
                self.0.get().is_none()
            }
        }
    };
}

late!(LateRc, OnceCell, Rc);
late!(LateArc, OnceLock, Arc);

#[derive(Gob)]
#[gob(encode_only)]
struct Ring {
    value: isize,
    next: LateRc<Ring>,
}

#[derive(Gob)]
#[gob(encode_only)]
struct Tree {
    parent: LateArc<Tree>,
    children: Vec<Arc<Tree>>,
}

#[derive(Gob)]
#[gob(encode_only)]
struct Link {
    other: Option<Any>,
}

#[derive(Gob)]
#[gob(name = "any", encode_only)]
enum Any {
    Ring(Rc<Ring>),
    #[gob(name = "main.Loop")]
    Loop(Rc<LateLink>),
    #[gob(name = "main.Link")]
    Link(Box<Link>),
}

/// A list of interfaces that holds itself.
struct LateLink(OnceCell<Vec<Option<Any>>>);

impl GobType for LateLink {
    type Identity = <Vec<Option<Any>> as GobType>::Identity;
    const TYPE: &'static TypeInfo = <Vec<Option<Any>> as GobType>::TYPE;
}

impl Encode for LateLink {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        self.0.get().unwrap().encode(writer)
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

/// Encodes on the stack of a thread in a debug build; nothing is sent, and the encoder works as before.
fn ends_at_the_limit<T: Encode>(make: impl FnOnce() -> T + Send + 'static) {
    let run = move || {
        let value = make();
        for limits in [Limits::default(), Limits::trusted()] {
            let mut encoder = Encoder::new().with_limits(limits);
            let mut bytes = Vec::new();
            let error = encoder.encode(&value, &mut bytes).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
            assert!(bytes.is_empty());
            encoder.encode("text", &mut bytes).unwrap();
            assert_eq!(bytes, common::encode("text"));
        }
        // Whoever makes a cycle never frees it.
        std::mem::forget(value);
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}

fn ring(len: isize) -> Rc<Ring> {
    let node = |value| {
        let next = LateRc(OnceCell::new());
        Rc::new(Ring { value, next })
    };
    let first = node(0);
    let mut last = first.clone();
    for value in 1..len {
        let next = node(value);
        last.next.0.set(next.clone()).ok().unwrap();
        last = next;
    }
    last.next.0.set(first.clone()).ok().unwrap();
    first
}

#[test]
fn a_ring_of_rcs_ends_at_the_limit() {
    for len in [1, 2, 5000] {
        ends_at_the_limit(move || ring(len));
    }
}

#[test]
fn a_tree_whose_leaves_know_their_parents_ends_at_the_limit() {
    ends_at_the_limit(|| {
        let leaf = || {
            let (parent, children) = (LateArc(OnceLock::new()), Vec::new());
            Arc::new(Tree { parent, children })
        };
        let parent = LateArc(OnceLock::new());
        let children = vec![leaf(), leaf()];
        let root = Arc::new(Tree { parent, children });
        for child in &root.children {
            child.parent.0.set(root.clone()).ok().unwrap();
        }
        root
    });
}

#[test]
fn a_cycle_through_interface_values_ends_at_the_limit() {
    ends_at_the_limit(|| Some(Any::Ring(ring(3))));
    ends_at_the_limit(|| {
        let list = Rc::new(LateLink(OnceCell::new()));
        let link = |other| Some(Any::Link(Box::new(Link { other })));
        let held = vec![None, link(link(Some(Any::Loop(list.clone()))))];
        list.0.set(held).ok().unwrap();
        list
    });
}

trait Node: Object {}
netrpc_gob::interface!(dyn Node, "main.Node");

/// Knows itself.
struct Selfish(OnceLock<Weaker>);

/// A pointer to a trait object that does not keep it.
struct Weaker(std::sync::Weak<Selfish>);

#[derive(Gob)]
#[gob(encode_only, name = "main.Selfish")]
struct OnTheWire<'a> {
    myself: &'a dyn Node,
}

impl GobType for Selfish {
    type Identity = <OnTheWire<'static> as GobType>::Identity;
    const TYPE: &'static TypeInfo = <OnTheWire<'static> as GobType>::TYPE;
}

impl Encode for Selfish {
    fn encode(&self, writer: &mut Writer<'_>) -> Result<(), Error> {
        let myself = self.0.get().and_then(|weak| weak.0.upgrade()).unwrap();
        OnTheWire { myself: &*myself }.encode(writer)
    }

    fn is_omitted(&self) -> bool {
        false
    }
}

impl Node for Selfish {}

impl netrpc_gob::Decode for Selfish {
    fn zero() -> Self {
        Selfish(OnceLock::new())
    }

    fn decode(&mut self, _: &mut netrpc_gob::Reader<'_>, _: netrpc_gob::Plan) -> Result<(), Error> {
        unreachable!("it is only sent")
    }
}

#[test]
fn a_trait_object_that_holds_itself_ends_at_the_limit() {
    let run = || {
        let mut registry = Registry::new();
        registry
            .register(|of: Selfish| -> Box<dyn Node> { Box::new(of) })
            .unwrap();
        let node = Arc::new(Selfish(OnceLock::new()));
        node.0.set(Weaker(Arc::downgrade(&node))).ok().unwrap();
        let mut encoder = Encoder::new().with_registry(registry);
        let mut bytes = Vec::new();
        let object: &dyn Node = &*node;
        let error = encoder.encode(object, &mut bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Limit, "{error}");
        assert!(bytes.is_empty());
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20);
    thread.spawn(run).unwrap().join().unwrap();
}

#[test]
fn what_is_shared_without_a_cycle_is_sent_each_time() {
    let shared = Rc::new(5isize);
    let bytes = common::encode(&vec![shared.clone(), shared.clone(), shared]);
    assert_eq!(common::decode::<Vec<isize>>(&bytes).unwrap(), [5, 5, 5]);
}
