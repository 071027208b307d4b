use netrpc::Context;

type BoxFuture<T> = std::pin::Pin<Box<dyn Future<Output = T> + Send>>;

#[netrpc::service]
trait Arith {
    fn no_receiver(number: i64) -> Result<i64, String>;
    fn mutable(&mut self, number: i64) -> Result<i64, String>;
    fn by_value(self, number: i64) -> Result<i64, String>;
    fn generic<T>(&self, number: T) -> Result<i64, String>;
    fn with_lifetime<'a>(&self, text: &'a str) -> Result<i64, String>;
    fn no_argument(&self) -> Result<i64, String>;
    fn context_alone(&self, context: Context) -> Result<i64, String>;
    fn two_arguments(&self, a: i64, b: i64) -> Result<i64, String>;
    fn three_arguments(&self, context: Context, a: i64, b: i64) -> Result<i64, String>;
    fn context_last(&self, number: i64, context: Context) -> Result<i64, String>;
    fn reference(&self, text: &str) -> Result<i64, String>;
    fn borrowed(&self, text: std::borrow::Cow<'_, str>) -> Result<i64, String>;
    fn unnamed(&self, number: impl Into<i64>) -> Result<i64, String>;
    fn own_type(&self, number: Self::Number) -> Result<i64, String>;
    fn no_reply(&self, number: i64);
    async fn no_result(&self, number: i64) -> i64;
    fn hidden_reply(&self, number: i64) -> std::fmt::Result;
    fn unnamed_reply(&self, number: i64) -> Result<impl Copy, String>;
    fn borrowed_reply(&self, number: i64) -> Result<&str, String>;
    fn borrowed_error(&self, number: i64) -> Result<i64, &str>;
    fn unnamed_error(&self, number: i64) -> Result<i64, impl std::fmt::Display>;
    fn shared(self: std::sync::Arc<Self>, number: i64) -> Result<i64, String>;
    fn bounded(&self, number: i64) -> Result<i64, String> where Self: Clone;
    fn context_by_reference(&self, context: &Context, number: i64) -> Result<i64, String>;
    fn perhaps_context(&self, context: Option<Context>, number: i64) -> Result<i64, String>;
    fn written_reply(&self, number: i64, reply: &mut i64) -> Result<(), String>;
    fn future(&self, number: i64) -> impl Future<Output = Result<i64, String>> + Send;
    fn boxed(&self, number: i64) -> BoxFuture<Result<i64, String>>;
    unsafe fn unsafe_method(&self, number: i64) -> Result<i64, String>;
}

struct Counter;

#[netrpc::service]
impl Counter {
    pub fn new() -> Self {
        Self
    }

    pub const fn zero() -> Self {
        Self
    }

    pub fn count(&self) -> i64 {
        0
    }
}

fn main() {}
