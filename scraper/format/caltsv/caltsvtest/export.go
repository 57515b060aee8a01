package caltsvtest

import (
	"archive/zip"
	"compress/flate"
	"fmt"
	"io"

	"moneytrail/scraper/format/caltsv"
)

// WriteExport writes an invented CAL-ACCESS zip to w. Memory does not grow
// with cfg.Receipts.
func WriteExport(w io.Writer, cfg Config) error {
	p := newPlan(cfg)
	archive := zip.NewWriter(w)
	archive.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(out, flate.BestSpeed)
	})
	if err := archive.SetComment("Invented data for tests: no person, committee or amount in it is real."); err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	for _, m := range []struct {
		table string
		write func(*plan, *line) error
	}{
		{"CVR_CAMPAIGN_DISCLOSURE_CD", writeCovers},
		{"FILERNAME_CD", writeNames},
		{"FILER_FILINGS_CD", writeLog},
		{"FILER_XREF_CD", writeAliases},
		{"RCPT_CD", writeReceipts},
		{"S497_CD", writeLate},
		{"SMRY_CD", writeSummaries},
	} {
		if m.table == "S497_CD" && !cfg.Late {
			continue
		}
		if err := p.member(archive, m.table, m.write); err != nil {
			return fmt.Errorf("write export: table %s: %w", m.table, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write export: %w", err)
	}
	return nil
}

func (p *plan) member(archive *zip.Writer, table string, write func(*plan, *line) error) error {
	head := &zip.FileHeader{Name: "CalAccess/DATA/" + table + ".TSV", Method: zip.Deflate}
	if p.Stored {
		head.Method = zip.Store
	}
	w, err := archive.CreateHeader(head)
	if err != nil {
		return err
	}
	l, err := newLine(w, caltsv.Columns(table))
	if err != nil {
		return err
	}
	if err := write(p, l); err != nil {
		return err
	}
	return l.w.Flush()
}
