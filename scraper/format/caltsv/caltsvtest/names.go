package caltsvtest

import "strconv"

var (
	syllables = [...]string{
		"bel", "bor", "cal", "dar", "dun", "el", "fen", "gar", "hol", "im", "jor", "kel", "lan", "lor", "mar", "mel",
		"nor", "ol", "pel", "quin", "ras", "rel", "sam", "sel", "tar", "tel", "tov", "ul", "var", "vel", "wen", "zan",
	}
	endings     = [...]string{"ov", "ami", "ersen", "idge", "ona", "urst", "eda", "ick"}
	employers   = [...]string{"Works", "Freight", "Orchards", "Clinic", "Textiles", "School", "Print Shop", "Dairy"}
	occupations = [...]string{"Engineer", "Teacher", "Attorney", "Retired", "Nurse", "Owner", "Farmer", "Consultant"}
	companies   = [...]string{"Holdings, LLC", "Brothers, Inc.", "Orchards", "Transport Co.", "Partners, LP", "Medical Group"}
	cityEnds    = [...]string{"ville", " Park", "ton", " Beach", " Springs", "mont"}
)

// contributor is an invented person or organisation.
type contributor struct {
	entity               string
	last, first          string
	city, state, zip     string
	employer, occupation string
	committee            string // its committee id, if it is one
	selfEmployed         bool
}

// capital writes the syllables that h picks as one capitalised word.
func capital(b []byte, h uint64, count int) []byte {
	start := len(b)
	for range count {
		b = append(b, syllables[h%uint64(len(syllables))]...)
		h >>= 5
	}
	b[start] -= 'a' - 'A'
	return b
}

// donor makes contributor d. buf is scratch space.
func (p *plan) donor(d int, c *contributor) {
	h := mix(p.Seed, 7, uint64(d))
	var buf [96]byte
	*c = contributor{entity: "IND", state: "CA", zip: strconv.Itoa(90001 + int(h>>30%6000))}
	c.city = string(append(capital(buf[:0], h>>20, 2), cityEnds[h>>40%6]...))
	if h>>50%16 == 0 {
		c.state = "NV"
	}
	switch u := h % 1000; {
	case u < 671:
		last := append(capital(buf[:0], h>>10, 2), endings[h>>25%8]...)
		c.last, c.first = string(last), string(capital(buf[:0], h>>33, 2))
		c.occupation = occupations[h>>45%8]
		c.employer = string(append(append(capital(buf[:0], h>>27, 2), ' '), employers[h>>48%8]...))
		c.selfEmployed = h>>52%40 == 0
	case u < 912:
		c.entity = "OTH"
		c.last = string(append(append(capital(buf[:0], h>>10, 3), ' '), company(h)...))
	case u < 996:
		c.entity = "COM"
		if u >= 978 {
			c.entity = "SCC"
		}
		giver := int(h >> 20 % uint64(p.Committees))
		c.last, c.committee = p.committeeName(giver), strconv.Itoa(committeeBase+giver)
	default:
		c.entity, c.last = "PTY", string(append(capital(buf[:0], h>>10, 2), " County Central Committee of Invention"...))
	}
}

// company ends an organisation's name; a few are invented police unions.
func company(h uint64) string {
	if h>>55%256 == 0 {
		return "Police Officers' Association"
	}
	return companies[h>>37%6]
}

func (p *plan) committeeName(c int) string {
	h := mix(p.Seed, 11, uint64(c))
	var buf [96]byte
	b := append(buf[:0], [...]string{"Friends of ", "Committee to Elect ", "Citizens for ", "No on "}[h>>60%4]...)
	b = capital(b, h, 3)
	b = append(b, ' ')
	return string(strconv.AppendInt(b, int64(c), 10))
}
