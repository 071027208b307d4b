//! What `#[gob(...)]` says, before it is checked against the type.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::spanned::Spanned as _;
use syn::{Attribute, Error, LitStr, Path, Result};

/// `#[gob(...)]` on a type.
#[derive(Default)]
pub(crate) struct TypeAttributes {
    pub(crate) name: Option<LitStr>,
    pub(crate) package: Option<LitStr>,
    pub(crate) rename_all: Case,
    /// Where an attribute stands that only structs take.
    pub(crate) for_structs: Option<Span>,
    pub(crate) transparent: bool,
    pub(crate) encode_only: bool,
    /// The type makes its own bytes: which of Go's interfaces it has for that, and where that is said.
    pub(crate) marshaler: Option<(Marshaler, Span)>,
    /// Where it is said that the receivers of its methods are pointers.
    pub(crate) pointer_receivers: Option<Span>,
    pub(crate) crate_path: Option<Path>,
}

/// Go's interfaces of types that make their own bytes.
#[derive(Clone, Copy)]
pub(crate) enum Marshaler {
    Gob,
    Binary,
}

/// `#[gob(...)]` on a field.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    pub(crate) rename: Option<LitStr>,
    pub(crate) skip: bool,
}

/// `#[gob(...)]` on a variant.
#[derive(Default)]
pub(crate) struct VariantAttributes {
    pub(crate) name: Option<LitStr>,
    pub(crate) other: bool,
}

/// How a Rust field's name becomes Go's.
#[derive(Clone, Copy, Default)]
pub(crate) enum Case {
    #[default]
    Pascal,
    Upper,
    ScreamingSnake,
    Verbatim,
}

impl TypeAttributes {
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = TypeAttributes::default();
        each_item(attributes, |meta| {
            if meta.path.is_ident("name") {
                parsed.name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("package") {
                parsed.package = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("rename_all") {
                parsed.rename_all = Case::parse(&meta.value()?.parse()?)?;
                parsed.for_structs = Some(meta.path.span());
            } else if meta.path.is_ident("transparent") {
                parsed.transparent = true;
                parsed.for_structs = Some(meta.path.span());
            } else if meta.path.is_ident("encode_only") {
                parsed.encode_only = true;
            } else if meta.path.is_ident("gob_encoder") {
                parsed.set_marshaler(Marshaler::Gob, &meta)?;
            } else if meta.path.is_ident("binary_marshaler") {
                parsed.set_marshaler(Marshaler::Binary, &meta)?;
            } else if meta.path.is_ident("pointer_receivers") {
                parsed.pointer_receivers = Some(meta.path.span());
            } else if meta.path.is_ident("crate") {
                parsed.crate_path = Some(meta.value()?.parse::<LitStr>()?.parse()?);
            } else {
                let known = "`name`, `package`, `rename_all`, `transparent`, `encode_only`, \
                             `gob_encoder`, `binary_marshaler`, `pointer_receivers` and `crate`";
                return Err(meta.error(format!("unknown attribute; a type takes {known}")));
            }
            Ok(())
        })?;
        parsed.check_marshaler()?;
        Ok(parsed)
    }

    fn set_marshaler(&mut self, marshaler: Marshaler, meta: &ParseNestedMeta<'_>) -> Result<()> {
        if self.marshaler.is_some() {
            return Err(meta.error("gob uses one of `gob_encoder` and `binary_marshaler`"));
        }
        self.marshaler = Some((marshaler, meta.path.span()));
        Ok(())
    }

    fn check_marshaler(&self) -> Result<()> {
        match (self.marshaler, self.pointer_receivers, self.for_structs) {
            (None, Some(span), _) => {
                let text = "`pointer_receivers` goes with `gob_encoder` or `binary_marshaler`";
                Err(Error::new(span, text))
            }
            (Some(_), _, Some(span)) => {
                let text =
                    "a type that makes its own bytes has neither fields nor another type in gob";
                Err(Error::new(span, text))
            }
            _ => Ok(()),
        }
    }
}

impl FieldAttributes {
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = FieldAttributes::default();
        each_item(attributes, |meta| {
            if meta.path.is_ident("rename") {
                parsed.rename = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("skip") {
                parsed.skip = true;
            } else {
                return Err(meta.error("unknown attribute; a field takes `rename` and `skip`"));
            }
            Ok(())
        })?;
        Ok(parsed)
    }
}

impl FieldAttributes {
    /// For fields that take no attributes.
    pub(crate) fn refuse(attributes: &[Attribute]) -> Result<()> {
        each_item(attributes, |meta| {
            Err(meta.error("attributes stand on the variant, in front of its name"))
        })
    }
}

impl VariantAttributes {
    pub(crate) fn parse(attributes: &[Attribute]) -> Result<Self> {
        let mut parsed = VariantAttributes::default();
        each_item(attributes, |meta| {
            if meta.path.is_ident("name") {
                parsed.name = Some(meta.value()?.parse()?);
            } else if meta.path.is_ident("other") {
                parsed.other = true;
            } else {
                return Err(meta.error("unknown attribute; a variant takes `name` and `other`"));
            }
            Ok(())
        })?;
        Ok(parsed)
    }
}

impl Case {
    fn parse(value: &LitStr) -> Result<Self> {
        Ok(match value.value().as_str() {
            "PascalCase" => Case::Pascal,
            "UPPERCASE" => Case::Upper,
            "SCREAMING_SNAKE_CASE" => Case::ScreamingSnake,
            "verbatim" => Case::Verbatim,
            _ => {
                let known = "`PascalCase`, `UPPERCASE`, `SCREAMING_SNAKE_CASE` or `verbatim`: \
                             Go sends only fields that start with an upper-case letter";
                return Err(Error::new(value.span(), format!("expected {known}")));
            }
        })
    }

    /// The Go name of a field.
    pub(crate) fn apply(self, field: &str) -> String {
        match self {
            Case::Verbatim => field.into(),
            Case::ScreamingSnake => field.to_uppercase(),
            Case::Upper => field.replace('_', "").to_uppercase(),
            Case::Pascal => field.split('_').map(capitalised).collect(),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

fn each_item(
    attributes: &[Attribute],
    mut item: impl FnMut(ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("gob"))
    {
        attribute.parse_nested_meta(&mut item)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_take_the_case_asked_for() {
        let cases = [
            (Case::Pascal, "service_method", "ServiceMethod"),
            (Case::Pascal, "x", "X"),
            (Case::Pascal, "étage_2", "Étage2"),
            (Case::Upper, "user_id", "USERID"),
            (Case::ScreamingSnake, "user_id", "USER_ID"),
            (Case::Verbatim, "UserID", "UserID"),
        ];
        for (case, field, name) in cases {
            assert_eq!(case.apply(field), name);
        }
    }
}
