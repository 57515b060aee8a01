package classify

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// ErrRules is what every refusal of a rule file wraps.
var ErrRules = errors.New("rule file refused")

// maxLine bounds one line of a rule file.
const maxLine = 64 << 10

// section is a head line of a rule file with the indented lines under it.
type section struct {
	line       int
	head, name string
	entries    []entry
}

// entry is an indented line: a key and the rest.
type entry struct {
	line       int
	key, value string
}

// bad refuses a line of a rule file.
func bad(line int, format string, args ...any) error {
	return fmt.Errorf("line %d: %s: %w", line, fmt.Sprintf(format, args...), ErrRules)
}

// readSections cuts a rule file into sections. Blank lines and lines that
// begin with # are left out.
func readSections(r io.Reader) ([]section, error) {
	var out []section
	lines := bufio.NewScanner(r)
	lines.Buffer(make([]byte, 0, 4096), maxLine)
	n := 0
	for lines.Scan() {
		n++
		text := strings.TrimRight(lines.Text(), " \t\r")
		trimmed := strings.TrimLeft(text, " \t")
		if trimmed == "" || strings.HasPrefix(trimmed, "#") {
			continue
		}
		key, value, _ := strings.Cut(trimmed, " ")
		value = strings.TrimSpace(value)
		if trimmed == text {
			out = append(out, section{line: n, head: key, name: value})
			continue
		}
		if len(out) == 0 {
			return nil, bad(n, "an indented line before any section")
		}
		last := &out[len(out)-1]
		last.entries = append(last.entries, entry{line: n, key: key, value: value})
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read rule file after line %d: %w", n, err)
	}
	return out, nil
}

// only gives the single value of a key, or "" when it is absent.
func (s *section) only(key string) (entry, error) {
	var found entry
	for _, e := range s.entries {
		if e.key != key {
			continue
		}
		if found.key != "" {
			return entry{}, bad(e.line, "%q is given twice in %s %s", key, s.head, s.name)
		}
		found = e
	}
	return found, nil
}

// allow refuses keys that the section does not have.
func (s *section) allow(keys ...string) error {
	for _, e := range s.entries {
		known := false
		for _, k := range keys {
			known = known || k == e.key
		}
		if !known {
			return bad(e.line, "%s has no %q; it may have: %s", s.head, e.key, strings.Join(keys, ", "))
		}
	}
	return nil
}

// fields cuts a line into terms: words, {groups} and "phrases".
func fields(e entry) ([]string, error) {
	var out []string
	rest := strings.TrimSpace(e.value)
	for rest != "" {
		if rest[0] != '"' {
			term, more, _ := strings.Cut(rest, " ")
			out, rest = append(out, term), strings.TrimLeft(more, " ")
			continue
		}
		end := strings.IndexByte(rest[1:], '"')
		if end < 0 {
			return nil, bad(e.line, "a quote is not closed")
		}
		term := rest[:end+2]
		if !strings.Contains(term, " ") && (term[1] == '{' || strings.Contains(term, "*") || len(wordsOf(term)) == 1) {
			term = strings.Trim(term, `"`)
		}
		out, rest = append(out, term), strings.TrimLeft(rest[end+2:], " ")
	}
	if len(out) == 0 {
		return nil, bad(e.line, "%q needs at least one word", e.key)
	}
	return out, nil
}
