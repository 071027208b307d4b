//! Names on the wire, and names that must not meet the user's.

use std::collections::HashSet;

use proc_macro2::{TokenStream, TokenTree};
use quote::{ToTokens as _, format_ident};
use syn::ext::IdentExt as _;
use syn::{Error, Ident, ItemTrait, LitStr, Result};

/// What the items that are made of a trait are called, and the parameters in them, which hide no name that the trait uses.
pub(crate) struct Names<'a> {
    pub(crate) of: &'a Ident,
    pub(crate) client: Ident,
    pub(crate) server: Ident,
    /// The format of a client.
    pub(crate) format: Ident,
    /// The codec of a server.
    pub(crate) codec: Ident,
    /// What implements the trait.
    pub(crate) implementor: Ident,
}

impl<'a> Names<'a> {
    pub(crate) fn beside(item: &'a ItemTrait) -> Self {
        let used = all_in(item.to_token_stream());
        Self {
            of: &item.ident,
            client: format_ident!("{}Client", item.ident),
            server: format_ident!("{}Server", item.ident),
            format: unused("C", &used),
            codec: unused("K", &used),
            implementor: unused("T", &used),
        }
    }
}

/// The method's name on the wire: `read_all` is `ReadAll`.
pub(crate) fn of_method(method: &Ident) -> Result<String> {
    let name: String = method
        .unraw()
        .to_string()
        .split('_')
        .map(capitalised)
        .collect();
    // Go's rule: a name is exported if it begins with a capital letter.
    if !name.starts_with(char::is_uppercase) {
        let advice = "there is no name for Go in this one: add `#[rpc(name = \"...\")]`";
        return Err(Error::new(method.span(), advice));
    }
    Ok(name)
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(letters).collect()
    })
}

/// A method's name that the user gives.
pub(crate) fn checked_method(name: &LitStr) -> Result<String> {
    let text = name.value();
    if text.is_empty() {
        return Err(Error::new(name.span(), "a method's name cannot be empty"));
    }
    if text.contains('.') {
        let advice =
            "a method's name has no dot in it: what stands before the last one is the service's";
        return Err(Error::new(name.span(), advice));
    }
    Ok(text)
}

/// A service's name that the user gives; there may be dots in it.
pub(crate) fn checked_service(name: &LitStr) -> Result<String> {
    let text = name.value();
    if text.is_empty() {
        return Err(Error::new(name.span(), "a service's name cannot be empty"));
    }
    Ok(text)
}

/// A name for a type parameter of ours, which shall hide no type of the user's.
pub(crate) fn unused(name: &str, used: &HashSet<String>) -> Ident {
    let mut unused = name.to_owned();
    while used.contains(&unused) {
        unused.push('_');
    }
    format_ident!("{unused}")
}

/// Every name in `tokens`.
pub(crate) fn all_in(tokens: TokenStream) -> HashSet<String> {
    let mut names = HashSet::new();
    let mut left = vec![tokens];
    while let Some(tokens) = left.pop() {
        for token in tokens {
            match token {
                TokenTree::Ident(ident) => {
                    names.insert(ident.to_string());
                }
                TokenTree::Group(group) => left.push(group.stream()),
                TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_called_in_pascal_case() {
        let cases = [
            ("multiply", "Multiply"),
            ("read_all", "ReadAll"),
            ("r#type", "Type"),
            ("_hidden", "Hidden"),
            ("étage_2", "Étage2"),
            ("X", "X"),
        ];
        for (method, name) in cases {
            let method: Ident = syn::parse_str(method).unwrap();
            assert_eq!(of_method(&method).unwrap(), name);
        }
    }

    #[test]
    fn a_parameter_is_called_as_nothing_else_is() {
        let used = all_in("fn f(c: Vec<(C, C_)>)".parse().unwrap());
        assert_eq!(unused("C", &used), "C__");
        assert_eq!(unused("T", &used), "T");
    }
}
