#[netrpc::service]
trait Twice {
    fn read(&self, number: i64) -> Result<i64, String>;
    #[rpc(name = "Read")]
    fn read_all(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Named {
    #[rpc(name = "")]
    fn empty(&self, number: i64) -> Result<i64, String>;
    #[rpc(name = "Dotted.Name")]
    fn dotted(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Nameless {
    fn __(&self, number: i64) -> Result<i64, String>;
    fn _2nd(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service(name = "")]
trait Empty {
    fn read(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Reserved {
    fn connect(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Started {
    fn job(&self, number: i64) -> Result<i64, String>;
    fn start_job(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Renamed {
    fn named(&self, number: i64) -> Result<i64, String>;
}

fn main() {}
