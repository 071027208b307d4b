//! `#[netrpc::service]`: traits with their clients and servers, and `impl` blocks.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use netrpc::{CallError, Client, ConnectionInfo, Context, Gob, Server, Service, codec::gob};
use tokio::io::DuplexStream;

#[derive(Gob, Clone, Copy)]
struct Args {
    a: i64,
    b: i64,
}

#[derive(Gob, Debug, PartialEq)]
struct Quotient {
    quo: i64,
    rem: i64,
}

/// Any error that can be displayed will do.
struct DivideByZero;

impl fmt::Display for DivideByZero {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("divide by zero")
    }
}

#[netrpc::service]
trait Arith {
    type Overflow: fmt::Display;

    async fn multiply(&self, args: Args) -> Result<i64, Self::Overflow>;

    fn divide(&self, args: Args) -> Result<Quotient, DivideByZero>;

    async fn seq(&self, context: Context, _: ()) -> Result<u64, &'static str>;

    #[rpc(name = "UserName", arg = "*main.Args", reply = "*string")]
    fn user(&self, context: Context, args: Args) -> Result<String, String> {
        let user = context.extensions().get::<&str>().ok_or("nobody")?;
        Ok(format!("{user} asked for {} and {}", args.a, args.b))
    }

    async fn square(&self, mut number: i64) -> Result<i64, Self::Overflow> {
        number = self.twice(number).await / 2;
        let args = Args {
            a: number,
            b: number,
        };
        self.multiply(args).await
    }

    #[rpc(skip)]
    async fn twice(&self, number: i64) -> i64 {
        number * 2
    }
}

/// Counts what it multiplies.
#[derive(Default)]
struct Calculator {
    calls: AtomicI64,
}

impl Arith for Calculator {
    type Overflow = String;

    async fn multiply(&self, args: Args) -> Result<i64, String> {
        tokio::task::yield_now().await;
        self.calls.fetch_add(1, Ordering::Relaxed);
        let product = args.a.checked_mul(args.b);
        product.ok_or_else(|| format!("{} times {}", args.a, args.b))
    }

    fn divide(&self, args: Args) -> Result<Quotient, DivideByZero> {
        let quo = args.a.checked_div(args.b).ok_or(DivideByZero)?;
        let rem = args.a % args.b;
        Ok(Quotient { quo, rem })
    }

    async fn seq(&self, context: Context, _: ()) -> Result<u64, &'static str> {
        Ok(context.seq())
    }
}

/// A client of a connection on which a server serves.
fn connected(server: &Server) -> Client {
    Client::new(served(server, ConnectionInfo::new()))
}

fn served(server: &Server, info: ConnectionInfo) -> DuplexStream {
    let (near, far) = tokio::io::duplex(1 << 12);
    let server = server.clone();
    tokio::spawn(async move { server.serve_conn_with(far, info).await });
    near
}

fn offering(service: impl Service<gob::GobServerCodec>) -> Server {
    let server = Server::new();
    server.register(service).unwrap();
    server
}

fn text_of<T>(reply: Result<T, CallError>) -> String {
    match reply {
        Err(CallError::ServerError(text)) => text,
        Err(other) => panic!("not the server's: {other}"),
        Ok(_) => panic!("no error"),
    }
}

#[tokio::test]
async fn a_client_calls_what_implements_the_trait() {
    let server = offering(ArithServer::new(Calculator::default()));
    let arith = ArithClient::new(connected(&server));
    let args = Args { a: 17, b: 8 };
    assert_eq!(arith.multiply(&args).await.unwrap(), 136);
    assert_eq!(
        arith.divide(&args).await.unwrap(),
        Quotient { quo: 2, rem: 1 }
    );
    assert_eq!(arith.square(&-12).await.unwrap(), 144);
}

#[tokio::test]
async fn errors_arrive_as_their_text() {
    let server = offering(ArithServer::new(Calculator::default()));
    let arith = ArithClient::new(connected(&server));
    let by_zero = arith.divide(&Args { a: 1, b: 0 }).await;
    assert_eq!(text_of(by_zero), "divide by zero");
    let too_much = arith.multiply(&Args { a: i64::MAX, b: 2 }).await;
    assert_eq!(text_of(too_much), "9223372036854775807 times 2");
}

#[tokio::test]
async fn calls_are_started_together_and_waited_for_later() {
    let server = offering(ArithServer::new(Calculator::default()));
    let arith = ArithClient::new(connected(&server));
    let started: Vec<_> = (0..10).map(|n| arith.start_square(&n)).collect();
    for (n, call) in (0..10).zip(started) {
        assert_eq!(call.await.unwrap(), n * n);
    }
}

#[tokio::test]
async fn a_method_that_takes_its_context_knows_of_its_call() {
    let server = offering(ArithServer::new(Calculator::default()));
    let mut info = ConnectionInfo::new();
    info.extensions_mut().insert("a gopher");
    let arith = ArithClient::new(Client::new(served(&server, info)));
    assert_eq!(arith.seq(&()).await.unwrap(), 0);
    assert_eq!(arith.seq(&()).await.unwrap(), 1);
    let asked = arith.user(&Args { a: 1, b: 2 }).await.unwrap();
    assert_eq!(asked, "a gopher asked for 1 and 2");
}

#[tokio::test]
async fn methods_are_called_by_the_names_that_go_would_give_them() {
    let server = offering(ArithServer::new(Calculator::default()));
    let client = connected(&server);
    let args = Args { a: 2, b: 3 };
    let product: i64 = client.call("Arith.Multiply", &args).await.unwrap();
    assert_eq!(product, 6);
    let nobody = client.call::<_, String>("Arith.UserName", &args).await;
    assert_eq!(text_of(nobody), "nobody");
    for missing in ["Arith.multiply", "Arith.User", "Arith.Twice"] {
        let answer = client.call::<_, i64>(missing, &args).await;
        assert_eq!(text_of(answer), format!("rpc: can't find method {missing}"));
    }
}

#[test]
fn lists_show_the_types_that_the_user_gives() {
    let server = offering(ArithServer::new(Calculator::default()));
    let services = server.services();
    let [arith] = services.as_slice() else {
        panic!("one service, not {services:?}");
    };
    let shown: Vec<_> = arith
        .methods
        .iter()
        .map(|method| {
            format!(
                "{}({}, {})",
                method.name, method.arg_type, method.reply_type
            )
        })
        .collect();
    let expected = [
        "Divide(main.Args, *main.Quotient)",
        "Multiply(main.Args, *int64)",
        "Seq(struct {}, *uint64)",
        "Square(int64, *int64)",
        "UserName(*main.Args, *string)",
    ];
    assert_eq!(shown, expected);
}

#[tokio::test]
async fn one_implementation_is_behind_two_servers() {
    let shared = Arc::new(Calculator::default());
    let first = offering(ArithServer::from_arc(Arc::clone(&shared)));
    let offered = ArithServer::from_arc(Arc::clone(&shared));
    let second = Server::new();
    second.register_as("net.arith", offered.clone()).unwrap();
    second.register_as("Calculator", Arc::new(offered)).unwrap();

    let args = Args { a: 2, b: 3 };
    let arith = ArithClient::new(connected(&first));
    assert_eq!(arith.multiply(&args).await.unwrap(), 6);
    let client = connected(&second);
    for name in ["net.arith.Multiply", "Calculator.Multiply"] {
        assert_eq!(client.call::<_, i64>(name, &args).await.unwrap(), 6);
    }
    assert_eq!(shared.calls.load(Ordering::Relaxed), 3);
}

#[tokio::test]
async fn a_client_shares_its_connection() {
    let server = offering(ArithServer::new(Calculator::default()));
    let arith = ArithClient::new(connected(&server));
    let other = arith.clone();
    let args = Args { a: 2, b: 3 };
    let product: i64 = arith.client().call("Arith.Multiply", &args).await.unwrap();
    assert_eq!(product, 6);
    assert_eq!(other.seq(&()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_client_calls_a_service_under_another_name() {
    let server = offering(ArithServer::new(Calculator::default()));
    let other = ArithServer::new(Calculator::default());
    server.register_as("net.arith", other).unwrap();
    let arith = ArithClient::new(connected(&server));
    let named = arith.clone().named("net.arith");
    assert_eq!(named.square(&3).await.unwrap(), 9);
    assert_eq!(named.start_square(&4).await.unwrap(), 16);
    assert_eq!(arith.square(&5).await.unwrap(), 25);
    let nobody = named.clone().named(String::from("Nobody")).square(&6).await;
    let text = "rpc: can't find service Nobody.Square";
    assert_eq!(text_of(nobody), text);

    let calls = server.services().into_iter().map(|service| {
        let methods = service.methods.iter();
        let calls: u64 = methods.map(|method| method.calls).sum();
        (service.name, calls)
    });
    let expected = [("Arith".to_owned(), 1), ("net.arith".to_owned(), 2)];
    assert_eq!(calls.collect::<Vec<_>>(), expected);
    let shown = format!("{named:?}");
    assert!(shown.contains("net.arith"), "{shown}");
}

#[tokio::test]
async fn a_client_connects_by_an_address() {
    let server = offering(ArithServer::new(Calculator::default()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let serving = tokio::spawn({
        let server = server.clone();
        async move { server.serve(listener).await }
    });
    let arith = ArithClient::connect(address).await.unwrap();
    assert_eq!(arith.square(&5).await.unwrap(), 25);
    drop(arith);
    server.shutdown();
    serving.await.unwrap();
}

/// A type whose methods are the service, as in Go.
struct Counter<S> {
    count: AtomicI64,
    unit: S,
}

#[netrpc::service]
impl<S: fmt::Display + Send + Sync + 'static> Counter<S> {
    /// Not in the service.
    #[rpc(skip)]
    pub fn new(unit: S) -> Self {
        let count = AtomicI64::new(0);
        Self { count, unit }
    }

    pub async fn add(&self, number: i64) -> Result<i64, String> {
        self.checked(number)?;
        Ok(self.count.fetch_add(number, Ordering::Relaxed) + number)
    }

    pub fn shown(&self, _: ()) -> std::io::Result<String> {
        Ok(format!(
            "{} {}",
            self.count.load(Ordering::Relaxed),
            self.unit
        ))
    }

    #[rpc(name = "Peer")]
    pub async fn peer_addr(&self, context: Context, _: ()) -> Result<String, String> {
        let address = context.peer_addr().ok_or("no address")?;
        Ok(address.to_string())
    }

    fn checked(&self, number: i64) -> Result<i64, String> {
        if number < 0 {
            return Err(format!("{number} {} are too few", self.unit));
        }
        Ok(number)
    }
}

#[tokio::test]
async fn the_public_methods_of_an_impl_block_are_a_service() {
    let server = offering(Counter::new("gophers"));
    let address = "192.0.2.1:4711".parse().unwrap();
    let info = ConnectionInfo::new().with_peer_addr(address);
    let client = Client::new(served(&server, info));
    let sum: i64 = client.call("Counter.Add", &3_i64).await.unwrap();
    assert_eq!(sum, 3);
    let shown: String = client.call("Counter.Shown", &()).await.unwrap();
    assert_eq!(shown, "3 gophers");
    let peer: String = client.call("Counter.Peer", &()).await.unwrap();
    assert_eq!(peer, "192.0.2.1:4711");
    let too_few = client.call::<_, i64>("Counter.Add", &-1_i64).await;
    assert_eq!(text_of(too_few), "-1 gophers are too few");
    let private = client.call::<_, i64>("Counter.Checked", &1_i64).await;
    assert_eq!(text_of(private), "rpc: can't find method Counter.Checked");
}

struct Echo;

#[netrpc::service(name = "net.Echo")]
impl Echo {
    pub async fn echo(&self, text: String) -> Result<String, std::convert::Infallible> {
        Ok(text)
    }
}

#[tokio::test]
async fn a_service_has_the_name_that_it_is_given() {
    let client = connected(&offering(Echo));
    let echo: String = client.call("net.Echo.Echo", "hello").await.unwrap();
    assert_eq!(echo, "hello");
}

#[netrpc::service(name = "net.Echo")]
trait Echoes {
    async fn echo(&self, text: String) -> Result<String, String>;
}

impl Echoes for Echo {
    async fn echo(&self, text: String) -> Result<String, String> {
        Ok(format!("{text}, {text}"))
    }
}

#[tokio::test]
async fn a_client_asks_for_the_name_that_the_service_is_given() {
    let client = EchoesClient::new(connected(&offering(EchoesServer::new(Echo))));
    let echo = client.echo(&"hello".to_owned()).await.unwrap();
    assert_eq!(echo, "hello, hello");
}
