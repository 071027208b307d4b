use std::{cell::Cell, rc::Rc};

#[netrpc::service]
trait Arith {
    async fn multiply(&self, number: i64) -> Result<i64, String>;
}

struct Calculator;

async fn nothing() {}

impl Arith for Calculator {
    async fn multiply(&self, number: i64) -> Result<i64, String> {
        let shared = Rc::new(number);
        nothing().await;
        Ok(*shared)
    }
}

#[netrpc::service]
impl Calculator {
    pub async fn divide(&self, number: i64) -> Result<i64, String> {
        let shared = Rc::new(number);
        nothing().await;
        Ok(*shared)
    }
}

struct Counter(Cell<i64>);

#[netrpc::service]
impl Counter {
    pub fn count(&self, _: ()) -> Result<i64, String> {
        Ok(self.0.get())
    }
}

fn main() {}
