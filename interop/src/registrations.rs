//! What comes of registering: `go/registrations.go`.

use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;

use netrpc::codec::{DecodeArgs, EncodeReply, ServerCodec};
use netrpc::dispatch::ServiceMethod;
use netrpc::{RegisterError, Server, Service};

use crate::arith::{ArithServer, Calculator};
use crate::render::quote;

struct NoMethods;

impl<K: ServerCodec> Service<K> for NoMethods {
    const NAME: &'static str = "NoMethods";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        Vec::new()
    }
}

/// Its name is none that Go would export.
struct Lower;

impl<K: ServerCodec + DecodeArgs<isize> + EncodeReply<isize>> Service<K> for Lower {
    const NAME: &'static str = "lower";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        let echo = |argument: isize| async move { Ok::<_, Infallible>(argument) };
        vec![ServiceMethod::new("Echo", echo)]
    }
}

/// What our server says, in the notation of transcripts.
pub fn registrations() -> String {
    let server = Server::new();
    let mut text = String::new();
    let mut line = |how, name, service, registered: Result<(), RegisterError>| {
        let outcome = match registered {
            Ok(()) => String::from("ok"),
            Err(error) => format!("error\t{}", quote(&error.to_string())),
        };
        let _ = writeln!(text, "{how}\t{}\t{service}\t{outcome}", quote(name));
    };
    let arith = || ArithServer::new(Calculator);
    line("register", "", "NoMethods", server.register(NoMethods));
    line("register", "", "lower", server.register(Lower));
    line("register_as", "", "Arith", server.register_as("", arith()));
    line(
        "register_as",
        "a",
        "NoMethods",
        server.register_as("a", NoMethods),
    );
    for _ in 0..3 {
        line("register", "", "Arith", server.register(arith()));
    }
    for (name, is_arith) in [
        ("Arith", false),
        ("lower", false),
        ("a.b", true),
        ("a.b", false),
        ("any name <at> all", true),
        ("any name <at> all", true),
        ("_goRPC_", true),
    ] {
        match is_arith {
            true => line(
                "register_as",
                name,
                "Arith",
                server.register_as(name, arith()),
            ),
            false => line(
                "register_as",
                name,
                "lower",
                server.register_as(name, Lower),
            ),
        }
    }
    text
}
