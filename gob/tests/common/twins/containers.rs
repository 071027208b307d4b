//! Twins of `values_containers.go`, `values_merge.go` and `values_recursive.go`.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use netrpc_gob::Complex128;

use super::super::types::{
    Bug3, Inner, Ma, Mb, Merge, MyInt, NArr, NMap, NSlice, Node, Point, Ra, Ra2, Rm, Rs, Tree,
    Trie, list,
};
use super::{Item, merges, refused, same, text};

pub fn twins(name: &str) -> Option<Vec<Item>> {
    Some(match name {
        "slice_of_int" => [vec![1isize, 2], vec![], vec![], vec![0, 0]]
            .map(same)
            .into(),
        "slice_of_int8" => vec![same(vec![1i8, -1])],
        "slice_of_int16" => vec![same(vec![1i16, -1])],
        "slice_of_int32" => vec![same(vec![1i32, -1])],
        "slice_of_int64" => vec![same(vec![1i64, -1])],
        "slice_of_uint" => vec![same(vec![1usize, 200])],
        "slice_of_uint16" => vec![same(vec![1u16])],
        "slice_of_uint32" => vec![same(vec![1u32])],
        "slice_of_uint64" => vec![same(vec![u64::MAX])],
        "slice_of_bool" => vec![same(vec![false, true])],
        "slice_of_string" => vec![same(vec![text("a"), text(""), text("bc")])],
        "slice_of_float32" => vec![same(vec![0.0f32, 1.5])],
        "slice_of_float64" => vec![same(vec![0.0f64, 1.5])],
        "slice_of_complex128" => {
            let complex = |im| Complex128 { re: 0.0, im };
            vec![same(vec![complex(0.0), complex(1.0)])]
        }
        "slice_of_bytes" => vec![same(vec![vec![], vec![], vec![1u8]])],
        "slice_of_slices" => vec![same(vec![vec![], vec![], vec![1isize]])],
        "slice_of_points" => vec![same(vec![Point::default(), point(1, 2)])],
        "slice_of_pointers_to_points" => vec![
            same(vec![Some(Point::default()), Some(point(1, 2))]),
            same(point(1, 2)),
        ],
        "named_slice" => vec![same(NSlice(vec![1]))],
        "slice_of_named_slices" => vec![same(vec![NSlice(vec![1])])],
        "slice_of_named_ints" => vec![same(vec![MyInt(1)])],
        "structurally_equal_slices" => vec![
            same(vec![1isize]),
            same(vec![1i64]),
            same(NSlice(vec![1])),
            same(vec![Some(0isize)]),
        ],
        "array_of_int" => vec![
            same([1isize, 0, 3]),
            same(Some([1isize, 0, 3])),
            same([0isize; 3]),
        ],
        "array_of_none" => vec![same([0isize; 0])],
        "array_of_bytes" => vec![same([1u8, 200, 3])],
        "array_of_bool" => vec![same([true, false])],
        "named_array" => vec![same(NArr([1, 0, 0]))],
        "array_of_points" => vec![same([point(1, 2), point(0, 0)]), same(point(1, 2))],
        "array_of_arrays" => vec![same([[1isize, 2], [3, 4]])],
        "array_of_1000" => {
            let mut array = [0u16; 1000];
            array[999] = 7;
            vec![same(array)]
        }
        "map_of_int" => vec![
            same(map([(text("a"), 1isize)])),
            same(map([(text(""), 0isize)])),
            same(HashMap::<String, isize>::new()),
            same(HashMap::<String, isize>::new()),
        ],
        "named_map" => vec![same(NMap(map([(text("a"), 1)])))],
        "map_of_points" => vec![same(map([(text("a"), point(1, 2))])), same(point(1, 2))],
        "map_of_point_to_inner" => {
            vec![same(map([(point(1, 2), Inner { p: 3, q: 4 })]))]
        }
        "map_of_slices" => vec![same(map([(text("a"), vec![1isize])]))],
        "map_of_pointers" => vec![
            same(map([(text("a"), Some(0isize))])),
            refused(map([(text("a"), None::<isize>)])),
            same(map([(text("b"), Some(1isize))])),
        ],
        "map_with_int_keys" => vec![same(map([(-2i16, false)]))],
        "map_as_set" => vec![same(HashSet::from([text("a")]))],

        "merge_struct" => merge_struct(),
        "merge_slice_of_structs" => vec![
            merges(
                vec![point(0, 5), point(6, 0)],
                vec![point(1, 1), point(2, 2), point(3, 3)],
                vec![point(1, 5), point(6, 2)],
            ),
            merges(vec![], vec![point(1, 1)], vec![]),
        ],
        "merge_longer_slice" => vec![merges(
            vec![point(0, 5), point(6, 0)],
            vec![point(1, 1)],
            vec![point(0, 5), point(6, 0)],
        )],
        "merge_array_of_structs" => vec![merges(
            [point(0, 5), point(6, 0)],
            [point(1, 1), point(2, 2)],
            [point(1, 5), point(6, 2)],
        )],
        "merge_map_of_structs" => vec![merges(
            map([(text("a"), point(0, 5))]),
            map([(text("a"), point(1, 1)), (text("b"), point(2, 2))]),
            map([(text("a"), point(0, 5)), (text("b"), point(2, 2))]),
        )],
        "merge_scalars" => vec![
            merges(0isize, 5, 0),
            merges(text(""), text("old"), text("")),
            merges(vec![], vec![1u8, 2], vec![]),
            merges(vec![9], vec![1u8, 2], vec![9]),
        ],

        "linked_list" => {
            let list = |v| Node {
                v: 1,
                next: Some(Box::new(Node { v, next: None })),
            };
            vec![same(list(2)), same(list(0))]
        }
        "linked_list_of_1000" => vec![same(list(1000))],
        "mutual_recursion" => {
            let a = vec![Some(Ma { x: 3, b: None })];
            let b = Some(Box::new(Mb { y: 2, a }));
            vec![same(Ma { x: 1, b })]
        }
        "recursive_slice" => vec![same(Rs(vec![Rs(vec![Rs(vec![])]), Rs(vec![])]))],
        "recursive_map" => vec![same(Rm(map([(text("A"), Rm::default())])))],
        "recursive_array_in_slice" => vec![same(Ra(vec![[Ra2(vec![]), Ra2(vec![])]]))],
        "slice_of_recursive_pointers" => vec![same(vec![Some(Bug3 {
            num: 1,
            children: vec![],
        })])],
        "tree" => {
            let kids = vec![Tree { v: 2, kids: vec![] }];
            vec![same(Tree { v: 1, kids })]
        }
        "trie" => {
            let next = Some(map([(text("a"), Trie { v: 2, next: None })]));
            vec![same(Trie { v: 1, next })]
        }
        _ => return None,
    })
}

fn merge_struct() -> Vec<Item> {
    let zero = Merge::default();
    let full = Merge {
        i: 1,
        s: text("old"),
        b: vec![1, 2],
        l: vec![1, 2, 3],
        a: [4, 5],
        m: Some(map([(text("old"), 1)])),
        p: Some(Box::new(6)),
        r#in: Inner { p: 7, q: 8 },
        ip: Some(Box::new(Inner { p: 9, q: 10 })),
    };
    // An array is always sent.
    let kept = Merge {
        a: [0, 0],
        ..full.clone()
    };
    let cases = [
        (zero.clone(), kept.clone()),
        (
            Merge {
                i: 2,
                s: text("new"),
                ..zero.clone()
            },
            Merge {
                i: 2,
                s: text("new"),
                ..kept.clone()
            },
        ),
        (
            Merge {
                l: vec![0, 9],
                ..zero.clone()
            },
            Merge {
                l: vec![0, 9],
                ..kept.clone()
            },
        ),
        (
            Merge {
                m: Some(map([(text("new"), 2)])),
                ..zero.clone()
            },
            Merge {
                m: Some(map([(text("old"), 1), (text("new"), 2)])),
                ..kept.clone()
            },
        ),
        (
            Merge {
                p: Some(Box::new(0)),
                r#in: Inner { p: 0, q: 3 },
                ip: Some(Box::new(Inner { p: 4, q: 0 })),
                ..zero.clone()
            },
            Merge {
                r#in: Inner { p: 7, q: 3 },
                ip: Some(Box::new(Inner { p: 4, q: 10 })),
                ..kept.clone()
            },
        ),
    ];
    let mut items: Vec<_> = cases
        .into_iter()
        .map(|(value, merged)| merges(value, full.clone(), merged))
        .collect();
    let two = Merge { i: 2, ..zero };
    items.push(merges(two.clone(), Merge::default(), two));
    items
}

fn point(x: isize, y: isize) -> Point {
    Point { x, y }
}

fn map<K: Eq + Hash, V, const N: usize>(entries: [(K, V); N]) -> HashMap<K, V> {
    HashMap::from(entries)
}
