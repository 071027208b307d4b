//! An enum as the constants of a Go integer type: `type Color int`.

use syn::spanned::Spanned;
use syn::{
    Attribute, DataEnum, DeriveInput, Error, Expr, ExprLit, ExprUnary, Fields, Ident, Lit, Result,
    Type, UnOp, Variant,
};

use crate::attributes::{FieldAttributes, VariantAttributes};

/// The constants of an integer type.
pub(crate) struct Constants<'a> {
    /// The integer type, by Rust's name.
    pub(crate) repr: Ident,
    pub(crate) constants: Vec<Constant<'a>>,
    /// What keeps all other numbers.
    pub(crate) other: Option<&'a Ident>,
}

pub(crate) struct Constant<'a> {
    pub(crate) variant: &'a Ident,
    /// `None` for the number behind the last one's.
    pub(crate) number: Option<&'a Expr>,
}

impl<'a> Constants<'a> {
    /// `None` for an enum that is an interface, or would be one if it were right.
    pub(crate) fn new(
        input: &'a DeriveInput,
        data: &'a DataEnum,
        encode_only: bool,
    ) -> Result<Option<Self>> {
        let is_unit = |variant: &&Variant| matches!(variant.fields, Fields::Unit);
        if !data.variants.iter().any(|variant| is_unit(&variant)) {
            return Ok(None);
        }
        let Some(repr) = integer_repr(&input.attrs)? else {
            return Ok(None);
        };
        let mut constants = Constants {
            repr,
            constants: Vec::new(),
            other: None,
        };
        for variant in &data.variants {
            constants.add(variant)?;
        }
        if !encode_only && constants.other.is_none() && constants.has_zero() == Some(false) {
            return Err(Error::new(input.ident.span(), NO_ZERO));
        }
        Ok(Some(constants))
    }

    fn add(&mut self, variant: &'a Variant) -> Result<()> {
        let attributes = VariantAttributes::parse(&variant.attrs)?;
        if let Some(name) = &attributes.name {
            let text = "constants have no names on the wire, only numbers";
            return Err(Error::new(name.span(), text));
        }
        if let Some(other) = self.other {
            let text = format!("`{other}` takes all other numbers and stands last");
            return Err(Error::new(variant.ident.span(), text));
        }
        let repr = &self.repr;
        match (&variant.fields, attributes.other) {
            (Fields::Unit, false) => {
                self.constants.push(Constant {
                    variant: &variant.ident,
                    number: variant.discriminant.as_ref().map(|(_, number)| number),
                });
                Ok(())
            }
            (Fields::Unnamed(fields), true) if fields.unnamed.len() == 1 => {
                for field in &fields.unnamed {
                    FieldAttributes::refuse(&field.attrs)?;
                    if !matches!(&field.ty, Type::Path(of) if of.path.is_ident(repr)) {
                        let text = format!(
                            "the variant for all other numbers holds them as they are: `{}({repr})`",
                            variant.ident
                        );
                        return Err(Error::new(field.ty.span(), text));
                    }
                }
                self.other = Some(&variant.ident);
                Ok(())
            }
            (_, true) => {
                let text = format!(
                    "the variant for all other numbers holds them: `{}({repr})`",
                    variant.ident
                );
                Err(Error::new(variant.ident.span(), text))
            }
            (_, false) => {
                let text = format!(
                    "an enum is either the constants of an integer type, which hold nothing, or a Go interface, of \
                     which each variant holds something; to keep unknown numbers: `#[gob(other)] {}({repr})`",
                    variant.ident
                );
                Err(Error::new(variant.span(), text))
            }
        }
    }

    /// Whether there is a constant 0; `None` if only the compiler can tell.
    fn has_zero(&self) -> Option<bool> {
        let mut next = 0;
        let mut has_zero = false;
        for constant in &self.constants {
            let number = match constant.number {
                Some(number) => literal(number)?,
                None => next,
            };
            has_zero |= number == 0;
            next = number.checked_add(1)?;
        }
        Some(has_zero)
    }
}

/// The integer type in `#[repr(...)]`.
fn integer_repr(attributes: &[Attribute]) -> Result<Option<Ident>> {
    let mut repr = None;
    for attribute in attributes {
        if !attribute.path().is_ident("repr") {
            continue;
        }
        attribute.parse_nested_meta(|meta| {
            let Some(ident) = meta.path.get_ident() else {
                return Ok(());
            };
            match ident.to_string().as_str() {
                "isize" | "i8" | "i16" | "i32" | "i64" | "usize" | "u8" | "u16" | "u32" | "u64" => {
                    repr = Some(ident.clone());
                }
                "i128" | "u128" => {
                    return Err(meta.error("Go has no integers of 128 bits"));
                }
                // `align(8)`.
                _ if meta.input.peek(syn::token::Paren) => {
                    let content;
                    syn::parenthesized!(content in meta.input);
                    content.parse::<proc_macro2::TokenStream>()?;
                }
                _ => {}
            }
            Ok(())
        })?;
    }
    Ok(repr)
}

/// The number that a literal is.
fn literal(number: &Expr) -> Option<i128> {
    match number {
        Expr::Lit(ExprLit {
            lit: Lit::Int(number),
            ..
        }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => literal(expr)?.checked_neg(),
        Expr::Paren(inner) => literal(&inner.expr),
        Expr::Group(inner) => literal(&inner.expr),
        _ => None,
    }
}

pub(crate) const NO_ZERO: &str = "Go's zero value is 0, and a fresh value starts at it: give a variant the number 0, or \
                                  keep unknown numbers by `#[gob(other)]`; with `#[gob(encode_only)]` the type is only sent";
