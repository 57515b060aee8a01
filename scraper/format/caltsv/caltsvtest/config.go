package caltsvtest

// Config says what export to write. The same Config gives the same bytes.
type Config struct {
	// Receipts is the number of lines of RCPT_CD, those of superseded versions
	// included; at least one per committee is written.
	Receipts int
	// Committees is the number of recipient committees, default
	// Receipts/500+1. Their sizes follow Zipf's law; with a hundred committees
	// and more the largest has about one per cent of the lines.
	Committees int
	// Donors is about the number of different contributors, default
	// Receipts/5+1.
	Donors int
	Seed   uint64
	// Amendments makes about one report in twenty an amended one, where a
	// committee has reports enough.
	Amendments bool
	// Late adds Form 497 reports: most of them of gifts that stand on a
	// Schedule A too, some of gifts that no periodic report covers yet.
	Late bool
	// Stored writes the members without compression, which is faster.
	Stored bool
}

func (c Config) withDefaults() Config {
	if c.Committees <= 0 {
		c.Committees = c.Receipts/500 + 1
	}
	if c.Donors <= 0 {
		c.Donors = c.Receipts/5 + 1
	}
	return c
}
