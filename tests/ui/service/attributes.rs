#[netrpc::service(named = "Arith")]
trait Unknown {
    fn read(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait UnknownOfMethods {
    #[rpc(rename = "Read")]
    fn read(&self, number: i64) -> Result<i64, String>;
    #[rpc(skip, name = "Read")]
    fn skipped(&self, number: i64) -> Result<i64, String>;
}

struct Files;

#[netrpc::service]
impl Files {
    #[rpc(name = "ReadAll")]
    fn private(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

#[rpc(name = "Read")]
fn alone() {}

fn main() {}
