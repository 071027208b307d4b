//! The parts of the impls that a type with bytes of its own has: all is left to its `Marshal`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;
use syn::spanned::Spanned as _;

use crate::attributes::Marshaler;
use crate::model::{Field, Model, Shape};

/// Its `Kind`.
pub(crate) fn kind(gob: &Path, by: Marshaler, on_pointer: bool) -> TokenStream {
    let by = match by {
        Marshaler::Gob => quote! { Gob },
        Marshaler::Binary => quote! { Binary },
    };
    let on_pointer = on_pointer.then(|| quote! { .on_pointer() });
    quote! { #gob::Kind::Marshaler(#gob::Methods::new(#gob::value::Marshaler::#by)#on_pointer) }
}

/// Go's `type N T` has none of the methods of `T`. Of a generic type that is not known here.
pub(crate) fn refuse_wrapped(model: &Model<'_>) -> Option<TokenStream> {
    let gob = &model.crate_path;
    match &model.shape {
        Shape::Wrapper {
            inner: Field { of, .. },
            is_transparent: false,
            ..
        } if model.generics.params.is_empty() => Some(quote_spanned! { of.span() =>
            const _: () = ::core::assert!(
                !<#of as #gob::GobType>::IS_MARSHALER,
                "Go's `type N T` has none of the methods with which T makes its own bytes: \
                 use `#[gob(transparent)]` to have T itself, or implement `Marshal`",
            );
        }),
        _ => None,
    }
}

/// The methods of `Encode`.
pub(crate) fn encode(gob: &Path, on_pointer: bool) -> TokenStream {
    // The address of a value is never zero.
    let is_omitted = match on_pointer {
        true => quote! { false },
        false => quote! { <Self as #gob::Marshal>::is_zero(self) },
    };
    quote! {
        fn encode(
            &self,
            writer: &mut #gob::Writer<'_>,
        ) -> ::core::result::Result<(), #gob::Error> {
            writer.payload(self)
        }

        fn is_omitted(&self) -> bool {
            #is_omitted
        }

        fn is_omitted_in_pointer(&self) -> bool {
            false
        }

        fn nil_pointer_payload() -> ::core::option::Option<&'static [u8]> {
            <Self as #gob::Marshal>::marshal_nil()
        }
    }
}

/// The methods of `Decode`.
pub(crate) fn decode(gob: &Path) -> TokenStream {
    quote! {
        fn zero() -> Self {
            <Self as #gob::Marshal>::zero()
        }

        fn decode(
            &mut self,
            reader: &mut #gob::Reader<'_>,
            _: #gob::Plan,
        ) -> ::core::result::Result<(), #gob::Error> {
            reader.payload(self)
        }
    }
}
