package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"moneytrail/store/search"
)

// invented gives a name as filings spread them: few common ones, many rare.
type invented struct{ r *rand.Rand }

func (n invented) word(kinds float64) string {
	k := int(n.r.ExpFloat64() * kinds)
	var b strings.Builder
	for range 2 + k%3 {
		b.WriteString(benchSyllables[k%len(benchSyllables)])
		k = k/len(benchSyllables)*31 + k%7 + 1
	}
	return b.String()
}

var benchSyllables = []string{"ka", "wal", "czyk", "ron", "del", "mar", "ti", "son", "ber", "ger", "lo", "pez", "ngu", "yen", "smi", "th", "john", "bau", "man", "ro", "sen", "feld", "ho", "wa", "ni", "cho", "la", "vi", "tor", "es"}

func (n invented) person() string {
	given := []string{"Robert", "Mary", "William", "Ana", "James", "Linda", "Jose", "Wei", "Elizabeth", "Margaret"}
	return given[n.r.IntN(len(given))] + " " + n.word(20000) + " " + string(rune('A'+n.r.IntN(26)))
}

func (n invented) body() string {
	return n.word(8000) + " " + []string{"Builders", "Police Officers Association", "Partners", "Holdings", "Employees International Union"}[n.r.IntN(5)] + " of " + n.word(3000)
}

// BenchmarkMillion searches a million donors for what people type, and for what
// they mistype, and reports the percentiles in milliseconds.
func BenchmarkMillion(b *testing.B) {
	n := invented{rand.New(rand.NewPCG(1, 2))}
	build := time.Now()
	builder := search.NewBuilder(1_000_000)
	names := make([]string, 0, 1_000_000)
	for i := range 1_000_000 {
		name, body := n.person(), i%8 == 0
		if body {
			name = n.body()
		}
		names = append(names, name)
		builder.Document(int64(i), int64(n.r.ExpFloat64()*1e5))
		builder.Name(int64(i), name, body)
	}
	x := builder.Build()
	b.Logf("made and built in %.1f s, %.0f bytes a donor", time.Since(build).Seconds(), float64(x.Bytes())/float64(x.Len()))
	for title, query := range map[string]func(string) string{
		"Prefix3":  func(s string) string { return last(s)[:3] },
		"Prefix1":  func(s string) string { return last(s)[:1] },
		"Full":     func(s string) string { return s },
		"Surname":  last,
		"Typo":     func(s string) string { w := last(s); return w[:len(w)/2] + w[len(w)/2+1:] },
		"TwoTypos": func(s string) string { w := last(s); return "b" + w[1:len(w)/2] + "q" + w[len(w)/2+1:] + "o" },
		"Nickname": func(s string) string { return "bob " + last(s) },
		"Quoted":   func(s string) string { return `"` + last(s) + `"` },
	} {
		b.Run(title, func(b *testing.B) {
			took := make([]time.Duration, 0, b.N)
			for b.Loop() {
				q := query(names[n.r.IntN(len(names))])
				start := time.Now()
				x.Find(search.Parse(q), 20)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			for _, p := range []int{50, 99} {
				b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
			}
		})
	}
}

// last gives a person's surname or a body's first word.
func last(s string) string {
	f := strings.Fields(s)
	if len(f) == 3 {
		return f[1]
	}
	return f[0]
}
