package scrapertest_test

import (
	"archive/zip"
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"moneytrail/scraper"
	"moneytrail/scraper/portal/invented"
	"moneytrail/store/sqlite"
)

// evidence is a stored row with the place that it says it came from.
type evidence struct {
	sum, url, fetched, part, tran, last string
	line, offset, length, cents         int64
}

// needles are texts that the row's record must have: whichever of transaction
// id and name it has, and the dollars.
func (e *evidence) needles() []string {
	list := []string{strconv.FormatInt(max(e.cents, -e.cents)/100, 10)}
	for _, text := range []string{e.tran, e.last} {
		if text != "" && strings.IndexFunc(text, func(r rune) bool { return r > 126 }) < 0 {
			list = append(list, strings.ReplaceAll(text, ",", ""))
		}
	}
	return list
}

// rowless are the jobs whose documents hold no money.
var rowless = map[string]bool{
	"calaccess-pages": true, "calaccess-pages, committee": true, "calaccess-pages, days": true,
}

// TestRowsLeadToArchivedBytes follows every stored row of every job to the
// archive: its file is there under its hash, was fetched from its address at
// its time, and has the row at the place that the row names.
func TestRowsLeadToArchivedBytes(t *testing.T) {
	t.Parallel()
	for _, j := range jobs() {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b, path := newBench(t, j, invented.County()), filepath.Join(t.TempDir(), "test.db")
			b.load(t, openDatabase(t, path))
			rows, bodies := b.evidenceIn(t, path, rowsOf), map[string][]byte{}
			for _, e := range b.evidenceIn(t, path, filesOf) {
				bodies[e.sum] = b.archived(t, &e)
			}
			if len(bodies) == 0 {
				t.Error("no files")
			}
			for _, e := range rows {
				record, err := recordAt(bodies[e.sum], &e)
				if err != nil {
					t.Errorf("%+v: %v", e, err)
					continue
				}
				record = bytes.ReplaceAll(record, []byte(","), nil) // also of thousands
				for _, needle := range e.needles() {
					if !bytes.Contains(record, []byte(needle)) {
						t.Errorf("%q is not in the record of %+v: %q", needle, e, record)
					}
				}
			}
			if len(rows) == 0 && !rowless[j.name] {
				t.Error("no rows")
			}
			t.Logf("%d rows lead to %d files", len(rows), len(bodies))
		})
	}
}

// rowsOf are all rows of money; filesOf are the files that everything stored
// refers to.
const (
	rowsOf = `SELECT s.sha256, s.url, s.fetched, p.name, coalesce(t.tran_id, ''), coalesce(t.last, ''), t.line, t.offset, t.length, t.amount
		FROM txn t LEFT JOIN source_part p ON p.id = t.part_id LEFT JOIN source_file s ON s.id = p.source_id`
	filesOf = `SELECT sha256, url, fetched, '', '', '', 0, 0, 0, 0 FROM source_file`
)

func (b *bench) evidenceIn(t *testing.T, path, query string) []evidence {
	t.Helper()
	raw, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = raw.Close() }()
	found, err := raw.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = found.Close() }()
	var rows []evidence
	for found.Next() {
		var e evidence
		if err := found.Scan(&e.sum, &e.url, &e.fetched, &e.part, &e.tran, &e.last, &e.line, &e.offset, &e.length, &e.cents); err != nil {
			t.Fatal(err)
		}
		rows = append(rows, e)
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// archived gives the bytes behind a row, and holds the fetch record against it.
func (b *bench) archived(t *testing.T, e *evidence) []byte {
	t.Helper()
	recorded := false
	for f, err := range b.archive.Fetches() {
		if err != nil {
			t.Fatal(err)
		}
		if f.URL == e.url && f.SHA256 == e.sum && f.Status == 200 {
			recorded = recorded || f.Time.UTC().Format(time.RFC3339) == e.fetched
		}
	}
	if !recorded {
		t.Errorf("no fetch of %s at %s gave %s", e.url, e.fetched, e.sum)
	}
	file, err := b.archive.Open(e.sum)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	body, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// recordAt gives the record at the place of a row: bytes of a file or of a
// member of a zip, or the cells of a sheet's row.
func recordAt(body []byte, e *evidence) ([]byte, error) {
	packed, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return cut(body, e)
	}
	for _, member := range packed.File {
		text, err := unpack(member)
		switch {
		case err != nil:
			return nil, err
		case member.Name == e.part:
			return cut(text, e)
		case strings.HasSuffix(member.Name, ".xlsx"):
			return rowOf(text, e)
		}
	}
	return nil, fmt.Errorf("the zip has no %q", e.part)
}

func unpack(member *zip.File) ([]byte, error) {
	r, err := member.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = r.Close() }()
	return io.ReadAll(r)
}

func cut(text []byte, e *evidence) ([]byte, error) {
	if e.line < 1 || e.offset < 0 || e.length < 1 || e.offset+e.length > int64(len(text)) {
		return nil, fmt.Errorf("no such place in %d bytes", len(text))
	}
	return text[e.offset : e.offset+e.length], nil
}

func rowOf(workbook []byte, e *evidence) ([]byte, error) {
	book, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		return nil, err
	}
	defer func() { _ = book.Close() }()
	rows, err := book.GetRows(e.part, excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, err
	}
	if e.line < 1 || e.line > int64(len(rows)) {
		return nil, fmt.Errorf("sheet %s has %d rows", e.part, len(rows))
	}
	return []byte(strings.Join(rows[e.line-1], "\t")), nil
}

// TestRebuiltFromTheArchive reads the archive of every job into an empty
// database: the content must be the same, and so must the order and number of
// documents after a second run.
func TestRebuiltFromTheArchive(t *testing.T) {
	t.Parallel()
	for _, j := range jobs() {
		t.Run(j.name, func(t *testing.T) {
			t.Parallel()
			b, db := newBench(t, j, invented.County()), newDatabase(t)
			b.load(t, db)
			b.load(t, db)
			rebuilt := newDatabase(t)
			for d, err := range b.archive.Documents() {
				if err != nil {
					t.Fatal(err)
				}
				doc := scraper.Document{Name: d.Name, URL: d.URL, SHA256: d.SHA256, Size: d.Size, Fetched: d.Fetched, ContentType: d.ContentType}
				if _, err := b.store(t.Context(), rebuilt, doc); err != nil {
					t.Error(err)
				}
			}
			if got, want := contentHash(t, rebuilt), contentHash(t, db); got != want || got == contentHash(t, newDatabase(t)) {
				t.Errorf("rebuilt %s, scraped %s", got, want)
			}
		})
	}
}

func contentHash(t *testing.T, db *sqlite.DB) string {
	t.Helper()
	sum, err := db.ContentHash(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return sum
}
