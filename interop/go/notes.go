package main

import "sync"

// notes are what the codec of a connection was asked to do, in order.
type notes struct {
	sync.Mutex
	lines   []string
	changed *sync.Cond
}

// theNotes are those of the first connection that has any.
var theNotes = newNotes()

var firstTaken sync.Once

func newNotes() *notes {
	n := new(notes)
	n.changed = sync.NewCond(n)
	return n
}

// firstNotes are theNotes once, and then some that nobody asks for.
func firstNotes() *notes {
	notes := newNotes()
	firstTaken.Do(func() { notes = theNotes })
	return notes
}

func (n *notes) add(line string, err error) {
	if err != nil {
		line += ": " + err.Error()
	}
	n.Lock()
	defer n.Unlock()
	n.lines = append(n.lines, line)
	n.changed.Broadcast()
}

// Codec knows what the codec of the first connection was asked to do.
type Codec struct{}

// Notes answers that, once the last of it is as given.
func (Codec) Notes(last string, reply *[]string) error {
	theNotes.Lock()
	defer theNotes.Unlock()
	for len(theNotes.lines) == 0 || theNotes.lines[len(theNotes.lines)-1] != last {
		theNotes.changed.Wait()
	}
	*reply = append(*reply, theNotes.lines...)
	return nil
}
