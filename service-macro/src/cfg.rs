//! What is there only under a condition.

use std::collections::HashSet;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::{
    Attribute, File, Generics, Ident, Meta, Result, WherePredicate, parse_quote,
    parse_quote_spanned, spanned::Spanned as _,
};

use crate::model::{Method, Service};

/// What a codec must be able to do for a service.
pub(crate) struct CodecBounds {
    pub(crate) predicates: Vec<WherePredicate>,
    /// What the predicates need to be declared in front of them.
    pub(crate) traits: TokenStream,
    texts: HashSet<String>,
}

impl CodecBounds {
    /// `generics` are those that the service's types may use.
    pub(crate) fn new(service: &Service<'_>, codec: &Ident, generics: &Generics) -> Self {
        let mut bounds = Self {
            predicates: Vec::new(),
            traits: TokenStream::new(),
            texts: HashSet::new(),
        };
        let netrpc = service.crate_path;
        bounds.add(parse_quote!(#codec: #netrpc::codec::ServerCodec));
        for method in &service.methods {
            let arg = method.parts.arg;
            let reply = method.parts.reply;
            if method.cfgs().next().is_some() {
                bounds.add_conditional(method, service, codec, generics);
                continue;
            }
            // Where a type cannot be encoded, the compiler shows what stands at the bound: the method.
            bounds.add(parse_quote_spanned!(arg.span()=> #codec: #netrpc::codec::DecodeArgs<#arg>));
            bounds.add(
                parse_quote_spanned!(reply.span()=> #codec: #netrpc::codec::EncodeReply<#reply>),
            );
        }
        bounds
    }

    /// Two methods often have the same types.
    fn add(&mut self, predicate: WherePredicate) {
        if self.texts.insert(predicate.to_token_stream().to_string()) {
            self.predicates.push(predicate);
        }
    }

    /// A bound takes no `#[cfg]`, a trait does.
    fn add_conditional(
        &mut self,
        method: &Method<'_>,
        service: &Service<'_>,
        codec: &Ident,
        generics: &Generics,
    ) {
        let netrpc = service.crate_path;
        let conditions = method.cfgs().filter_map(|cfg| match &cfg.meta {
            Meta::List(list) => Some(&list.tokens),
            _ => None,
        });
        let condition = quote! { all(#(#conditions),*) };
        let number = self.predicates.len();
        let name = format_ident!("CodecOfMethod{number}", span = Span::mixed_site());
        let (parameters, arguments, where_clause) = generics.split_for_impl();
        let mut of_codec = generics.clone();
        of_codec.params.push(parse_quote!(#codec));
        let (of_codec, _, _) = of_codec.split_for_impl();
        let arg = method.parts.arg;
        let reply = method.parts.reply;
        let carries =
            quote! { #netrpc::codec::DecodeArgs<#arg> + #netrpc::codec::EncodeReply<#reply> };
        let mut bounded = where_clause.cloned().unwrap_or_else(|| parse_quote!(where));
        bounded.predicates.push(parse_quote!(#codec: #carries));
        self.traits.extend(quote! {
            #[cfg(#condition)]
            trait #name #parameters: #carries #where_clause {}
            #[cfg(#condition)]
            impl #of_codec #name #arguments for #codec #bounded {}
            #[cfg(not(#condition))]
            trait #name #parameters #where_clause {}
            #[cfg(not(#condition))]
            impl #of_codec #name #arguments for #codec #where_clause {}
        });
        self.predicates.push(parse_quote!(#codec: #name #arguments));
    }
}

/// Puts the conditions of what the user wrote on all that is made of it. The compiler has seen only those in front of ours.
pub(crate) fn under(conditions: &[Attribute], made: TokenStream) -> Result<TokenStream> {
    let conditions: Vec<_> = conditions
        .iter()
        .filter(|attribute| attribute.path().is_ident("cfg"))
        .collect();
    if conditions.is_empty() {
        return Ok(made);
    }
    let items = syn::parse2::<File>(made)?.items;
    let items = items.iter().map(|item| quote! { #(#conditions)* #item });
    Ok(items.collect())
}
