package resolve

import (
	"crypto/sha256"
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"moneytrail/store"
)

// Exact identifies contributors by committee id, or by folded name and ZIP. It
// keeps a buffer and is not safe for concurrent use; the zero value is ready.
type Exact struct{ buf []byte }

// Contributor gives the identity of a row's counterparty and its key. The id
// is the first 63 bits of the key's SHA-256: the same in every database and
// whatever the order of arrival. The key is valid until the next call.
func (e *Exact) Contributor(t *store.Transaction) (store.DonorID, []byte) {
	e.buf = e.buf[:0]
	if id := committeeID(t); id != "" {
		e.buf = append(append(e.buf, "C|"...), id...)
	} else {
		e.buf = append(e.buf, "N|"...)
		for _, part := range [...]string{t.Counterparty.First, t.Counterparty.Last, t.Counterparty.Suffix} {
			e.buf = fold(e.buf, part)
		}
		e.buf = append(e.buf, '|')
		e.buf = append(e.buf, Zip5(t.Address.Zip)...)
	}
	sum := sha256.Sum256(e.buf)
	id := store.DonorID(binary.BigEndian.Uint64(sum[:8]) >> 1)
	if id == 0 {
		id = 1
	}
	return id, e.buf
}

// committeeID gives the counterparty's committee id when it is one: six or
// seven digits (FPPC), or C and eight digits (FEC). Individuals have none,
// whatever stands in the field: filers put their own id there.
func committeeID(t *store.Transaction) string {
	id := t.CommitteeID
	if id == "" || t.Entity == "IND" {
		return ""
	}
	digits := id
	if len(id) == 9 && (id[0] == 'C' || id[0] == 'c') {
		digits = id[1:]
	} else if len(id) < 6 || len(id) > 7 {
		return ""
	}
	for i := 0; i < len(digits); i++ {
		if digits[i] < '0' || digits[i] > '9' {
			return ""
		}
	}
	return id
}

// Zip5 gives the five digits of a ZIP or ZIP+4 code, or "" when there are
// fewer.
func Zip5(zip string) string {
	if len(zip) < 5 {
		return ""
	}
	for i := 0; i < 5; i++ {
		if zip[i] < '0' || zip[i] > '9' {
			return ""
		}
	}
	return zip[:5]
}

// fold appends the words of s in capitals, one blank between words: letters,
// digits and "&" stay, apostrophes and full stops vanish, all else separates.
func fold(buf []byte, s string) []byte {
	gap := len(buf) > 2
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'a' && c <= 'z':
				c -= 'a' - 'A'
			case c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '&':
			case c == '\'' || c == '.' || c == '`':
				continue
			default:
				gap = len(buf) > 2
				continue
			}
			if gap {
				buf, gap = append(buf, ' '), false
			}
			buf = append(buf, c)
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		i += size
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			if gap {
				buf, gap = append(buf, ' '), false
			}
			buf = utf8.AppendRune(buf, unicode.ToUpper(r))
		case r == '’' || r == '‘':
		default:
			gap = len(buf) > 2
		}
	}
	return buf
}
