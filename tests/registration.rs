//! Services: their names, what is wrong with them, and what lists show of them.

#![cfg(feature = "tokio")]

mod support;

use std::{
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use netrpc::{
    Client, Context, RegisterError, Server, Service,
    codec::{DecodeArgs, EncodeReply, ServerCodec},
    default_server,
    dispatch::ServiceMethod,
};
use support::{Args, Reply, go_services};
use tokio::io::duplex;

/// Go's `type Counter struct`, with a method of each form.
#[derive(Default)]
struct Counter(AtomicI64);

impl<K> Service<K> for Counter
where
    K: ServerCodec + DecodeArgs<i64> + EncodeReply<i64> + DecodeArgs<Args>,
{
    const NAME: &'static str = "Counter";

    fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
        let counter = Arc::clone(&self);
        let add = move |n: i64| {
            let sum = counter.0.fetch_add(n, Ordering::Relaxed) + n;
            async move { Ok::<_, Infallible>(sum) }
        };
        let reset = move |_: Context, _: Args| {
            let was = self.0.swap(0, Ordering::Relaxed);
            async move { Ok::<_, Infallible>(was) }
        };
        vec![
            ServiceMethod::new("Reset", reset)
                .with_arg_type("*main.Args")
                .with_reply_type("*int"),
            ServiceMethod::new("Add", add),
        ]
    }
}

/// A service of these methods, none of which does anything.
macro_rules! service {
    ($name:ident, $go:literal, [$($method:expr),*]) => {
        struct $name;

        impl<K: ServerCodec + DecodeArgs<i64> + EncodeReply<i64>> Service<K> for $name {
            const NAME: &'static str = $go;

            fn methods(self: Arc<Self>) -> Vec<ServiceMethod<K>> {
                vec![$(ServiceMethod::new($method, |n: i64| async move { Ok::<_, Infallible>(n) })),*]
            }
        }
    };
}

service!(NoMethods, "NoMethods", []);
service!(Lower, "lower", ["Echo"]);
service!(LowerInPackage, "main.lower", ["Echo"]);
service!(Nameless, "", ["Echo"]);
service!(EmptyMethod, "EmptyMethod", ["Echo", ""]);
service!(DottedMethod, "DottedMethod", ["Echo", "a.Echo"]);
service!(Twice, "Twice", ["Echo", "Echo"]);
service!(Good, "Good", ["Echo"]);

#[test]
fn registering_a_service_says_in_gos_words_what_is_wrong_with_it() {
    let server = Server::new();
    let errors = [
        server.register(NoMethods),
        server.register(Lower),
        server.register(LowerInPackage),
        server.register(Nameless),
        server.register_as("", Good),
        server.register(EmptyMethod),
        server.register(DottedMethod),
        server.register(Twice),
        server.register(Good),
        server.register(Good),
        server.register_as("lower", Good),
        server.register_as("any name <at> all", Good),
        server.register_as("a.b", Lower),
        server.register_as("a.b", Good),
    ]
    .map(|registered| registered.err().map(|error| error.to_string()));
    let unsuitable = |name| {
        Some(format!(
            "rpc.Register: type {name} has no exported methods of suitable type"
        ))
    };
    let expected = [
        unsuitable("NoMethods"),
        Some("rpc.Register: type lower is not exported".into()),
        Some("rpc.Register: type main.lower is not exported".into()),
        Some("rpc.Register: type  is not exported".into()),
        Some("rpc.Register: no service name for type Good".into()),
        unsuitable("EmptyMethod"),
        unsuitable("DottedMethod"),
        Some("rpc: service already defined: Twice.Echo".into()),
        None,
        Some("rpc: service already defined: Good".into()),
        None,
        None,
        None,
        Some("rpc: service already defined: a.b".into()),
    ];
    assert_eq!(errors, expected);
}

#[test]
fn a_service_that_is_refused_leaves_no_method_behind() {
    let server = Server::new();
    let echo = |n: i64| async move { Ok::<_, Infallible>(n) };
    server.register_fn("Counter.Get", echo).expect("new");
    let refused = server.register(Counter::default());
    assert_eq!(
        refused,
        Err(RegisterError::AlreadyDefined("Counter".into()))
    );
    let methods: Vec<_> = server.services()[0]
        .methods
        .iter()
        .map(|method| method.name.clone())
        .collect();
    assert_eq!(methods, ["Get"]);
}

#[test]
fn lists_are_sorted_and_spell_types_as_go_does() {
    let server = Server::new();
    server.register_as("a.b", Counter::default()).expect("new");
    server.register(Counter::default()).expect("new");
    let list: Vec<_> = server
        .services()
        .iter()
        .flat_map(|service| {
            let name = service.name.clone();
            service.methods.iter().map(move |method| {
                let (arg, reply) = (&method.arg_type, &method.reply_type);
                format!(
                    "{name} {}({arg}, {reply}) error {}",
                    method.name, method.calls
                )
            })
        })
        .collect();
    assert_eq!(
        list,
        [
            "Counter Add(int64, *int64) error 0",
            "Counter Reset(*main.Args, *int) error 0",
            "a.b Add(int64, *int64) error 0",
            "a.b Reset(*main.Args, *int) error 0",
        ]
    );
}

#[test]
fn types_of_all_kinds_are_spelled_as_gos_reflect_does() {
    let server = Server::new();
    go_services(&server);
    let spelled: Vec<_> = server
        .services()
        .into_iter()
        .find(|service| service.name == "Echo")
        .expect("registered")
        .methods
        .into_iter()
        .map(|method| (method.name, method.arg_type, method.reply_type))
        .collect();
    let expected = [
        ("Array", "[3]int"),
        ("Bool", "bool"),
        ("Bytes", "[]uint8"),
        ("Complex", "complex128"),
        ("Duration", "time.Duration"),
        ("Empty", "struct {}"),
        ("Everything", "main.Everything"),
        ("Float", "float64"),
        ("Int", "int"),
        ("Ints", "[]int"),
        ("Map", "map[string]int"),
        ("Nested", "map[string][]main.Point"),
        ("Node", "main.Node"),
        ("PointMap", "map[string]main.Point"),
        ("Points", "[]main.Point"),
        ("String", "string"),
        ("Strings", "[]string"),
        ("Uint", "uint64"),
    ]
    .map(|(name, of)| (name.to_owned(), of.to_owned(), format!("*{of}")));
    assert_eq!(spelled, expected);
}

#[tokio::test]
async fn calls_are_counted_when_their_method_begins_and_not_when_their_arguments_are_bad() {
    let server = Server::new();
    let counter = Arc::new(Counter::default());
    server.register(Arc::clone(&counter)).expect("new");
    server.register_as("other", counter).expect("new");
    let (near, far) = duplex(1 << 12);
    let serving = server.clone();
    tokio::spawn(async move { serving.serve_conn(far).await });
    let client = Client::new(near);
    for sum in [5, 10] {
        let said: i64 = client.call("Counter.Add", &5_i64).await.expect("a sum");
        assert_eq!(said, sum);
    }
    let said: i64 = client.call("other.Add", &5_i64).await.expect("a sum");
    assert_eq!(said, 15, "one service under two names");
    client
        .call::<_, i64>("Counter.Add", "text")
        .await
        .expect_err("no number");
    client
        .call::<_, Reply>("Counter.Nope", &1_i64)
        .await
        .expect_err("no method");
    let counts: Vec<_> = server
        .services()
        .iter()
        .flat_map(|service| &service.methods)
        .map(|method| (method.name.clone(), method.calls))
        .collect();
    let expected = [("Add", 2), ("Reset", 0), ("Add", 1), ("Reset", 0)];
    assert_eq!(
        counts,
        expected.map(|(name, calls)| (name.to_owned(), calls))
    );
}

#[tokio::test]
async fn the_default_server_is_one_for_the_whole_program() {
    default_server()
        .register(Counter::default())
        .expect("nobody else has it");
    let (near, far) = duplex(1 << 12);
    tokio::spawn(default_server().serve_conn(far));
    let sum: i64 = Client::new(near)
        .call("Counter.Add", &1_i64)
        .await
        .expect("a sum");
    assert_eq!(sum, 1);
    assert_eq!(default_server().services()[0].methods[0].calls, 1);
}
