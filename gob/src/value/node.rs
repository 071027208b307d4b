//! What a value holds, without its type: 24 bytes a node, since a byte on the wire can become one.

use super::Value;
use crate::steps::step;

/// A value without its type.
#[derive(Debug, Default)]
pub(crate) enum Node {
    /// Nothing was transmitted: the type's zero value, or nil. Inside a struct it is left out instead.
    #[default]
    Nil,
    Bool(bool),
    Int(i64),
    Uint(u64),
    Float(f64),
    Complex(f64, f64),
    /// A string, a `[]byte`, or what a marshaler made; the type says which.
    Bytes(Box<[u8]>),
    /// The elements of a slice or array, or keys and elements of a map by turns.
    List(Box<[Node]>),
    /// The fields that are there, by number.
    Fields(Box<[(u32, Node)]>),
    Interface(Box<Interface>),
}

/// What a non-nil interface value holds.
#[derive(Debug)]
pub(crate) struct Interface {
    pub(crate) name: Name,
    pub(crate) value: Value,
}

/// A registered name. Go lets any bytes be one.
#[derive(Debug)]
pub(crate) struct Name {
    /// With U+FFFD for what is not UTF-8.
    text: Box<str>,
    /// The bytes, if `text` is not the same.
    exact: Option<Box<[u8]>>,
}

impl Name {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        match std::str::from_utf8(bytes) {
            Ok(text) => Name {
                text: text.into(),
                exact: None,
            },
            Err(_) => Name {
                text: String::from_utf8_lossy(bytes).into(),
                exact: Some(bytes.into()),
            },
        }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        self.exact.as_deref().unwrap_or(self.text.as_bytes())
    }
}

impl Node {
    fn has_parts(&self) -> bool {
        match self {
            Node::List(nodes) => !nodes.is_empty(),
            Node::Fields(fields) => !fields.is_empty(),
            Node::Interface(_) => true,
            _ => false,
        }
    }

    /// Takes out the next part that has parts itself, from number `next` on.
    fn take_composite(&mut self, next: &mut usize) -> Option<Node> {
        match self {
            Node::List(nodes) => take_from(nodes, next, |node| node),
            Node::Fields(fields) => take_from(fields, next, |(_, node)| node),
            Node::Interface(interface) => {
                let only = std::slice::from_mut(&mut interface.value.node);
                take_from(only, next, |node| node)
            }
            _ => None,
        }
    }
}

/// See [`Node::take_composite`]; `node` finds it in a part.
fn take_from<P>(parts: &mut [P], next: &mut usize, node: fn(&mut P) -> &mut Node) -> Option<Node> {
    for part in parts.get_mut(*next..).unwrap_or_default() {
        step();
        *next += 1;
        let part = node(part);
        if part.has_parts() {
            return Some(std::mem::take(part));
        }
    }
    None
}

/// A value may nest deeper than the stack reaches, so it is taken apart from the inside.
impl Drop for Node {
    fn drop(&mut self) {
        let mut next = 0;
        let Some(part) = self.take_composite(&mut next) else {
            return;
        };
        let mut open = vec![(part, 0)];
        loop {
            let part = match open.last_mut() {
                Some((node, next)) => node.take_composite(next),
                None => self.take_composite(&mut next),
            };
            match part {
                Some(part) => open.push((part, 0)),
                // What is dropped here has no composite part left.
                None if open.pop().is_none() => return,
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Type;

    #[test]
    fn a_node_takes_24_bytes() {
        assert_eq!(size_of::<Node>(), 24);
        assert_eq!(size_of::<(u32, Node)>(), 32);
    }

    #[test]
    fn a_million_levels_are_dropped_on_a_small_stack() {
        let drop_deep = || {
            let mut node = Node::Int(1);
            for level in 0..1_000_000 {
                node = match level % 3 {
                    0 => Node::List(Box::new([Node::Bool(true), node])),
                    1 => Node::Fields(Box::new([(3, node)])),
                    _ => Node::Interface(Box::new(Interface {
                        name: Name::new(b"x"),
                        value: Value {
                            of: Type::INTERFACE,
                            node,
                        },
                    })),
                };
            }
            drop(node);
        };
        let thread = std::thread::Builder::new().stack_size(64 << 10);
        thread.spawn(drop_deep).unwrap().join().unwrap();
    }
}
