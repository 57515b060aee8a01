package format

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"moneytrail/scraper/format/calefile"
	"moneytrail/scraper/format/caltsv"
	"moneytrail/scraper/format/fecbulk"
	"moneytrail/scraper/format/fecfile"
	"moneytrail/scraper/format/netfilexlsx"
)

// contents counts what the members of a zip are by their names.
type contents struct{ tables, sheets, workbooks, texts, efiles, federal, filings int }

// detectZip tells a zip's format by the names in its directory.
func detectZip(r io.ReaderAt, size int64, name string) (Format, error) {
	archive, err := zip.NewReader(r, size)
	if err != nil {
		return Format{}, refuse(name, "the zip is cut or damaged: it has no readable directory",
			"download it again and compare its size with the publisher's")
	}
	var c contents
	for _, f := range archive.File {
		c.add(strings.ToLower(strings.ReplaceAll(f.Name, `\`, "/")))
	}
	switch {
	case c.tables > 0:
		return named(caltsv.Name), nil
	case c.federal > 0:
		return named(fecbulk.Name), nil
	case c.filings > 0:
		return named(fecfile.Name), nil
	case c.sheets > 0 || (c.workbooks == 1 && c.texts == 0):
		return named(netfilexlsx.Name), nil
	case c.efiles == 1 || (c.texts == 1 && c.workbooks == 0):
		return named(calefile.Name), nil
	case c.texts+c.workbooks > 1:
		return Format{}, notKnown(name, fmt.Sprintf("the zip holds %d filings", c.texts+c.workbooks), "unpack it and load each by itself")
	}
	return Format{}, notKnown(name, "the zip holds no filing in a known format", "unpack it and look what it holds; known are "+names())
}

func (c *contents) add(member string) {
	if strings.HasPrefix(member, "__macosx/") {
		return
	}
	if fecbulk.Member(member) {
		c.federal++
		return
	}
	switch base := path.Base(member); {
	case strings.HasSuffix(base, "_cd.tsv"):
		c.tables++
	case member == "[content_types].xml" || strings.HasPrefix(member, "xl/"):
		c.sheets++
	case strings.HasSuffix(base, ".xlsx"):
		c.workbooks++
	case strings.HasSuffix(base, ".fec"):
		c.filings++
	case strings.HasSuffix(base, ".cal"), strings.HasSuffix(base, ".txt"):
		c.texts++
		if base == "efile.txt" {
			c.efiles++
		}
	}
}
