package columns

import "strings"

// strs is a small dictionary of texts as they are: states, forms, classes.
type strs struct {
	list   []string
	number map[string]uint32
}

func newStrs() strs {
	s := strs{number: make(map[string]uint32)}
	s.add("")
	return s
}

func (s *strs) add(text string) uint32 {
	if at, known := s.number[text]; known {
		return at
	}
	text = strings.Clone(text)
	at := uint32(len(s.list))
	s.number[text] = at
	s.list = append(s.list, text)
	return at
}

// any gives which entries are among the wanted ones.
func (s *strs) any(wanted ...string) bitmap {
	out := newBitmap(len(s.list))
	for _, w := range wanted {
		if at, known := s.number[w]; known {
			out.set(at)
		}
	}
	return out
}

// bytes is about what the dictionary takes.
func (s *strs) bytes() int {
	n := 0
	for _, text := range s.list {
		n += len(text) + 64 // header, map entry with its share of free space
	}
	return n
}
