package classify

import (
	"unicode"
	"unicode/utf8"
)

// token is one word of a name, folded, with its place in the name as filed.
type token struct {
	text       []byte
	start, end int // bytes in the name as filed
	colon      bool
	word       *word // nil when the rules know nothing of it
}

// maxTokens bounds the work on a text that is no name at all.
const maxTokens = 96

// splitter folds names into tokens. It keeps its buffers and serves one
// goroutine.
type splitter struct {
	buffer []byte
	tokens []token
}

// split folds a name: capitals, no accents, no apostrophes, letters apart from
// figures, every other sign a blank. "F.O.P.", "f o p" and "p.b. a." become
// one word each, since filers write initials in every way.
func (s *splitter) split(name string, vocabulary map[string]*word) []token {
	s.buffer, s.tokens = s.buffer[:0], s.tokens[:0]
	if cap(s.buffer) < 3*len(name)+8 {
		// Grown once: tokens point into the buffer.
		s.buffer = make([]byte, 0, 3*len(name)+64)
	}
	begin, from, class := 0, 0, 0
	flush := func(end int) {
		if len(s.buffer) > begin && len(s.tokens) < maxTokens {
			s.tokens = append(s.tokens, token{text: s.buffer[begin:len(s.buffer):len(s.buffer)], start: from, end: end})
		}
		begin, class = len(s.buffer), 0
	}
	for i := 0; i < len(name); {
		r, size := rune(name[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(name[i:])
		}
		kind := 0
		r, kind = foldRune(r)
		switch {
		case kind == apostrophe:
		case kind == blank:
			flush(i)
			if r == ':' && len(s.tokens) > 0 {
				s.tokens[len(s.tokens)-1].colon = true
			}
		default:
			if class != kind {
				flush(i)
				from, class = i, kind
			}
			s.buffer = utf8.AppendRune(s.buffer, r)
		}
		i += size
	}
	flush(len(name))
	s.joinInitials(vocabulary)
	return s.tokens
}

const (
	blank = iota
	letter
	digit
	apostrophe
)

func foldRune(r rune) (rune, int) {
	switch {
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A', letter
	case r >= 'A' && r <= 'Z':
		return r, letter
	case r >= '0' && r <= '9':
		return r, digit
	case r == '\'' || r == '`' || r == '’' || r == '‘' || r == '´' || r == 'ʼ' || r == '\u0092':
		return r, apostrophe
	case r < utf8.RuneSelf:
		return r, blank
	}
	if unicode.IsMark(r) {
		return r, apostrophe
	}
	if !unicode.IsLetter(r) {
		return r, blank
	}
	return foldLetter(r), letter
}

// foldLetter takes accents off and gives one form to every case of a letter.
func foldLetter(r rune) rune {
	r = unicode.ToUpper(unicode.ToLower(r))
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	if plain, ok := plainLetters[least]; ok {
		return plain
	}
	return least
}

var plainLetters = func() map[rune]rune {
	m := map[rune]rune{}
	for plain, accented := range map[rune]string{
		'A': "ÀÁÂÃÄÅĀĂĄ", 'C': "ÇĆČ", 'D': "ĎĐ", 'E': "ÈÉÊËĒĘĚ", 'G': "ĞĢ", 'I': "ÌÍÎÏĪİ", 'L': "ŁĽ", 'N': "ÑŃŇ",
		'O': "ÒÓÔÕÖØŌŐ", 'R': "ŘŔ", 'S': "ŚŠŞ", 'T': "ŤŢ", 'U': "ÙÚÛÜŪŮŰ", 'Y': "Ýÿ", 'Z': "ŹŽŻ",
	} {
		for _, r := range accented {
			m[r] = plain
		}
	}
	return m
}()

// joinInitials makes one word of neighbouring single letters. When the last of
// them make a word that the rules know ("R.I. F.O.P."), the ones before are a
// word apart.
func (s *splitter) joinInitials(vocabulary map[string]*word) {
	out := s.tokens[:0]
	for i := 0; i < len(s.tokens); {
		j := i
		for j < len(s.tokens) && single(s.tokens[j]) {
			j++
		}
		switch j - i {
		case 0, 1:
			out = append(out, s.tokens[i])
			i++
			continue
		}
		cut := i
		for k := i + 1; k <= j-3; k++ {
			if vocabulary[string(joined(s.tokens[k:j]))] != nil && vocabulary[string(joined(s.tokens[i:j]))] == nil {
				cut = k
				break
			}
		}
		if cut > i {
			out = append(out, merge(s.tokens[i:cut]))
		}
		// merge reads the tokens before out overwrites them: out never runs ahead.
		out = append(out, merge(s.tokens[cut:j]))
		i = j
	}
	s.tokens = out
}

func single(t token) bool { return len(t.text) == 1 && t.text[0] >= 'A' && t.text[0] <= 'Z' }

func joined(ts []token) []byte {
	text := make([]byte, 0, len(ts))
	for _, t := range ts {
		text = append(text, t.text...)
	}
	return text
}

func merge(ts []token) token {
	last := ts[len(ts)-1]
	return token{text: joined(ts), start: ts[0].start, end: last.end, colon: last.colon}
}
