//! What the Go peer offers, offered by ours: `go/services.go` line by line.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time;

use netrpc::gob::{Complex128, Decode, Duration, Encode};
use netrpc::{RegisterError, Server};
use tokio::sync::{Notify, watch};

use crate::types::{Args, Everything, Meeting, Node, Point, Reply, Unencodable};

/// The services of one connection. `drop_connection` is told when a call asks for its end.
pub(crate) fn server(
    gates: &Arc<Gates>,
    drop_connection: &Arc<Notify>,
) -> Result<Server, RegisterError> {
    let server = Server::new();
    register_arith(&server, "Arith")?;
    register_arith(&server, "a.b")?;
    register_echo(&server)?;
    register_replies(&server)?;
    register_slow(&server, gates)?;
    let drop_connection = Arc::clone(drop_connection);
    server.register_fn("Peer.Drop", move |_: isize| {
        drop_connection.notify_one();
        future::pending::<Result<isize, Infallible>>()
    })?;
    Ok(server)
}

fn register_arith(server: &Server, service: &str) -> Result<(), RegisterError> {
    let name = |method: &str| format!("{service}.{method}");
    server.register_fn(&name("Add"), |args: Args| async move {
        Ok::<_, Infallible>(Reply { c: args.a + args.b })
    })?;
    server.register_fn(&name("Mul"), |args: Args| async move {
        Ok::<_, Infallible>(Reply { c: args.a * args.b })
    })?;
    server.register_fn(&name("Multiply"), |args: Args| async move {
        Ok::<_, Infallible>(args.a * args.b)
    })?;
    server.register_fn(&name("Div"), |args: Args| async move {
        match args.a.checked_div(args.b) {
            Some(c) => Ok(Reply { c }),
            None => Err("divide by zero"),
        }
    })?;
    server.register_fn(&name("String"), |Args { a, b }: Args| async move {
        Ok::<_, Infallible>(format!("{a}+{b}={}", a + b))
    })?;
    server.register_fn(&name("Scan"), |text: String| async move {
        text.parse()
            .map(|c| Reply { c })
            .map_err(|_| format!("not a number: {text}"))
    })?;
    server.register_fn(&name("Error"), |_: Args| async { Err::<Reply, _>("ERROR") })?;
    server.register_fn(&name("EmptyError"), |_: Args| async { Err::<Reply, _>("") })
}

fn register_echo(server: &Server) -> Result<(), RegisterError> {
    echo::<bool>(server, "Bool")?;
    echo::<isize>(server, "Int")?;
    echo::<u64>(server, "Uint")?;
    echo::<f64>(server, "Float")?;
    echo::<Complex128>(server, "Complex")?;
    echo::<String>(server, "String")?;
    echo::<Vec<u8>>(server, "Bytes")?;
    echo::<Vec<isize>>(server, "Ints")?;
    echo::<Vec<String>>(server, "Strings")?;
    echo::<[isize; 3]>(server, "Array")?;
    echo::<HashMap<String, isize>>(server, "Map")?;
    echo::<Vec<Point>>(server, "Points")?;
    echo::<HashMap<String, Point>>(server, "PointMap")?;
    echo::<Node>(server, "Node")?;
    echo::<()>(server, "Empty")?;
    echo::<Everything>(server, "Everything")?;
    echo::<Duration>(server, "Duration")?;
    echo::<HashMap<String, Vec<Point>>>(server, "Nested")
}

fn echo<T: Encode + Decode + Send + 'static>(
    server: &Server,
    method: &str,
) -> Result<(), RegisterError> {
    server.register_fn(&format!("Echo.{method}"), |argument: T| async {
        Ok::<_, Infallible>(argument)
    })
}

fn register_replies(server: &Server) -> Result<(), RegisterError> {
    reply(server, "EmptyString", |_| String::new())?;
    reply(server, "Map", |key| HashMap::from([(key, key + 1)]))?;
    reply(server, "EmptyMap", |_| HashMap::<isize, isize>::new())?;
    reply(server, "NilMap", |_| HashMap::<isize, isize>::new())?;
    reply(server, "Slice", |element| vec![element])?;
    reply(server, "EmptySlice", |_| Vec::<isize>::new())?;
    reply(server, "Array", |_| [false, true])?;
    reply(server, "Empty", |_| ())?;
    reply(server, "Pointer", |c| Some(Reply { c }))?;
    reply(server, "NilPointer", |_| None::<Reply>)?;
    reply(server, "Unencodable", |hidden| Unencodable { hidden })
}

fn reply<R: Encode + Decode + Send + 'static>(
    server: &Server,
    method: &str,
    make: impl Fn(isize) -> R + Send + Sync + 'static,
) -> Result<(), RegisterError> {
    server.register_fn(&format!("Replies.{method}"), move |argument: isize| {
        future::ready(Ok::<_, Infallible>(make(argument)))
    })
}

fn register_slow(server: &Server, gates: &Arc<Gates>) -> Result<(), RegisterError> {
    let of_wait = Arc::clone(gates);
    server.register_fn("Slow.Wait", move |key: isize| {
        let gate = of_wait.gate(key);
        async move {
            pass(gate).await;
            Ok::<_, Infallible>(key)
        }
    })?;
    let of_release = Arc::clone(gates);
    server.register_fn("Slow.Release", move |key: isize| {
        of_release.open(key);
        future::ready(Ok::<_, Infallible>(key))
    })?;
    let of_meet = Arc::clone(gates);
    server.register_fn("Slow.Meet", move |Meeting { key, count }: Meeting| {
        let gate = of_meet.arrive(key, count);
        async move {
            pass(gate).await;
            Ok::<_, Infallible>(count)
        }
    })?;
    server.register_fn("Slow.Sleep", |millis: isize| async move {
        tokio::time::sleep(time::Duration::from_millis(millis.unsigned_abs() as u64)).await;
        Ok::<_, Infallible>(millis)
    })
}

/// The gates of one server, over all its connections.
#[derive(Debug, Default)]
pub(crate) struct Gates {
    by_key: Mutex<HashMap<isize, Gate>>,
}

#[derive(Debug, Default)]
struct Gate {
    open: watch::Sender<bool>,
    waiting: isize,
}

impl Gates {
    fn gate(&self, key: isize) -> watch::Receiver<bool> {
        self.with(key, |gate| gate.open.subscribe())
    }

    fn open(&self, key: isize) {
        self.with(key, |gate| gate.open.send_replace(true));
    }

    /// One more is there; the gate opens for `count` of them.
    fn arrive(&self, key: isize, count: isize) -> watch::Receiver<bool> {
        self.with(key, |gate| {
            gate.waiting += 1;
            if gate.waiting == count {
                gate.open.send_replace(true);
            }
            gate.open.subscribe()
        })
    }

    fn with<T>(&self, key: isize, action: impl FnOnce(&mut Gate) -> T) -> T {
        let mut gates = self.by_key.lock().unwrap_or_else(PoisonError::into_inner);
        action(gates.entry(key).or_default())
    }
}

async fn pass(mut gate: watch::Receiver<bool>) {
    // The sender lives as long as the server; without one nobody is left to answer.
    let _ = gate.wait_for(|open| *open).await;
}
