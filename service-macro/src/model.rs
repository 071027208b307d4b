//! A service as Go would register it, with every mistake named where it was made.

use std::collections::HashMap;

use syn::{
    Attribute, Error, Ident, ImplItem, ImplItemFn, ItemImpl, ItemTrait, Path, Result, TraitItem,
    TraitItemFn, Visibility, ext::IdentExt as _, spanned::Spanned as _,
};

use crate::attributes::{MethodAttributes, ServiceAttributes, all};
use crate::names;
use crate::signature::{NO_ASYNC_TRAIT, Parts};
use crate::types::{self, Trouble};

/// A trait or a type whose methods can be called.
pub(crate) struct Service<'a> {
    /// On the wire.
    pub(crate) name: String,
    pub(crate) methods: Vec<Method<'a>>,
    pub(crate) crate_path: &'a Path,
}

/// One of its methods.
pub(crate) struct Method<'a> {
    pub(crate) ident: &'a Ident,
    /// On the wire.
    pub(crate) name: String,
    pub(crate) parts: Parts<'a>,
    /// What Go would call the types, where the user says so.
    pub(crate) arg_type: Option<String>,
    pub(crate) reply_type: Option<String>,
    attributes: &'a [Attribute],
}

impl<'a> Method<'a> {
    fn new(
        ident: &'a Ident,
        parts: Parts<'a>,
        attributes: &'a [Attribute],
        asked: MethodAttributes,
    ) -> Result<Self> {
        Ok(Self {
            ident,
            name: asked.name.map_or_else(|| names::of_method(ident), Ok)?,
            parts,
            arg_type: asked.arg_type.map(|text| text.value()),
            reply_type: asked.reply_type.map(|text| text.value()),
            attributes,
        })
    }

    /// What is there at all.
    pub(crate) fn cfgs(&self) -> impl Iterator<Item = &'a Attribute> + use<'a> {
        self.attributes_named(&["cfg"])
    }

    /// What the method of a client says, too.
    pub(crate) fn docs(&self) -> impl Iterator<Item = &'a Attribute> + use<'a> {
        self.attributes_named(&["doc", "deprecated"])
    }

    pub(crate) fn deprecated(&self) -> impl Iterator<Item = &'a Attribute> + use<'a> {
        self.attributes_named(&["deprecated"])
    }

    pub(crate) fn is_documented(&self) -> bool {
        self.attributes_named(&["doc"]).next().is_some()
    }

    fn attributes_named(
        &self,
        names: &'static [&'static str],
    ) -> impl Iterator<Item = &'a Attribute> + use<'a> {
        self.attributes
            .iter()
            .filter(|attribute| names.iter().any(|name| attribute.path().is_ident(name)))
    }
}

pub(crate) fn of_trait<'a>(
    item: &'a ItemTrait,
    asked: Vec<MethodAttributes>,
    attributes: &'a ServiceAttributes,
) -> Result<Service<'a>> {
    if let Some(parameter) = item.generics.params.first() {
        let text = "the trait of a service has no parameters: clients and servers on the other side do not know them";
        return Err(Error::new(parameter.span(), text));
    }
    if let Some(unsafety) = item.unsafety {
        return Err(Error::new(
            unsafety.span(),
            "the trait of a service is safe",
        ));
    }
    check_attributes(&item.attrs)?;
    let methods = item.items.iter().zip(asked);
    let methods = all(methods.map(|(item, asked)| method_of_trait(item, asked)))?;
    let methods: Vec<_> = methods.into_iter().flatten().collect();
    check_stubs(&item.ident, &methods)?;
    finish(&item.ident, methods, attributes)
}

pub(crate) fn of_impl<'a>(
    item: &'a ItemImpl,
    asked: Vec<MethodAttributes>,
    attributes: &'a ServiceAttributes,
) -> Result<Service<'a>> {
    if let Some((_, of, _)) = &item.trait_ {
        let text = "this makes a service of a type's own methods; for a trait's, `#[netrpc::service]` stands on the trait, and \
                    what implements it is offered by the server that it makes";
        return Err(Error::new(of.span(), text));
    }
    let Some(last) = types::last_segment(&item.self_ty) else {
        let text = "a service is a type with a name";
        return Err(Error::new(item.self_ty.span(), text));
    };
    if let Some((Trouble::Borrowed, span)) = types::trouble(&item.self_ty) {
        let text = "a service lives as long as its server: what it borrows is `'static`";
        return Err(Error::new(span, text));
    }
    let methods = item.items.iter().zip(asked);
    let methods = all(methods.map(|(item, asked)| method_of_impl(item, asked)))?;
    finish(
        &last.ident,
        methods.into_iter().flatten().collect(),
        attributes,
    )
}

fn method_of_trait(item: &TraitItem, asked: MethodAttributes) -> Result<Option<Method<'_>>> {
    match item {
        TraitItem::Fn(_) if asked.skip => Ok(None),
        TraitItem::Fn(TraitItemFn { attrs, sig, .. }) => {
            Method::new(&sig.ident, Parts::new(sig)?, attrs, asked).map(Some)
        }
        TraitItem::Const(_) | TraitItem::Type(_) => Ok(None),
        other => Err(Error::new(other.span(), "what this makes cannot be seen")),
    }
}

/// Go's rule: what is public is offered.
fn method_of_impl(item: &ImplItem, asked: MethodAttributes) -> Result<Option<Method<'_>>> {
    match item {
        ImplItem::Fn(ImplItemFn {
            attrs, vis, sig, ..
        }) => match (vis, asked.span) {
            (Visibility::Public(_), _) if asked.skip => Ok(None),
            (Visibility::Public(_), _) => {
                Method::new(&sig.ident, Parts::new(sig)?, attrs, asked).map(Some)
            }
            (_, None) => Ok(None),
            (_, Some(span)) => {
                let text = "this method is not in the service, as it is not `pub`";
                Err(Error::new(span, text))
            }
        },
        ImplItem::Const(_) | ImplItem::Type(_) => Ok(None),
        other => Err(Error::new(other.span(), "what this makes cannot be seen")),
    }
}

fn finish<'a>(
    ident: &Ident,
    methods: Vec<Method<'a>>,
    attributes: &'a ServiceAttributes,
) -> Result<Service<'a>> {
    if methods.is_empty() {
        let text = format!(
            "`{ident}` has no methods to offer; those of a trait are offered, and the `pub` ones of a type"
        );
        return Err(Error::new(ident.span(), text));
    }
    check_names(&methods)?;
    let name = attributes.name.clone();
    Ok(Service {
        name: name.unwrap_or_else(|| ident.unraw().to_string()),
        methods,
        crate_path: &attributes.crate_path,
    })
}

fn check_names(methods: &[Method<'_>]) -> Result<()> {
    let mut taken = HashMap::new();
    for method in methods {
        // Of methods under conditions, it is for the compiler to see which are there together.
        if method.cfgs().next().is_some() {
            continue;
        }
        if let Some(other) = taken.insert(&method.name, method.ident) {
            let name = &method.name;
            let text = format!(
                "`{other}` is called `{name}`, too: `#[rpc(name = \"...\")]` gives another name"
            );
            return Err(Error::new(method.ident.span(), text));
        }
    }
    Ok(())
}

/// What would make other methods of these than they seem to be.
fn check_attributes(attributes: &[Attribute]) -> Result<()> {
    let is_async_trait = |attribute: &&Attribute| {
        let last = attribute.path().segments.last();
        last.is_some_and(|last| last.ident == "async_trait")
    };
    match attributes.iter().find(is_async_trait) {
        Some(attribute) => Err(Error::new(attribute.path().span(), NO_ASYNC_TRAIT)),
        None => Ok(()),
    }
}

/// The client has functions of its own beside those of the service.
fn check_stubs(ident: &Ident, methods: &[Method<'_>]) -> Result<()> {
    for method in methods {
        let name = method.ident.unraw().to_string();
        let is_started = |other: &Method<'_>| name == format!("start_{}", other.ident.unraw());
        let which = if OF_CLIENTS.contains(&name.as_str()) {
            " of its own".to_owned()
        } else if let Some(other) = methods.iter().find(|other| is_started(other)) {
            format!(", which starts `{}`", other.ident)
        } else {
            continue;
        };
        let text = format!(
            "`{}Client` has a `{name}`{which}: call the method otherwise, and add `#[rpc(name = \"{}\")]`",
            ident.unraw(),
            method.name
        );
        return Err(Error::new(method.ident.span(), text));
    }
    Ok(())
}

/// What each client has.
const OF_CLIENTS: [&str; 4] = ["new", "connect", "client", "named"];
