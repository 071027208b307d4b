//! Services need no runtime: without the feature `tokio` a trait still has its server.

#![allow(clippy::unwrap_used, reason = "a panic here is a failed test")]

use netrpc::{codec::gob::GobServerCodec, dispatch::Registry};

#[netrpc::service]
trait Arith {
    async fn square(&self, number: i64) -> Result<i64, String>;
}

struct Calculator;

impl Arith for Calculator {
    async fn square(&self, number: i64) -> Result<i64, String> {
        Ok(number * number)
    }
}

#[netrpc::service]
impl Calculator {
    pub fn twice(&self, number: i64) -> Result<i64, String> {
        Ok(number * 2)
    }
}

#[test]
fn services_are_registered_without_a_server() {
    let registry = Registry::<GobServerCodec>::new();
    registry
        .register_service(ArithServer::new(Calculator))
        .unwrap();
    registry.register_service(Calculator).unwrap();
    let services = registry.services();
    let methods = services.iter().flat_map(|service| {
        let methods = service.methods.iter();
        methods.map(|method| format!("{}.{}", service.name, method.name))
    });
    assert_eq!(
        methods.collect::<Vec<_>>(),
        ["Arith.Square", "Calculator.Twice"]
    );
}
