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

#[netrpc::service("Arith")]
trait OnlyAName {
    fn read(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
trait OnlyANameOfMethods {
    #[rpc("Read")]
    fn read(&self, number: i64) -> Result<i64, String>;
    #[rpc(name = "Delete", name = "Remove")]
    fn delete(&self, number: i64) -> Result<i64, String>;
    #[cfg_attr(test, rpc(name = "Written"))]
    fn write(&self, number: i64) -> Result<i64, String>;
}

#[netrpc::service]
#[async_trait]
trait Boxed {
    async fn read(&self, number: i64) -> Result<i64, String>;
}

/// What `#[async_trait]` makes when it comes first.
#[netrpc::service]
trait BoxedBefore {
    fn read<'life0, 'async_trait>(
        &'life0 self,
        number: i64,
    ) -> std::pin::Pin<Box<dyn Future<Output = Result<i64, String>> + Send + 'async_trait>>
    where
        'life0: 'async_trait,
        Self: 'async_trait;
}

struct Files;

#[netrpc::service]
impl Files {
    #[rpc(name = "ReadAll")]
    fn private(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

#[netrpc::service(name = "A", name = "B")]
impl Files {
    pub fn named_twice(&self, number: i64) -> Result<i64, String> {
        Ok(number)
    }
}

#[rpc(name = "Read")]
fn alone() {}

fn main() {}
