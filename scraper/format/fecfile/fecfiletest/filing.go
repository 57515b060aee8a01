package fecfiletest

import (
	"bytes"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Filing is an invented Form 3X of version 8.3: a cover, Schedule A with a memo
// row after every tenth gift, and a row of Schedule B after every fifth.
type Filing struct {
	Gifts int    // rows of Schedule A that are not memos
	Name  string // committee; "Invented Committee" when empty
}

// Itemized gives the sum of the rows of line 11AI that are no memos, in cents,
// which is also what the cover says.
func (f Filing) Itemized() int64 {
	var sum int64
	for i := range f.Gifts {
		sum += cents(i)
	}
	return sum
}

// Rows gives the number of lines without the header: cover and itemizations.
func (f Filing) Rows() int { return 1 + f.Gifts + (f.Gifts+9)/10 + (f.Gifts+4)/5 }

func cents(i int) int64 { return int64(2500 + (i*7919)%497500) }

const fs = "\x1c"

// Reader gives the filing as a stream; nothing of it is held but one chunk.
func (f Filing) Reader() io.Reader { return &stream{filing: f} }

// Bytes gives the whole filing.
func (f Filing) Bytes() []byte {
	var b bytes.Buffer
	if _, err := b.ReadFrom(f.Reader()); err != nil {
		panic(err) // a bytes.Buffer has no other error than the reader's, which has none
	}
	return b.Bytes()
}

type stream struct {
	filing Filing
	next   int // gift
	begun  bool
	buf    []byte
	unread []byte
}

func (s *stream) Read(p []byte) (int, error) {
	if len(s.unread) == 0 {
		s.buf = s.buf[:0]
		if !s.begun {
			s.begun = true
			s.buf = s.filing.cover(s.buf)
		}
		for len(s.buf) < 64<<10 && s.next < s.filing.Gifts {
			s.buf = gift(s.buf, s.next)
			s.next++
		}
		if s.unread = s.buf; len(s.unread) == 0 {
			return 0, io.EOF
		}
	}
	n := copy(p, s.unread)
	s.unread = s.unread[n:]
	return n, nil
}

func (f Filing) cover(b []byte) []byte {
	name := f.Name
	if name == "" {
		name = "Invented Committee"
	}
	cells := make([]string, 123)
	copy(cells, []string{"F3XN", "C99000001", name, "", "1 Invented Way", "", "Nowhere", "ZZ", "00000", "Q1", "", "", "", "20240101", "20240331", "",
		"Moneyworth", "Ima", "", "", "", "20240415"})
	cells[29] = dollars(f.Itemized())
	b = append(b, strings.Join([]string{"HDR", "FEC", "8.3", "Invented", "1", "", "", ""}, fs)+"\n"...)
	return append(b, strings.Join(cells, fs)+"\n"...)
}

func dollars(c int64) string { return fmt.Sprintf("%d.%02d", c/100, c%100) }

var (
	lasts       = []string{"Quinvel", "Dunbelow", "Orremby", "Fasselwick", "Tibbermoor", "Vellacombe", "Marrowdene", "Ashquill"}
	firsts      = []string{"Belma", "Ned", "Orla", "Tamsin", "Wilmot", "Perpetua", "Cuthbert"}
	occupations = []string{"Baker", "Retired", "Not Employed", "Lighthouse Keeper", "Attorney", "Homemaker"}
)

// gift appends the rows that gift i brings.
func gift(b []byte, i int) []byte {
	b = scheduleA(b, i, "", "")
	if i%10 == 0 {
		b = scheduleA(b, i, "X", "* Earmarked Contribution: See Above")
	}
	if i%5 == 0 {
		b = scheduleB(b, i)
	}
	return b
}

func scheduleA(b []byte, i int, memo, text string) []byte {
	put := func(cells ...string) {
		for _, c := range cells {
			b = append(b, c...)
			b = append(b, fs...)
		}
	}
	put("SA11AI", "C99000001", "A"+strconv.Itoa(1000000+i)+memo, "", "", "IND", "", lasts[i%len(lasts)], firsts[i%len(firsts)], "", "", "")
	put(strconv.Itoa(1+i%900)+" Invented Street", "", "Nowhere", "ZZ", strconv.Itoa(10000+i%89999), "P2024", "")
	put("202402"+strconv.Itoa(10+i%19), dollars(cents(i)), dollars(cents(i)), "", "Invented Works", occupations[i%len(occupations)])
	for range 17 {
		b = append(b, fs...)
	}
	b = append(b, memo+fs+text+fs+"\n"...)
	return b
}

func scheduleB(b []byte, i int) []byte {
	cells := make([]string, 44)
	copy(cells, []string{"SB21B", "C99000001", "B" + strconv.Itoa(i), "", "", "ORG", "Invented Print Shop", "", "", "", "", "", "2 Invented Street", "",
		"Nowhere", "ZZ", "00000", "", "", "20240301", "125.50", "", "Printing", "001"})
	return append(b, strings.Join(cells, fs)+"\n"...)
}
