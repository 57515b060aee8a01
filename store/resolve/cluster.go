package resolve

// clusters are sets of records that are one donor: a forest of parents, and
// circular lists to walk the members.
type clusters struct {
	parent []int32
	next   []int32
}

func newClusters(n int) *clusters {
	c := &clusters{parent: make([]int32, 0, n), next: make([]int32, 0, n)}
	for range n {
		c.grow()
	}
	return c
}

func (c *clusters) grow() {
	at := int32(len(c.parent))
	c.parent, c.next = append(c.parent, at), append(c.next, at)
}

// root names the cluster of x: its smallest member.
func (c *clusters) root(x int32) int32 {
	for c.parent[x] != x {
		c.parent[x] = c.parent[c.parent[x]]
		x = c.parent[x]
	}
	return x
}

// join makes two clusters one.
func (c *clusters) join(x, y int32) {
	x, y = c.root(x), c.root(y)
	if x == y {
		return
	}
	c.parent[max(x, y)] = min(x, y)
	c.next[x], c.next[y] = c.next[y], c.next[x]
}

// members yields the members of x's cluster.
func (c *clusters) members(x int32) func(yield func(int32) bool) {
	return func(yield func(int32) bool) {
		for m := x; ; {
			if !yield(m) {
				return
			}
			if m = c.next[m]; m == x {
				return
			}
		}
	}
}

// compatible reports whether no member of one cluster contradicts a member of
// the other. One chain of likely pairs can lead from Jane to John by way of J.;
// so a cluster is judged by all its pairs, not by the link that was found.
func (c *clusters) compatible(w *Weights, records []record, x, y int32) bool {
	for m := range c.members(x) {
		for n := range c.members(y) {
			o := w.compare(&records[m], &records[n])
			if o.hard || !o.bodies && (o.vector[fieldMiddle] == levelConflict || o.answer == Different && o.weight < w.Bridge) {
				return false
			}
		}
	}
	return true
}
