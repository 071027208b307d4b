//! A method's signature, as a Go method's: one argument, one reply or an error.

use proc_macro2::Span;
use quote::format_ident;
use syn::spanned::Spanned as _;
use syn::{Error, FnArg, Ident, Pat, PatType, Receiver, Result, Signature, Type};

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
        return Err(Error::new(span, text));
    }
    if let Some(parameter) = signature.generics.params.first() {
        let text = "a method of a service has no parameters of its own, as its types must be known to read them from a message";
        return Err(skippable(parameter.span(), text));
    }
    Ok(())
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
    let text = "a method of a service takes `&self`, as calls run at the same time: keep what they change in an atomic or a lock";
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
        let text = "a method of a service returns `Result<Reply, E>`, written out like this, where `E: Display`";
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
const SELF_TYPE: &str = "the other side does not know `Self`: name the type";
