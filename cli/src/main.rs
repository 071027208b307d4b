//! The `netrpc` program.

mod demo;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Go's net/rpc from Rust.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Show that Rust and Go understand each other, byte for byte.
    ///
    /// Calls a server of ours, replays captured Go sessions against our server and our client, and
    /// plays the same calls live with Go where a Go toolchain is found.
    Demo {
        /// Fetch a Go toolchain into target/ if there is none.
        #[arg(long)]
        go: bool,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Demo { go } = Arguments::parse().command;
    match demo::run(go).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => {
            eprintln!("netrpc: not all bytes and answers are Go's");
            ExitCode::FAILURE
        }
        Err(error) => {
            eprintln!("netrpc: {error}");
            ExitCode::FAILURE
        }
    }
}
