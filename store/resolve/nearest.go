package resolve

import "sync"

// mostPossible is how many possible pairs are kept per contributor: a longer
// list of namesakes helps nobody.
const mostPossible = 5

// neighbour is another record with the weight of the pair.
type neighbour struct {
	at     int32
	weight float32
}

// nearest keeps for each record the strongest few with whom it is possibly the
// same. What it keeps does not depend on the order of offers.
type nearest struct {
	mu   sync.Mutex
	best [][mostPossible]neighbour // by descending weight, then place; place -1 is nobody
}

func newNearest(records int) *nearest {
	n := &nearest{best: make([][mostPossible]neighbour, records)}
	for i := range n.best {
		for j := range n.best[i] {
			n.best[i][j].at = -1
		}
	}
	return n
}

func (n *nearest) offer(pairs []edge) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for i := range pairs {
		e := &pairs[i]
		insert(&n.best[e.a], neighbour{e.b, e.weight})
		insert(&n.best[e.b], neighbour{e.a, e.weight})
	}
}

func insert(best *[mostPossible]neighbour, x neighbour) {
	for i := range best {
		if b := best[i]; b.at < 0 || x.weight > b.weight || x.weight == b.weight && x.at < b.at {
			best[i], x = x, b
			if x.at < 0 {
				return
			}
		}
	}
}

// mutual gives the pairs that both sides keep.
func (n *nearest) mutual(w *Weights, records []record) []edge {
	var out []edge
	for a := range n.best {
		for _, x := range n.best[a] {
			if x.at <= int32(a) {
				continue
			}
			for _, y := range n.best[x.at] {
				if y.at == int32(a) {
					o := w.compare(&records[a], &records[x.at])
					out = append(out, edge{int32(a), x.at, x.weight, o.answer, o.firm, o.why})
					break
				}
			}
		}
	}
	return out
}
