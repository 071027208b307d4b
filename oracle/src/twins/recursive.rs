use std::collections::BTreeMap;

use super::scalars::Title;
use super::{Twin, named, same, twin};

twin! {
    struct Tree { left: Option<Box<Tree>>, right: Option<Box<Tree>>, value: isize, }
    struct Chain { value: String, next: Option<Box<Chain>>, }
    struct Forest { name: String, children: Vec<Forest>, }
    struct Ring { peers: Option<BTreeMap<String, Box<Ring>>>, id: usize, }
    struct Owner { name: String, pets: Vec<Pet>, }
    struct Pet { owner: Option<Box<Owner>>, kind: Title, }
    struct Expr { op: String, args: Vec<Box<Expr>>, env: Option<BTreeMap<String, Expr>>, }
    struct Left { x: isize, b: Option<Box<Right>>, }
    struct Right { y: isize, a: Vec<Box<Left>>, }
}

named! {
    struct Levels(Vec<Levels>);
    struct Names(BTreeMap<String, Names>);
}

pub(super) fn add(twins: &mut Vec<Twin>) {
    twins.extend([
        same::<Tree>("Tree"),
        same::<Chain>("Chain"),
        same::<Forest>("Forest"),
        same::<Ring>("Ring"),
        same::<Owner>("Owner"),
        same::<Pet>("Pet"),
        same::<Levels>("Levels"),
        same::<Names>("Names"),
        same::<Expr>("Expr"),
        same::<Left>("Left"),
        same::<Right>("Right"),
    ]);
}
