//! What several test files share: the services that the Go programs of the fixtures have, and peers made of bytes.

#![allow(dead_code, reason = "each test file uses a part of it")]
#![allow(clippy::indexing_slicing, reason = "a panic here is a failed test")]

use std::{
    collections::HashMap,
    io,
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll, Waker},
};

use bytes::BytesMut;
use netrpc::{
    CodecError, Gob, Limits, Server,
    codec::gob::GobServerCodec,
    connection::{Call, ServerConnection},
    gob::{Complex64, Complex128, Duration},
};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    sync::Semaphore,
};

#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) struct Args {
    pub(crate) a: isize,
    pub(crate) b: isize,
}

#[derive(Gob, Clone, Debug, Default, PartialEq)]
pub(crate) struct Reply {
    pub(crate) c: isize,
}

#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: isize,
    pub(crate) y: isize,
}

#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub(crate) value: isize,
    pub(crate) next: Option<Box<Node>>,
}

#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) struct Everything {
    pub(crate) bool: bool,
    pub(crate) int: isize,
    pub(crate) int8: i8,
    pub(crate) int16: i16,
    pub(crate) int32: i32,
    pub(crate) int64: i64,
    pub(crate) uint: usize,
    pub(crate) uint8: u8,
    pub(crate) uint16: u16,
    pub(crate) uint32: u32,
    pub(crate) uint64: u64,
    pub(crate) float32: f32,
    pub(crate) float64: f64,
    pub(crate) complex64: Complex64,
    pub(crate) complex128: Complex128,
    pub(crate) string: String,
    pub(crate) bytes: Vec<u8>,
    pub(crate) ints: Vec<isize>,
    pub(crate) names: Vec<String>,
    pub(crate) array: [isize; 3],
    pub(crate) octets: [u8; 2],
    /// A nil map is not an empty one.
    pub(crate) map: Option<HashMap<String, isize>>,
    pub(crate) point: Point,
    pub(crate) pointer: Option<Point>,
    pub(crate) points: Vec<Point>,
    pub(crate) nested: Option<HashMap<String, Vec<Point>>>,
    pub(crate) duration: Duration,
    pub(crate) list: Option<Box<Node>>,
}

/// Has no field that gob sends: encoding it fails.
#[derive(Gob, Clone, Debug, Default)]
pub(crate) struct Unencodable {
    #[gob(skip)]
    pub(crate) hidden: u8,
}

/// The calls of `Slow.Wait` wait until this is given permits.
pub(crate) type Gate = Arc<Semaphore>;

/// A server with the services of the fixtures' Go server (`interop/go/services.go`).
pub(crate) fn go_services(server: &Server) -> Gate {
    for service in ["Arith", "a.b"] {
        let named = |method: &str| format!("{service}.{method}");
        let add = |args: Args| async move {
            Ok::<_, String>(Reply {
                c: args.a.wrapping_add(args.b),
            })
        };
        register(server, &named("Add"), add);
        register(server, &named("Mul"), |args: Args| async move {
            Ok::<_, String>(Reply { c: args.a * args.b })
        });
        register(server, &named("Multiply"), |args: Args| async move {
            Ok::<_, String>(args.a * args.b)
        });
        register(server, &named("Div"), |args: Args| async move {
            args.a
                .checked_div(args.b)
                .map(|c| Reply { c })
                .ok_or("divide by zero")
        });
        register(server, &named("String"), |args: Args| async move {
            Ok::<_, String>(format!("{}+{}={}", args.a, args.b, args.a + args.b))
        });
        register(server, &named("Scan"), |text: String| async move {
            text.parse()
                .map(|c| Reply { c })
                .map_err(|_| format!("not a number: {text}"))
        });
        register(server, &named("Error"), |_: Args| async {
            Err::<Reply, _>("ERROR")
        });
        register(server, &named("EmptyError"), |_: Args| async {
            Err::<Reply, _>("")
        });
    }
    echo_services(server);
    register(server, "Replies.EmptyString", |_: isize| async {
        Ok::<_, String>(String::new())
    });
    register(server, "Replies.Map", |arg: isize| async move {
        Ok::<_, String>(HashMap::from([(arg, arg + 1)]))
    });
    register(server, "Replies.EmptyMap", |_: isize| async {
        Ok::<_, String>(HashMap::<isize, isize>::new())
    });
    register(server, "Replies.NilMap", |_: isize| async {
        Ok::<_, String>(HashMap::<isize, isize>::new())
    });
    register(server, "Replies.Slice", |arg: isize| async move {
        Ok::<_, String>(vec![arg])
    });
    register(server, "Replies.EmptySlice", |_: isize| async {
        Ok::<_, String>(Vec::<isize>::new())
    });
    register(server, "Replies.Array", |_: isize| async {
        Ok::<_, String>([false, true])
    });
    register(server, "Replies.Empty", |_: isize| async {
        Ok::<_, String>(())
    });
    register(server, "Replies.Pointer", |c: isize| async move {
        Ok::<_, String>(Some(Reply { c }))
    });
    register(server, "Replies.NilPointer", |_: isize| async {
        Ok::<_, String>(None::<Reply>)
    });
    register(server, "Replies.Unencodable", |_: isize| async {
        Ok::<_, String>(Unencodable::default())
    });
    let gate = Arc::new(Semaphore::new(0));
    let waits = Arc::clone(&gate);
    register(server, "Slow.Wait", move |key: isize| {
        let gate = Arc::clone(&waits);
        async move {
            gate.acquire()
                .await
                .map_err(|error| error.to_string())?
                .forget();
            Ok::<_, String>(key)
        }
    });
    gate
}

fn echo_services(server: &Server) {
    macro_rules! echo {
        ($($name:literal: $type:ty),* $(,)?) => {$(
            register(server, concat!("Echo.", $name), |arg: $type| async move { Ok::<_, String>(arg) });
        )*};
    }
    echo! {
        "Bool": bool, "Int": isize, "Uint": u64, "Float": f64, "Complex": Complex128, "String": String, "Bytes": Vec<u8>,
        "Ints": Vec<isize>, "Strings": Vec<String>, "Array": [isize; 3], "Map": HashMap<String, isize>,
        "Points": Vec<Point>, "PointMap": HashMap<String, Point>, "Node": Node, "Empty": (), "Everything": Everything,
        "Duration": Duration, "Nested": HashMap<String, Vec<Point>>,
    }
}

fn register<A, H>(server: &Server, name: &str, handler: H)
where
    A: netrpc::gob::Decode + Send + 'static,
    H: netrpc::dispatch::Handler<(A,)>,
    H::Reply: netrpc::gob::Encode + netrpc::gob::Decode,
{
    server.register_fn(name, handler).expect("a new name");
}

/// A server's connection without a socket: what is fed in is answered at once.
pub(crate) struct Replay {
    pub(crate) connection: ServerConnection<GobServerCodec>,
    pub(crate) input: BytesMut,
    pub(crate) out: Vec<u8>,
    pub(crate) pending: Vec<Call<GobServerCodec>>,
}

impl Replay {
    pub(crate) fn new(server: &Server) -> Self {
        Self::with_limits(server, &Limits::default())
    }

    pub(crate) fn with_limits(server: &Server, limits: &Limits) -> Self {
        let codec = GobServerCodec::new(limits);
        Self {
            connection: ServerConnection::new(codec, Arc::clone(server.registry()), limits.clone()),
            input: BytesMut::new(),
            out: Vec::new(),
            pending: Vec::new(),
        }
    }

    pub(crate) fn feed(&mut self, bytes: &[u8]) -> Result<(), CodecError> {
        self.input.extend_from_slice(bytes);
        while let Some(call) = self.connection.next_call(&mut self.input, &mut self.out)? {
            self.run(call);
        }
        Ok(())
    }

    pub(crate) fn end(&mut self) -> Result<(), CodecError> {
        if let Some(call) = self.connection.handle_end(&mut self.input, &mut self.out)? {
            self.run(call);
        }
        Ok(())
    }

    /// Polls the calls that wait, oldest first.
    pub(crate) fn poll_pending(&mut self) {
        for call in std::mem::take(&mut self.pending) {
            self.run(call);
        }
    }

    fn run(&mut self, mut call: Call<GobServerCodec>) {
        if call
            .poll(&mut Context::from_waker(Waker::noop()))
            .is_ready()
        {
            self.connection
                .finish_call(call, &mut self.out)
                .expect("an answer");
        } else {
            self.pending.push(call);
        }
    }
}

/// A stream that keeps a copy of what went through it.
pub(crate) struct Recorded<S> {
    stream: S,
    record: Arc<Mutex<Record>>,
}

#[derive(Default)]
pub(crate) struct Record {
    pub(crate) written: Vec<u8>,
    pub(crate) read: Vec<u8>,
    pub(crate) writes: usize,
}

impl<S> Recorded<S> {
    pub(crate) fn new(stream: S) -> (Self, Arc<Mutex<Record>>) {
        let record = Arc::default();
        (
            Self {
                stream,
                record: Arc::clone(&record),
            },
            record,
        )
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Recorded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let read = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.record
            .lock()
            .expect("no panic")
            .read
            .extend_from_slice(&buffer.filled()[before..]);
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Recorded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if let Poll::Ready(Ok(written)) = written {
            let mut record = self.record.lock().expect("no panic");
            record.written.extend_from_slice(&bytes[..written]);
            record.writes += 1;
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
