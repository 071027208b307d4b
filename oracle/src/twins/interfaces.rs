use std::collections::BTreeMap;

use netrpc_gob::Gob;

use super::make::{Make, Maker};
use super::{Twin, named, same, takes, twin};

twin! {
    struct Circle { radius: f64, }
    struct Square { side: isize, label: String, }
    struct Group { name: String, members: Vec<Option<Shape>>, }
    struct Picture {
        before: isize,
        main: Option<Shape>,
        rest: Vec<Option<Shape>>,
        by_name: Option<BTreeMap<String, Option<Shape>>>,
        two: [Option<Shape>; 2],
        after: String,
    }
    struct Frame { picture: Option<Box<Picture>>, width: u8, }
}

named! {
    struct Tags(Vec<String>);
}

/// Go's interface, by what is registered for it.
#[derive(Gob, Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    #[gob(name = "main.Circle")]
    Circle(Circle),
    #[gob(name = "*main.Square")]
    Square(Square),
    #[gob(name = "main.Group")]
    Group(Group),
    #[gob(name = "shapes/tags")]
    Tags(Tags),
}

impl Make for Shape {
    fn make(maker: &mut Maker<'_>) -> Self {
        match maker.rng.u8(0..4) {
            0 => Shape::Circle(Circle::make(maker)),
            1 => Shape::Square(Square::make(maker)),
            2 => Shape::Group(Group::make(maker)),
            _ => Shape::Tags(Tags::make(maker)),
        }
    }
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<Group>("Group"),
        same::<Picture>("Picture"),
        same::<Frame>("Frame"),
        same::<Vec<Option<Shape>>>("[]Shape"),
        same::<BTreeMap<String, Option<Shape>>>("map[string]Shape"),
        // What it does not have is skipped, with the interfaces in it.
        takes::<Square>("Square", "Group"),
    ]);
}
