//! An enum as a Go interface: one variant for each type that it can hold.

use std::collections::HashMap;

use syn::spanned::Spanned;
use syn::{DataEnum, Error, Fields, Ident, LitStr, Result, Type, Variant};

use crate::attributes::{FieldAttributes, VariantAttributes};

/// The variants of an interface.
pub(crate) struct Interface<'a> {
    pub(crate) holds: Vec<Held<'a>>,
    /// What takes the names of no variant.
    pub(crate) other: Option<(&'a Ident, &'a Type)>,
}

/// A type that the interface can hold.
pub(crate) struct Held<'a> {
    pub(crate) variant: &'a Ident,
    pub(crate) of: &'a Type,
    /// `None` for what Go's `gob.Register` calls the type.
    pub(crate) name: Option<LitStr>,
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
    pub(crate) fn is_empty(&self) -> bool {
        self.holds.is_empty() && self.other.is_none()
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
            "`{0}` holds nothing. For constants, Go's `type T int`, say which integer they are: \
             `#[repr(isize)]` is Go's int, `#[repr(u8)]` its uint8; a name on the wire is a string. For a Go \
             interface, each variant holds a type that the interface can, as `{0}({0})`, and nil is the \
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
