//! Go types and the Rust types that are derived for them.
//!
//! The Go declarations are in `go/twins`, in files of the same names. [`table`] says which Rust type is whose
//! twin; the Go program's table of types is written from it.

mod containers;
mod evolution;
mod interfaces;
mod make;
mod make_standard;
mod marshalers;
mod pointers;
mod recursive;
mod scalars;
mod strings;
mod structs;

use std::collections::BTreeMap;

use fastrand::Rng;
use netrpc_gob::{Decode, Encode, Encoder};

use crate::subject::{Subject, Typed};
use make::{Make, Maker};

/// A Go type and its Rust twin.
pub(crate) struct Twin {
    /// As Go source writes it.
    pub(crate) go: &'static str,
    /// Go types whose values the Rust type shall take: its own, or another.
    pub(crate) from: &'static str,
    /// Whether a map that is nil in Go becomes an empty one in Rust.
    pub(crate) owns_maps: bool,
    pub(crate) subject: Box<dyn TypedSubject + Send + Sync>,
}

/// A subject with values of its own.
pub(crate) trait TypedSubject: Subject {
    /// Some values on a stream.
    fn make(&self, count: usize, rng: &mut Rng) -> Vec<u8>;
    fn as_subject(&self) -> &dyn Subject;
}

impl<T: Encode + Decode + Make> TypedSubject for Typed<T> {
    fn make(&self, count: usize, rng: &mut Rng) -> Vec<u8> {
        let (mut encoder, mut stream) = (Encoder::new(), Vec::new());
        let mut made = 0;
        while made < count {
            let value = T::make(&mut Maker { rng, depth: 0 });
            // A nil in an array has no form in gob.
            made += usize::from(encoder.encode(&value, &mut stream).is_ok());
        }
        stream
    }

    fn as_subject(&self) -> &dyn Subject {
        self
    }
}

/// The twins of the same type on both sides, and those that have changed.
pub(crate) fn table() -> Vec<Twin> {
    let mut twins = Vec::new();
    scalars::add(&mut twins);
    structs::add(&mut twins);
    pointers::add(&mut twins);
    containers::add(&mut twins);
    recursive::add(&mut twins);
    interfaces::add(&mut twins);
    evolution::add(&mut twins);
    marshalers::add(&mut twins);
    strings::add(&mut twins);
    twins
}

/// The Go program's table of types.
pub(crate) fn source(twins: &[Twin]) -> (String, BTreeMap<&'static str, u32>) {
    let mut roots = BTreeMap::new();
    for twin in twins {
        for go in [twin.go, twin.from] {
            let next = roots.len() as u32;
            roots.entry(go).or_insert(next);
        }
    }
    let mut ordered: Vec<_> = roots.iter().collect();
    ordered.sort_by_key(|(_, index)| **index);
    let lines: String = ordered
        .iter()
        .map(|(go, _)| format!("\ttypeOf((*{go})(nil)),\n"))
        .collect();
    let source = format!(
        "package main\n\nimport (\n\t\"database/sql\"\n\t\"fmt\"\n\t\"image\"\n\t\"math/big\"\n\t\"net/mail\"\n\t\"net/netip\"\n\t\"net/url\"\n\t\"reflect\"\n\t\"time\"\n)\n\n\
         var _ = []any{{sql.NullInt64{{}}, fmt.Stringer(nil), image.Point{{}}, big.Int{{}}, mail.Address{{}}, netip.Addr{{}}, url.URL{{}}, time.Duration(0)}}\n\n\
         var roots = []reflect.Type{{\n{lines}}}\n"
    );
    (source, roots)
}

/// Files of Go declarations.
pub(crate) const DECLARATIONS: [(&str, &str); 10] = [
    ("scalars.go", include_str!("../../go/twins/scalars.go")),
    ("structs.go", include_str!("../../go/twins/structs.go")),
    ("pointers.go", include_str!("../../go/twins/pointers.go")),
    (
        "containers.go",
        include_str!("../../go/twins/containers.go"),
    ),
    ("recursive.go", include_str!("../../go/twins/recursive.go")),
    (
        "interfaces.go",
        include_str!("../../go/twins/interfaces.go"),
    ),
    ("evolution.go", include_str!("../../go/twins/evolution.go")),
    (
        "marshalers.go",
        include_str!("../../go/twins/marshalers.go"),
    ),
    ("strings.go", include_str!("../../go/twins/strings.go")),
    ("setup.go", include_str!("../../go/twins/setup.go")),
];

/// `T` is what Go calls `go`.
fn same<T: Encode + Decode + Make + 'static>(go: &'static str) -> Twin {
    takes::<T>(go, go)
}

/// `T` is what Go calls `go`, and gets values of `from`.
fn takes<T: Encode + Decode + Make + 'static>(go: &'static str, from: &'static str) -> Twin {
    Twin {
        go,
        from,
        owns_maps: false,
        subject: Box::new(Typed::<T>::new()),
    }
}

/// Declares Rust structs with [`Make`].
macro_rules! twin {
    ($($(#[$outer:meta])* struct $name:ident $(<$($generic:ident),*>)? { $($(#[$inner:meta])* $field:ident: $of:ty,)* })*) => {$(
        #[derive(netrpc_gob::Gob, Clone, Debug, PartialEq)]
        $(#[$outer])*
        pub(crate) struct $name $(<$($generic),*>)? { $($(#[$inner])* pub(crate) $field: $of,)* }

        impl $(<$($generic: $crate::twins::make::Make),*>)? $crate::twins::make::Make for $name $(<$($generic),*>)? {
            #[allow(unused_variables, reason = "a struct may have no fields")]
            fn make(maker: &mut $crate::twins::make::Maker<'_>) -> Self {
                $name { $($field: $crate::twins::make::Make::make(maker),)* }
            }
        }
    )*};
}

/// Declares Rust types for Go's `type N T`.
macro_rules! named {
    ($($(#[$outer:meta])* struct $name:ident($of:ty);)*) => {$(
        #[derive(netrpc_gob::Gob, Clone, Debug, PartialEq)]
        $(#[$outer])*
        pub(crate) struct $name(pub(crate) $of);

        impl $crate::twins::make::Make for $name {
            fn make(maker: &mut $crate::twins::make::Maker<'_>) -> Self {
                $name($crate::twins::make::Make::make(maker))
            }
        }
    )*};
}

pub(crate) use {named, twin};
