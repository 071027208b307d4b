use netrpc_gob::Gob;

#[derive(Gob)]
enum NoInteger {
    Red,
    Green,
}

#[derive(Gob)]
#[repr(isize)]
enum NoZero {
    Red = 1,
    Green,
}

#[derive(Gob)]
#[repr(isize)]
enum NoZeroByExpression {
    Red = 1 << 2,
    Green,
}

#[derive(Gob)]
#[repr(u8)]
enum OtherOfAnotherType {
    Red,
    #[gob(other)]
    Other(isize),
}

#[derive(Gob)]
#[repr(u8)]
enum OtherOfNothing {
    Red,
    #[gob(other)]
    Other,
}

#[derive(Gob)]
#[repr(u8)]
enum OtherIsNotLast {
    #[gob(other)]
    Other(u8),
    Red,
}

#[derive(Gob)]
#[repr(isize)]
enum Mixed {
    Red,
    Circle(String),
}

#[derive(Gob)]
#[repr(isize)]
enum Twice {
    Red = 0,
    Green = 1,
    Blue = 1,
}

#[derive(Gob)]
#[repr(i128)]
enum TooWide {
    Red,
}

#[derive(Gob)]
#[repr(isize)]
enum Named {
    #[gob(name = "RED")]
    Red,
}

#[derive(Gob)]
#[gob(name = "")]
#[repr(isize)]
enum NoName {
    Red,
}

#[derive(Gob)]
#[gob(transparent)]
#[repr(isize)]
enum Transparent {
    Red,
}

fn main() {}
