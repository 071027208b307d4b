//! A method's signature, as a Go method's: one argument, one reply or an error.

use proc_macro2::Span;
use quote::{ToTokens as _, format_ident};
use syn::spanned::Spanned as _;
use syn::{
    Error, FnArg, Ident, LifetimeParam, Pat, PatType, Receiver, Result, Signature, Type,
    WherePredicate,
};

use crate::types::{self, Trouble};

/// What a service must know of a signature.
pub(crate) struct Parts<'a> {
    /// The type by which the method knows of its call, if it asks for that.
    pub(crate) context: Option<&'a Type>,
    /// What the argument is called.
    pub(crate) arg_name: Ident,
    pub(crate) arg: &'a Type,
    pub(crate) reply: &'a Type,
    pub(crate) is_async: bool,
}

impl<'a> Parts<'a> {
    pub(crate) fn new(signature: &'a Signature) -> Result<Self> {
        check_kind(signature)?;
        let mut inputs = signature.inputs.iter();
        let receiver = match inputs.next() {
            Some(FnArg::Receiver(receiver)) => Some(receiver),
            _ => None,
        };
        check_receiver(receiver, signature)?;
        let inputs: Vec<&PatType> = inputs
            .filter_map(|input| match input {
                FnArg::Typed(input) => Some(input),
                FnArg::Receiver(_) => None,
            })
            .collect();
        let (context, arg) = context_and_arg(signature, &inputs)?;
        check_arg(&arg.ty)?;
        Ok(Self {
            context,
            arg_name: match &*arg.pat {
                Pat::Ident(name) => name.ident.clone(),
                _ => format_ident!("args"),
            },
            arg: &arg.ty,
            reply: reply(signature)?,
            is_async: signature.asyncness.is_some(),
        })
    }
}

fn check_kind(signature: &Signature) -> Result<()> {
    let kind = [
        signature.constness.map(|token| token.span()),
        signature.unsafety.map(|token| token.span()),
        signature.abi.as_ref().map(|abi| abi.span()),
    ];
    if let Some(span) = kind.into_iter().flatten().next() {
        let text = "a method of a service is a plain `fn` or an `async fn`";
        return Err(skippable(span, text));
    }
    if signature.generics.lifetimes().any(is_of_async_trait) {
        return Err(Error::new(signature.ident.span(), NO_ASYNC_TRAIT));
    }
    if let Some(parameter) = signature.generics.params.first() {
        let text = "a method of a service has no parameters of its own, as its types must be known to read them from a message";
        return Err(skippable(parameter.span(), text));
    }
    let bounds = signature.generics.where_clause.iter();
    let mut bounds = bounds.flat_map(|bounds| &bounds.predicates);
    let is_free = |bound: &WherePredicate| bound.to_token_stream().to_string() == "Self : Sized";
    if let Some(bound) = bounds.find(|bound| !is_free(bound)) {
        let text = "a method of a service has no bounds of its own: put them on the trait or the `impl` block";
        return Err(skippable(bound.span(), text));
    }
    Ok(())
}

fn is_of_async_trait(lifetime: &LifetimeParam) -> bool {
    lifetime.lifetime.ident == "async_trait"
}

fn check_receiver(receiver: Option<&Receiver>, signature: &Signature) -> Result<()> {
    let Some(receiver) = receiver else {
        let text = "a method of a service takes `&self`; a function that does not belongs in another `impl` block";
        return Err(skippable(signature.ident.span(), text));
    };
    let is_plain = matches!(&receiver.reference, Some((_, None)))
        && receiver.mutability.is_none()
        && receiver.colon_token.is_none();
    if is_plain {
        return Ok(());
    }
    let text = if receiver.mutability.is_some() && receiver.colon_token.is_none() {
        "a method of a service takes `&self`, as calls run at the same time: keep what they change in an atomic or a lock"
    } else {
        "a method of a service takes `&self`, as all calls share the service"
    };
    Err(skippable(receiver.span(), text))
}

/// Go's methods take one argument; ours may be told of their call, too.
fn context_and_arg<'a>(
    signature: &Signature,
    inputs: &[&'a PatType],
) -> Result<(Option<&'a Type>, &'a PatType)> {
    let is_context = |input: &PatType| types::is_context(&input.ty);
    match inputs {
        [arg] if !is_context(arg) => Ok((None, arg)),
        [context, arg] if is_context(context) && !is_context(arg) => Ok((Some(&context.ty), arg)),
        [] => Err(skippable(
            signature.ident.span(),
            "a method of a service takes one argument, as Go's do: `_: ()` where there is nothing to say",
        )),
        [context] => Err(Error::new(
            context.span(),
            "a method of a service takes one argument behind its `Context`, as Go's do: `_: ()` where there is nothing to say",
        )),
        [_, context] if is_context(context) => Err(Error::new(
            context.span(),
            "the `Context` stands in front of the argument",
        )),
        [context, _] if types::mentions_context(&context.ty) => Err(Error::new(
            context.ty.span(),
            "the `Context` is taken by value, and is always there",
        )),
        [_, reply] if matches!(&*reply.ty, Type::Reference(of) if of.mutability.is_some()) => {
            Err(Error::new(
                reply.span(),
                "a method of a service returns its reply, where Go's write it through a pointer: `-> Result<Reply, E>`",
            ))
        }
        [first, ..] => {
            let arg = if is_context(first) { 2 } else { 1 };
            let second = inputs
                .get(arg)
                .map_or_else(Span::call_site, |input| input.span());
            Err(Error::new(
                second,
                "a method of a service takes one argument, as Go's do: make these the fields of a struct\n\
                 in front of it there may be a `Context`, which is known by that name",
            ))
        }
    }
}

fn check_arg(arg: &Type) -> Result<()> {
    // A `&'static` is no trouble where types are written, but nothing can be decoded into one.
    if let Type::Reference(reference) = arg {
        return Err(Error::new(reference.span(), BORROWED_ARG));
    }
    match types::trouble(arg) {
        None => Ok(()),
        Some((Trouble::Borrowed, span)) => Err(Error::new(span, BORROWED_ARG)),
        Some((Trouble::Unnamed, span)) => Err(Error::new(
            span,
            "a method of a service names the type of its argument, which is read from a message",
        )),
        Some((Trouble::SelfType, span)) => Err(Error::new(span, SELF_TYPE)),
    }
}

fn reply(signature: &Signature) -> Result<&Type> {
    let Some(reply) = types::reply(&signature.output) else {
        let span = match &signature.output {
            syn::ReturnType::Default => signature.ident.span(),
            syn::ReturnType::Type(_, output) => output.span(),
        };
        let text = if types::mentions_future(&signature.output) {
            "a method of a service that waits is an `async fn`, and returns `Result<Reply, E>`"
        } else {
            "a method of a service returns `Result<Reply, E>`, written out like this, where `E: Display`"
        };
        return Err(skippable(span, text));
    };
    let trouble_in_output = match &signature.output {
        syn::ReturnType::Type(_, output) => types::trouble(output),
        syn::ReturnType::Default => None,
    };
    match (types::trouble(reply), trouble_in_output) {
        (Some((Trouble::Unnamed, span)), _) => Err(Error::new(
            span,
            "a method of a service names the type of its reply",
        )),
        (Some((Trouble::SelfType, span)), _) => Err(Error::new(span, SELF_TYPE)),
        (_, Some((Trouble::Borrowed, span))) => Err(Error::new(
            span,
            "a method of a service returns values of its own: they are sent when it has ended",
        )),
        (_, Some((Trouble::Unnamed, span))) => Err(Error::new(
            span,
            "a method of a service names the type of its error, as an unnamed one may borrow from the service",
        )),
        _ => Ok(reply),
    }
}

/// An error about a method that is perhaps not meant to be one of the service's.
fn skippable(span: Span, text: &str) -> Error {
    Error::new(
        span,
        format!("{text}\n`#[rpc(skip)]` leaves the method out of the service"),
    )
}

const BORROWED_ARG: &str = "a method of a service takes its argument by value: it is read from a message, and nobody else keeps it";
pub(crate) const NO_ASYNC_TRAIT: &str = "`#[netrpc::service]` takes an `async fn` as it is: leave `#[async_trait]` out, here and where this is implemented";
const SELF_TYPE: &str = "the other side does not know `Self`: name the type";
