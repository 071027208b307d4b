//! `ArithClient`: the trait's methods, called on a server.

use proc_macro2::{Span, TokenStream};
use quote::{format_ident, quote};
use syn::ext::IdentExt as _;
use syn::{Ident, ItemTrait};

use crate::model::{Method, Service};
use crate::names::Names;

pub(crate) fn expand(item: &ItemTrait, service: &Service<'_>, names: &Names<'_>) -> TokenStream {
    let Names {
        of, client, format, ..
    } = names;
    let vis = &item.vis;
    let netrpc = service.crate_path;
    let (name, of_service) = (client.to_string(), &service.name);
    let doc = format!(
        "Calls the methods of [`{of}`] on a server, which has them as the service `{}`. Clones share the connection.",
        service.name
    );
    let named = format!(
        "Calls the service by another name than `{}`: that of the server's `register_as`, Go's `RegisterName`.",
        service.name
    );
    let allow = quote! {
        #[allow(dead_code, reason = "who only serves does not call")]
        #[allow(deprecated, nonstandard_style, reason = "said where the trait is")]
        #[allow(clippy::used_underscore_binding, reason = "a default body may ignore its argument, the stub sends it")]
    };
    let stubs = service
        .methods
        .iter()
        .map(|method| stubs(item, service, method, format));
    quote! {
        #[doc = #doc]
        #allow
        #vis struct #client<#format: #netrpc::codec::ClientFormat = #netrpc::codec::gob::Gob> {
            client: #netrpc::Client<#format>,
            /// What the service is called, if not as the trait says.
            service: ::core::option::Option<::std::sync::Arc<::core::primitive::str>>,
        }

        #allow
        impl #client<#netrpc::codec::gob::Gob> {
            /// Connects over TCP: Go's `rpc.Dial`. For other settings and codecs there is [`new`](Self::new).
            ///
            /// # Errors
            /// No address answered, or none within 5 seconds.
            #vis async fn connect(
                address: impl #netrpc::ToSocketAddrs,
            ) -> ::core::result::Result<Self, #netrpc::ConnectError> {
                let client = #netrpc::Client::connect(address).await?;
                ::core::result::Result::Ok(Self::new(client))
            }
        }

        #allow
        impl<#format: #netrpc::codec::ClientFormat> #client<#format> {
            /// Calls by `client`, of which other services may have clones.
            #vis fn new(client: #netrpc::Client<#format>) -> Self {
                Self { client, service: ::core::option::Option::None }
            }

            #[doc = #named]
            #[must_use]
            #vis fn named(
                mut self,
                service: impl ::core::convert::Into<::std::sync::Arc<::core::primitive::str>>,
            ) -> Self {
                self.service = ::core::option::Option::Some(::core::convert::Into::into(service));
                self
            }

            /// The connection, for all that this stub has no function for.
            #vis fn client(&self) -> &#netrpc::Client<#format> {
                &self.client
            }

            #(#stubs)*
        }

        #allow
        impl<#format: #netrpc::codec::ClientFormat> ::core::clone::Clone for #client<#format> {
            fn clone(&self) -> Self {
                Self {
                    client: ::core::clone::Clone::clone(&self.client),
                    service: ::core::clone::Clone::clone(&self.service),
                }
            }
        }

        #allow
        impl<#format: #netrpc::codec::ClientFormat> ::core::fmt::Debug for #client<#format> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let service = self.service.as_deref().unwrap_or(#of_service);
                f.debug_struct(#name).field("service", &service).field("client", &self.client).finish()
            }
        }
    }
}

/// A function that calls, and one that starts a call.
fn stubs(
    item: &ItemTrait,
    service: &Service<'_>,
    method: &Method<'_>,
    format: &syn::Ident,
) -> TokenStream {
    let netrpc = service.crate_path;
    let vis = &item.vis;
    let ident = method.ident;
    let start = format_ident!("start_{}", ident.unraw(), span = ident.span());
    let args = &method.parts.arg_name;
    let arg = method.parts.arg;
    let reply = method.parts.reply;
    let (cfgs, docs) = (method.cfgs(), method.docs());
    let (start_cfgs, deprecated) = (method.cfgs(), method.deprecated());
    let name = format!("{}.{}", service.name, method.name);
    let calls = format!("Calls `{name}` and waits for its reply.");
    let starts = format!("Starts a call of `{name}` and waits for nothing: Go's `Client.Go`.");
    let gap = method.is_documented().then(|| quote! { #[doc = ""] });
    let carried = quote! {
        where
            #format::Encoder: #netrpc::codec::EncodeArgs<#arg>,
            #format::Decoder: #netrpc::codec::DecodeReply<#reply>,
    };
    // The argument is called as the user likes, and this is not.
    let service_method = Ident::new("service_method", Span::mixed_site());
    let named = format!(".{}", method.name);
    let service_method_is = quote! {
        let #service_method = match &self.service {
            ::core::option::Option::None => ::std::borrow::Cow::Borrowed(#name),
            ::core::option::Option::Some(name) => ::std::borrow::Cow::Owned([&**name, #named].concat()),
        };
    };
    quote! {
        #(#cfgs)*
        #(#docs)*
        #gap
        #[doc = #calls]
        ///
        /// # Errors
        /// What the server answered, or how the call ended without an answer.
        #vis async fn #ident(
            &self,
            #args: &#arg,
        ) -> ::core::result::Result<#reply, #netrpc::CallError> #carried {
            #service_method_is
            self.client.call(&#service_method, #args).await
        }

        #(#start_cfgs)*
        #(#deprecated)*
        #[doc = #starts]
        #vis fn #start(&self, #args: &#arg) -> #netrpc::PendingCall<#reply, #format> #carried {
            #service_method_is
            self.client.start(&#service_method, #args)
        }
    }
}
