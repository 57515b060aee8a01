package main

import (
	"fmt"
	"regexp"
	"strings"
)

// jobsLines knows on which lines the keys of a configuration of jobs stand:
// the decoder tells it of mistakes in the language only.
type jobsLines struct {
	keys map[string]int // "contact", "schedule.netfile", "jobs[0]", "jobs[0].source" -> line, from 1
}

var (
	tableLine = regexp.MustCompile(`^\s*(\[\[?)\s*([^\]]+?)\s*\]`)
	keyLine   = regexp.MustCompile(`^\s*("[^"]*"|'[^']*'|[A-Za-z0-9_.-]+)\s*=`)
	indexed   = regexp.MustCompile(`^jobs\[(\d+)\](.*)$`)
)

// linesOf finds the keys of a valid file.
func linesOf(text string) jobsLines {
	l := jobsLines{keys: map[string]int{}}
	within, jobs := "", 0
	for i, line := range strings.Split(text, "\n") {
		if m := tableLine.FindStringSubmatch(line); m != nil {
			within = m[2]
			if m[1] == "[[" && within == "job" {
				within = fmt.Sprintf("jobs[%d]", jobs)
				jobs++
			}
			l.put(within, i+1)
		} else if m := keyLine.FindStringSubmatch(line); m != nil {
			l.put(strings.TrimPrefix(within+"."+strings.Trim(m[1], `"'`), "."), i+1)
		}
	}
	return l
}

func (l jobsLines) put(key string, line int) {
	if l.keys[key] == 0 {
		l.keys[key] = line
	}
}

// of gives the line of a key, or of the table that should have it; 0 when
// neither stands there. "jobs[1].years[0]" is on the line of its list.
func (l jobsLines) of(path string) int {
	for path != "" {
		if line := l.keys[path]; line > 0 {
			return line
		}
		path = path[:max(0, strings.LastIndexAny(path, ".["))]
	}
	return 0
}

// firstOf gives the line of a key as the decoder names it, in whatever job it
// stands first.
func (l jobsLines) firstOf(key string) int {
	inJob, ok := strings.CutPrefix(key, "job.")
	if !ok {
		return l.of(key)
	}
	first := 0
	for path, line := range l.keys {
		if m := indexed.FindStringSubmatch(path); m != nil && m[2] == "."+inJob && (first == 0 || line < first) {
			first = line
		}
	}
	return first
}

// name says where a problem is: "line 12, schedule" for "jobs[1].schedule".
func (l jobsLines) name(path string) string {
	name := path
	if m := indexed.FindStringSubmatch(path); m != nil {
		if name = strings.TrimPrefix(m[2], "."); name == "" {
			name = "job"
		}
	}
	if line := l.of(path); line > 0 {
		return fmt.Sprintf("line %d, %s", line, name)
	}
	return name
}
