//! What Go would call a type: it says so in the errors that travel to callers.

/// Go's name for a Rust type, as `reflect` prints it: `[]int` for `Vec<isize>`, `main.Args` for a struct `Args`.
///
/// It is a guess from the compiler's name of the type, good for error texts and nothing else. Integers are named as gob
/// names them: `isize` is `int`, `i64` is `int64`.
pub(crate) fn go_type_name<T: ?Sized>() -> String {
    translate(std::any::type_name::<T>())
}

/// Go's name for a struct or enum that serde calls `name`: one with a dot is taken as it is.
pub(crate) fn go_struct_name(name: &str) -> String {
    if name.contains('.') {
        name.to_owned()
    } else {
        format!("main.{name}")
    }
}

/// The name of a type without its package; empty for types that have none in Go, such as slices.
pub(crate) fn bare_name(go_type: &str) -> &str {
    let unnamed =
        go_type.starts_with(['[', '*']) || go_type.starts_with("map[") || go_type.ends_with('}');
    if unnamed {
        ""
    } else {
        go_type.rsplit('.').next().unwrap_or_default()
    }
}

/// Whether values of this Rust type are Go's `[]byte` when they come as a sequence.
#[inline]
pub(crate) fn is_byte_sequence<T: ?Sized>() -> bool {
    let name = std::any::type_name::<T>();
    name.ends_with("<u8>") || name.ends_with("[u8]")
}

/// Whether this is the type of a byte, or of a reference to one.
#[inline]
pub(crate) fn is_byte<T: ?Sized>() -> bool {
    is_or_refers_to::<T>("u8")
}

/// Whether this is `()`, or a reference to one.
#[inline]
pub(crate) fn is_unit<T: ?Sized>() -> bool {
    is_or_refers_to::<T>("()")
}

/// The compiler knows the answer for most types: it is asked for every part of a value.
#[inline]
fn is_or_refers_to<T: ?Sized>(name: &str) -> bool {
    let type_name = std::any::type_name::<T>();
    type_name.ends_with(name) && type_name.trim_start_matches('&') == name
}

fn translate(rust: &str) -> String {
    let rust = rust
        .trim()
        .trim_start_matches('&')
        .trim_start_matches("mut ")
        .trim();
    match rust {
        "bool" | "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" | "u64" | "i128" | "u128"
        | "f32" | "f64" => {
            return rust
                .replace('i', "int")
                .replace('u', "uint")
                .replace('f', "float");
        }
        "isize" => return "int".to_owned(),
        "usize" => return "uint".to_owned(),
        "str" | "char" => return "string".to_owned(),
        "()" => return "struct {}".to_owned(),
        _ => {}
    }
    if let Some(inner) = rust
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'))
    {
        return match inner.rsplit_once("; ") {
            Some((element, length)) => format!("[{length}]{}", translate(element)),
            None => format!("[]{}", translate(inner)),
        };
    }
    if let Some(elements) = rust
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'))
    {
        return format!("[{}]interface {{}}", split_arguments(elements).count());
    }
    let (path, arguments) = match rust.split_once('<') {
        Some((path, arguments)) => (path, arguments.strip_suffix('>').unwrap_or(arguments)),
        None => (rust, ""),
    };
    let name = path.rsplit("::").next().unwrap_or(path);
    let mut arguments = split_arguments(arguments);
    match name {
        "String" => "string".to_owned(),
        "ByteBuf" | "Bytes" => "[]uint8".to_owned(),
        "Option" | "Box" | "Rc" | "Arc" | "Cow" | "Cell" | "RefCell" | "Mutex" | "RwLock" => {
            // The lifetime of a Cow is not printed.
            translate(arguments.next().unwrap_or_default())
        }
        "Vec" | "VecDeque" | "LinkedList" | "HashSet" | "BTreeSet" | "BinaryHeap" => {
            format!("[]{}", translate(arguments.next().unwrap_or_default()))
        }
        "HashMap" | "BTreeMap" | "IndexMap" => {
            let key = translate(arguments.next().unwrap_or_default());
            format!(
                "map[{key}]{}",
                translate(arguments.next().unwrap_or_default())
            )
        }
        "Value" if path.starts_with("serde_json::") => "interface {}".to_owned(),
        "IgnoredAny" => "interface {}".to_owned(),
        "Time" if path == "netrpc_gob::go::time::Time" => "time.Time".to_owned(),
        _ => go_struct_name(name),
    }
}

/// The arguments of a generic type or the elements of a tuple: split at the commas outside of brackets.
fn split_arguments(arguments: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    arguments
        .split(move |character| {
            match character {
                '<' | '(' | '[' => depth += 1,
                '>' | ')' | ']' => depth -= 1,
                _ => {}
            }
            character == ',' && depth == 0
        })
        .map(str::trim)
        .filter(|argument| !argument.is_empty())
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashMap};

    use super::*;

    struct Args;

    #[test]
    fn rust_types_have_the_names_that_go_would_print() {
        assert_eq!(go_type_name::<isize>(), "int");
        assert_eq!(go_type_name::<i64>(), "int64");
        assert_eq!(go_type_name::<u8>(), "uint8");
        assert_eq!(go_type_name::<usize>(), "uint");
        assert_eq!(go_type_name::<f64>(), "float64");
        assert_eq!(go_type_name::<bool>(), "bool");
        assert_eq!(go_type_name::<String>(), "string");
        assert_eq!(go_type_name::<&str>(), "string");
        assert_eq!(go_type_name::<()>(), "struct {}");
        assert_eq!(go_type_name::<Vec<Option<isize>>>(), "[]int");
        assert_eq!(go_type_name::<[u16; 3]>(), "[3]uint16");
        assert_eq!(go_type_name::<(u8, Vec<(u8, u8)>)>(), "[2]interface {}");
        assert_eq!(
            go_type_name::<HashMap<String, BTreeMap<isize, Vec<u8>>>>(),
            "map[string]map[int][]uint8"
        );
        assert_eq!(go_type_name::<Box<Args>>(), "main.Args");
        assert_eq!(go_type_name::<serde_json::Value>(), "interface {}");
    }

    #[test]
    fn only_named_types_have_a_bare_name() {
        assert_eq!(bare_name("main.Args"), "Args");
        assert_eq!(bare_name("int"), "int");
        for unnamed in [
            "[]main.Args",
            "[3]int",
            "map[string]main.Args",
            "struct {}",
            "interface {}",
        ] {
            assert_eq!(bare_name(unnamed), "");
        }
    }

    #[test]
    fn sequences_of_bytes_are_recognised() {
        assert!(is_byte_sequence::<Vec<u8>>());
        assert!(is_byte_sequence::<[u8]>());
        assert!(!is_byte_sequence::<Vec<i8>>());
        assert!(is_byte::<u8>() && is_byte::<&u8>() && !is_byte::<&i8>());
    }
}
