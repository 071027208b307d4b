//! Methods and arguments of `#[netrpc::service]` that are called as something that it generates.

#![cfg(feature = "tokio")]
#![deny(warnings)]
#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc::{Client, Context, Gob, Server};

#[derive(Gob)]
struct Pair {
    left: i64,
    right: i64,
}

#[netrpc::service]
trait Same: std::fmt::Debug + Send {
    const FACTOR: i64 = 2;

    async fn name(&self, name: String) -> Result<String, String> {
        Ok(name)
    }

    async fn service(&self, service: i64) -> Result<i64, String> {
        Ok(service * Self::FACTOR)
    }

    fn methods(&self, client: Context, context: i64) -> Result<i64, String> {
        drop(client);
        Ok(context)
    }

    fn clone(&self, self_: i64) -> Result<i64, Box<dyn std::error::Error>> {
        Ok(self_)
    }

    async fn r#type(&self, r#type: i64) -> std::io::Result<i64> {
        Ok(r#type)
    }

    async fn get_url_2(&self, Pair { left, right }: Pair) -> Result<i64, String>
    where
        Self: Sized,
    {
        Ok(left - right)
    }
}

#[derive(Debug)]
struct Plain;

impl Same for Plain {}

#[netrpc::service]
impl Plain {
    pub fn clone(&self, service: i64) -> Result<i64, String> {
        Ok(service)
    }

    pub async fn methods(&self, context: Context, args: i64) -> Result<i64, String> {
        drop(context);
        Ok(args)
    }
}

#[tokio::test]
async fn methods_and_arguments_may_be_called_as_what_is_generated() {
    let server = Server::new();
    server.register(SameServer::new(Plain)).unwrap();
    server.register(Plain).unwrap();
    let (near, far) = tokio::io::duplex(1 << 12);
    tokio::spawn(async move { server.serve_conn(far).await });
    let client = Client::new(near);
    let (one, text) = (1, "text".to_owned());
    let clone: i64 = client.call("Plain.Clone", &one).await.unwrap();
    let methods: i64 = client.call("Plain.Methods", &one).await.unwrap();
    assert_eq!((clone, methods), (1, 1));

    let same = SameClient::new(client);
    assert_eq!(same.name(&text).await.unwrap(), text);
    assert_eq!(same.service(&one).await.unwrap(), 2);
    assert_eq!(same.methods(&one).await.unwrap(), 1);
    assert_eq!(same.clone(&one).await.unwrap(), 1);
    assert_eq!(same.r#type(&one).await.unwrap(), 1);
    let pair = Pair { left: 3, right: 2 };
    assert_eq!(same.get_url_2(&pair).await.unwrap(), 1);
    let got: i64 = same.client().call("Same.GetUrl2", &pair).await.unwrap();
    assert_eq!(got, 1);
}
