//! `impl Service`: what a server registers.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{Generics, Ident, ItemImpl, Path, parse_quote};

use crate::cfg::CodecBounds;
use crate::model::{Method, Service};
use crate::names;

/// Where the methods are.
pub(crate) struct Offer<'a> {
    pub(crate) service: &'a Service<'a>,
    /// The type that is registered, and its parameters.
    pub(crate) of: TokenStream,
    pub(crate) generics: Generics,
    /// Those of the parameters that the methods' types may use.
    pub(crate) in_types: Generics,
    pub(crate) codec: Ident,
    /// An `&Arc` of the type that has the methods, made of `self: Arc<Self>`.
    pub(crate) shared: TokenStream,
    /// The path that the methods stand under.
    pub(crate) methods_of: TokenStream,
}

/// The service that an `impl` block is.
pub(crate) fn of_impl(item: &ItemImpl, service: &Service<'_>) -> TokenStream {
    let used = names::all_in(item.to_token_stream());
    let of = &item.self_ty;
    let mut generics = item.generics.clone();
    if !generics.params.is_empty() {
        let is_shared = parse_quote! {
            #of: ::core::marker::Send + ::core::marker::Sync + 'static
        };
        generics.make_where_clause().predicates.push(is_shared);
    }
    Offer {
        service,
        of: of.to_token_stream(),
        in_types: item.generics.clone(),
        generics,
        codec: names::unused("K", &used),
        shared: quote! { &self },
        methods_of: quote! { Self },
    }
    .expand()
}

impl Offer<'_> {
    pub(crate) fn expand(mut self) -> TokenStream {
        let codec = &self.codec;
        self.generics.params.push(parse_quote!(#codec));
        let CodecBounds {
            predicates, traits, ..
        } = CodecBounds::new(self.service, codec, &self.in_types);
        self.generics
            .make_where_clause()
            .predicates
            .extend(predicates);
        let (impl_generics, _, where_clause) = self.generics.split_for_impl();
        let Self { of, service, .. } = &self;
        let Service {
            name,
            methods,
            crate_path: netrpc,
        } = service;
        let methods = methods.iter().map(|method| self.method(method));
        let made = quote! {
            #[automatically_derived]
            #[allow(deprecated, reason = "who deprecates a method still offers it")]
            impl #impl_generics #netrpc::Service<#codec> for #of #where_clause {
                const NAME: &'static ::core::primitive::str = #name;

                fn methods(
                    self: ::std::sync::Arc<Self>,
                ) -> ::std::vec::Vec<#netrpc::dispatch::ServiceMethod<#codec>> {
                    ::std::vec::Vec::from([#(#methods),*])
                }
            }
        };
        if traits.is_empty() {
            made
        } else {
            quote! { const _: () = { #traits #made }; }
        }
    }

    fn method(&self, method: &Method<'_>) -> TokenStream {
        let Self {
            shared, methods_of, ..
        } = self;
        let Method {
            ident, name, parts, ..
        } = method;
        let cfgs = method.cfgs();
        // The names here are not the user's, but errors about the method's future are told at its name.
        let here = Span::mixed_site().located_at(ident.span());
        let args = Ident::new("args", here);
        let netrpc = at(self.service.crate_path, here);
        let arg = parts.arg;
        let (inputs, types, arguments) = match parts.context {
            None => (
                quote_spanned! {here=> #args: #arg },
                quote_spanned! {here=> (#arg,) },
                quote_spanned! {here=> #args },
            ),
            Some(of) => {
                let context = Ident::new("context", here);
                (
                    quote_spanned! {here=> #context: #of, #args: #arg },
                    quote_spanned! {here=> (#of, #arg) },
                    quote_spanned! {here=> #context, #args },
                )
            }
        };
        let wait = parts.is_async.then(|| quote_spanned! {here=> .await });
        let arg_type = method.arg_type.iter();
        let reply_type = method.reply_type.iter();
        quote_spanned! {here=>
            #(#cfgs)*
            {
                let service = ::std::sync::Arc::clone(#shared);
                #netrpc::dispatch::ServiceMethod::new::<#types, _>(#name, move |#inputs| {
                    let service = ::std::sync::Arc::clone(&service);
                    async move { #methods_of::#ident(&service, #arguments) #wait }
                })
                #(.with_arg_type(#arg_type))*
                #(.with_reply_type(#reply_type))*
            }
        }
    }
}

/// The same path, for what the compiler says about a place.
fn at(path: &Path, span: Span) -> TokenStream {
    let tokens = path.to_token_stream().into_iter().map(|mut token| {
        token.set_span(span);
        token
    });
    tokens.collect()
}
