use netrpc_gob::{Encoder, Gob, StreamDecoder};

#[derive(Gob)]
#[gob(encode_only)]
struct Field {
    pair: (String, isize),
}

fn element() {
    let _ = Encoder::new().encode(&[(1isize, 2isize)], &mut Vec::new());
}

fn argument() {
    let _ = Encoder::new().encode(&(1isize, 2isize), &mut Vec::new());
}

fn result() {
    let _ = StreamDecoder::new(&[][..]).decode::<(isize, isize)>();
}

fn main() {}
