//! `ArithServer`: what implements the trait, to be registered.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Generics, ItemTrait, parse_quote};

use crate::expand_service::Offer;
use crate::model::Service;
use crate::names::Names;

pub(crate) fn expand(item: &ItemTrait, service: &Service<'_>, names: &Names<'_>) -> TokenStream {
    let Names {
        of,
        server,
        implementor,
        codec,
        ..
    } = names;
    let vis = &item.vis;
    let doc = format!(
        "Offers what implements [`{of}`] as the service `{}`: to be given to a server's `register`. Clones share it.",
        service.name
    );
    let offer = Offer {
        service,
        of: quote! { #server<#implementor> },
        generics: parse_quote!(<#implementor: #of>),
        in_types: Generics::default(),
        codec: codec.clone(),
        shared: quote! { &self.service },
        methods_of: quote! { <#implementor as #of> },
    };
    let offered = offer.expand();
    let allow = quote! {
        #[allow(dead_code, reason = "who only calls does not serve")]
        #[allow(deprecated, nonstandard_style, reason = "said where the trait is")]
    };
    quote! {
        #[doc = #doc]
        #[derive(::core::fmt::Debug)]
        #allow
        #vis struct #server<#implementor> {
            service: ::std::sync::Arc<#implementor>,
        }

        #allow
        impl<#implementor: #of> #server<#implementor> {
            /// Offers the methods of `service`.
            #vis fn new(service: #implementor) -> Self {
                Self::from_arc(::std::sync::Arc::new(service))
            }

            /// Offers the methods of a service that others have, too.
            #vis fn from_arc(service: ::std::sync::Arc<#implementor>) -> Self {
                Self { service }
            }
        }

        #allow
        impl<#implementor> ::core::clone::Clone for #server<#implementor> {
            fn clone(&self) -> Self {
                Self { service: ::std::sync::Arc::clone(&self.service) }
            }
        }

        #offered
    }
}
