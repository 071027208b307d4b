//! Copies of values, however deep.

use super::node::{Interface, Name, Node};
use super::{Type, Value};
use crate::steps::step;

/// A composite node of which a part has been copied.
enum Open<'n> {
    List(std::slice::Iter<'n, Node>, Vec<Node>),
    Fields(std::slice::Iter<'n, (u32, Node)>, Vec<(u32, Node)>),
    Interface(&'n Interface),
}

/// A copy of the node and all that it holds.
pub(crate) fn clone_deep(root: &Node) -> Node {
    let mut open = Vec::new();
    let mut current = root;
    loop {
        step();
        let mut done = match current {
            Node::Nil => Node::Nil,
            Node::Bool(value) => Node::Bool(*value),
            Node::Int(value) => Node::Int(*value),
            Node::Uint(value) => Node::Uint(*value),
            Node::Float(value) => Node::Float(*value),
            Node::Complex(re, im) => Node::Complex(*re, *im),
            Node::Bytes(bytes) => Node::Bytes(bytes.clone()),
            Node::List(nodes) => match nodes.iter().as_slice().split_first() {
                Some((first, rest)) => {
                    open.push(Open::List(rest.iter(), Vec::with_capacity(nodes.len())));
                    current = first;
                    continue;
                }
                None => Node::List(Box::default()),
            },
            Node::Fields(fields) => match fields.first() {
                Some((_, first)) => {
                    open.push(Open::Fields(
                        fields.iter(),
                        Vec::with_capacity(fields.len()),
                    ));
                    current = first;
                    continue;
                }
                None => Node::Fields(Box::default()),
            },
            Node::Interface(interface) => {
                open.push(Open::Interface(interface));
                current = &interface.value.node;
                continue;
            }
        };
        // Up, until there is a part left to copy.
        current = loop {
            match open.last_mut() {
                None => return done,
                Some(Open::List(rest, nodes)) => {
                    nodes.push(done);
                    match rest.next() {
                        Some(next) => break next,
                        None => done = Node::List(std::mem::take(nodes).into()),
                    }
                }
                Some(Open::Fields(rest, fields)) => {
                    if let Some((number, _)) = rest.next() {
                        fields.push((*number, done));
                    }
                    match rest.as_slice().first() {
                        Some((_, next)) => break next,
                        None => done = Node::Fields(std::mem::take(fields).into()),
                    }
                }
                Some(Open::Interface(interface)) => {
                    done = Node::Interface(Box::new(Interface {
                        name: Name::new(interface.name.bytes()),
                        value: Value {
                            of: Type::clone(&interface.value.of),
                            node: done,
                        },
                    }));
                }
            }
            open.pop();
        };
    }
}

impl Clone for Value {
    fn clone(&self) -> Self {
        Value {
            of: self.of.clone(),
            node: clone_deep(&self.node),
        }
    }
}
