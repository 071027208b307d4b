package main

type Node struct {
	V    int
	Next *Node
}
type MA struct {
	X int
	B *MB
}
type MB struct {
	Y int
	A []*MA
}
type RS []RS
type RM map[string]RM
type RA [][2]RA2
type RA2 []RA
type Bug3 struct {
	Num      int
	Children []*Bug3
}
type Tree struct {
	V    int
	Kids []Tree
}
type Trie struct {
	V    int
	Next map[string]Trie
}

var _ = also65("linked_list", "1.6", "struct Node { v: isize, next: Option<Box<Node>> }", func(s *stream) {
	s.put(Node{1, &Node{2, nil}}, "Node { v: 1, next: Some(Box::new(Node { v: 2, next: None })) }")
	s.put(Node{1, &Node{}}, "Node { v: 1, next: Some(Box::new(Node { v: 0, next: None })) }")
})
var _ = values("linked_list_of_1000", "1.6", "struct Node { v: isize, next: Option<Box<Node>> }", func(s *stream) {
	s.put(list(1000), "nodes with v from 0 to 999, the last without next")
})
var _ = values("mutual_recursion", "1.6", "struct MA { x: isize, b: Option<Box<MB>> } struct MB { y: isize, a: Vec<Box<MA>> }", func(s *stream) {
	s.put(MA{1, &MB{2, []*MA{{3, nil}}}}, "MA { x: 1, b: Some(Box::new(MB { y: 2, a: vec![Box::new(MA { x: 3, b: None })] })) }")
})
var _ = values("recursive_slice", "1.6", "struct RS(Vec<RS>);", func(s *stream) {
	s.put(RS{RS{nil}, nil}, "RS(vec![RS(vec![RS(vec![])]), RS(vec![])])")
})
var _ = values("recursive_map", "1.6", "struct RM(HashMap<String, RM>);", func(s *stream) {
	s.put(RM{"A": RM{}}, `RM(HashMap::from([("A".to_string(), RM(HashMap::new()))]))`)
})
var _ = values("recursive_array_in_slice", "1.6", "struct RA(Vec<[RA2; 2]>); struct RA2(Vec<RA>);", func(s *stream) {
	s.put(RA{{nil, nil}}, "RA(vec![[RA2(vec![]), RA2(vec![])]])")
})
var _ = values("slice_of_recursive_pointers", "1.5 1.6", "struct Bug3 { num: isize, children: Vec<Box<Bug3>> }", func(s *stream) {
	s.put([]*Bug3{{1, nil}}, "vec![Box::new(Bug3 { num: 1, children: vec![] })]")
})
var _ = values("tree", "1.6", "struct Tree { v: isize, kids: Vec<Tree> }", func(s *stream) {
	s.put(Tree{1, []Tree{{2, nil}}}, "Tree { v: 1, kids: vec![Tree { v: 2, kids: vec![] }] }")
})
var _ = values("trie", "1.6", "struct Trie { v: isize, next: Option<HashMap<String, Trie>> }", func(s *stream) {
	s.put(Trie{1, map[string]Trie{"a": {2, nil}}}, `Trie { v: 1, next: Some(HashMap::from([("a".to_string(), Trie { v: 2, next: None })])) }`)
})

func list(n int) *Node {
	var first *Node
	for v := n - 1; v >= 0; v-- {
		first = &Node{v, first}
	}
	return first
}
