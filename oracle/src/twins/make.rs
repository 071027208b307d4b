//! Random values of Rust types.

use std::collections::{BTreeMap, BTreeSet};

use fastrand::Rng;
use netrpc_gob::{Complex64, Complex128, Duration};

/// Makes random values; `depth` ends recursion.
pub(crate) struct Maker<'a> {
    pub(crate) rng: &'a mut Rng,
    pub(crate) depth: u32,
}

/// A type with random values: zero ones often, as they are left out.
pub(crate) trait Make {
    fn make(maker: &mut Maker<'_>) -> Self;
}

impl Maker<'_> {
    fn inside<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        made
    }

    fn one_in(&mut self, count: u32) -> bool {
        self.rng.u32(..count) == 0
    }

    /// Whether something that may be missing is there.
    fn is_there(&mut self) -> bool {
        self.depth < MAX_DEPTH && self.rng.u32(..self.depth + 3) < 2
    }

    fn length(&mut self) -> usize {
        match self.rng.u8(0..20) {
            _ if self.depth >= MAX_DEPTH => 0,
            0..6 => 0,
            6 => self.rng.usize(..200 >> self.depth.min(7)),
            _ => self.rng.usize(1..4),
        }
    }

    fn list<T: Make>(&mut self) -> Vec<T> {
        let length = self.length();
        (0..length).map(|_| self.inside(T::make)).collect()
    }

    fn float(&mut self) -> f64 {
        match self.rng.u8(0..8) {
            0 => 0.0,
            1 => -0.0,
            2 => f64::NAN,
            3 => f64::INFINITY,
            4 => f64::from_bits(self.rng.u64(..)),
            5 => f64::MIN_POSITIVE,
            _ => f64::from(self.rng.i16(..)) / 8.0,
        }
    }
}

macro_rules! integers {
    ($($integer:ident),*) => {$(
        impl Make for $integer {
            fn make(maker: &mut Maker<'_>) -> Self {
                match maker.rng.u8(0..6) {
                    0 => 0,
                    1 => $integer::MAX,
                    2 => $integer::MIN,
                    3 => maker.rng.$integer(..),
                    4 => maker.rng.$integer(..) >> maker.rng.u32(..$integer::BITS),
                    _ => maker.rng.$integer(..100),
                }
            }
        }
    )*};
}

integers!(i8, i16, i32, i64, isize, u8, u16, u32, u64, usize);

impl Make for bool {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.rng.bool()
    }
}

impl Make for f64 {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.float()
    }
}

impl Make for f32 {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.float() as f32
    }
}

impl Make for Complex64 {
    fn make(maker: &mut Maker<'_>) -> Self {
        let (re, im) = (f32::make(maker), f32::make(maker));
        Complex64 { re, im }
    }
}

impl Make for Complex128 {
    fn make(maker: &mut Maker<'_>) -> Self {
        let (re, im) = (f64::make(maker), f64::make(maker));
        Complex128 { re, im }
    }
}

impl Make for Duration {
    fn make(maker: &mut Maker<'_>) -> Self {
        Duration::from_nanos(i64::make(maker))
    }
}

impl Make for String {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.u8(0..6) {
            0 | 1 => String::new(),
            2 => (0..maker.rng.usize(..200))
                .map(|_| maker.rng.char(..))
                .collect(),
            3 => "\0".into(),
            _ => (0..maker.rng.usize(1..8))
                .map(|_| maker.rng.alphanumeric())
                .collect(),
        }
    }
}

impl Make for () {
    fn make(_: &mut Maker<'_>) -> Self {}
}

impl<T: Make> Make for Option<T> {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.is_there().then(|| maker.inside(T::make))
    }
}

impl<T: Make> Make for Box<T> {
    fn make(maker: &mut Maker<'_>) -> Self {
        Box::new(T::make(maker))
    }
}

impl<T: Make> Make for Vec<T> {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.list()
    }
}

impl<T: Make, const N: usize> Make for [T; N] {
    fn make(maker: &mut Maker<'_>) -> Self {
        let zeros = maker.one_in(4);
        std::array::from_fn(|_| {
            maker.inside(|maker| {
                if zeros {
                    maker.depth = maker.depth.max(MAX_DEPTH - 1);
                }
                T::make(maker)
            })
        })
    }
}

impl<K: Make + Ord, V: Make> Make for BTreeMap<K, V> {
    fn make(maker: &mut Maker<'_>) -> Self {
        let keys = maker.list();
        let entries = keys.into_iter().map(|key| (key, maker.inside(V::make)));
        entries.collect()
    }
}

impl<K: Make + Ord> Make for BTreeSet<K> {
    fn make(maker: &mut Maker<'_>) -> Self {
        maker.list().into_iter().collect()
    }
}

/// Deeper values are empty.
const MAX_DEPTH: u32 = 8;
