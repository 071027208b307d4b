//! `#[netrpc::service]`: the methods of a trait or of a type become a Go service.
//!
//! ```text
//! tokens -> attributes (what the user asks for, taken off) -> signature, model (checked)
//!        -> expand_service (what a server registers), expand_trait (the trait, its client, its server)
//! ```
//!
//! The macro is documented where it is used, in `netrpc`.

mod attributes;
mod cfg;
mod expand_client;
mod expand_server;
mod expand_service;
mod expand_trait;
mod model;
mod names;
mod signature;
mod types;

use proc_macro::TokenStream;
use quote::quote;
use syn::{Error, Item, Result, parse_macro_input, parse_quote};

use crate::attributes::ServiceAttributes;

/// Makes a service of a trait or of an `impl` block.
#[proc_macro_attribute]
pub fn service(attributes: TokenStream, item: TokenStream) -> TokenStream {
    let attributes = parse_macro_input!(attributes as ServiceAttributes);
    let item = parse_macro_input!(item as Item);
    expand(&attributes, item).into()
}

fn expand(attributes: &ServiceAttributes, item: Item) -> proc_macro2::TokenStream {
    match item {
        Item::Trait(mut item) => {
            let asked = attributes::take_from_trait(&mut item);
            let service = asked.and_then(|asked| model::of_trait(&item, asked, attributes));
            let rest = service.map(|service| expand_trait::expand(&item, &service));
            let rest = rest.and_then(|rest| cfg::under(&item.attrs, rest));
            beside(&expand_trait::as_declared(&item), rest)
        }
        Item::Impl(mut item) => {
            let asked = attributes::take_from_impl(&mut item);
            let service = asked.and_then(|asked| model::of_impl(&item, asked, attributes));
            let rest = service.map(|service| expand_service::of_impl(&item, &service));
            let rest = rest.and_then(|rest| cfg::under(&item.attrs, rest));
            // Here `pub` says what is offered, and that is reachable.
            let allow = "`pub` methods are in the service";
            item.attrs.push(parse_quote!(#[allow(unreachable_pub, reason = #allow)]));
            beside(&item, rest)
        }
        other => {
            let error = Error::new_spanned(
                &other,
                "a service is a trait, or an `impl` block with the methods of a type",
            );
            beside(&other, Err(error))
        }
    }
}

/// What the user wrote stays there when there is a mistake in it, so that its uses are no mistakes, too.
fn beside(
    item: &impl quote::ToTokens,
    made: Result<proc_macro2::TokenStream>,
) -> proc_macro2::TokenStream {
    let made = made.unwrap_or_else(|error| error.to_compile_error());
    quote! { #item #made }
}
