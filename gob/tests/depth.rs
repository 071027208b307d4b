//! How deep values may nest: 1,000 levels at the default, on a thread with Rust's usual 2 MiB of stack, in a
//! debug build, for decoding, encoding and dropping; beyond the limit an error, never a stack overflow.

#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a panic here is a failed test"
)]

mod common;

use std::collections::HashMap;

use common::types::Node;
use netrpc_gob::{
    Complex128, Decode, Decoder, Duration, Encode, Encoder, Error, ErrorKind, Gob, Limits,
    StreamDecoder,
};

/// What a thread of Rust's gets, and tokio's workers.
const USUAL_STACK: usize = 2 << 20;

/// Many fields of many kinds: the frame of its decode is as large as a derived one is likely to be.
#[derive(Debug, Gob)]
struct Wide {
    next: Option<Box<Wide>>,
    a: bool,
    b: i8,
    c: i16,
    d: i32,
    e: i64,
    f: u8,
    g: u16,
    h: u32,
    i: u64,
    j: f32,
    k: f64,
    l: Complex128,
    m: String,
    n: Vec<u8>,
    o: Vec<isize>,
    p: Vec<String>,
    q: [isize; 4],
    r: HashMap<String, isize>,
    s: HashMap<isize, Vec<String>>,
    t: Option<String>,
    u: Option<Box<isize>>,
    v: Duration,
    w: common::types::Point,
    x: Option<common::types::Inner>,
    y: Vec<common::types::Outer>,
    z: Box<common::types::Outer>,
    aa: [u8; 16],
    ab: Vec<Vec<bool>>,
    ac: std::sync::Arc<common::types::MyStr>,
}

#[derive(Debug, Gob)]
struct Tree {
    kids: Vec<Tree>,
}

#[derive(Debug, Gob)]
struct Trie {
    next: HashMap<String, Trie>,
}

/// A type of which values nest.
trait Nested: Encode + Decode + 'static {
    /// Limit levels that one `nest` takes.
    const LEVELS: usize;
    /// Limit levels inside the innermost one.
    const INSIDE: usize = 0;
    fn leaf() -> Self;
    fn nest(self) -> Self;
    /// What lies inside, taken out, so that dropping the rest takes no stack.
    fn inner(self) -> Option<Self>;
}

impl Nested for Node {
    const LEVELS: usize = 1;

    fn leaf() -> Self {
        Node { v: 1, next: None }
    }

    fn nest(self) -> Self {
        Node {
            v: 1,
            next: Some(Box::new(self)),
        }
    }

    fn inner(self) -> Option<Self> {
        self.next.map(|next| *next)
    }
}

impl Nested for Wide {
    const LEVELS: usize = 1;
    /// The field of type Outer, and the Inner in it.
    const INSIDE: usize = 2;

    fn leaf() -> Self {
        Wide {
            e: 1,
            ..Wide::zero()
        }
    }

    fn nest(self) -> Self {
        Wide {
            next: Some(Box::new(self)),
            ..Wide::leaf()
        }
    }

    fn inner(self) -> Option<Self> {
        self.next.map(|next| *next)
    }
}

impl Nested for Tree {
    const LEVELS: usize = 2;

    fn leaf() -> Self {
        Tree { kids: vec![] }
    }

    fn nest(self) -> Self {
        Tree { kids: vec![self] }
    }

    fn inner(mut self) -> Option<Self> {
        self.kids.pop()
    }
}

impl Nested for Trie {
    const LEVELS: usize = 2;

    fn leaf() -> Self {
        Trie {
            next: HashMap::new(),
        }
    }

    fn nest(self) -> Self {
        Trie {
            next: HashMap::from([(String::new(), self)]),
        }
    }

    fn inner(mut self) -> Option<Self> {
        self.next.remove("")
    }
}

/// A value whose nesting is `levels` as the limit counts them.
fn nested<T: Nested>(levels: usize) -> T {
    // The last struct may hold an empty slice, which is left out, or an empty map, which is a level.
    (1..(levels - T::INSIDE).div_ceil(T::LEVELS)).fold(T::leaf(), |value, _| value.nest())
}

/// Takes a value apart from the outside, and counts.
fn unnest<T: Nested>(value: T) -> usize {
    let mut levels = 1;
    let mut rest = value.inner();
    while let Some(value) = rest {
        rest = value.inner();
        levels += 1;
    }
    levels
}

/// Runs `task` on a thread with so much stack.
fn on_stack<T: Send + 'static>(bytes: usize, task: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = std::thread::Builder::new()
        .stack_size(bytes)
        .spawn(task)
        .expect("a thread");
    thread.join().expect("no panic")
}

fn encode_with<T: Encode>(value: &T, limits: Limits) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    Encoder::new()
        .with_limits(limits)
        .encode(value, &mut bytes)?;
    Ok(bytes)
}

fn decode_with<T: Decode>(bytes: &[u8], limits: Limits) -> Result<T, Error> {
    StreamDecoder::with_decoder(Decoder::new().with_limits(limits), bytes).decode()
}

fn works_at_the_default<T: Nested>() {
    on_stack(USUAL_STACK, || {
        let value = nested::<T>(1_000);
        let bytes = encode_with(&value, Limits::default()).expect("1,000 levels encode");
        drop(value);
        let decoded = decode_with::<T>(&bytes, Limits::default()).expect("1,000 levels decode");
        drop(decoded);
        StreamDecoder::new(bytes.as_slice())
            .skip()
            .expect("1,000 levels are skipped");
    });
}

fn is_refused_beyond_the_default<T: Nested>() {
    on_stack(USUAL_STACK, || {
        let limits = || Limits::default().depth(usize::MAX).stack(usize::MAX);
        let large = on_stack(256 << 20, move || {
            let value = nested::<T>(10_000);
            let bytes = encode_with(&value, limits()).expect("no limit");
            unnest(value);
            bytes
        });
        let error = decode_with::<T>(&large, Limits::default())
            .err()
            .expect("too deep");
        assert_eq!(error.kind(), ErrorKind::Limit);
        assert!(error.to_string().contains("Limits::depth"), "{error}");
        let value = nested::<T>(10_000);
        let error = encode_with(&value, Limits::default()).expect_err("too deep");
        assert_eq!(error.kind(), ErrorKind::Limit);
        unnest(value);
        // What is skipped needs no stack, and Go allows 10,000.
        StreamDecoder::new(large.as_slice())
            .skip()
            .expect("skipped");
    });
}

fn works_beyond_the_default_with_the_stack_for_it<T: Nested>() {
    on_stack(256 << 20, || {
        let limits = || Limits::default().depth(10_002).stack(usize::MAX);
        let value = nested::<T>(10_000);
        let bytes = encode_with(&value, limits()).expect("10,000 levels encode");
        drop(value);
        let decoded = decode_with::<T>(&bytes, limits()).expect("10,000 levels decode");
        drop(decoded);
    });
}

macro_rules! depths {
    ($($name:ident: $of:ident;)*) => {$(
        mod $name {
            use super::*;

            #[test]
            fn a_thousand_levels_work_at_the_default() {
                works_at_the_default::<$of>();
            }

            #[test]
            fn ten_thousand_levels_are_an_error_at_the_default() {
                is_refused_beyond_the_default::<$of>();
            }

            #[test]
            fn ten_thousand_levels_work_with_the_limit_raised() {
                works_beyond_the_default_with_the_stack_for_it::<$of>();
            }
        }
    )*};
}

depths! {
    list: Node;
    wide_list: Wide;
    recursion_through_a_slice: Tree;
    recursion_through_a_map: Trie;
}

#[test]
fn the_limit_is_exact() {
    for levels in [1, 7, 999, 1_000] {
        let limits = Limits::default().depth(levels);
        let bytes = encode_with(&nested::<Node>(levels), limits.clone()).expect("at the limit");
        decode_with::<Node>(&bytes, limits.clone()).expect("at the limit");
        let bytes = common::encode(&nested::<Node>(levels.min(999) + 1));
        let result = decode_with::<Node>(&bytes, Limits::default().depth(levels.min(999)));
        assert_eq!(result.expect_err("over the limit").kind(), ErrorKind::Limit);
    }
}

/// Frames grow with the types: a level that takes 2 KiB runs out of stack long before 1,000 levels.
#[derive(Gob)]
struct Heavy {
    id: [u64; 256],
    kids: HashMap<String, Heavy>,
}

#[test]
fn heavy_levels_are_refused_before_the_stack_ends() {
    on_stack(2 << 20, || {
        let level = |kids| Heavy { id: [0; 256], kids };
        let mut value = level(HashMap::new());
        for _ in 0..490 {
            value = level(HashMap::from([(String::new(), value)]));
        }
        let bytes = on_stack(64 << 20, move || {
            let limits = Limits::default().stack(usize::MAX);
            let bytes = encode_with(&value, limits);
            std::mem::forget(value);
            bytes.expect("with the stack for it")
        });
        let error = decode_with::<Heavy>(&bytes, Limits::default()).map(drop);
        let error = error.expect_err("more stack than there is");
        assert!(error.to_string().contains("Limits::stack"), "{error}");
        let path = error.path().expect("deep inside");
        assert!(path.len() < 500, "{path}");
    });
}
