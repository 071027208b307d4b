//! Enums over integers, and those that look like it.

use netrpc_gob::{Decode, Encode, Gob, Optional};

#[derive(Gob)]
#[repr(isize)]
enum Color {
    Red,
    Green = 5,
    Blue,
}

#[derive(Gob)]
#[repr(C, u8)]
enum Level {
    Low = 0,
    #[gob(other)]
    Other(u8) = 1,
}

const ONE: i64 = 1;

#[derive(Gob)]
#[gob(name = "time.Month")]
#[repr(i64)]
#[repr(align(8))]
enum Month {
    January = ONE,
    Never = ONE - 1,
}

/// Its layout is nobody's business: an interface.
#[derive(Gob)]
#[repr(u8)]
enum Shape {
    #[gob(name = "int")]
    Int(isize),
}

/// Without a zero it is only sent.
#[derive(Gob)]
#[gob(encode_only)]
#[repr(u16)]
enum Sent {
    One = 1,
}

fn both<T: Encode + Decode>() {}
fn encodes<T: Encode>() {}
fn may_be_nil<T: Encode + Optional>() {}

fn main() {
    both::<Color>();
    both::<Level>();
    both::<Month>();
    both::<Vec<Level>>();
    encodes::<Sent>();
    may_be_nil::<Shape>();
    let _ = (Color::Red, Color::Green, Color::Blue, Level::Low, Level::Other(1));
    let _ = (Month::January, Month::Never, Shape::Int(1), Sent::One);
}
