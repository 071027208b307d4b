//! The server where it does more than Go's, or other: panics, replies without a form, registration, shutting down.

#![cfg(feature = "tokio")]

mod support;

use std::{
    fmt::{self, Display},
    sync::Arc,
    time::Duration,
};

use netrpc::{CallError, Client, RegisterError, Server};
use support::{Args, Recorded, Reply, go_services};
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _, duplex},
    net::{TcpListener, TcpStream},
    sync::{Barrier, Notify, Semaphore},
    task::{JoinHandle, yield_now},
    time::timeout,
};

const ARGS: Args = Args { a: 7, b: 8 };

#[tokio::test]
async fn a_method_that_panics_costs_its_own_call_an_error() {
    struct PanicsWhenShown;
    impl Display for PanicsWhenShown {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("on display")
        }
    }
    struct PanicsWhenDropped;
    impl Drop for PanicsWhenDropped {
        fn drop(&mut self) {
            assert!(std::thread::panicking(), "on drop");
        }
    }
    let server = Server::new();
    go_services(&server);
    let at_once = |_: Args| -> std::future::Ready<Result<Reply, String>> {
        panic!("before there is a future")
    };
    server.register_fn("Panic.AtOnce", at_once).expect("new");
    let in_future = |_: Args| async {
        if true {
            panic!("in the future")
        } else {
            Ok::<Reply, String>(Reply { c: 0 })
        }
    };
    server
        .register_fn("Panic.InFuture", in_future)
        .expect("new");
    let in_task = |_: Args| async {
        yield_now().await;
        if true {
            panic!("in a task")
        } else {
            Ok::<Reply, String>(Reply { c: 0 })
        }
    };
    server.register_fn("Panic.InTask", in_task).expect("new");
    server
        .register_fn("Panic.Shown", |_: Args| async {
            Err::<Reply, _>(PanicsWhenShown)
        })
        .expect("new");
    let dropped = |_: Args| {
        let bomb = PanicsWhenDropped;
        async move {
            let _bomb = bomb;
            Ok::<_, String>(Reply { c: 1 })
        }
    };
    server.register_fn("Panic.Dropped", dropped).expect("new");
    let client = client_of(&server);
    for method in [
        "Panic.AtOnce",
        "Panic.InFuture",
        "Panic.InTask",
        "Panic.Shown",
        "Panic.Dropped",
    ] {
        for _ in 0..2 {
            assert_eq!(
                error_of(&client, method).await,
                format!("rpc: method panicked: {method}")
            );
        }
        let reply: Reply = client
            .call("Arith.Add", &ARGS)
            .await
            .expect("the connection goes on");
        assert_eq!(reply, Reply { c: 15 });
    }
}

#[tokio::test]
async fn a_reply_that_cannot_be_encoded_is_answered_with_what_go_would_log() {
    let server = Server::new();
    go_services(&server);
    let client = client_of(&server);
    for _ in 0..2 {
        let error = client
            .call::<_, Reply>("Replies.Unencodable", &3_isize)
            .await
            .expect_err("no form");
        let text =
            "rpc: gob error encoding body: gob: type main.Unencodable has no exported fields";
        assert!(
            matches!(&error, CallError::ServerError(said) if said == text),
            "{error:?}"
        );
        let reply: Reply = client
            .call("Arith.Add", &ARGS)
            .await
            .expect("the connection goes on");
        assert_eq!(reply, Reply { c: 15 });
    }
}

#[tokio::test]
async fn an_error_without_text_answers_the_zero_value() {
    let server = Server::new();
    go_services(&server);
    let reply: Reply = client_of(&server)
        .call("Arith.EmptyError", &ARGS)
        .await
        .expect("a success");
    assert_eq!(reply, Reply { c: 0 });
}

#[tokio::test]
async fn methods_run_at_the_same_time_and_are_answered_as_they_finish() {
    for budget in [Duration::ZERO, Duration::from_secs(1)] {
        let server = Server::builder().inline_budget(budget).build();
        let gate = go_services(&server);
        let barrier = Arc::new(Barrier::new(3));
        let meet = move |key: isize| {
            let barrier = Arc::clone(&barrier);
            async move {
                barrier.wait().await;
                Ok::<_, String>(key)
            }
        };
        server.register_fn("Slow.Meet", meet).expect("new");
        let client = client_of(&server);
        let first = client.start::<isize, _>("Slow.Wait", &1_isize);
        let met = [2, 3, 4].map(|key: isize| client.start::<isize, _>("Slow.Meet", &key));
        for (key, call) in [2, 3, 4].into_iter().zip(met) {
            assert_eq!(call.await.expect("a reply"), key);
        }
        gate.add_permits(1);
        assert_eq!(first.await.expect("a reply"), 1);
    }
}

#[tokio::test]
async fn replies_that_are_ready_together_share_their_writes() {
    let server = Server::new();
    let gate = go_services(&server);
    let (ours, theirs) = duplex(1 << 16);
    let (theirs, record) = Recorded::new(theirs);
    let serving = server.clone();
    tokio::spawn(async move { serving.serve_conn(theirs).await });
    let client = Client::new(ours);
    let calls: Vec<_> = (0..64)
        .map(|key: isize| client.start::<isize, _>("Slow.Wait", &key))
        .collect();
    client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect("a reply");
    gate.add_permits(64);
    for call in calls {
        call.await.expect("a reply");
    }
    let writes = record.lock().expect("no panic").writes;
    assert!(writes < 33, "{writes} writes for 65 replies");
}

#[tokio::test]
async fn registering_says_in_gos_words_what_is_wrong_with_a_name() {
    let server = Server::new();
    let register =
        |name: &str| server.register_fn(name, |_: Args| async { Ok::<_, String>(1_isize) });
    register("Arith.Add").expect("new");
    register("a.b.Add").expect("dots in the service's name");
    for (name, text) in [
        ("Arith.Add", "rpc: service already defined: Arith.Add"),
        ("Arith", "rpc: service/method request ill-formed: Arith"),
        (".Add", "rpc.Register: no service name for type .Add"),
        (
            "Arith.",
            "rpc.Register: type Arith has no exported methods of suitable type",
        ),
    ] {
        assert_eq!(register(name).expect_err(name).to_string(), text);
    }
    assert!(matches!(
        register("Arith.Add"),
        Err(RegisterError::AlreadyDefined(_))
    ));
}

#[tokio::test]
async fn a_method_that_is_added_while_a_connection_is_served_is_found() {
    let server = Server::new();
    let client = client_of(&server);
    assert_eq!(
        error_of(&client, "Arith.Add").await,
        "rpc: can't find service Arith.Add"
    );
    server
        .register_fn("Arith.Sub", |args: Args| async move {
            Ok::<_, String>(args.a - args.b)
        })
        .expect("new");
    assert_eq!(
        error_of(&client, "Arith.Add").await,
        "rpc: can't find method Arith.Add"
    );
    assert_eq!(
        client
            .call::<_, isize>("Arith.Sub", &ARGS)
            .await
            .expect("a reply"),
        -1
    );
}

#[tokio::test]
async fn a_client_that_half_closes_gets_the_answers_to_its_pending_calls() {
    let server = Server::new();
    let gate = go_services(&server);
    let (mut ours, theirs) = duplex(1 << 16);
    let served = tokio::spawn({
        let server = server.clone();
        async move { server.serve_conn(theirs).await }
    });
    let session = go_fixtures::Manifest::load()
        .session("half_close_with_pending_call")
        .expect("captured")
        .clone();
    ours.write_all(&session.client_to_server())
        .await
        .expect("room");
    ours.shutdown().await.expect("half closed");
    gate.add_permits(1);
    let mut answers = Vec::new();
    ours.read_to_end(&mut answers)
        .await
        .expect("the end of the stream");
    assert_eq!(answers, session.server_to_client());
    served.await.expect("no panic").expect("an orderly end");
}

#[tokio::test]
async fn shutting_down_answers_the_calls_that_run_and_takes_no_more() {
    let (server, address, serving) = listening().await;
    let gate = go_services(&server);
    let client = Client::connect(address).await.expect("connected");
    let waiting = client.start::<isize, _>("Slow.Wait", &1_isize);
    let reply: Reply = client.call("Arith.Add", &ARGS).await.expect("a reply");
    assert_eq!(reply, Reply { c: 15 });
    server.shutdown();
    gate.add_permits(1);
    assert_eq!(waiting.await.expect("still answered"), 1);
    serving.await.expect("all connections are done");
    let late = client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect_err("closed");
    assert!(
        matches!(
            late,
            CallError::Shutdown | CallError::UnexpectedEof | CallError::Io(_)
        ),
        "{late:?}"
    );
    TcpStream::connect(address)
        .await
        .expect_err("nobody listens");
    let (_ours, theirs) = duplex(16);
    server.serve_conn(theirs).await.expect("ends at once");
}

#[tokio::test]
async fn a_server_that_is_shut_down_takes_no_requests_of_later_connections_either() {
    let server = Server::new();
    go_services(&server);
    server.shutdown();
    let (near, far) = duplex(1 << 12);
    let client = Client::new(near);
    let call = client.start::<Reply, _>("Arith.Add", &ARGS);
    yield_now().await;
    server.serve_conn(far).await.expect("an orderly end");
    let error = call.await.expect_err("not taken");
    assert!(matches!(error, CallError::UnexpectedEof), "{error:?}");
}

#[tokio::test]
async fn a_reply_that_nobody_will_send_is_dropped_though_other_calls_run_on() {
    #[derive(netrpc::Gob)]
    struct Held {
        number: isize,
    }
    static DROPPED: Semaphore = Semaphore::const_new(0);
    impl Drop for Held {
        fn drop(&mut self) {
            DROPPED.add_permits(1);
        }
    }
    let server = Server::new();
    let gate = go_services(&server);
    let (began, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let (method_began, may_go_on) = (Arc::clone(&began), Arc::clone(&go_on));
    let make = move |number: isize| {
        let (began, go_on) = (Arc::clone(&method_began), Arc::clone(&may_go_on));
        async move {
            began.notify_one();
            go_on.notified().await;
            Ok::<_, String>(Held { number })
        }
    };
    server.register_fn("Held.Make", make).expect("new");
    let (near, far) = duplex(1 << 12);
    let serving = tokio::spawn(async move { server.serve_conn(far).await });
    let client = Client::new(near);
    let waits = client.start::<isize, _>("Slow.Wait", &1_isize);
    let makes = client.start::<Held, _>("Held.Make", &2_isize);
    began.notified().await;
    serving.abort();
    assert!(waits.await.is_err() && makes.await.is_err());
    assert_eq!(DROPPED.available_permits(), 0);
    go_on.notify_one();
    let dropped = timeout(Duration::from_secs(20), DROPPED.acquire()).await;
    drop(dropped.expect("not kept for the other call"));
    drop(gate);
}

#[tokio::test]
async fn dropping_the_future_that_serves_ends_its_connections_in_good_order() {
    let (server, address, serving) = listening().await;
    let gate = go_services(&server);
    let client = Client::connect(address).await.expect("connected");
    let waiting = client.start::<isize, _>("Slow.Wait", &1_isize);
    client
        .call::<_, Reply>("Arith.Add", &ARGS)
        .await
        .expect("a reply");
    serving.abort();
    serving.await.expect_err("cancelled");
    gate.add_permits(1);
    assert_eq!(waiting.await.expect("still answered"), 1);
}

async fn listening() -> (Server, std::net::SocketAddr, JoinHandle<()>) {
    let server = Server::new();
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let serving = server.clone();
    (
        server,
        address,
        tokio::spawn(async move { serving.serve(listener).await }),
    )
}

fn client_of(server: &Server) -> Client {
    let (ours, theirs) = duplex(1 << 16);
    let server = server.clone();
    tokio::spawn(async move { server.serve_conn(theirs).await });
    Client::new(ours)
}

async fn error_of(client: &Client, method: &str) -> String {
    match client.call::<_, Reply>(method, &ARGS).await {
        Err(CallError::ServerError(text)) => text,
        other => panic!("{method} answered {other:?}"),
    }
}
