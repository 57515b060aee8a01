package sqlite

import "hash/maphash"

// seenSet remembers which identities a load has met, and in which spelling and
// with which entity code. It has a fixed size: when it is full one may
// be reported as new again, which costs a redundant row later and nothing else.
type seenSet struct {
	seed  maphash.Seed
	slots []uint64
	used  int
}

const seenSlots = 1 << 20

func newSeenSet() seenSet { return seenSet{seed: maphash.MakeSeed(), slots: make([]uint64, 1<<12)} }

// add reports whether the identity is new with these texts.
func (s *seenSet) add(id uint64, texts ...string) bool {
	h := id * 0x9e3779b97f4a7c15
	for _, text := range texts {
		h = (h<<7 | h>>57) ^ maphash.String(s.seed, text)
	}
	if h == 0 {
		h = 1
	}
	if s.used*2 > len(s.slots) {
		s.grow()
	}
	return s.insert(h)
}

func (s *seenSet) insert(h uint64) bool {
	mask := uint64(len(s.slots) - 1)
	for i := h & mask; ; i = (i + 1) & mask {
		switch s.slots[i] {
		case h:
			return false
		case 0:
			s.slots[i] = h
			s.used++
			return true
		}
	}
}

// grow doubles the table, or empties it at its largest size.
func (s *seenSet) grow() {
	old := s.slots
	s.used = 0
	if len(old) >= seenSlots {
		clear(s.slots)
		return
	}
	s.slots = make([]uint64, len(old)*4)
	for _, h := range old {
		if h != 0 {
			s.insert(h)
		}
	}
}
