//! The parts of the impls that only an interface has: what each of its variants is sent and received as.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{LitByteStr, Path, parse_quote};

use crate::interface::{Held, Interface};
use crate::model::Model;
use crate::quoting::{at, bounded};

/// The body of `encode`.
pub(crate) fn encode(interface: &Interface<'_>, gob: &Path) -> TokenStream {
    if interface.is_empty() {
        return quote! {
            let _ = writer;
            match *self {}
        };
    }
    let arms = interface
        .holds
        .iter()
        .map(|Held { variant, of, name }| match name {
            Some(name) => quote_spanned! { at(of) =>
                Self::#variant(value) => writer.interface(#name, value),
            },
            None => quote_spanned! { at(of) =>
                Self::#variant(value) => writer.interface(
                    &<#of as #gob::GobType>::TYPE.registered_name(),
                    value,
                ),
            },
        });
    let other = interface.other.iter().map(|(variant, of)| {
        quote_spanned! { at(of) => Self::#variant(value) => #gob::Encode::encode(value, writer), }
    });
    quote! { match self { #(#arms)* #(#other)* } }
}

/// The impl that decodes it, as what an `Option` holds.
pub(crate) fn optional(interface: &Interface<'_>, model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        crate_path: gob,
        ..
    } = model;
    let bound = parse_quote!(#gob::Decode);
    let generics = bounded(model.generics, &bound);
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let arms = interface.holds.iter().map(|Held { variant, of, name }| {
        let value = quote_spanned! { at(of) =>
            Self::#variant(reader.concrete::<#of>(name)?)
        };
        match name {
            Some(name) => {
                let name = LitByteStr::new(name.value().as_bytes(), name.span());
                quote! { #name => #value, }
            }
            None => quote_spanned! { at(of) =>
                bytes if bytes == <#of as #gob::GobType>::TYPE.registered_name().as_bytes() => #value,
            },
        }
    });
    let other = match &interface.other {
        Some((variant, of)) => quote_spanned! { at(of) =>
            Self::#variant(reader.unregistered(name)?)
        },
        None => quote! { return ::core::result::Result::Err(name.not_registered()) },
    };
    let body = if interface.is_empty() {
        quote! { ::core::result::Result::Err(name.not_registered()) }
    } else {
        quote! {
            let value = match name.as_bytes() {
                #(#arms)*
                _ => #other,
            };
            *slot = ::core::option::Option::Some(value);
            ::core::result::Result::Ok(())
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #gob::Optional for #ident #type_generics #where_clause {
            fn decode_optional(
                slot: &mut ::core::option::Option<Self>,
                reader: &mut #gob::Reader<'_>,
                _: #gob::Plan,
            ) -> ::core::result::Result<(), #gob::Error> {
                let ::core::option::Option::Some(name) = reader.interface()? else {
                    *slot = ::core::option::Option::None;
                    return ::core::result::Result::Ok(());
                };
                #body
            }
        }
    }
}
