package main

type Tree struct {
	Left, Right *Tree
	Value       int
}

type Chain struct {
	Value string
	Next  *Chain
}

type Forest struct {
	Name     string
	Children []Forest
}

type Ring struct {
	Peers map[string]*Ring
	Id    uint
}

type Owner struct {
	Name string
	Pets []Pet
}

type Pet struct {
	Owner *Owner
	Kind  Title
}

type Levels []Levels

type Names map[string]Names

type Expr struct {
	Op   string
	Args []*Expr
	Env  map[string]Expr
}

type Left struct {
	X int
	B *Right
}

type Right struct {
	Y int
	A []*Left
}
