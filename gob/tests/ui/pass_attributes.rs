//! What the derive takes.

use std::collections::HashMap;

use netrpc_gob::{Decode, Encode, Gob};

#[derive(Gob)]
struct Unit;

#[derive(Gob)]
#[gob(name = "image/color.RGBA", rename_all = "UPPERCASE")]
struct Rgba {
    r: u8,
    #[gob(rename = "Green")]
    g: u8,
    #[gob(skip)]
    _cache: Option<std::time::Instant>,
}

#[derive(Gob)]
#[gob(transparent)]
struct Transparent {
    inner: HashMap<String, Rgba>,
    #[gob(skip)]
    _count: usize,
}

#[derive(Gob)]
#[gob(encode_only)]
struct Borrows<'a, T> {
    text: &'a str,
    slice: &'a [u8],
    of: T,
}

#[derive(Gob)]
struct Generic<T, const N: usize>
where
    T: Clone,
{
    r#type: [T; N],
    next: Option<Box<Generic<T, N>>>,
}

#[derive(Gob)]
#[gob(crate = "netrpc_gob")]
struct Elsewhere(isize, #[gob(skip)] std::marker::PhantomData<()>);

fn both<T: Encode + Decode>() {}

fn main() {
    both::<Unit>();
    both::<Rgba>();
    both::<Transparent>();
    both::<Generic<String, 2>>();
    both::<Elsewhere>();
    let text = String::from("text");
    let value = Borrows { text: &text, slice: text.as_bytes(), of: 1isize };
    netrpc_gob::Encoder::new().encode(&value, &mut Vec::new()).unwrap();
}
