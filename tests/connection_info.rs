//! What a method knows of the connection that calls it.

#![cfg(feature = "tokio")]

use std::convert::Infallible;

use netrpc::{
    Client, ConnectionInfo, Context, Limits, Server,
    codec::{ServerFormat as _, gob::Gob},
};
use tokio::{io::duplex, net::TcpListener};

#[tokio::test]
async fn a_method_knows_where_its_client_is_and_the_number_of_the_call() {
    let server = Server::new();
    let who = |context: Context, _: ()| async move {
        let address = context.peer_addr().map(|address| address.to_string());
        Ok::<_, Infallible>(format!("{} {}", address.unwrap_or_default(), context.seq()))
    };
    server.register_fn("Test.Who", who).expect("new");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let serving = server.clone();
    tokio::spawn(async move { serving.serve(listener).await });

    let stream = tokio::net::TcpStream::connect(address).await.expect("open");
    let local = stream.local_addr().expect("bound");
    let client = Client::new(stream);
    for seq in 0..3 {
        let said: String = client.call("Test.Who", &()).await.expect("answered");
        assert_eq!(said, format!("{local} {seq}"));
    }
    server.shutdown();
}

#[tokio::test]
async fn a_method_finds_what_was_put_there_when_its_connection_was_accepted() {
    #[derive(Clone)]
    struct Tenant(&'static str);

    let server = Server::new();
    let tenant = |context: Context, _: ()| async move {
        let tenant = context.extensions().get::<Tenant>();
        tenant.map(|tenant| tenant.0.to_owned()).ok_or("nobody")
    };
    server.register_fn("Test.Tenant", tenant).expect("new");
    let mut info = ConnectionInfo::new();
    info.extensions_mut().insert(Tenant("acme"));

    let (near, far) = duplex(1 << 10);
    let (serving, known) = (server.clone(), info.clone());
    tokio::spawn(async move { serving.serve_conn_with(far, known).await });
    let said = Client::new(near)
        .call::<_, String>("Test.Tenant", &())
        .await;
    assert_eq!(said.expect("answered"), "acme");

    let (near, far) = duplex(1 << 10);
    let (serving, known) = (server.clone(), info.clone());
    let codec = Gob::new().server_codec(&Limits::default());
    tokio::spawn(async move { serving.serve_codec_with(codec, far, known).await });
    let said = Client::new(near)
        .call::<_, String>("Test.Tenant", &())
        .await;
    assert_eq!(said.expect("answered"), "acme");

    let (near, far) = duplex(1 << 10);
    let mut requests = server.requests_with(far, info);
    tokio::spawn(async move { requests.serve_request().await });
    let said = Client::new(near)
        .call::<_, String>("Test.Tenant", &())
        .await;
    assert_eq!(said.expect("answered"), "acme");

    let (near, far) = duplex(1 << 10);
    tokio::spawn(async move { server.serve_conn(far).await });
    let error = Client::new(near)
        .call::<_, String>("Test.Tenant", &())
        .await;
    assert_eq!(error.expect_err("nobody").to_string(), "nobody");
}
