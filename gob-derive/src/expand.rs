//! The impls. Straight-line code without closures: its stack frames bound how deep a value may nest.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{GenericParam, Path, parse_quote};

use crate::expand_constants;
use crate::expand_interface;
use crate::expand_marshaler;
use crate::model::{Field, GoName, Model, Shape};
use crate::quoting::{at, bounded};

pub(crate) fn expand(model: &Model<'_>) -> TokenStream {
    let gob_type = gob_type(model);
    let encode = encode(model);
    let decode = (!model.encode_only).then(|| match &model.shape {
        Shape::Interface(interface) => expand_interface::optional(interface, model),
        _ => decode(model),
    });
    let check = expand_marshaler::refuse_wrapped(model);
    let impls = quote! { #gob_type #encode #decode #check };
    match &model.shape {
        Shape::Constants(constants) => expand_constants::with_numbers(constants, impls),
        _ => impls,
    }
}

fn gob_type(model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        crate_path: gob,
        go_name,
        ..
    } = model;
    let generics = bounded(model.generics, &parse_quote!(#gob::GobType));
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let body = match &model.shape {
        Shape::Wrapper {
            inner,
            is_transparent: true,
            ..
        } => {
            let of = inner.of;
            quote! {
                type Identity = <#of as #gob::GobType>::Identity;
                const TYPE: &'static #gob::TypeInfo = <#of as #gob::GobType>::TYPE;
                const IS_BYTE: bool = <#of as #gob::GobType>::IS_BYTE;
                const IS_INTERFACE: bool = <#of as #gob::GobType>::IS_INTERFACE;
                const IS_MAP: bool = <#of as #gob::GobType>::IS_MAP;
                const IS_MARSHALER: bool = <#of as #gob::GobType>::IS_MARSHALER;
            }
        }
        shape => {
            let identity = identity(model);
            let arguments = model
                .generics
                .type_params()
                .map(|parameter| &parameter.ident);
            let (name, assumed) = match go_name {
                GoName::Declared { name, is_assumed } => (
                    quote! {
                        #gob::GoName::Declared(#name, &[#(#gob::type_ref::<#arguments>()),*])
                    },
                    is_assumed.then(|| quote! { .assumed() }),
                ),
                GoName::Predeclared(name) => (quote! { #gob::GoName::Predeclared(#name) }, None),
                GoName::Unnamed => (quote! { #gob::GoName::Unnamed }, None),
            };
            let (kind, extra) = match shape {
                Shape::Struct(fields) => (struct_kind(gob, fields), None),
                Shape::Marshaler { by, on_pointer } => (
                    expand_marshaler::kind(gob, *by, *on_pointer),
                    Some(quote! { const IS_MARSHALER: bool = true; }),
                ),
                Shape::Interface(_) => (
                    quote! { #gob::Kind::Interface },
                    Some(quote! { const IS_INTERFACE: bool = true; }),
                ),
                Shape::Constants(constants) => {
                    let repr = &constants.repr;
                    let is_byte = quote! {
                        const IS_BYTE: bool = <#repr as #gob::GobType>::IS_BYTE;
                    };
                    (
                        quote! { #gob::Kind::Named(#gob::type_ref::<#repr>()) },
                        Some(is_byte),
                    )
                }
                Shape::Wrapper { inner, .. } => {
                    let of = inner.of;
                    let is = quote! {
                        const IS_BYTE: bool = <#of as #gob::GobType>::IS_BYTE;
                        const IS_MAP: bool = <#of as #gob::GobType>::IS_MAP;
                    };
                    (
                        quote! { #gob::Kind::Named(#gob::type_ref::<#of>()) },
                        Some(is),
                    )
                }
            };
            let package = model.package.as_ref();
            let package = package.map(|package| quote! { .in_package(#package) });
            let details = quote! { #assumed #package };
            quote! {
                type Identity = #identity;
                const TYPE: &'static #gob::TypeInfo =
                    &#gob::TypeInfo::new::<Self>(#name, #kind)#details;
                #extra
            }
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #gob::GobType for #ident #type_generics #where_clause { #body }
    }
}

fn struct_kind(gob: &Path, fields: &[Field<'_>]) -> TokenStream {
    let has_fields = !fields.is_empty();
    let fields = fields.iter().filter_map(|field| {
        let (name, of) = (field.go_name.as_ref()?, field.of);
        Some(quote_spanned! { at(of) =>
            #gob::Field::new(#name, #gob::type_ref::<#of>())
        })
    });
    quote! { #gob::Kind::Struct(&[#(#fields),*], #has_fields) }
}

fn encode(model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        crate_path: gob,
        ..
    } = model;
    let generics = bounded(model.generics, &parse_quote!(#gob::Encode));
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let body = match &model.shape {
        Shape::Struct(fields) => {
            let fields: Vec<_> = fields
                .iter()
                .filter_map(
                    |Field {
                         member,
                         of,
                         go_name,
                     }| {
                        let name = go_name.as_ref()?;
                        Some(quote_spanned! { at(of) =>
                            fields.field(writer, #name, &self.#member)?;
                        })
                    },
                )
                .collect();
            let mutable = (!fields.is_empty()).then(|| quote! { mut });
            quote! {
                fn encode(
                    &self,
                    writer: &mut #gob::Writer<'_>,
                ) -> ::core::result::Result<(), #gob::Error> {
                    let #mutable fields = writer.begin_struct()?;
                    #(#fields)*
                    fields.end(writer);
                    ::core::result::Result::Ok(())
                }

                #[inline]
                fn is_omitted(&self) -> bool {
                    false
                }
            }
        }
        Shape::Marshaler { on_pointer, .. } => expand_marshaler::encode(gob, *on_pointer),
        Shape::Interface(interface) => {
            let body = expand_interface::encode(interface, gob);
            quote! {
                fn encode(
                    &self,
                    writer: &mut #gob::Writer<'_>,
                ) -> ::core::result::Result<(), #gob::Error> {
                    #body
                }

                #[inline]
                fn is_omitted(&self) -> bool {
                    false
                }
            }
        }
        Shape::Constants(constants) => expand_constants::encode(constants, gob),
        Shape::Wrapper {
            inner: Field { member, of, .. },
            is_transparent,
            ..
        } => {
            let dynamic = is_transparent.then(|| {
                quote! {
                    #[inline]
                    fn dynamic_type(&self) -> ::core::option::Option<&#gob::value::Type> {
                        <#of as #gob::Encode>::dynamic_type(&self.#member)
                    }

                    #[inline]
                    fn encode_concrete(
                        &self,
                        writer: &mut #gob::Writer<'_>,
                    ) -> ::core::result::Result<(), #gob::Error> {
                        <#of as #gob::Encode>::encode_concrete(&self.#member, writer)
                    }
                }
            });
            quote! {
                #[inline]
                fn encode(
                    &self,
                    writer: &mut #gob::Writer<'_>,
                ) -> ::core::result::Result<(), #gob::Error> {
                    <#of as #gob::Encode>::encode(&self.#member, writer)
                }

                #[inline]
                fn is_omitted(&self) -> bool {
                    <#of as #gob::Encode>::is_omitted(&self.#member)
                }

                #[inline]
                fn is_omitted_in_pointer(&self) -> bool {
                    <#of as #gob::Encode>::is_omitted_in_pointer(&self.#member)
                }

                fn nil_payload() -> ::core::option::Option<&'static [u8]> {
                    <#of as #gob::Encode>::nil_payload()
                }

                fn nil_pointer_payload() -> ::core::option::Option<&'static [u8]> {
                    <#of as #gob::Encode>::nil_pointer_payload()
                }

                #[inline]
                fn is_nil(&self) -> bool {
                    <#of as #gob::Encode>::is_nil(&self.#member)
                }

                #[inline]
                fn to_byte(&self) -> u8 {
                    <#of as #gob::Encode>::to_byte(&self.#member)
                }

                #dynamic
            }
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #gob::Encode for #ident #type_generics #where_clause { #body }
    }
}

fn decode(model: &Model<'_>) -> TokenStream {
    let Model {
        ident,
        crate_path: gob,
        ..
    } = model;
    let generics = bounded(model.generics, &parse_quote!(#gob::Decode));
    let (impl_generics, type_generics, where_clause) = generics.split_for_impl();
    let body = match &model.shape {
        Shape::Struct(fields) => {
            let zeros = fields.iter().map(|field| zero(gob, field));
            let arms = fields
                .iter()
                .filter(|field| field.go_name.is_some())
                .zip(0u16..)
                .map(|(Field { member, of, .. }, index)| {
                    quote_spanned! { at(of) =>
                        #index => #gob::Decode::decode(&mut self.#member, reader, plan),
                    }
                });
            let zero_bytes = fields
                .iter()
                .filter(|field| field.go_name.is_some())
                .map(|field| {
                    let of = field.of;
                    quote_spanned! { of.span() => <#of as #gob::Decode>::ZERO_BYTES }
                });
            quote! {
                const ZERO_BYTES: usize = 0 #(+ #zero_bytes)*;

                fn zero() -> Self {
                    Self { #(#zeros),* }
                }

                fn decode(
                    &mut self,
                    reader: &mut #gob::Reader<'_>,
                    plan: #gob::Plan,
                ) -> ::core::result::Result<(), #gob::Error> {
                    let mut fields = reader.begin_struct(plan)?;
                    while let ::core::option::Option::Some((index, plan)) =
                        reader.next_field(&mut fields)?
                    {
                        let result: ::core::result::Result<(), #gob::Error> = match index {
                            #(#arms)*
                            _ => ::core::result::Result::Ok(()),
                        };
                        if let ::core::result::Result::Err(error) = result {
                            return ::core::result::Result::Err(reader.in_field(&fields, error));
                        }
                        let _ = plan;
                    }
                    ::core::result::Result::Ok(())
                }
            }
        }
        Shape::Marshaler { .. } => expand_marshaler::decode(gob),
        // Only an `Option` of it decodes.
        Shape::Interface(_) => return TokenStream::new(),
        Shape::Constants(constants) => expand_constants::decode(constants, gob),
        Shape::Wrapper { inner, skipped, .. } => {
            let Field { member, of, .. } = inner;
            let zeros = skipped.iter().chain([inner]).map(|field| zero(gob, field));
            let others: Vec<_> = skipped.iter().map(|field| zero(gob, field)).collect();
            quote! {
                const ZERO_BYTES: usize = <#of as #gob::Decode>::ZERO_BYTES;

                #[inline]
                fn zero() -> Self {
                    Self { #(#zeros),* }
                }

                #[inline]
                fn decode(
                    &mut self,
                    reader: &mut #gob::Reader<'_>,
                    plan: #gob::Plan,
                ) -> ::core::result::Result<(), #gob::Error> {
                    <#of as #gob::Decode>::decode(&mut self.#member, reader, plan)
                }

                #[inline]
                fn from_byte(byte: u8) -> ::core::result::Result<Self, #gob::Error> {
                    ::core::result::Result::Ok(Self {
                        #member: <#of as #gob::Decode>::from_byte(byte)?,
                        #(#others),*
                    })
                }
            }
        }
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics #gob::Decode for #ident #type_generics #where_clause { #body }
    }
}

/// `member: its zero value`.
fn zero(
    gob: &Path,
    Field {
        member,
        of,
        go_name,
    }: &Field<'_>,
) -> TokenStream {
    match go_name {
        Some(_) => quote_spanned! { at(of) => #member: <#of as #gob::Decode>::zero() },
        None => quote_spanned! { at(of) =>
            #member: <#of as ::core::default::Default>::default()
        },
    }
}

/// The type with every lifetime `'static`.
fn identity(model: &Model<'_>) -> TokenStream {
    let ident = model.ident;
    let arguments = model
        .generics
        .params
        .iter()
        .map(|parameter| match parameter {
            GenericParam::Lifetime(_) => quote! { 'static },
            GenericParam::Type(parameter) => parameter.ident.to_token_stream(),
            GenericParam::Const(parameter) => parameter.ident.to_token_stream(),
        });
    quote! { #ident<#(#arguments),*> }
}
