package netfile

import (
	"encoding/json"
	"fmt"

	"moneytrail/scraper"
)

// read takes a JSON answer apart. Anything else is [scraper.ErrNotData].
func read(session *scraper.Session, doc scraper.Document, into any) error {
	file, err := session.Open(doc)
	if err != nil {
		return fmt.Errorf("read %s: %w", doc.URL, err)
	}
	defer func() { _ = file.Close() }()
	if err := json.NewDecoder(file).Decode(into); err != nil {
		return fmt.Errorf("%s: %w: %w", doc.URL, scraper.ErrNotData, err)
	}
	return nil
}
