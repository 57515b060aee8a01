package resolve

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// round keeps two decimals, so that weights print alike on all machines.
func round(x float64) float64 { return math.Round(x*100) / 100 }

// latin gives plain letters for the accented ones that filings hold.
var latin = strings.NewReplacer(
	"Á", "A", "À", "A", "Â", "A", "Ä", "A", "Ã", "A", "Å", "A", "Æ", "AE", "Ā", "A", "Ă", "A", "Ą", "A",
	"Ç", "C", "Ć", "C", "Č", "C", "Ď", "D", "Đ", "D", "Ð", "D", "É", "E", "È", "E", "Ê", "E", "Ë", "E", "Ē", "E", "Ę", "E", "Ě", "E",
	"Ğ", "G", "Í", "I", "Ì", "I", "Î", "I", "Ï", "I", "İ", "I", "Ł", "L", "Ñ", "N", "Ń", "N", "Ň", "N",
	"Ó", "O", "Ò", "O", "Ô", "O", "Ö", "O", "Õ", "O", "Ø", "O", "Ő", "O", "Œ", "OE", "Ř", "R", "Ś", "S", "Š", "S", "Ş", "S", "ß", "SS", "ẞ", "SS",
	"Ť", "T", "Ţ", "T", "Ú", "U", "Ù", "U", "Û", "U", "Ü", "U", "Ű", "U", "Ů", "U", "Ý", "Y", "Ź", "Z", "Ž", "Z", "Ż", "Z",
	"’", "'", "‘", "'", "`", "'", "–", "-", "—", "-",
)

// foldASCII gives s in capitals with plain letters. Letters of other scripts
// are kept out: they cannot be compared here and would only make noise.
func foldASCII(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToUpper(s)
	}
	s = latin.Replace(strings.ToUpper(s))
	return strings.Map(func(r rune) rune {
		switch {
		case r < utf8.RuneSelf:
			return r
		case unicode.IsMark(r):
			return -1
		}
		return ' '
	}, s)
}

func isLetter(c byte) bool { return c >= 'A' && c <= 'Z' }
func isDigit(c byte) bool  { return c >= '0' && c <= '9' }

// words splits folded text at everything that is neither letter nor digit;
// apostrophes vanish.
func words(s string) []string {
	if strings.IndexByte(s, '\'') >= 0 {
		s = strings.ReplaceAll(s, "'", "")
	}
	return strings.FieldsFunc(s, func(r rune) bool {
		return r >= utf8.RuneSelf || !isLetter(byte(r)) && !isDigit(byte(r))
	})
}

func numeric(s string) bool {
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// stem takes the plural off a word.
func stem(s string) string {
	switch {
	case len(s) > 4 && strings.HasSuffix(s, "IES"):
		return s[:len(s)-3] + "Y"
	case len(s) > 3 && s[len(s)-1] == 'S' && s[len(s)-2] != 'S' && s[len(s)-2] != 'U' && s[len(s)-2] != 'I':
		return s[:len(s)-1]
	}
	return s
}

// hash64 is FNV-1a over the parts with a separator, for block keys; never 0.
func hash64(kind byte, parts ...string) uint64 {
	h := uint64(14695981039346656037)
	h = (h ^ uint64(kind)) * 1099511628211
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return max(h, 1)
}
