package main

import (
	"strings"
	"testing"
)

const ownMap = `name = "sampleton"
title = "Sampleton (invented)"
host = "data.sampleton.example"
dataset = "abcd-efgh"
key = "own"
whole = "period_end"
[columns]
kind = "kind"
filer_name = "committee"
amount = "amount"
[[kind]]
is = "Gift"
schedule = "A"
`

func TestOperatorsMaps(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "sampleton.toml", []byte(ownMap))
	write(t, dir, "taken.toml", []byte(strings.Replace(ownMap, "sampleton", "lacity", 1)))
	write(t, dir, "damaged.toml", []byte("name = 7"))
	env := func(folder string) func(string) string {
		return func(name string) string {
			if name == mapsVariable {
				return folder
			}
			return ""
		}
	}
	says := map[string]string{"sampleton": "", "taken": "a source of that name", "damaged": "column map not usable"}
	for _, source := range publicSources(env(dir)) {
		name := source.Info().Name
		want, ours := says[name]
		if !ours {
			continue
		}
		delete(says, name)
		if want == "" {
			if hosts := source.Info().Hosts; len(hosts) != 1 || hosts[0] != "data.sampleton.example" {
				t.Errorf("%s: hosts %v", name, hosts)
			}
			continue
		}
		b, ok := source.(broken)
		if !ok || !strings.Contains(b.err.Error(), want) || !strings.Contains(b.err.Error(), name+".toml") {
			t.Errorf("%s: %+v, want %q", name, source, want)
		}
	}
	if len(says) != 0 {
		t.Errorf("no source for %v", says)
	}
	list := publicSources(env(t.TempDir()))
	if last, ok := list[len(list)-1].(broken); !ok || !strings.Contains(last.err.Error(), mapsVariable) {
		t.Error("an empty folder goes unnoticed")
	}
	if got, want := len(publicSources(env(""))), len(list)-1; got != want {
		t.Errorf("%d sources without a folder, want %d", got, want)
	}
}
