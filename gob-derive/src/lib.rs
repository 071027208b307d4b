//! `#[derive(Gob)]`: a Rust struct becomes a Go type, an enum a Go interface or the constants of an integer type.
//!
//! ```text
//! tokens -> attributes (what the user asks for) -> model, interface, constants (checked) -> expand, expand_* (the three impls)
//! ```
//!
//! The derive is documented where it is used, in `netrpc-gob`.

mod attributes;
mod constants;
mod expand;
mod expand_constants;
mod expand_interface;
mod expand_marshaler;
mod interface;
mod model;
mod quoting;

use proc_macro::TokenStream;
use syn::{DeriveInput, parse_macro_input, parse_quote};

/// Derives `GobType`, `Encode` and `Decode`.
///
/// A struct with named fields is a Go struct, `struct N(T);` is Go's `type N T`, `struct Unit;` is an
/// empty struct. Field `service_method` is Go's `ServiceMethod`, type `Point` is Go's `main.Point`.
///
/// An enum is a Go interface, and each of its variants holds one type that the interface can: `Circle(Circle)`. An
/// `Option` of the enum is the interface that may be nil, and only that decodes.
///
/// An enum of variants that hold nothing, with `#[repr(isize)]` or another integer type of Go's, is Go's
/// `type Color int` with its constants: `Red` is 0, as with `iota`, or has the number that it is given, `Red = 1`. The
/// constant 0 is Go's zero value. A number that is none of the constants is refused, unless a last variant
/// `#[gob(other)] Other(isize)` keeps it. (Rust numbers that variant, too; give it a number of its own where the next
/// one is taken.)
///
/// On the type:
/// - `#[gob(name = "image/color.RGBA")]`: the Go name, with its package (`main` if there is none); an empty
///   one makes a struct the literal `struct { ... }`, an enum `interface {}`. An enum may be `any` or `error`.
/// - `#[gob(package = "yaml")]`: the package's name, if it is not the last element of its import path.
/// - `#[gob(rename_all = "...")]`: how field names become Go's: `PascalCase` (the default), `UPPERCASE`,
///   `SCREAMING_SNAKE_CASE`, or `verbatim`.
/// - `#[gob(transparent)]`: a struct of one field is that field's type, without a name of its own.
/// - `#[gob(gob_encoder)]`, `#[gob(binary_marshaler)]`: the Go type makes its own bytes, and this one with its `Marshal`;
///   `#[gob(pointer_receivers)]` if the methods have those in Go.
/// - `#[gob(encode_only)]`: no `Decode`, for types that borrow, and for constants without a zero.
/// - `#[gob(crate = "path")]`: where `netrpc_gob` is to be found.
///
/// On a field:
/// - `#[gob(rename = "UserID")]`: the Go name.
/// - `#[gob(skip)]`: not sent, and `Default::default()` when decoded fresh.
///
/// On a variant:
/// - `#[gob(name = "main.Circle")]`: the name under which Go has registered the type. Without it, what Go's
///   `gob.Register` calls the type: its own name with its package's import path, or the text of a type without
///   a name, as `[]string`. For a type that Go registers by a pointer, give the name: `*shapes.Circle`.
/// - `#[gob(other)]`: the variant that takes all other names; it holds an `Unregistered`. Among constants, the one that
///   takes all other numbers.
#[proc_macro_derive(Gob, attributes(gob))]
pub fn derive_gob(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, &parse_quote!(::netrpc_gob))
}

/// As [`Gob`], for crates that depend on `netrpc` alone; `netrpc` exports it under that name.
#[proc_macro_derive(NetrpcGob, attributes(gob))]
pub fn derive_netrpc_gob(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    expand(&input, &parse_quote!(::netrpc::gob))
}

fn expand(input: &DeriveInput, default_crate: &syn::Path) -> TokenStream {
    let tokens = model::Model::new(input, default_crate).map(|model| expand::expand(&model));
    tokens
        .unwrap_or_else(|error| error.to_compile_error())
        .into()
}
