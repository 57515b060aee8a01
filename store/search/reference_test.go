package search_test

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"moneytrail/store/resolve"
	"moneytrail/store/search"
)

// document is what the reference searches, name by name.
type document struct {
	id, rank int64
	names    []string
	body     bool
}

var (
	syllables = []string{"ko", "wal", "czyk", "sky", "bau", "man", "pol", "ice", "bob", "rob", "ert", "an"}
	fixed     = []string{"BOB", "ROBERT", "POLICE", "OF", "THE", "LOCAL", "12", "LEAGUE", "BAUM", "INC"}
)

func randomWord() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if rapid.Bool().Draw(t, "fixed") {
			return rapid.SampledFrom(fixed).Draw(t, "word")
		}
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(syllables), 1, 4).Draw(t, "syllables"), "")
	})
}

func randomDocuments(t *rapid.T) []document {
	out := make([]document, rapid.IntRange(0, 90).Draw(t, "documents"))
	for i := range out {
		d := &out[i]
		d.id, d.rank, d.body = int64(i*7%101), int64(rapid.IntRange(-2, 3).Draw(t, "rank")), rapid.Bool().Draw(t, "body")
		for range rapid.IntRange(1, 3).Draw(t, "names") {
			d.names = append(d.names, strings.Join(rapid.SliceOfN(randomWord(), 1, 5).Draw(t, "name"), " "))
		}
	}
	return out
}

// misspell changes one letter of a word, so that queries have typos to forgive.
func misspell(t *rapid.T, w string) string {
	at := rapid.IntRange(0, len(w)-1).Draw(t, "at")
	switch rapid.IntRange(0, 3).Draw(t, "typo") {
	case 0:
		return w[:at] + w[at+1:]
	case 1:
		return w[:at] + "q" + w[at:]
	case 2:
		return w[:at] + "q" + w[at+1:]
	}
	return w
}

func TestFindsWhatTheReferenceFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		docs := randomDocuments(t)
		b := search.NewBuilder(len(docs))
		for _, d := range docs {
			for _, n := range d.names {
				b.Name(d.id, n, d.body)
			}
			b.Document(d.id, d.rank)
		}
		x := b.Build()
		for range 5 {
			var parts []string
			for range rapid.IntRange(1, 3).Draw(t, "terms") {
				w := misspell(t, randomWord().Draw(t, "query"))
				if rapid.IntRange(0, 4).Draw(t, "quoted") == 0 {
					w = `"` + strings.Join(rapid.SliceOfN(randomWord(), 1, 2).Draw(t, "phrase"), " ") + `"`
				}
				parts = append(parts, w)
			}
			text, limit := strings.Join(parts, " "), rapid.IntRange(1, 20).Draw(t, "limit")
			want := reference(docs, text, limit)
			if diff := gocmp.Diff(want, x.Find(search.Parse(text), limit)); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", text, diff)
			}
		}
	})
}

// reference answers by looking at every name of every document.
func reference(docs []document, text string, limit int) search.Hits {
	docs = slices.Clone(docs)
	slices.SortFunc(docs, func(a, b document) int { return cmp.Or(cmp.Compare(b.rank, a.rank), cmp.Compare(a.id, b.id)) })
	var spelled, forgiven []int64
	parts := strings.Split(text, `"`)
	empty := true
	for _, d := range docs {
		exact, loose := true, true
		for i, part := range parts {
			words := resolve.Words(part)
			empty = empty && len(words) == 0
			if i%2 == 1 {
				ok := len(words) == 0 || d.phrase(words)
				exact, loose = exact && ok, loose && ok
				continue
			}
			for _, w := range words {
				exact = exact && d.has(w, false)
				loose = loose && d.has(w, true)
			}
		}
		switch {
		case exact:
			spelled = append(spelled, d.id)
		case loose:
			forgiven = append(forgiven, d.id)
		}
	}
	if empty {
		return search.Hits{}
	}
	h := search.Hits{Spelled: len(spelled), Count: len(spelled)}
	if h.Spelled < limit {
		h.Count += len(forgiven)
	}
	for _, id := range append(spelled, forgiven...) {
		if len(h.IDs) < limit {
			at := slices.IndexFunc(docs, func(d document) bool { return d.id == id })
			h.IDs, h.Ranks = append(h.IDs, id), append(h.Ranks, docs[at].rank)
		}
	}
	return h
}

func (d document) phrase(words []string) bool {
	for _, n := range d.names {
		if strings.Contains(" "+strings.Join(resolve.Words(n), " ")+" ", " "+strings.Join(words, " ")+" ") {
			return true
		}
	}
	return false
}

func (d document) has(w string, forgive bool) bool {
	for _, n := range d.names {
		words := resolve.Words(n)
		if d.body {
			for _, a := range resolve.Acronyms(words) {
				if len(w) > 1 && strings.HasPrefix(a, w) {
					return true
				}
			}
		}
		for _, have := range words {
			if strings.HasPrefix(have, w) || slices.Contains(resolve.Nicknames(w), have) || forgive && meant(w, have) {
				return true
			}
		}
	}
	return false
}

// meant says the rule of forgiveness in the plainest way.
func meant(w, have string) bool {
	edits := 0
	if !strings.ContainsAny(w, "0123456789") && len(w) >= 4 {
		edits = 1
		if len(w) >= 9 {
			edits = 2
		}
	}
	if edits == 0 || edits == 2 && w[0] != have[0] {
		return false
	}
	if distance(w, have) <= edits {
		return true
	}
	for n := 1; n <= len(have); n++ {
		if have[n-1] == w[len(w)-1] && distance(w, have[:n]) <= edits {
			return true
		}
	}
	return false
}

// distance counts edits with the textbook recursion over a full table.
func distance(a, b string) int {
	d := make([][]int, len(a)+1)
	for i := range d {
		d[i] = make([]int, len(b)+1)
		for j := range d[i] {
			switch {
			case i == 0:
				d[i][j] = j
			case j == 0:
				d[i][j] = i
			default:
				best := math.MaxInt
				if a[i-1] == b[j-1] {
					best = d[i-1][j-1]
				}
				best = min(best, d[i-1][j-1]+1, d[i-1][j]+1, d[i][j-1]+1)
				if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
					best = min(best, d[i-2][j-2]+1)
				}
				d[i][j] = best
			}
		}
	}
	return d[len(a)][len(b)]
}
