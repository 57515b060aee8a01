package calefile

import "strings"

// split takes a record apart at its commas, as encoding/csv does with
// LazyQuotes: a field that begins with a quote ends at a quote before a comma
// or the end, two quotes are one, and a quote elsewhere is itself. open is the
// index of a field whose quote is never closed, or -1.
func split(record string) (fields []string, open int) {
	for {
		if !strings.HasPrefix(record, `"`) {
			field, rest, more := strings.Cut(record, ",")
			fields = append(fields, field)
			if !more {
				return fields, -1
			}
			record = rest
			continue
		}
		field, rest, closed := unquote(record[1:])
		fields = append(fields, field)
		switch {
		case !closed:
			return fields, len(fields) - 1
		case rest == "":
			return fields, -1
		}
		record = rest[1:]
	}
}

// unquote reads up to the closing quote; rest is empty or begins with a comma.
func unquote(s string) (field, rest string, closed bool) {
	var b strings.Builder
	for {
		at := strings.IndexByte(s, '"')
		if at < 0 {
			b.WriteString(s)
			return b.String(), "", false
		}
		b.WriteString(s[:at])
		s = s[at+1:]
		switch {
		case s == "" || s[0] == ',':
			return b.String(), s, true
		case s[0] == '"':
			s = s[1:]
		}
		b.WriteByte('"')
	}
}
