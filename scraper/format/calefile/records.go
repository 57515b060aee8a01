package calefile

import (
	"errors"
	"io"
	"strings"

	"moneytrail/store"
)

// A quoted field may go over so many lines, and a record of several lines
// may have so many bytes.
const (
	maxJoined = 50
	maxRecord = 64 << 10
)

// records puts lines together to records: a quoted field may hold line ends,
// but never past a line that begins another record.
type records struct {
	lines *lines
	ahead []physical
	err   error
}

// next gives the next record that is not blank, the blank lines before it,
// or io.EOF with the blank lines at the end.
func (r *records) next(part string) (rec *record, blank []physical, err error) {
	for {
		p, err := r.take()
		if err != nil {
			return nil, blank, err
		}
		if strings.TrimSpace(p.text) == "" && !p.tooLong {
			blank = append(blank, p)
			continue
		}
		rec, err := r.complete(p, part)
		return rec, blank, err
	}
}

func (r *records) complete(p physical, part string) (*record, error) {
	rec := &record{pos: store.Position{Part: part, Line: p.number, Offset: p.offset, Length: p.length}}
	if p.tooLong {
		rec.fields, _ = split(p.text[:1000])
		rec.fail("the line is longer than 1 MiB")
		return rec, nil
	}
	fields, open := split(p.text)
	text, last := p.text, p
	for used := 0; open >= 0 && used < maxJoined; used++ {
		more, ok, err := r.peek(used)
		if err != nil {
			return nil, err
		}
		if !ok || len(text)+len(more.text) > maxRecord || beginsRecord(more.text) {
			break
		}
		text, last = text+"\n"+more.text, more
		joined, stillOpen := split(text)
		if stillOpen < 0 {
			fields, open = joined, -1
			r.ahead = r.ahead[used+1:]
			rec.pos.Length = int(last.offset-p.offset) + last.length
		}
	}
	rec.fields = fields
	if open >= 0 {
		rec.fields = fields[:open]
		rec.fail("a quote is opened in field %d and never closed", open+1)
	}
	return rec, nil
}

func (r *records) take() (physical, error) {
	if len(r.ahead) > 0 {
		p := r.ahead[0]
		r.ahead = r.ahead[1:]
		return p, nil
	}
	if r.err != nil {
		return physical{}, r.err
	}
	p, err := r.lines.next()
	r.err = err
	return p, err
}

// peek gives the line i places ahead; ok is false at the end of the file.
func (r *records) peek(i int) (p physical, ok bool, err error) {
	for len(r.ahead) <= i {
		if r.err == nil {
			var p physical
			if p, r.err = r.lines.next(); r.err == nil {
				r.ahead = append(r.ahead, p)
				continue
			}
		}
		if errors.Is(r.err, io.EOF) {
			return physical{}, false, nil
		}
		return physical{}, false, r.err
	}
	return r.ahead[i], true, nil
}

// beginsRecord recognizes the head of a record.
func beginsRecord(line string) bool {
	head, _, ok := strings.Cut(strings.TrimLeft(line, ` "`), ",")
	return ok && recordWidth(strings.ToUpper(strings.Trim(head, ` "`)), "", 0) > 0
}
