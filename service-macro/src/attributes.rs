//! What `#[netrpc::service(...)]` and `#[rpc(...)]` say, before it is checked against the methods.

use proc_macro2::Span;
use syn::meta::ParseNestedMeta;
use syn::parse::{Parse, ParseStream};
use syn::spanned::Spanned as _;
use syn::{
    Attribute, Error, ImplItem, ItemImpl, ItemTrait, LitStr, Meta, Path, Result, Token, TraitItem,
    punctuated::Punctuated,
};

use crate::names;

/// `#[netrpc::service(...)]`.
pub(crate) struct ServiceAttributes {
    pub(crate) name: Option<String>,
    pub(crate) crate_path: Path,
}

/// `#[rpc(...)]` on a method.
#[derive(Default)]
pub(crate) struct MethodAttributes {
    pub(crate) name: Option<String>,
    pub(crate) arg_type: Option<LitStr>,
    pub(crate) reply_type: Option<LitStr>,
    pub(crate) skip: bool,
    /// Where the attribute stands, if there is one.
    pub(crate) span: Option<Span>,
}

impl Parse for ServiceAttributes {
    fn parse(input: ParseStream<'_>) -> Result<Self> {
        let mut parsed = Self {
            name: None,
            crate_path: syn::parse_quote!(::netrpc),
        };
        refuse_bare_name(input.fork().parse())?;
        let mut has_crate_path = false;
        let parser = syn::meta::parser(|meta| {
            refuse_repeated(
                &meta,
                &[("name", parsed.name.is_some()), ("crate", has_crate_path)],
            )?;
            if meta.path.is_ident("name") {
                let name = meta.value()?.parse()?;
                parsed.name = Some(names::checked_service(&name)?);
            } else if meta.path.is_ident("crate") {
                has_crate_path = true;
                parsed.crate_path = meta.value()?.parse::<LitStr>()?.parse()?;
            } else {
                return Err(meta.error("unknown attribute; a service takes `name` and `crate`"));
            }
            Ok(())
        });
        syn::parse::Parser::parse2(parser, input.parse()?)?;
        Ok(parsed)
    }
}

impl MethodAttributes {
    /// Takes the attributes off: the compiler knows none of them.
    fn take(attributes: &mut Vec<Attribute>) -> Result<Self> {
        let (ours, others) = std::mem::take(attributes)
            .into_iter()
            .partition::<Vec<_>, _>(|attribute| attribute.path().is_ident("rpc"));
        *attributes = others;
        for attribute in &*attributes {
            if is_conditional_rpc(attribute) {
                let text = "`#[rpc]` has no conditions: give the method twice, each under a `#[cfg]` and with an `#[rpc]`";
                return Err(Error::new(attribute.span(), text));
            }
        }
        let mut parsed = Self::default();
        for attribute in ours {
            refuse_bare_name(attribute.parse_args())?;
            parsed.span = Some(attribute.path().span());
            attribute.parse_nested_meta(|meta| parsed.item(&meta))?;
        }
        let is_more =
            parsed.name.is_some() || parsed.arg_type.is_some() || parsed.reply_type.is_some();
        match parsed.span {
            Some(span) if parsed.skip && is_more => Err(Error::new(
                span,
                "a method that is skipped is not in the service, and needs nothing else said",
            )),
            _ => Ok(parsed),
        }
    }

    fn item(&mut self, meta: &ParseNestedMeta<'_>) -> Result<()> {
        refuse_repeated(
            meta,
            &[
                ("name", self.name.is_some()),
                ("arg", self.arg_type.is_some()),
                ("reply", self.reply_type.is_some()),
            ],
        )?;
        if meta.path.is_ident("name") {
            let name = meta.value()?.parse()?;
            self.name = Some(names::checked_method(&name)?);
        } else if meta.path.is_ident("arg") {
            self.arg_type = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("reply") {
            self.reply_type = Some(meta.value()?.parse()?);
        } else if meta.path.is_ident("skip") {
            self.skip = true;
        } else {
            let known = "`name`, `arg`, `reply` and `skip`";
            return Err(meta.error(format!("unknown attribute; a method takes {known}")));
        }
        Ok(())
    }
}

fn refuse_bare_name(parsed: Result<LitStr>) -> Result<()> {
    match parsed {
        Ok(name) => Err(Error::new(
            name.span(),
            "a name is given by `name = \"...\"`",
        )),
        Err(_) => Ok(()),
    }
}

/// `said` tells of each item whether it was there before.
fn refuse_repeated(meta: &ParseNestedMeta<'_>, said: &[(&str, bool)]) -> Result<()> {
    match said
        .iter()
        .any(|(item, said)| *said && meta.path.is_ident(item))
    {
        true => Err(meta.error("this has been said already")),
        false => Ok(()),
    }
}

/// What stands under a `cfg_attr` is there only when ours has been taken off.
fn is_conditional_rpc(attribute: &Attribute) -> bool {
    let tokens = match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => list.tokens.clone(),
        _ => return false,
    };
    // The condition, and then attributes.
    let metas = Punctuated::<Meta, Token![,]>::parse_terminated;
    syn::parse::Parser::parse2(metas, tokens)
        .is_ok_and(|metas| metas.iter().skip(1).any(|meta| meta.path().is_ident("rpc")))
}

/// The attributes of a trait's methods, one for each item.
pub(crate) fn take_from_trait(item: &mut ItemTrait) -> Result<Vec<MethodAttributes>> {
    all(item.items.iter_mut().map(|item| match item {
        TraitItem::Fn(method) => MethodAttributes::take(&mut method.attrs),
        _ => Ok(MethodAttributes::default()),
    }))
}

/// The attributes of a type's methods, one for each item.
pub(crate) fn take_from_impl(item: &mut ItemImpl) -> Result<Vec<MethodAttributes>> {
    all(item.items.iter_mut().map(|item| match item {
        ImplItem::Fn(method) => MethodAttributes::take(&mut method.attrs),
        _ => Ok(MethodAttributes::default()),
    }))
}

/// All results, or all errors.
pub(crate) fn all<T>(results: impl Iterator<Item = Result<T>>) -> Result<Vec<T>> {
    let mut values = Vec::new();
    let mut errors: Option<Error> = None;
    for result in results {
        match (result, &mut errors) {
            (Ok(value), _) => values.push(value),
            (Err(error), Some(errors)) => errors.combine(error),
            (Err(error), none) => *none = Some(error),
        }
    }
    errors.map_or(Ok(values), Err)
}
