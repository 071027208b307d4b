//! What the Go peer offers, offered by ours: `go/services.go` line by line.

use std::collections::HashMap;
use std::convert::Infallible;
use std::future;
use std::sync::{Arc, Mutex, PoisonError};

use netrpc::{Context, RegisterError, Server};
use netrpc_jsonrpc::JsonServer;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, value::RawValue};
use tokio::sync::{Notify, watch};

use crate::Made;
use crate::counted::Sizes;
use crate::format::{Offer, Received, Sent};
use crate::interfaces::{Any, AnyShape, Circle, Event, Group, Holder, Secret, ServersOwn, Square};
use crate::lines::NotedLines;
use crate::notes::Notes;
use crate::said::Said;
use crate::standard::Standard;
use crate::types::{
    Args, Complex128, Document, Duration, Everything, Meeting, Node, Point, Reply, Steps,
    Unencodable, Waiting,
};

/// The services of one connection, of either format. `drop_connection` is told when a call asks for its end.
pub(crate) fn register(
    server: &impl Offer,
    gates: &Arc<Gates>,
    drop_connection: &Arc<Notify>,
    made: Made,
) -> Result<(), RegisterError> {
    match made {
        Made::OfFunctions => {
            register_arith(server, "Arith")?;
            register_arith(server, "a.b")?;
        }
        Made::ByTheMacro => server.offer_arith()?,
    }
    register_echo(server)?;
    register_replies(server)?;
    register_slow(server, gates)?;
    let drop_connection = Arc::clone(drop_connection);
    server.offer("Peer.Drop", move |_: isize| {
        drop_connection.notify_one();
        future::pending::<Result<isize, Infallible>>()
    })
}

/// What gob offers alone: `go/services_interfaces.go`.
pub(crate) fn register_gob(server: &Server) -> Result<(), RegisterError> {
    server.register_fn("Plugin.Any", |argument: Option<Any>| async {
        Ok::<_, Infallible>(argument)
    })?;
    server.register_fn("Plugin.Event", |argument: Event| async {
        Ok::<_, Infallible>(argument)
    })?;
    server.register_fn("Plugin.Box", |argument: Holder| async {
        Ok::<_, Infallible>(argument)
    })?;
    server.register_fn("Plugin.Area", |shape: AnyShape| async move {
        shape.map(|shape| shape.area()).ok_or("no shape")
    })?;
    server.register_fn("Plugin.Make", |name: String| async move { make(&name) })?;
    server.register_fn("Plugin.Secret", |x: isize| async move {
        Ok::<_, Infallible>(Some(ServersOwn::Secret(Secret { x })))
    })
}

/// What knows the log of its server: `go/serve.go`.
pub(crate) fn register_log(server: &Server, said: Said) -> Result<(), RegisterError> {
    server.register_fn("Log.Said", move |_: isize| {
        future::ready(Ok::<_, Infallible>(said.lines()))
    })
}

/// What knows the codec of its server's first connection: `go/notes.go`.
pub(crate) fn register_codec(
    server: &Server<NotedLines>,
    notes: &Notes,
) -> Result<(), RegisterError> {
    let notes = notes.clone();
    server.register_fn("Codec.Notes", move |last: String| {
        let notes = notes.clone();
        async move { Ok::<_, Infallible>(notes.until(&last).await) }
    })
}

/// What can be cancelled: `go/serve_codec.go`.
pub(crate) fn register_patient(server: &Server, gates: &Arc<Gates>) -> Result<(), RegisterError> {
    let of_wait = Arc::clone(gates);
    let wait = move |context: Context, Waiting { key }: Waiting| {
        let gates = Arc::clone(&of_wait);
        async move {
            let waited = context.run(pass(gates.gate(key))).await;
            if waited.is_err() {
                gates.open(-key);
            }
            waited.map(|()| key)
        }
    };
    server.register_fn("Patient.Wait", wait)?;
    let gates = Arc::clone(gates);
    server.register_fn("Patient.WasCancelled", move |key: isize| {
        let gate = gates.gate(-key);
        async move {
            pass(gate).await;
            Ok::<_, Infallible>(true)
        }
    })
}

/// What knows the errors of the requests before: `go/serve_codec.go`.
pub(crate) fn register_requests(
    server: &Server,
    said: &Arc<Mutex<Vec<String>>>,
) -> Result<(), RegisterError> {
    let said = Arc::clone(said);
    server.register_fn("Requests.Errors", move |_: isize| {
        let said = said.lock().unwrap_or_else(PoisonError::into_inner);
        future::ready(Ok::<_, Infallible>(said.clone()))
    })
}

/// What knows the writes of its connection: `go/writes.go`.
pub(crate) fn register_writes(server: &Server, sizes: Sizes) -> Result<(), RegisterError> {
    server.register_fn("Writes.Sizes", move |_: isize| {
        future::ready(Ok::<_, Infallible>(sizes.so_far()))
    })
}

fn make(name: &str) -> Result<AnyShape, String> {
    let circle = |r| -> AnyShape { Some(Box::new(Circle { r })) };
    let square = |side| -> AnyShape { Some(Box::new(Square { side })) };
    let group = |name: &str, members| -> AnyShape {
        let name = name.into();
        Some(Box::new(Group { name, members }))
    };
    Ok(match name {
        "circle" => circle(2.0),
        "square" => square(3.0),
        "group" => {
            let inner = group("inner", vec![square(2.0)]);
            group("outer", vec![circle(1.0), None, inner])
        }
        "nothing" => None,
        _ => return Err(format!("no such shape: {name}")),
    })
}

/// What JSON-RPC offers alone: `go/services_json.go`.
pub(crate) fn register_json(server: &JsonServer) -> Result<(), RegisterError> {
    echo_json::<Value>(server, "Any")?;
    echo_json::<Box<RawValue>>(server, "Raw")?;
    echo_json::<Document>(server, "Document")?;
    echo_json::<f32>(server, "Float32")?;
    echo_json::<i8>(server, "Small")?;
    echo_json::<Args>(server, "Pointer")?;
    server.register_fn("JSON.Ignore", |_: Value| async {
        Ok::<_, Infallible>(0isize)
    })?;
    server.register_fn("JSON.NilSlice", |_: isize| async {
        Ok::<_, Infallible>(None::<Vec<isize>>)
    })?;
    server.register_fn("JSON.NilMap", |_: isize| async {
        Ok::<_, Infallible>(None::<HashMap<isize, isize>>)
    })?;
    server.register_fn("JSON.Fail", |text: String| async { Err::<isize, _>(text) })?;
    server.register_fn("JSON.NotANumber", |_: isize| async {
        Ok::<_, Infallible>(f64::NAN)
    })
}

fn echo_json<T: Serialize + DeserializeOwned + Send + 'static>(
    server: &JsonServer,
    method: &str,
) -> Result<(), RegisterError> {
    server.register_fn(&format!("JSON.{method}"), |argument: T| async {
        Ok::<_, Infallible>(argument)
    })
}

/// `Arith`, under this name.
pub(crate) fn register_arith(server: &impl Offer, service: &str) -> Result<(), RegisterError> {
    let name = |method: &str| format!("{service}.{method}");
    server.offer(&name("Add"), |args: Args| async move {
        Ok::<_, Infallible>(Reply { c: args.a + args.b })
    })?;
    server.offer(&name("Mul"), |args: Args| async move {
        Ok::<_, Infallible>(Reply { c: args.a * args.b })
    })?;
    server.offer(&name("Multiply"), |args: Args| async move {
        Ok::<_, Infallible>(args.a * args.b)
    })?;
    server.offer(&name("Div"), |args: Args| async move {
        match args.a.checked_div(args.b) {
            Some(c) => Ok(Reply { c }),
            None => Err("divide by zero"),
        }
    })?;
    server.offer(&name("String"), |Args { a, b }: Args| async move {
        Ok::<_, Infallible>(format!("{a}+{b}={}", a + b))
    })?;
    server.offer(&name("Scan"), |text: String| async move {
        text.parse()
            .map(|c| Reply { c })
            .map_err(|_| format!("not a number: {text}"))
    })?;
    server.offer(&name("Error"), |_: Args| async { Err::<Reply, _>("ERROR") })?;
    server.offer(&name("EmptyError"), |_: Args| async { Err::<Reply, _>("") })
}

fn register_echo(server: &impl Offer) -> Result<(), RegisterError> {
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
    echo::<Standard>(server, "Standard")?;
    echo::<HashMap<String, Vec<Point>>>(server, "Nested")
}

fn echo<T: Sent + Received>(server: &impl Offer, method: &str) -> Result<(), RegisterError> {
    server.offer(&format!("Echo.{method}"), |argument: T| async {
        Ok::<_, Infallible>(argument)
    })
}

fn register_replies(server: &impl Offer) -> Result<(), RegisterError> {
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
    reply(server, "Unencodable", |hidden| Unencodable { hidden })?;
    reply(server, "Panic", |_| -> isize {
        panic!("for the sake of a test")
    })
}

fn reply<R: Sent + Received>(
    server: &impl Offer,
    method: &str,
    make: impl Fn(isize) -> R + Send + Sync + 'static,
) -> Result<(), RegisterError> {
    server.offer(&format!("Replies.{method}"), move |argument: isize| {
        future::ready(Ok::<_, Infallible>(make(argument)))
    })
}

fn register_slow(server: &impl Offer, gates: &Arc<Gates>) -> Result<(), RegisterError> {
    let of_wait = Arc::clone(gates);
    server.offer("Slow.Wait", move |key: isize| {
        let gate = of_wait.gate(key);
        async move {
            pass(gate).await;
            Ok::<_, Infallible>(key)
        }
    })?;
    let of_release = Arc::clone(gates);
    server.offer("Slow.Release", move |key: isize| {
        of_release.open(key);
        future::ready(Ok::<_, Infallible>(key))
    })?;
    let of_steps = Arc::clone(gates);
    server.offer("Slow.Steps", move |steps: Steps| {
        let gates = Arc::clone(&of_steps);
        async move {
            gates.open(steps.open);
            pass(gates.gate(steps.wait)).await;
            gates.open(steps.then);
            Ok::<_, Infallible>(steps.then)
        }
    })?;
    let of_meet = Arc::clone(gates);
    server.offer("Slow.Meet", move |Meeting { key, count }: Meeting| {
        let gate = of_meet.arrive(key, count);
        async move {
            pass(gate).await;
            Ok::<_, Infallible>(count)
        }
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
