//! Debugs a small Go program from Rust: `delve PROGRAM SOURCE`.
//!
//! Debian has what it needs: `apt-get install delve golang-1.19-go`, and then, in `debuggee/`,
//! `/usr/lib/go-1.19/bin/go build -gcflags 'all=-N -l'`.

use std::{env, path::Path};

use netrpc_examples::delve::{Delve, Failure, session};

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [program, source] = arguments.as_slice() else {
        return Err("usage: delve PROGRAM SOURCE".into());
    };
    let delve = Delve::start("dlv".as_ref(), program.as_ref()).await?;
    // As the compiler knew it.
    let source = Path::new(source).canonicalize()?;
    print!("{}", session(delve.address(), &source).await?);
    delve.ended().await
}
