//! Types as text: Go's spelling of a type, and declarations of all types that it needs.
//!
//! A hostile graph of nameless types is endless as text, or 2^24 times as long as its definitions. Nameless
//! types whose literal is long or shared get names of their own in declarations, and are cut in a single type's text.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write as _};
use std::sync::Arc;

use super::table::{Id, Shape, Table};
use super::types::{Type, is_type_name};
use crate::marshal::Marshaler;
use crate::steps::step;

impl Type {
    /// Go declarations of this type and of all types that it refers to, one a line, in the order in which Go
    /// sends them. Types whose name is not known and whose literal would be long or endless are called `T1`, `T2`
    /// and so on; of several types with one name the later ones get a number.
    ///
    /// ```
    /// use netrpc_gob::value::{Id, TypeBuilder};
    ///
    /// let mut types = TypeBuilder::new();
    /// let node = types.declare("main.Node");
    /// let next = types.pointer(node);
    /// let fields = types.structure([("Value", Id::STRING), ("Next", next)]);
    /// types.define(node, fields);
    /// let nodes = types.map(Id::INT, node);
    /// let node = types.build(nodes)?;
    ///
    /// assert_eq!(node.to_string(), "map[int]main.Node");
    /// assert_eq!(node.declarations(), "type Node struct { Value string; Next *Node }\n");
    /// # Ok::<(), netrpc_gob::Error>(())
    /// ```
    pub fn declarations(&self) -> String {
        let mut text = String::new();
        let Some(table) = &self.table else {
            return text;
        };
        let reached = reachable(table, self.id);
        let names = declared_names(table, &reached);
        for id in &reached {
            let (Some(name), Some(of)) = (names.get(id), table.get(*id)) else {
                continue;
            };
            let _ = write!(text, "type {name} ");
            let mut speller = Speller {
                table: Some(table),
                names: Names::Declared(&names),
                end: usize::MAX,
            };
            speller.shape(&mut text, &of.shape);
            text.push('\n');
        }
        text
    }
}

/// Go's spelling, as `reflect.Type.String`: `int`, `main.Point`, `map[string][]int`. The text of a nameless type
/// is cut where it gets long.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&go_string(self.table.as_ref(), self.id))
    }
}

/// Go's `reflect.Type.String`.
pub(crate) fn go_string(table: Option<&Arc<Table>>, id: Id) -> String {
    let mut text = String::new();
    let mut speller = Speller {
        table,
        names: Names::Own,
        end: MAX_TEXT,
    };
    speller.run(&mut text, vec![Part::Of(id)]);
    text
}

impl fmt::Debug for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Type({self})")
    }
}

/// The name without its package: `Point` for `main.Point`, `Pair[string,main.Point]` for
/// `main.Pair[string,main.Point]`.
pub(crate) fn bare(name: &str) -> &str {
    let end = name.find('[').unwrap_or(name.len());
    behind(name, name.get(..end).and_then(|path| path.rfind('.')))
}

/// The name behind the last slash of its package's path, as `reflect.Type.String` prints it.
fn short(name: &str) -> &str {
    let end = name.find('[').unwrap_or(name.len());
    behind(name, name.get(..end).and_then(|path| path.rfind('/')))
}

/// What follows the letter at `separator`; all of a name that ends with it, as a peer may have called a type.
fn behind(name: &str, separator: Option<usize>) -> &str {
    let rest = separator.and_then(|at| name.get(at + 1..));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(name)
}

struct Speller<'t> {
    table: Option<&'t Arc<Table>>,
    names: Names<'t>,
    /// Where the text is cut.
    end: usize,
}

#[derive(Clone, Copy)]
enum Names<'t> {
    /// Those of the definitions, with their packages.
    Own,
    /// Those in this list, bare.
    Declared(&'t HashMap<Id, String>),
}

enum Part<'t> {
    Text(&'t str),
    Of(Id),
    Field(&'t str, Id),
}

impl<'t> Speller<'t> {
    /// Appends the literal of `shape`.
    fn shape(&mut self, text: &mut String, shape: &'t Shape) {
        let mut pending = Vec::new();
        open(text, shape, &mut pending);
        self.run(text, pending);
    }

    fn run(&mut self, text: &mut String, mut pending: Vec<Part<'t>>) {
        while let Some(part) = pending.pop() {
            step();
            if text.len() > self.end {
                text.push('…');
                return;
            }
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Field(name, of) => {
                    text.push_str(&clip(name));
                    text.push(' ');
                    pending.push(Part::Of(of));
                }
                Part::Of(id) => match (self.name(id), self.table.and_then(|table| table.get(id))) {
                    (Some(name), _) => text.push_str(&clip(name)),
                    (None, Some(of)) => open(text, &of.shape, &mut pending),
                    (None, None) => text.push_str("interface {}"),
                },
            }
        }
    }

    fn name(&self, id: Id) -> Option<&'t str> {
        if let Some(name) = id.predeclared_name() {
            let is_declaration = matches!(self.names, Names::Declared(_));
            return Some(if id == Id::BYTES && is_declaration {
                "[]byte"
            } else {
                name
            });
        }
        match self.names {
            Names::Declared(names) => names.get(&id).map(String::as_str),
            Names::Own => {
                let name = &*self.table?.get(id)?.name;
                is_type_name(name).then(|| short(name))
            }
        }
    }
}

/// Appends the start of a literal and puts the rest, last part first, onto `pending`.
fn open<'t>(text: &mut String, shape: &'t Shape, pending: &mut Vec<Part<'t>>) {
    match shape {
        Shape::Basic(of) => pending.push(Part::Of(*of)),
        Shape::Slice(element) => {
            text.push_str("[]");
            pending.push(Part::Of(*element));
        }
        Shape::Array(element, len) => {
            let _ = write!(text, "[{len}]");
            pending.push(Part::Of(*element));
        }
        Shape::Map(key, element) => {
            text.push_str("map[");
            pending.extend([Part::Of(*element), Part::Text("]"), Part::Of(*key)]);
        }
        Shape::Pointer(to) => {
            text.push('*');
            pending.push(Part::Of(*to));
        }
        Shape::Struct(fields) if fields.is_empty() => text.push_str("struct {}"),
        Shape::Struct(fields) => {
            text.push_str("struct { ");
            pending.push(Part::Text(" }"));
            for (index, field) in fields.iter().enumerate().rev() {
                pending.push(Part::Field(&field.name, field.of));
                if index > 0 {
                    pending.push(Part::Text("; "));
                }
            }
        }
        Shape::Opaque(marshaler) => text.push_str(match marshaler {
            Marshaler::Gob => "struct { /* GobEncoder */ }",
            Marshaler::Binary => "struct { /* BinaryMarshaler */ }",
            Marshaler::Text => "struct { /* TextMarshaler */ }",
        }),
    }
}

/// Types that `root` refers to, itself first, each before its parts.
fn reachable(table: &Arc<Table>, root: Id) -> Vec<Id> {
    let (mut reached, mut seen, mut pending) = (Vec::new(), HashSet::new(), vec![root]);
    while let Some(id) = pending.pop() {
        step();
        let Some(of) = table.get(id).filter(|_| seen.insert(id)) else {
            continue;
        };
        reached.push(id);
        let parts: Vec<_> = (0..).map_while(|index| of.shape.part(index)).collect();
        pending.extend(parts.into_iter().rev());
    }
    reached
}

/// The names under which types are declared: their own, and made ones for nameless types that are not written as
/// literals.
fn declared_names(table: &Arc<Table>, reached: &[Id]) -> HashMap<Id, String> {
    let mut names = HashMap::new();
    let mut taken = HashMap::new();
    let mut nameless = Vec::new();
    for id in reached {
        let name = table.get(*id).map_or("", |of| &of.name);
        if is_type_name(name) {
            let name = unused(&clip(bare(name)), "_", &mut taken);
            names.insert(*id, name);
        } else {
            nameless.push(*id);
        }
    }
    // A literal that stands in one place is written there; the rest of the graph is a tree of those.
    let mut references: HashMap<Id, usize> = HashMap::new();
    for id in reached {
        let shape = table.get(*id).map(|of| &of.shape);
        for part in (0..).map_while(|index| shape?.part(index)) {
            *references.entry(part).or_default() += 1;
        }
    }
    if let Some(root) = reached.first() {
        *references.entry(*root).or_default() += 1;
    }
    for id in nameless {
        let is_shared = references.get(&id).is_some_and(|count| *count > 1);
        if is_shared && !is_small(table, id, SMALL_LEVELS) {
            names.insert(id, unused("T", "", &mut taken));
        }
    }
    names
}

/// `name` itself, or with the first number that nobody has. A bare `T` always gets one.
fn unused(name: &str, separator: &str, taken: &mut HashMap<String, usize>) -> String {
    if !separator.is_empty() && !taken.contains_key(name) {
        taken.insert(name.to_owned(), 1);
        return name.to_owned();
    }
    let mut number = taken.get(name).copied().unwrap_or(0);
    let unique = loop {
        step();
        number += 1;
        let unique = format!("{name}{separator}{number}");
        if !taken.contains_key(&unique) {
            break unique;
        }
    };
    taken.insert(name.to_owned(), number);
    taken.insert(unique.clone(), 1);
    unique
}

/// Whether the literal of `id` is short enough to be written more than once.
fn is_small(table: &Arc<Table>, id: Id, levels: usize) -> bool {
    step();
    let Some(of) = table.get(id) else {
        return true;
    };
    let mut parts = (0..).map_while(|index| of.shape.part(index));
    let is_named = is_type_name(&of.name);
    is_named
        || levels > 0
            && of.shape.part(SMALL_PARTS).is_none()
            && parts.all(|part| is_small(table, part, levels - 1))
}

/// Names that nobody would read to their end are cut: one definition of a long name can be referred to often.
pub(crate) fn clip(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => Cow::Owned(format!("{}…", name.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(name),
    }
}

/// Levels and parts of a literal that is written again and again rather than named.
const SMALL_LEVELS: usize = 3;
const SMALL_PARTS: usize = 3;
/// Characters of a name.
const MAX_NAME: usize = 256;
/// A longer text of a single type is cut.
const MAX_TEXT: usize = 1024;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::TypeBuilder;

    #[test]
    fn a_bomb_of_nameless_types_is_declared_in_as_many_lines() {
        let mut types = TypeBuilder::new();
        let mut last = types.structure([("X", Id::INT)]);
        for _ in 0..24 {
            last = types.structure([("A", last), ("B", last)]);
        }
        let bomb = types.build(last).unwrap();
        let text = bomb.declarations();
        assert!(text.len() < 4096, "{text}");
        assert!(text.lines().count() < 26, "{text}");
        assert!(bomb.to_string().len() < 2048);
    }

    #[test]
    fn nameless_types_that_contain_themselves_get_a_name() {
        let mut types = TypeBuilder::new();
        let list = types.declare("");
        let slice = types.slice(list);
        types.define(list, slice);
        let list = types.build(list).unwrap();
        assert_eq!(list.declarations(), "type T1 []T1\n");
        assert!(list.to_string().ends_with("[]…"));
    }

    #[test]
    fn two_types_of_one_name_are_told_apart() {
        let mut types = TypeBuilder::new();
        let one = types.structure([("X", Id::INT)]);
        let one = types.named("a.P", one);
        let two = types.named("b.P", Id::STRING);
        let both = types.structure([("One", one), ("Two", two)]);
        let both = types.build(both).unwrap();
        let expected = "type P struct { X int }\ntype P_2 string\n";
        assert_eq!(both.declarations(), expected);
    }

    #[test]
    fn packages_are_left_out_but_for_those_of_arguments() {
        assert_eq!(bare("main.Point"), "Point");
        assert_eq!(
            bare("example.com/x.Pair[string,main.Point]"),
            "Pair[string,main.Point]"
        );
        assert_eq!(bare("int"), "int");
        assert_eq!(short("net/mail.Address"), "mail.Address");
        // Go has no such names, and a peer may.
        assert_eq!((bare("a."), short("a/")), ("a.", "a/"));
    }
}
