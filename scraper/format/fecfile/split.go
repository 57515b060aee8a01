package fecfile

import "strings"

// fieldSeparator divides the fields of versions 6 and later and of paper.
const fieldSeparator = '\x1c'

// split cuts a line into fields, into a slice that is used again. A line with
// a 0x1C in it is cut there, else at commas; older versions use commas, and
// some files mix both. Fields are substrings of line wherever they can be.
func split(fields []string, line string, separated bool) []string {
	if separated || strings.IndexByte(line, fieldSeparator) >= 0 {
		return splitSeparated(fields[:0], line)
	}
	return splitCommas(fields[:0], line)
}

// splitSeparated cuts at 0x1C. There is no quoting: one matching pair of
// quotes around a field is a habit of some vendors and is taken off.
func splitSeparated(fields []string, line string) []string {
	start := 0
	// Fields are short and mostly empty: a loop beats a search for each.
	for i := 0; i < len(line); i++ {
		if line[i] == fieldSeparator {
			fields = append(fields, unquote(line[start:i]))
			start = i + 1
		}
	}
	return append(fields, unquote(line[start:]))
}

func unquote(field string) string {
	if n := len(field); n >= 2 && field[0] == '"' && field[n-1] == '"' {
		return field[1 : n-1]
	}
	return field
}

// splitCommas cuts at commas outside of quotes. Quotes are often unbalanced in
// real filings: a quote inside a field that is not followed by a comma or the
// end of the line is part of the text, and a field whose closing quote is
// missing ends at the next comma.
func splitCommas(fields []string, line string) []string {
	closed := true // false: no quote in the rest of the line closes a field
	for {
		var field string
		var more bool
		if closed && len(line) > 0 && line[0] == '"' {
			field, line, more, closed = quoted(line)
		} else {
			field, line, more = strings.Cut(line, ",")
		}
		fields = append(fields, field)
		if !more {
			return fields
		}
	}
}

// quoted cuts off a field that begins with a quote; more is false when it was
// the last one, closed when nothing closes it.
func quoted(line string) (field, rest string, more, closed bool) {
	doubled := false
	for i := 1; i < len(line); i++ {
		j := strings.IndexByte(line[i:], '"')
		if j < 0 {
			break
		}
		i += j
		if i+1 == len(line) || line[i+1] == ',' {
			return closeQuoted(line, i, doubled)
		}
		if line[i+1] != '"' {
			continue
		}
		// A doubled quote stands for one; before the end of a field it is a
		// quote that the text ends in, followed by the closing one.
		if i+2 == len(line) || strings.HasPrefix(line[i+2:], `,"`) {
			return closeQuoted(line, i+1, doubled)
		}
		doubled = true
		i++
	}
	field, rest, more = strings.Cut(line, ",")
	return field, rest, more, false
}

func closeQuoted(line string, at int, doubled bool) (field, rest string, more, closed bool) {
	field = line[1:at]
	if doubled {
		field = strings.ReplaceAll(field, `""`, `"`)
	}
	if at+1 == len(line) {
		return field, "", false, true
	}
	return field, line[at+2:], true, true
}
