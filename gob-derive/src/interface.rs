//! An enum as a Go interface: one variant for each type that it can hold.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DataEnum, Error, Fields, Ident, LitStr, Result, Type, Variant};

use crate::attributes::{FieldAttributes, VariantAttributes};
use crate::expand::{at, bounded};
use crate::model::Model;

/// The variants of an interface.
pub(crate) struct Interface<'a> {
    holds: Vec<Held<'a>>,
    /// What takes the names of no variant.
    other: Option<(&'a Ident, &'a Type)>,
}

/// A type that the interface can hold.
struct Held<'a> {
    variant: &'a Ident,
    of: &'a Type,
    /// `None` for what Go's `gob.Register` calls the type.
    name: Option<LitStr>,
}

impl<'a> Interface<'a> {
    pub(crate) fn new(data: &'a DataEnum) -> Result<Self> {
        let mut interface = Interface {
            holds: Vec::new(),
            other: None,
        };
        let mut names = HashMap::new();
        for variant in &data.variants {
            let attributes = VariantAttributes::parse(&variant.attrs)?;
            let (ident, of) = (&variant.ident, payload(variant)?);
            if attributes.other {
                if let Some(name) = &attributes.name {
                    let text = "the variant for all other names has no name of its own";
                    return Err(Error::new(name.span(), text));
                }
                if let Some((first, _)) = interface.other.replace((ident, of)) {
                    let text = format!("`{first}` takes all other names already");
                    return Err(Error::new(ident.span(), text));
                }
                continue;
            }
            if let Some(name) = &attributes.name {
                check_name(name)?;
                if let Some(first) = names.insert(name.value(), ident) {
                    let text = format!("variant `{first}` has the name `{}` already", name.value());
                    return Err(Error::new(name.span(), text));
                }
            }
            interface.holds.push(Held {
                variant: ident,
                of,
                name: attributes.name,
            });
        }
        Ok(interface)
    }

    /// Whether only nil can be in it.
    fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.other.is_none()
    }

    /// The body of `encode`.
    pub(crate) fn encode(&self, gob: &syn::Path) -> TokenStream {
        if self.is_empty() {
            return quote! {
                let _ = writer;
                match *self {}
            };
        }
        let arms = self
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
        let other = self.other.iter().map(|(variant, of)| {
            quote_spanned! { at(of) => Self::#variant(value) => #gob::Encode::encode(value, writer), }
        });
        quote! { match self { #(#arms)* #(#other)* } }
    }

    /// The impl that decodes it, as what an `Option` holds.
    pub(crate) fn optional(&self, model: &Model<'_>) -> TokenStream {
        let Model {
            ident,
            crate_path: gob,
            ..
        } = model;
        let bound = syn::parse_quote!(#gob::Decode);
        let generics = bounded(model.generics, &bound);
        let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
        let arms = self.holds.iter().map(|Held { variant, of, name }| {
            let value = quote_spanned! { at(of) =>
                Self::#variant(reader.concrete::<#of>(name)?)
            };
            match name {
                Some(name) => {
                    let name = syn::LitByteStr::new(name.value().as_bytes(), name.span());
                    quote! { #name => #value, }
                }
                None => quote_spanned! { at(of) =>
                    bytes if bytes == <#of as #gob::GobType>::TYPE.registered_name().as_bytes() => #value,
                },
            }
        });
        let other = match &self.other {
            Some((variant, of)) => quote_spanned! { at(of) =>
                Self::#variant(reader.unregistered(name)?)
            },
            None => quote! { return ::core::result::Result::Err(name.not_registered()) },
        };
        let body = if self.is_empty() {
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
}

fn payload(variant: &Variant) -> Result<&Type> {
    if let Fields::Unnamed(fields) = &variant.fields {
        let mut fields = fields.unnamed.iter();
        if let (Some(field), None) = (fields.next(), fields.next()) {
            FieldAttributes::refuse(&field.attrs)?;
            return Ok(&field.ty);
        }
    }
    let text = match &variant.fields {
        Fields::Unit => format!(
            "an enum is a Go interface, and each of its variants holds a type that the interface can, as \
             `{0}({0})`; names and numbers are no enums in Go: convert to a string or an integer; nil is the \
             `None` of an `Option`",
            variant.ident
        ),
        _ => format!(
            "an enum is a Go interface, and each of its variants holds a type that the interface can: write \
             `{0}({0})`, with a struct `{0}` for these fields",
            variant.ident
        ),
    };
    Err(Error::new(variant.span(), text))
}

fn check_name(name: &LitStr) -> Result<()> {
    let text = match name.value().len() {
        0 => {
            "a name is what Go has registered the type under, as `main.Circle`, `*shapes.Circle`, `int`"
        }
        1..=MAX_NAME => return Ok(()),
        _ => "Go decodes names of at most 1024 bytes",
    };
    Err(Error::new(name.span(), text))
}

/// Go refuses to decode longer ones.
const MAX_NAME: usize = 1024;
