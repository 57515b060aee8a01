package fecbulktest

import (
	"bufio"
	"fmt"
	"io"
	"math/rand/v2"
)

// Config sets the size of an invented itcont.txt.
type Config struct {
	Rows       int
	Committees int // 500 when 0
	Filings    int // per committee; 8 when 0
	// Donors is the number of distinct contributors, by name and five-digit
	// ZIP code; Rows/5 when 0. Exactly as many occur when there are rows enough.
	Donors int
	Seed   uint64
}

// itcontMix holds transaction types by their share of 1,000 rows.
var itcontMix = []struct {
	code  string
	share int
}{{"15", 600}, {"15E", 170}, {"24T", 200}, {"22Y", 11}, {"10", 12}, {"11", 1}, {"15C", 2}, {"31", 1}, {"24I", 2}, {"20Y", 1}}

var (
	syllables   = [...]string{"BAL", "DOR", "KEN", "LIM", "MAR", "NOV", "OST", "PEL", "QUIN", "RUD", "SAL", "TOV"}
	firsts      = [...]string{"ADA", "BRAM", "CLEO", "DARIO", "EDDA", "FINN", "GRETA", "HUGO"}
	cities      = [...]string{"EXAMPLETON", "SAMPLE FALLS", "NOWHERE", "TESTVILLE"}
	states      = [...]string{"CA", "NY", "TX", "OH"}
	occupations = [...]string{"RETIRED", "NOT EMPLOYED", "ENGINEER", "ATTORNEY", "\"TEACHER", "OWNER"}
)

// WriteItcont writes an invented itcont.txt, about 182 bytes a row. The same
// config gives the same bytes.
func WriteItcont(w io.Writer, cfg Config) error {
	if cfg.Committees == 0 {
		cfg.Committees = 500
	}
	if cfg.Filings == 0 {
		cfg.Filings = 8
	}
	if cfg.Donors == 0 {
		cfg.Donors = cfg.Rows / 5
	}
	cfg.Donors = min(max(cfg.Donors, 1), maxDonors, max(cfg.Rows, 1))
	out := bufio.NewWriterSize(w, 256<<10)
	random := rand.New(rand.NewPCG(cfg.Seed, 7))
	for i := range cfg.Rows {
		if err := writeRow(out, random, &cfg, i); err != nil {
			return fmt.Errorf("write invented itcont: %w", err)
		}
	}
	return out.Flush()
}

func writeRow(out io.Writer, random *rand.Rand, cfg *Config, i int) error {
	code := pick(random.IntN(1000))
	// Rows come in runs of one committee, with neighbours mixed in.
	committee := (i/400 + random.IntN(3)) % cfg.Committees
	filing := committee*cfg.Filings + random.IntN(cfg.Filings)
	amount := []int{25, 50, 100, 250, 500, 1000, 3300}[random.IntN(7)]
	if random.IntN(100) == 0 {
		amount = -amount
	}
	other, memo, memoText := "", "", ""
	switch code {
	case "15E":
		other, memoText = "C99900001", "* EARMARKED CONTRIBUTION: SEE BELOW"
	case "24T", "24I":
		other = fmt.Sprintf("C99%06d", committee)
	}
	if random.IntN(200) == 0 {
		memo = "X"
	}
	d := donorAt(donorOf(random, cfg, i), cfg.Seed)
	day := random.IntN(700)
	_, err := fmt.Fprintf(out, "C99%06d|N|Q%d|P2034|2033%02d15930%07d|%s|IND|%s%s, %s %c.|%s|%s|%05d%04d|%s INVENTED WORKS|%s|%02d%02d%d|%d|%s|SA11AI.%d|%d|%s|%s|40415203%011d\n",
		committee, 1+filing%3, 1+filing%12, filing, code, d.last1, d.last2, d.first, d.middle, d.city, d.state, d.zip, d.plus4,
		d.employer, d.occupation, 1+day/30%12, 1+day%28, 2033+day/365, amount, other, i+1,
		9000000+filing, memo, memoText, i+1)
	return err
}

func pick(n int) string {
	for _, m := range itcontMix {
		if n -= m.share; n < 0 {
			return m.code
		}
	}
	return "15"
}
