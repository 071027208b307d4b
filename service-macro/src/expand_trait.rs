//! The trait as it is declared, and what is made beside it.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Block, Ident, ItemTrait, TraitItem, TraitItemFn, Type, TypeParamBound, parse_quote};

use crate::model::Service;
use crate::names::Names;
use crate::types;
use crate::{expand_client, expand_server};

/// Server and client.
pub(crate) fn expand(item: &ItemTrait, service: &Service<'_>) -> TokenStream {
    let names = Names::beside(item);
    let server = expand_server::expand(item, service, &names);
    let client = cfg!(feature = "client").then(|| expand_client::expand(item, service, &names));
    quote! { #server #client }
}

/// The trait, whose methods can run on any thread.
pub(crate) fn as_declared(item: &ItemTrait) -> ItemTrait {
    let mut item = item.clone();
    let wanted: [TypeParamBound; 3] = [
        parse_quote!(::core::marker::Send),
        parse_quote!(::core::marker::Sync),
        parse_quote!('static),
    ];
    for bound in wanted {
        if !item.supertraits.iter().any(|there| is_same(there, &bound)) {
            item.supertraits.push(bound);
        }
    }
    item.colon_token.get_or_insert_default();
    for item in &mut item.items {
        if let TraitItem::Fn(method) = item {
            declare(method);
        }
    }
    item
}

fn is_same(there: &TypeParamBound, wanted: &TypeParamBound) -> bool {
    match (there, wanted) {
        (TypeParamBound::Trait(there), TypeParamBound::Trait(wanted)) => {
            let names = [there, wanted].map(|bound| bound.path.segments.last());
            matches!(names, [Some(there), Some(wanted)] if there.ident == wanted.ident)
        }
        (TypeParamBound::Lifetime(there), TypeParamBound::Lifetime(wanted)) => there == wanted,
        _ => false,
    }
}

/// `async fn` says nothing about threads.
fn declare(method: &mut TraitItemFn) {
    if method.sig.asyncness.take().is_none() {
        return;
    }
    let output: Type = match &method.sig.output {
        syn::ReturnType::Default => parse_quote!(()),
        syn::ReturnType::Type(_, output) => (**output).clone(),
    };
    method.sig.output = parse_quote! {
        -> impl ::core::future::Future<Output = #output> + ::core::marker::Send
    };
    if let Some(body) = &method.default {
        let body = with_known_output(body, &output);
        method.default = Some(parse_quote!({ async move { #body } }));
    }
}

/// An `async fn` knows what it returns, and turns what its body returns into that; an `async` block finds out by its body, unless
/// it is told. How to tell it is an idea of async-trait's.
fn with_known_output(body: &Block, output: &Type) -> TokenStream {
    // A type without a name cannot be told; only methods that are skipped have it.
    if types::has_unnamed(output) {
        return quote! { #body };
    }
    let known = Ident::new("output", Span::mixed_site());
    quote! {
        if let ::core::option::Option::Some(#known) = ::core::option::Option::None::<#output> {
            return #known;
        }
        #[allow(clippy::diverging_sub_expression, clippy::let_unit_value, reason = "so may any body be")]
        let #known: #output = #body;
        #[allow(unreachable_code, clippy::let_and_return, reason = "this tells the type")]
        #known
    }
}
