//! The parts of the impls that only constants have. Their numbers are constants in Rust, too, so that any constant
//! expression can be one.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use crate::constants::{Constants, NO_ZERO};

/// The impls behind the numbers that they name.
pub(crate) fn with_numbers(constants: &Constants<'_>, impls: TokenStream) -> TokenStream {
    let repr = &constants.repr;
    let mut last: Option<Ident> = None;
    let mut numbers = TokenStream::new();
    for (index, constant) in constants.constants.iter().enumerate() {
        let name = number(index);
        let value = match (constant.number, &last) {
            (Some(number), _) => quote! { #number },
            (None, Some(last)) => quote! { #last + 1 },
            (None, None) => quote! { 0 },
        };
        numbers.extend(quote! { const #name: #repr = #value; });
        last = Some(name);
    }
    quote! { const _: () = { #numbers #impls }; }
}

/// What is in the impl of `Encode`.
pub(crate) fn encode(constants: &Constants<'_>, gob: &Path) -> TokenStream {
    let repr = &constants.repr;
    let value = value(constants);
    quote! {
        #[inline]
        fn encode(
            &self,
            writer: &mut #gob::Writer<'_>,
        ) -> ::core::result::Result<(), #gob::Error> {
            <#repr as #gob::Encode>::encode(&#value, writer)
        }

        #[inline]
        fn is_omitted(&self) -> bool {
            let number: #repr = #value;
            number == 0
        }

        #[inline]
        fn to_byte(&self) -> u8 {
            <#repr as #gob::Encode>::to_byte(&#value)
        }
    }
}

/// What is in the impl of `Decode`.
pub(crate) fn decode(constants: &Constants<'_>, gob: &Path) -> TokenStream {
    let repr = &constants.repr;
    let arms: Vec<_> = variants(constants)
        .map(|(name, variant)| quote! { #name => Self::#variant, })
        .collect();
    let rest = match constants.other {
        Some(other) => quote! { number => Self::#other(number), },
        None => quote! {
            number => return ::core::result::Result::Err(
                <Self as #gob::GobType>::TYPE.no_constant(number),
            ),
        },
    };
    let zero = zero(constants);
    quote! {
        fn zero() -> Self {
            #zero
        }

        #[inline]
        fn decode(
            &mut self,
            reader: &mut #gob::Reader<'_>,
            plan: #gob::Plan,
        ) -> ::core::result::Result<(), #gob::Error> {
            let mut number: #repr = 0;
            <#repr as #gob::Decode>::decode(&mut number, reader, plan)?;
            *self = match number { #(#arms)* #rest };
            ::core::result::Result::Ok(())
        }

        #[inline]
        fn from_byte(byte: u8) -> ::core::result::Result<Self, #gob::Error> {
            ::core::result::Result::Ok(
                match <#repr as #gob::Decode>::from_byte(byte)? { #(#arms)* #rest },
            )
        }
    }
}

/// The constant 0, or the compiler's error that there is none.
fn zero(constants: &Constants<'_>) -> TokenStream {
    let mut zero = match constants.other {
        Some(other) => quote! { Self::#other(0) },
        None => {
            let names: Vec<_> = variants(constants).map(|(name, _)| name).collect();
            let Some((_, first)) = variants(constants).next() else {
                return TokenStream::new();
            };
            // The first one is never reached.
            quote! {{
                const _: () = ::core::assert!(#(#names == 0)||*, #NO_ZERO);
                Self::#first
            }}
        }
    };
    for (name, variant) in variants(constants) {
        zero = quote! { if #name == 0 { Self::#variant } else { #zero } };
    }
    zero
}

/// The number of `self`.
fn value(constants: &Constants<'_>) -> TokenStream {
    let arms = variants(constants).map(|(name, variant)| quote! { Self::#variant => #name, });
    let other = constants.other.iter();
    quote! { match self { #(#arms)* #(Self::#other(number) => *number,)* } }
}

fn variants<'c>(constants: &'c Constants<'_>) -> impl Iterator<Item = (Ident, &'c Ident)> {
    let constants = constants.constants.iter().enumerate();
    constants.map(|(index, constant)| (number(index), constant.variant))
}

fn number(index: usize) -> Ident {
    format_ident!("__NUMBER_{index}")
}
