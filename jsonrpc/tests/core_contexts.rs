//! Giving calls up over JSON, on the wire.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use std::future::pending;

use netrpc::{Client, Context};
use netrpc_jsonrpc::JsonRpc;
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, duplex},
    sync::mpsc,
};

#[tokio::test]
async fn a_cancelled_call_and_its_cancellation_are_both_answered() {
    let (begin, mut began) = mpsc::unbounded_channel();
    let server = netrpc_jsonrpc::server();
    let wait = move |context: Context, key: i64| {
        let begin = begin.clone();
        async move {
            begin.send(key).unwrap();
            context.run(pending::<i64>()).await
        }
    };
    server.register_fn("Test.Wait", wait).unwrap();
    let (near, far) = duplex(1 << 10);
    tokio::spawn(async move { netrpc_jsonrpc::serve_conn(&server, far).await });
    let (reader, mut writer) = tokio::io::split(near);
    let mut lines = BufReader::new(reader).lines();

    let requests = [
        br#"{"method":"Test.Wait","params":[1],"id":"0"}"#.as_slice(),
        br#"{"method":"Test.Wait","params":[2],"id":12}"#,
        br#"{"method":"Test.Wait","params":[3],"id":1}"#,
    ];
    for (request, key) in requests.into_iter().zip(1..) {
        writer.write_all(request).await.unwrap();
        assert_eq!(began.recv().await, Some(key));
    }
    let mut cancel = async |seq: u64, answers: usize| {
        let request =
            format!(r#"{{"method":"_goRPC_.Cancel","params":[{{"Seq":{seq}}}],"id":"b"}}"#);
        writer.write_all(request.as_bytes()).await.unwrap();
        let mut got = Vec::new();
        for _ in 0..answers {
            got.push(lines.next_line().await.unwrap().unwrap());
        }
        got.sort();
        got
    };
    let done = r#"{"id":"b","result":false,"error":null}"#;
    let cancelled = r#"{"id":12,"result":null,"error":"context canceled"}"#;
    assert_eq!(cancel(12, 2).await, [done, cancelled]);
    // No call has that number: text is no number, nor is the place in which the server keeps a call.
    assert_eq!(cancel(0, 1).await, [done]);
    let cancelled = r#"{"id":1,"result":null,"error":"context canceled"}"#;
    assert_eq!(cancel(1, 2).await, [done, cancelled]);
}

#[tokio::test]
async fn a_client_that_is_asked_to_tells_the_server_which_call_it_gives_up() {
    let (near, far) = duplex(1 << 10);
    let client = Client::builder().codec(JsonRpc).send_cancel().start(near);
    let call = client.start::<i64, _>("Test.Wait", &7_i64);
    let mut lines = BufReader::new(far).lines();
    let line = lines.next_line().await.unwrap().unwrap();
    assert_eq!(line, r#"{"method":"Test.Wait","params":[7],"id":0}"#);
    drop(call);
    let line = lines.next_line().await.unwrap().unwrap();
    assert_eq!(
        line,
        r#"{"method":"_goRPC_.Cancel","params":[{"Seq":0}],"id":1}"#
    );
}
