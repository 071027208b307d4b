//! Methods that `#[netrpc::service]` finds with a body in the trait: they are what an `async fn` would be.

#![cfg(feature = "tokio")]
#![deny(warnings, clippy::pedantic)]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::error::Error;

use netrpc::{CallError, Client, Server};

type Anything = Box<dyn Error + Send + Sync>;

#[netrpc::service]
trait Parse {
    /// Has an error that only its type makes what it is.
    async fn boxed(&self, text: String) -> Result<i64, Anything> {
        match text.parse::<i64>() {
            Ok(number) => Ok(number),
            Err(error) => Err(Box::new(error)),
        }
    }

    async fn asked(&self, text: String) -> Result<i64, Anything> {
        let number: i64 = text.parse()?;
        if number < 0 {
            return Err("too small".into());
        }
        Ok(number)
    }

    async fn nobody_can(&self, _text: String) -> Result<i64, Anything> {
        panic!("nobody can")
    }

    /// Its reply is one as far as its body tells.
    async fn texts(&self, text: String) -> Result<Vec<Box<str>>, Anything> {
        let words = text.split(' ').map(Into::into).collect();
        self.nothing().await;
        drop(self.unnamed(&text).await);
        let _ = self.borrowed_and_unnamed().await;
        Ok(words)
    }

    #[rpc(skip)]
    async fn nothing(&self) {}

    #[rpc(skip)]
    async fn unnamed(&self, text: &str) -> impl Iterator<Item = String> + Send {
        #![allow(clippy::needless_return)]
        return std::iter::once(text.to_owned());
    }

    #[rpc(skip)]
    async fn borrowed_and_unnamed(&self) -> (&str, impl Copy + Send) {
        ("", 1)
    }
}

struct Parser;

impl Parse for Parser {}

#[tokio::test]
async fn bodies_in_a_trait_return_what_the_method_says() {
    let server = Server::new();
    server.register(ParseServer::new(Parser)).unwrap();
    let (near, far) = tokio::io::duplex(1 << 12);
    tokio::spawn(async move { server.serve_conn(far).await });
    let parse = ParseClient::new(Client::new(near));

    let (seven, text) = ("7".to_owned(), "gopher".to_owned());
    assert_eq!(parse.boxed(&seven).await.unwrap(), 7);
    assert_eq!(parse.asked(&seven).await.unwrap(), 7);
    for answer in [parse.boxed(&text).await, parse.asked(&text).await] {
        let expected = "invalid digit found in string";
        assert_eq!(answer.unwrap_err().to_string(), expected);
    }
    let small = parse.asked(&"-1".to_owned()).await;
    assert_eq!(small.unwrap_err().to_string(), "too small");
    let panicked = parse.nobody_can(&text).await;
    assert!(matches!(panicked, Err(CallError::ServerError(_))));
    let words = parse.texts(&"one two".to_owned()).await.unwrap();
    assert_eq!(words, ["one".into(), "two".into()]);
}
