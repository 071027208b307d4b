//! What all quoted code has in common: where its errors point, and what it asks of type parameters.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{Generics, Path, Type, parse_quote};

/// Errors point at the field's type, but names are ours: the type may come from a `macro_rules!`.
pub(crate) fn at(of: &Type) -> Span {
    Span::call_site().located_at(of.span())
}

/// The generics with `bound + 'static` on every type parameter.
pub(crate) fn bounded(generics: &Generics, bound: &Path) -> Generics {
    let mut generics = generics.clone();
    for parameter in generics.type_params_mut() {
        parameter.bounds.push(parse_quote!(#bound));
        parameter.bounds.push(parse_quote!('static));
    }
    generics
}
