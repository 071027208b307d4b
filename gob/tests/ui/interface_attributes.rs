use netrpc_gob::{Gob, Unregistered};

#[derive(Gob)]
enum SameName {
    #[gob(name = "int")]
    Int(isize),
    #[gob(name = "int")]
    Wide(i64),
}

#[derive(Gob)]
enum NoName {
    #[gob(name = "")]
    Int(isize),
}

#[derive(Gob)]
enum NamedOther {
    #[gob(other, name = "int")]
    Other(Unregistered),
}

#[derive(Gob)]
enum TwoOthers {
    #[gob(other)]
    First(Unregistered),
    #[gob(other)]
    Second(Unregistered),
}

#[derive(Gob)]
enum OtherHoldsSomething {
    Int(isize),
    #[gob(other)]
    Other(String),
}

#[derive(Gob)]
enum Unknown {
    #[gob(rename = "int")]
    Int(isize),
}

#[derive(Gob)]
enum OnThePayload {
    Int(#[gob(name = "int")] isize),
}

#[derive(Gob)]
#[gob(rename_all = "UPPERCASE")]
enum Renamed {
    Int(isize),
}

#[derive(Gob)]
#[gob(transparent)]
enum Transparent {
    Int(isize),
}

#[derive(Gob)]
#[gob(package = "yaml")]
enum NoPath {
    Int(isize),
}

#[derive(Gob)]
#[gob(name = "gopkg.in/yaml.v3.Node", package = "yaml.v3")]
struct NoPackageName {
    x: isize,
}

fn main() {}
