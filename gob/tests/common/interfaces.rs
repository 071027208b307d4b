//! Rust twins of the Go interfaces in the fixtures, and of what they hold.

use std::collections::HashMap;

use netrpc_gob::{Complex64, Complex128, Gob, Unregistered};

use super::types::{Anonymous, Empty, Inner, MyInt, NSlice, Outer, Pair, Point};

macro_rules! twins {
    ($($twin:item)*) => {$(
        #[derive(Clone, Debug, Gob, PartialEq)]
        $twin
    )*};
}

twins! {
    pub struct Circle { pub r: f64 }
    pub struct Square { pub side: f64 }
    pub struct Group { pub name: String, pub members: Vec<Option<Shape>> }
    pub struct Drawing {
        pub title: String,
        pub main: Option<Shape>,
        pub others: Vec<Option<Shape>>,
        pub by_name: Option<HashMap<String, Option<Shape>>>,
        pub two: [Option<Shape>; 2],
        pub after: isize,
    }
    pub enum Shape {
        #[gob(name = "main.Circle")]
        Circle(Circle),
        #[gob(name = "main.Square")]
        Square(Square),
        #[gob(name = "main.Group")]
        Group(Group),
    }

    pub struct MyError { pub code: isize }
    pub struct Failure { pub err: Option<GoError>, pub code: isize }
    #[gob(name = "error")]
    pub enum GoError {
        #[gob(name = "main.MyError")]
        Mine(MyError),
    }

    pub struct Holder { pub a: isize, pub v: Option<Any>, pub b: isize }
    pub struct AllAndInterface {
        pub i: isize,
        pub r#if: Option<Any>,
        pub s: String,
        pub sq: Option<Shape>,
    }
    pub struct O { pub f: Option<Any> }
    pub struct Parts {
        pub inner: Inner,
        pub list: Vec<Outer>,
        pub table: Option<HashMap<String, [Point; 2]>>,
        pub more: Option<Any>,
    }
    #[gob(name = "net/mail.Address")]
    pub struct Address { pub name: String, pub address: String }

    #[gob(name = "any")]
    pub enum Any {
        Bool(bool),
        Int(isize),
        Int8(i8),
        Int16(i16),
        Int32(i32),
        Int64(i64),
        Uint(usize),
        Uint8(u8),
        Uint16(u16),
        Uint32(u32),
        Uint64(u64),
        Float32(f32),
        Float64(f64),
        Complex64(Complex64),
        Complex128(Complex128),
        Text(String),
        Bools(Vec<bool>),
        Ints(Vec<isize>),
        Int8s(Vec<i8>),
        Int16s(Vec<i16>),
        Int32s(Vec<i32>),
        Int64s(Vec<i64>),
        Uints(Vec<usize>),
        Bytes(Vec<u8>),
        Uint16s(Vec<u16>),
        Uint32s(Vec<u32>),
        Uint64s(Vec<u64>),
        Float32s(Vec<f32>),
        Float64s(Vec<f64>),
        Complex64s(Vec<Complex64>),
        Complex128s(Vec<Complex128>),
        Texts(Vec<String>),

        Point(Point),
        Inner(Inner),
        Outer(Outer),
        MyInt(MyInt),
        Empty(Empty),
        #[gob(name = "a name")]
        NSlice(NSlice),
        O(Box<O>),
        Parts(Box<Parts>),
        #[gob(name = "*int")]
        IntPointer(Option<isize>),

        Anys(Vec<Option<Any>>),
        Table(HashMap<String, Option<Any>>),
        TextMap(HashMap<String, String>),
        Anonymous(Anonymous),
        Array([isize; 3]),
        Nested(Vec<Vec<isize>>),
        Points(Vec<Point>),
        PointMap(HashMap<String, Option<Point>>),
        PointPointers(Vec<Option<Point>>),
        Shapes(Vec<Option<Shape>>),
        Errors(Vec<Option<GoError>>),

        Address(Address),
        Pair(Pair<String, Point>),
        Addresses(Vec<Address>),
        AddressPair(Pair<Address, Vec<Address>>),

        #[gob(other)]
        Other(Unregistered),
    }

    /// What Go registers by a pointer.
    #[gob(name = "any")]
    pub enum Pointed {
        #[gob(name = "*main.Point")]
        Point(Point),
        #[gob(name = "**main.Point")]
        PointPointer(Point),
        #[gob(name = "*mail.Address")]
        Address(Address),
        #[gob(name = "*map[string]int")]
        Map(HashMap<String, isize>),
    }

    #[gob(name = "any")]
    #[derive(Eq, Hash)]
    pub enum Key {
        Int(isize),
        Text(String),
        Point(Point),
    }
}

/// An interface that holds a Circle.
pub fn circle(r: f64) -> Option<Shape> {
    Some(Shape::Circle(Circle { r }))
}

/// An interface that holds a Square.
pub fn square(side: f64) -> Option<Shape> {
    Some(Shape::Square(Square { side }))
}

/// An interface that holds a Group.
pub fn group(name: &str, members: impl Into<Vec<Option<Shape>>>) -> Option<Shape> {
    let (name, members) = (name.into(), members.into());
    Some(Shape::Group(Group { name, members }))
}

/// An `any` that holds an `O`.
pub fn o(f: Option<Any>) -> Option<Any> {
    Some(Any::O(Box::new(O { f })))
}

/// An `any` that holds a string.
pub fn any_text(text: &str) -> Option<Any> {
    Some(Any::Text(text.into()))
}

/// An `any` that holds a Point.
pub fn any_point(x: isize, y: isize) -> Option<Any> {
    Some(Any::Point(Point { x, y }))
}
