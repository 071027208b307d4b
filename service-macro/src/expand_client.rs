//! `ArithClient`: the trait's methods, called on a server.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ItemTrait;
use syn::ext::IdentExt as _;

use crate::model::{Method, Service};
use crate::names::Names;

pub(crate) fn expand(item: &ItemTrait, service: &Service<'_>, names: &Names<'_>) -> TokenStream {
    let Names {
        of, client, format, ..
    } = names;
    let vis = &item.vis;
    let netrpc = service.crate_path;
    let name = client.to_string();
    let doc = format!(
        "Calls the methods of [`{of}`] on a server, which has them as the service `{}`. Clones share the connection.",
        service.name
    );
    let stubs = service
        .methods
        .iter()
        .map(|method| stubs(item, service, method, format));
    quote! {
        #[doc = #doc]
        #[allow(dead_code, reason = "who only serves does not call")]
        #vis struct #client<#format: #netrpc::codec::ClientFormat = #netrpc::codec::gob::Gob> {
            client: #netrpc::Client<#format>,
        }

        #[allow(dead_code, reason = "who only serves does not call")]
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

        #[allow(dead_code, reason = "who only serves does not call")]
        impl<#format: #netrpc::codec::ClientFormat> #client<#format> {
            /// Calls by `client`, of which other services may have clones.
            #vis fn new(client: #netrpc::Client<#format>) -> Self {
                Self { client }
            }

            /// The connection, for all that this stub has no function for.
            #vis fn client(&self) -> &#netrpc::Client<#format> {
                &self.client
            }

            #(#stubs)*
        }

        impl<#format: #netrpc::codec::ClientFormat> ::core::clone::Clone for #client<#format> {
            fn clone(&self) -> Self {
                Self { client: ::core::clone::Clone::clone(&self.client) }
            }
        }

        impl<#format: #netrpc::codec::ClientFormat> ::core::fmt::Debug for #client<#format> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_tuple(#name).field(&self.client).finish()
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
            self.client.call(#name, #args).await
        }

        #(#start_cfgs)*
        #(#deprecated)*
        #[doc = #starts]
        #vis fn #start(&self, #args: &#arg) -> #netrpc::PendingCall<#reply, #format> #carried {
            self.client.start(#name, #args)
        }
    }
}
