package main

// to makes an argument that is an interface, not what it holds.
func to(v any) *any { return &v }

func toShape(s Shape) *Shape { return &s }

func anyValues(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, v := range []any{
		nil, 7, -1.5, "text", true, []byte{1, 2}, Point{1, 2}, Args{3, 4}, []any{}, map[string]any{},
		[]any{1, nil, Point{3, 4}, "a", []any{Box{Point{5, 6}}}},
		map[string]any{"k": map[string]any{"l": []any{Box{Box{map[string]string{"a": "b"}}}, nil}}},
		Box{}, Box{Box{Circle{1}}}, Circle{2}, &Square{3}, &BasicError{"bad"},
	} {
		c.call("Plugin.Any", to(v), new(any))
	}
}

func anyTypesInsideOthers(t *transcript) {
	c := t.client()
	defer c.Close()
	// Each type is new, deep inside.
	c.call("Plugin.Box", Box{[]any{Box{Point{1, 2}}}}, new(Box))
	c.call("Plugin.Box", Box{[]any{Box{Point{1, 2}}}}, new(Box))
	c.call("Plugin.Box", Box{Group{"g", []Shape{Group{"h", []Shape{Circle{1}}}, &Square{2}, nil}}}, new(Box))
	c.call("Plugin.Box", Box{map[string]any{"a": []any{&BasicError{"x"}, 1}}}, new(Box))
	c.call("Plugin.Box", Box{}, new(Box))
}

func anyEvents(t *transcript) {
	c := t.client()
	defer c.Close()
	event := Event{
		Name:    "full",
		Payload: []any{Point{1, 2}, Box{&BasicError{"inside"}}, nil},
		Shapes:  []Shape{Circle{1}, nil, &Square{2}, Group{"g", []Shape{Circle{3}}}},
		Pair:    [2]any{Point{7, 8}, nil},
		Tags:    map[string]any{"a": 1, "b": Box{Args{1, 2}}, "c": nil, "d": []any{"x"}},
		ByKey:   map[any]int{1: 1, "k": 2, Point{3, 4}: 3},
		Err:     &BasicError{"failed"},
		Code:    9,
	}
	c.call("Plugin.Event", event, new(Event))
	c.call("Plugin.Event", event, new(Event))
	c.call("Plugin.Event", Event{}, new(Event))
	c.call("Plugin.Event", Event{Err: &BasicError{}, Code: 1}, new(Event))
}

func anyShapes(t *transcript) {
	c := t.client()
	defer c.Close()
	for _, name := range []string{"circle", "square", "group", "nothing", "line"} {
		c.call("Plugin.Make", name, new(Shape))
	}
	for _, s := range []Shape{Circle{2}, &Square{3}, Group{"g", []Shape{&Square{1}, Group{"h", []Shape{Circle{2}, nil}}}}, nil} {
		c.call("Plugin.Area", toShape(s), new(float64))
	}
	c.call("Plugin.Area", to(Point{1, 2}), new(float64))
	c.call("Plugin.Area", to(7), new(float64))
	c.call("Plugin.Area", toShape(Circle{1}), new(float64))
}

func anyUnregisteredName(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Plugin.Any", to(Private("p")), new(any))
	c.call("Plugin.Any", to([]any{1, Private("p"), 2}), new(any))
	c.call("Plugin.Any", to(7), new(any))
}

func anyUnregisteredReply(t *transcript) {
	c := t.client()
	defer c.Close()
	p := c.start("Slow.Wait", 8, new(int))
	c.call("Plugin.Secret", 3, new(any))
	t.release(8)
	p.finish()
	c.call("Plugin.Any", to(7), new(any))
}

// Go's own server loses its way behind such a value.
func anyUnregisteredType(t *transcript) {
	c := t.client()
	defer c.Close()
	c.call("Plugin.Any", to(Sealed{1}), new(any))
	c.call("Plugin.Box", Box{[]any{1, Box{Sealed{2}}, Point{1, 2}}}, new(Box))
	c.call("Plugin.Event", Event{Tags: map[string]any{"a": Box{[]any{Sealed{3}}}}, Code: 1}, new(Event))
	c.call("Plugin.Event", Event{ByKey: map[any]int{Sealed{4}: 1}, Code: 1}, new(Event))
	c.call("Plugin.Any", to(Point{5, 6}), new(any))
	c.call("Plugin.Nope", Box{[]any{nil, Box{map[string]string{"a": "b"}}}}, new(Box))
	c.call("Plugin.Any", to(map[string]string{"c": "d"}), new(any))
}
