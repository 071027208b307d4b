//! The type as Go would declare it, with every mistake named where it was made.

use std::collections::HashMap;

use syn::spanned::Spanned;
use syn::{
    Data, DataEnum, DeriveInput, Error, Fields, Generics, Ident, Index, LitStr, Member, Path,
    Result, Type,
};

use crate::attributes::{FieldAttributes, Marshaler, TypeAttributes};
use crate::constants::Constants;
use crate::interface::Interface;

/// A type that can be derived.
pub(crate) struct Model<'a> {
    pub(crate) ident: &'a Ident,
    pub(crate) generics: &'a Generics,
    pub(crate) go_name: GoName,
    /// The package's name, where it is not the last element of its path.
    pub(crate) package: Option<String>,
    pub(crate) crate_path: Path,
    pub(crate) encode_only: bool,
    pub(crate) shape: Shape<'a>,
}

/// What Go calls a type.
pub(crate) enum GoName {
    /// Nothing: a type literal.
    Unnamed,
    /// `error`, and literals of interfaces that have methods.
    Predeclared(String),
    /// Its package and name: `main.Point`.
    Declared {
        name: String,
        /// Whether the name is a guess of ours.
        is_assumed: bool,
    },
}

pub(crate) enum Shape<'a> {
    /// A Go struct.
    Struct(Vec<Field<'a>>),
    /// Another type, under a name of its own (`type N T`) or without.
    Wrapper {
        inner: Field<'a>,
        skipped: Vec<Field<'a>>,
        is_transparent: bool,
    },
    /// A Go interface.
    Interface(Interface<'a>),
    /// A Go integer type and its constants.
    Constants(Constants<'a>),
    /// A type that makes its own bytes.
    Marshaler { by: Marshaler, on_pointer: bool },
}

pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) of: &'a Type,
    /// `None` for a field that is not sent.
    pub(crate) go_name: Option<String>,
}

impl<'a> Model<'a> {
    pub(crate) fn new(input: &'a DeriveInput, default_crate: &Path) -> Result<Self> {
        let attributes = TypeAttributes::parse(&input.attrs)?;
        let (go_name, shape) = match (attributes.marshaler, &input.data) {
            // What such a type is made of is its own matter.
            (Some((by, _)), _) => {
                let on_pointer = attributes.pointer_receivers.is_some();
                let go_name = go_name(&input.ident, attributes.name.as_ref())?;
                (go_name, Shape::Marshaler { by, on_pointer })
            }
            (None, Data::Struct(data)) => of_struct(input, &data.fields, &attributes)?,
            (None, Data::Enum(data)) => of_enum(input, data, &attributes)?,
            (None, Data::Union(data)) => {
                return Err(Error::new(data.union_token.span, "Go has no unions"));
            }
        };
        Ok(Model {
            ident: &input.ident,
            generics: &input.generics,
            go_name,
            package: package(&attributes)?,
            crate_path: attributes
                .crate_path
                .unwrap_or_else(|| default_crate.clone()),
            encode_only: attributes.encode_only,
            shape,
        })
    }
}

fn of_struct<'a>(
    input: &DeriveInput,
    fields: &'a Fields,
    attributes: &TypeAttributes,
) -> Result<(GoName, Shape<'a>)> {
    let shape = Shape::new(input, fields, attributes)?;
    if let (
        Some(name),
        Shape::Wrapper {
            is_transparent: true,
            ..
        },
    ) = (&attributes.name, &shape)
    {
        let text = "a transparent type is the type that it holds and has no name of its own";
        return Err(Error::new(name.span(), text));
    }
    let go_name = go_name(&input.ident, attributes.name.as_ref())?;
    Ok((go_name, shape))
}

/// An enum is an interface, and its variants are what that can hold; or it is an integer type, and they are
/// its constants.
fn of_enum<'a>(
    input: &'a DeriveInput,
    data: &'a DataEnum,
    attributes: &TypeAttributes,
) -> Result<(GoName, Shape<'a>)> {
    let Some(constants) = Constants::new(input, data, attributes.encode_only)? else {
        if let Some(span) = attributes.for_structs {
            let text = "an enum is a Go interface, which has neither fields nor another type in it";
            return Err(Error::new(span, text));
        }
        let go_name = interface_name(&input.ident, attributes.name.as_ref())?;
        return Ok((go_name, Shape::Interface(Interface::new(data)?)));
    };
    if let Some(span) = attributes.for_structs {
        let text = "constants are of an integer type, which has no fields";
        return Err(Error::new(span, text));
    }
    let go_name = go_name(&input.ident, attributes.name.as_ref())?;
    if let (GoName::Unnamed, Some(name)) = (&go_name, &attributes.name) {
        let text = "a type of constants has a name in Go, as `main.Color`";
        return Err(Error::new(name.span(), text));
    }
    Ok((go_name, Shape::Constants(constants)))
}

impl<'a> Shape<'a> {
    fn new(input: &DeriveInput, fields: &'a Fields, attributes: &TypeAttributes) -> Result<Self> {
        let is_tuple = matches!(fields, Fields::Unnamed(_));
        let fields = fields
            .iter()
            .enumerate()
            .map(|(index, field)| Field::new(index, field, attributes))
            .collect::<Result<Vec<_>>>()?;
        if !is_tuple && !attributes.transparent {
            check_names(&fields)?;
            return Ok(Shape::Struct(fields));
        }
        let (mut sent, skipped): (Vec<_>, Vec<_>) = fields
            .into_iter()
            .partition(|field| field.go_name.is_some());
        match (sent.pop(), sent.is_empty()) {
            (Some(inner), true) => Ok(Shape::Wrapper {
                inner,
                skipped,
                is_transparent: attributes.transparent,
            }),
            _ if attributes.transparent => {
                let text = "`transparent` needs exactly one field that is not skipped";
                Err(Error::new(input.ident.span(), text))
            }
            _ => {
                let text = "Go has no tuples: name the fields, or keep exactly one that is not skipped \
                            for Go's `type N T`";
                Err(Error::new(input.ident.span(), text))
            }
        }
    }
}

impl<'a> Field<'a> {
    fn new(index: usize, field: &'a syn::Field, of_type: &TypeAttributes) -> Result<Self> {
        let attributes = FieldAttributes::parse(&field.attrs)?;
        if let (Some(rename), true) = (&attributes.rename, attributes.skip) {
            return Err(Error::new(rename.span(), "a skipped field has no Go name"));
        }
        let Some(ident) = &field.ident else {
            if let Some(rename) = &attributes.rename {
                return Err(Error::new(
                    rename.span(),
                    "a field without a name is not renamed",
                ));
            }
            let member = Member::Unnamed(Index::from(index));
            let go_name = (!attributes.skip).then(String::new);
            return Ok(Field {
                member,
                of: &field.ty,
                go_name,
            });
        };
        let member = Member::Named(ident.clone());
        if attributes.skip {
            return Ok(Field {
                member,
                of: &field.ty,
                go_name: None,
            });
        }
        let (go_name, span) = match &attributes.rename {
            Some(rename) => (rename.value(), rename.span()),
            None => {
                let rust = ident.to_string();
                (
                    of_type.rename_all.apply(rust.trim_start_matches("r#")),
                    ident.span(),
                )
            }
        };
        if !go_name.chars().next().is_some_and(char::is_uppercase) {
            let text = format!(
                "Go sends only fields that start with an upper-case letter, and `{go_name}` does not: \
                 use `#[gob(rename = \"...\")]`, or `#[gob(skip)]` to leave it out"
            );
            return Err(Error::new(span, text));
        }
        if let Some(bad) = go_name
            .chars()
            .find(|letter| !letter.is_alphanumeric() && *letter != '_')
        {
            let text = format!("`{go_name}` is no Go identifier: it contains {bad:?}");
            return Err(Error::new(span, text));
        }
        Ok(Field {
            member,
            of: &field.ty,
            go_name: Some(go_name),
        })
    }
}

fn check_names(fields: &[Field<'_>]) -> Result<()> {
    let mut seen = HashMap::new();
    for field in fields {
        let Some(name) = &field.go_name else { continue };
        if let Some(first) = seen.insert(name, &field.member) {
            let first = match first {
                Member::Named(ident) => ident.to_string(),
                Member::Unnamed(index) => index.index.to_string(),
            };
            let text = format!("field `{first}` has the Go name `{name}` already");
            return Err(Error::new(field.member.span(), text));
        }
    }
    Ok(())
}

fn package(attributes: &TypeAttributes) -> Result<Option<String>> {
    let Some(package) = &attributes.package else {
        return Ok(None);
    };
    let has_path = |name: &LitStr| name.value().contains('.');
    if !attributes.name.as_ref().is_some_and(has_path) {
        let text = "`package` goes with a `name` that has the package's import path: \
                    `#[gob(name = \"gopkg.in/yaml.v3.Node\", package = \"yaml\")]`";
        return Err(Error::new(package.span(), text));
    }
    if !is_identifier(&package.value()) {
        let text = "expected the name of a Go package, as in its `package` clause";
        return Err(Error::new(package.span(), text));
    }
    Ok(Some(package.value()))
}

fn is_identifier(name: &str) -> bool {
    name.chars()
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_')
        && name
            .chars()
            .all(|letter| letter.is_alphanumeric() || letter == '_')
}

/// An interface has a name as other types have; and there are those that Go has itself.
fn interface_name(ident: &Ident, name: Option<&LitStr>) -> Result<GoName> {
    match name.map(LitStr::value) {
        Some(any) if any == "any" => Ok(GoName::Unnamed),
        Some(known) if known == "error" || known.starts_with("interface {") => {
            Ok(GoName::Predeclared(known))
        }
        _ => go_name(ident, name),
    }
}

fn go_name(ident: &Ident, name: Option<&LitStr>) -> Result<GoName> {
    let declared = |name, is_assumed| Ok(GoName::Declared { name, is_assumed });
    let Some(literal) = name else {
        let ident = ident.to_string();
        return declared(format!("main.{}", ident.trim_start_matches("r#")), true);
    };
    let name = literal.value();
    if name.is_empty() {
        return Ok(GoName::Unnamed);
    }
    match name.rsplit_once('.') {
        Some((package, bare)) if !package.is_empty() && is_identifier(bare) => {
            declared(name, false)
        }
        None if is_identifier(&name) => declared(format!("main.{name}"), false),
        _ => {
            let text = "expected a Go type name with its package, as `main.Point` or `net/url.URL`";
            Err(Error::new(literal.span(), text))
        }
    }
}
