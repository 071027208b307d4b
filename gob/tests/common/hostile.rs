//! Streams that no Go program sends, piece by piece, and how they are received.

use std::sync::{Mutex, MutexGuard, PoisonError};

use netrpc_gob::{Decode, Decoder, ErrorKind, Step};

use super::{message, put_int, put_uint};

/// What the allocator counts is one for all threads, so tests that count take turns.
pub fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Feeds a stream as a connection does, in pieces, and decodes what comes, to its end or to the error that ends it.
pub fn receive_each<T: Decode>(
    decoder: &mut Decoder,
    stream: &[u8],
    mut take: impl FnMut(Result<T, ErrorKind>),
) {
    let mut received = Vec::new();
    for piece in stream.chunks(4 << 10) {
        received.extend_from_slice(piece);
        loop {
            match decoder.frame(&received) {
                Ok(Step::Value(frame)) => {
                    let result = decoder.decode(&frame, &received);
                    take(result.map_err(|error| error.kind()));
                    received.drain(..frame.len());
                }
                Ok(Step::Incomplete { consumed }) => {
                    received.drain(..consumed);
                    break;
                }
                Err(error) => return take(Err(error.kind())),
            }
        }
    }
}

/// Takes that much of a text.
#[derive(Default)]
pub struct Megabyte(usize);

impl std::io::Write for Megabyte {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len();
        if self.0 > 1 << 20 {
            return Err(std::io::Error::other("enough"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// A definition of `id`; `parts` stands behind its kind and CommonType.
pub fn define(id: i64, kind: u8, parts: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, -id);
    body.push(kind);
    parts(&mut body);
    body.extend([0, 0]);
    message(&body)
}

/// The smallest definition of a slice type.
pub fn slice_of(id: i64, element: i64) -> Vec<u8> {
    define(id, 2, |body| {
        body.push(2);
        put_int(body, element);
    })
}

/// The smallest one of a map type.
pub fn map_of(id: i64, key: i64, element: i64) -> Vec<u8> {
    define(id, 4, |body| {
        body.push(2);
        put_int(body, key);
        body.push(1);
        put_int(body, element);
    })
}

/// The smallest one of a struct with these fields.
pub fn struct_of(id: i64, fields: &[(&str, i64)]) -> Vec<u8> {
    define(id, 3, |body| {
        if fields.is_empty() {
            return;
        }
        body.push(2);
        put_uint(body, fields.len() as u64);
        for (name, of) in fields {
            body.push(1);
            put_uint(body, name.len() as u64);
            body.extend(name.as_bytes());
            body.push(1);
            put_int(body, *of);
            body.push(0);
        }
    })
}

/// A message with a value of this type.
pub fn value(id: i64, content: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    put_int(&mut body, id);
    body.extend_from_slice(content);
    message(&body)
}
