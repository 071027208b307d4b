#[netrpc::service]
struct Data;

#[netrpc::service]
trait Generic<T> {
    fn read(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
unsafe trait Unsafe {
    fn read(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait Nothing {
    const LIMIT: usize = 1;
}

struct Private;

#[netrpc::service]
impl Private {
    fn read(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

#[netrpc::service]
impl std::fmt::Display for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("private")
    }
}

#[netrpc::service]
impl [u8] {
    pub fn read(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

struct Borrowed<'a>(&'a str);

#[netrpc::service]
impl<'a> Borrowed<'a> {
    pub fn read(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

#[netrpc::service]
impl Borrowed<'_> {
    pub async fn write(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

fn main() {}
