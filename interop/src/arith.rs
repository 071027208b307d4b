//! `Arith` by `#[netrpc::service]`, as a trait and as an `impl` block: the same that `services` registers by functions.

use std::convert::Infallible;

use crate::types::{Args, Reply};

/// Offered as `Arith`, and called by its client.
#[netrpc::service]
pub(crate) trait Arith {
    async fn add(&self, args: Args) -> Result<Reply, Infallible>;

    #[rpc(arg = "*main.Args")]
    async fn mul(&self, args: Args) -> Result<Reply, Infallible>;

    #[rpc(arg = "*main.Args")]
    fn multiply(&self, args: Args) -> Result<isize, Infallible>;

    async fn div(&self, args: Args) -> Result<Reply, &'static str>;

    #[rpc(name = "String", arg = "*main.Args")]
    fn text(&self, args: Args) -> Result<String, Infallible>;

    fn scan(&self, text: String) -> Result<Reply, String>;

    async fn error(&self, args: Args) -> Result<Reply, &'static str>;

    async fn empty_error(&self, args: Args) -> Result<Reply, &'static str>;
}

pub(crate) struct Calculator;

impl Arith for Calculator {
    async fn add(&self, args: Args) -> Result<Reply, Infallible> {
        Ok(Reply { c: args.a + args.b })
    }

    async fn mul(&self, args: Args) -> Result<Reply, Infallible> {
        tokio::task::yield_now().await;
        Ok(Reply { c: args.a * args.b })
    }

    fn multiply(&self, args: Args) -> Result<isize, Infallible> {
        Ok(args.a * args.b)
    }

    async fn div(&self, args: Args) -> Result<Reply, &'static str> {
        let c = args.a.checked_div(args.b).ok_or("divide by zero")?;
        Ok(Reply { c })
    }

    fn text(&self, Args { a, b }: Args) -> Result<String, Infallible> {
        Ok(format!("{a}+{b}={}", a + b))
    }

    fn scan(&self, text: String) -> Result<Reply, String> {
        match text.parse() {
            Ok(c) => Ok(Reply { c }),
            Err(_) => Err(format!("not a number: {text}")),
        }
    }

    async fn error(&self, _: Args) -> Result<Reply, &'static str> {
        Err("ERROR")
    }

    async fn empty_error(&self, _: Args) -> Result<Reply, &'static str> {
        Err("")
    }
}

/// Offered as `a.b`.
pub(crate) struct Adder;

#[netrpc::service]
impl Adder {
    pub fn add(&self, args: Args) -> Result<Reply, Infallible> {
        Ok(Reply { c: args.a + args.b })
    }
}
