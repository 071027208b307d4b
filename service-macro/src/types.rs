//! What can be seen of a type in its text.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{GenericArgument, PathArguments, PathSegment, ReturnType, Type};

use crate::names;

/// Whether this is the call's context, which is told by the last part of its path.
pub(crate) fn is_context(of: &Type) -> bool {
    last_segment(of).is_some_and(|last| last.ident == "Context" && last.arguments.is_none())
}

/// Whether a context is in there, if not as it should be.
pub(crate) fn mentions_context(of: &Type) -> bool {
    names::all_in(of.to_token_stream()).contains("Context")
}

/// Whether this is a future, or a box of one.
pub(crate) fn mentions_future(output: &ReturnType) -> bool {
    let names = names::all_in(output.to_token_stream());
    names.iter().any(|name| name.ends_with("Future"))
}

/// Whether there is an `impl Trait` in this type.
pub(crate) fn has_unnamed(of: &Type) -> bool {
    names::all_in(of.to_token_stream()).contains("impl")
}

/// The reply in `Result<Reply, E>`, `io::Result<Reply>` and the like.
pub(crate) fn reply(output: &ReturnType) -> Option<&Type> {
    let ReturnType::Type(_, output) = output else {
        return None;
    };
    let last = last_segment(output).filter(|last| last.ident == "Result")?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(reply) => Some(reply),
        _ => None,
    })
}

/// What a type is called, without the path to it. A macro's `$type:ty` is a group.
pub(crate) fn last_segment(of: &Type) -> Option<&PathSegment> {
    match of {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

/// What the text of a type may have in it that a message cannot.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Trouble {
    /// A reference, or a lifetime other than `'static`.
    Borrowed,
    /// `impl Trait`.
    Unnamed,
    /// `Self`.
    SelfType,
}

/// The first trouble in a type.
pub(crate) fn trouble(of: &Type) -> Option<(Trouble, Span)> {
    in_tokens(of.to_token_stream())
}

fn in_tokens(tokens: TokenStream) -> Option<(Trouble, Span)> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let found = match &token {
            TokenTree::Group(group) => in_tokens(group.stream()),
            TokenTree::Ident(ident) if ident == "impl" => Some((Trouble::Unnamed, ident.span())),
            TokenTree::Ident(ident) if ident == "Self" => Some((Trouble::SelfType, ident.span())),
            // A lifetime is a quote and its name. `&'static` is seen at its lifetime.
            TokenTree::Punct(punct) if punct.as_char() == '&' => {
                let quoted =
                    matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '\'');
                (!quoted).then(|| (Trouble::Borrowed, punct.span()))
            }
            TokenTree::Punct(punct) if punct.as_char() == '\'' => {
                let is_static =
                    matches!(tokens.peek(), Some(TokenTree::Ident(name)) if name == "static");
                (!is_static).then(|| (Trouble::Borrowed, punct.span()))
            }
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trouble_in(text: &str) -> Option<Trouble> {
        trouble(&syn::parse_str(text).unwrap()).map(|(trouble, _)| trouble)
    }

    #[test]
    fn what_no_message_can_have_is_found_anywhere_in_a_type() {
        for fine in [
            "i64",
            "Vec<Option<a::B>>",
            "[u8; 3]",
            "&'static str",
            "Cow<'static, str>",
        ] {
            assert!(trouble_in(fine).is_none(), "{fine}");
        }
        for borrowed in ["&str", "Vec<(u8, &'a str)>", "Cow<'_, str>", "[&u8; 2]"] {
            assert!(
                trouble_in(borrowed) == Some(Trouble::Borrowed),
                "{borrowed}"
            );
        }
        assert!(trouble_in("Vec<impl Copy>") == Some(Trouble::Unnamed));
        assert!(trouble_in("Vec<Self::Item>") == Some(Trouble::SelfType));
    }

    #[test]
    fn the_reply_is_the_first_type_of_a_result() {
        let reply_in = |text: &str| {
            let output: ReturnType = syn::parse_str(text).unwrap();
            reply(&output).map(|reply| reply.to_token_stream().to_string())
        };
        assert_eq!(reply_in("-> Result<i64, String>").as_deref(), Some("i64"));
        assert_eq!(reply_in("-> std::io::Result<()>").as_deref(), Some("()"));
        for none in [
            "",
            "-> i64",
            "-> fmt::Result",
            "-> Option<i64>",
            "-> (Result<i64, E>, u8)",
        ] {
            assert_eq!(reply_in(none), None, "{none}");
        }
    }

    #[test]
    fn a_context_is_known_by_its_name() {
        let known = |text: &str| is_context(&syn::parse_str(text).unwrap());
        assert!(
            known("Context") && known("netrpc::Context") && known("::netrpc::dispatch::Context")
        );
        assert!(!known("std::task::Context<'_>") && !known("Contexts") && !known("&Context"));
    }
}
