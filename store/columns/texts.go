package columns

import (
	"bytes"
	"sort"
	"strings"
)

// texts is a dictionary of folded texts, each once, in one piece of memory:
// " LOS ANGELES\n". Number 0 is the empty text.
type texts struct {
	all    []byte
	starts []uint32
	number map[string]uint32 // while building
}

func newTexts() texts {
	t := texts{number: make(map[string]uint32)}
	t.add("")
	return t
}

// add gives the number of a folded text.
func (t *texts) add(folded string) uint32 {
	if at, known := t.number[folded]; known {
		return at
	}
	at := uint32(len(t.starts))
	t.number[strings.Clone(folded)] = at
	t.starts = append(t.starts, uint32(len(t.all)))
	if folded != "" {
		t.all = append(append(t.all, ' '), folded...)
	}
	t.all = append(t.all, '\n')
	return at
}

func (t *texts) seal() { t.number = nil }

func (t *texts) size() int { return len(t.starts) }

func (t *texts) at(i int) []byte {
	end := len(t.all)
	if i+1 < len(t.starts) {
		end = int(t.starts[i+1])
	}
	return t.all[t.starts[i]:end]
}

// having gives the texts in which every word begins a word.
func (t *texts) having(words []string) bitmap {
	out := newBitmap(t.size())
	longest := 0
	for i, w := range words {
		if len(w) > len(words[longest]) {
			longest = i
		}
	}
	needle := []byte(" " + words[longest])
	for at := 0; ; {
		i := bytes.Index(t.all[at:], needle)
		if i < 0 {
			return out
		}
		n := sort.Search(len(t.starts), func(k int) bool { return int(t.starts[k]) > at+i }) - 1
		entry := t.at(n)
		if hasWords(entry, words) {
			out.set(uint32(n))
		}
		at = int(t.starts[n]) + len(entry)
	}
}

func hasWords(entry []byte, words []string) bool {
	for _, w := range words {
		if !bytes.Contains(entry, []byte(" "+w)) {
			return false
		}
	}
	return true
}

// equal gives the one text that is folded, if it is there.
func (t *texts) equal(folded string) bitmap {
	out := newBitmap(t.size())
	needle := []byte("\n " + folded + "\n")
	if i := bytes.Index(t.all, needle); i >= 0 {
		out.set(uint32(sort.Search(len(t.starts), func(k int) bool { return int(t.starts[k]) > i+1 }) - 1))
	}
	return out
}
