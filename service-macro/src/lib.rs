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

/// # Methods
///
/// All methods of a trait are in the service, and the `pub` ones of an `impl` block. Each takes `&self`, perhaps a `Context`, which is
/// known by that name, and one argument by value; it returns `Result<Reply, E>`, or another `Result` whose first parameter is the
/// reply, as `std::io::Result<Reply>`. `E` is anything that is `Display`; the caller gets its text. A method that is no `async fn` runs
/// where the connection is read: it should not take long.
///
/// What Go leaves out silently is a mistake here: a method that is generic, takes `&mut self` or another number of arguments, or
/// returns something else.
///
/// `multiply_all` is `MultiplyAll` on the wire, and the service is called as the trait or the type is. Abbreviations no rule can
/// guess: `get_url` is `GetUrl`, and where Go says `GetURL`, `#[rpc(name = "GetURL")]` does. `#[cfg]` on methods is heeded; default
/// bodies, associated types (of errors, say) and constants are as in any trait. `#[async_trait]` is not needed, and not understood.
///
/// # Attributes
///
/// `#[netrpc::service(...)]` takes
/// - `name = "net.Arith"`: the service's name, which may have dots in it. One whose last part begins with a lower-case letter, as
///   `"arith"`, is what its clients ask for, but `register` refuses it, as Go's `Register` refuses such a type: say
///   `register_as("arith", ..)`. That is seen when the program runs, as the name is a good one for clients and for `register_as`.
/// - `crate = "path"`: where `netrpc` is to be found, if not under that name.
///
/// `#[rpc(...)]` on a method takes
/// - `name = "MultiplyAll"`: its name on the wire, which has no dots in it.
/// - `arg = "*main.Args"`, `reply = "*main.Reply"`: what lists of methods (Go's `/debug/rpc`) call the types, where Go's are not what one would
///   think of those in Rust.
/// - `skip`: the method is not in the service, and may be as it likes.
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
            item.attrs
                .push(parse_quote!(#[allow(unreachable_pub, reason = #allow)]));
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
