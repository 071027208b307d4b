//! The smallest client: `hello-client ADDRESS`.

use std::{env, error::Error};

use netrpc::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let address = env::args().nth(1).ok_or("usage: hello-client ADDRESS")?;
    let client = Client::connect(address).await?;

    // The reply's type is the variable's; the argument's is the value's.
    let greeting: String = client.call("Greeter.Hello", "gopher").await?;
    println!("{greeting}");

    let nobody = client.call::<_, String>("Greeter.Hello", "").await;
    if let Err(error) = nobody {
        println!("error: {error}");
    }
    Ok(())
}
