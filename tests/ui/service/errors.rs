struct NotShown;

#[netrpc::service]
trait Arith {
    async fn multiply(&self, number: i64) -> Result<i64, NotShown>;
}

struct Calculator;

#[netrpc::service]
impl Calculator {
    pub fn divide(&self, _: i64) -> Result<i64, NotShown> {
        Err(NotShown)
    }
}

fn main() {}
