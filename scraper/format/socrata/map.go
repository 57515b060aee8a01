package socrata

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

// Map says what the columns of one data set mean.
type Map struct {
	Name    string `toml:"name"`    // lower-case words joined by "-": "oakland-a"; part of file names
	Title   string `toml:"title"`   // as printed
	Host    string `toml:"host"`    // "data.lacity.org"
	Dataset string `toml:"dataset"` // "m6g2-gc6c"
	Agency  string `toml:"agency"`  // as the rest of the program knows it: "COAK"
	// Key is "cal" for rows of NetFile's workbook, "own" for others.
	Key string `toml:"key"`
	// Whole is a column with one value per report, a day: the data set is
	// fetched in ranges of it, so that no report is cut in two.
	Whole string `toml:"whole"`
	// Committee is the column that a committee's id stands in.
	Committee string `toml:"committee"`
	// Others is what to do with a column that no list names: "refuse" (also
	// when empty) or "ignore".
	Others string `toml:"others"`
	// Columns gives the column of each field, by the field's name; see
	// Fields.
	Columns map[string]string `toml:"columns"`
	// Ignore lists columns that are known and not read.
	Ignore []string `toml:"ignore"`
	// Kinds tells the schedule of a row by the column of the field "kind"; the
	// first that fits holds.
	Kinds []Kind `toml:"kind"`

	text []byte // as it was read; nil for a built-in map
}

// Kind is one rule for the kind of a row.
type Kind struct {
	Is       string `toml:"is"`       // the whole value
	Contains string `toml:"contains"` // a part of it
	Schedule string `toml:"schedule"` // "A", "C", "I", "B1", "E", "F497P1", "S496"..
	// As is "reference" for rows that name no donor, "summary" for lines of a
	// summary page, "" for lines with money.
	As string `toml:"as"`
}

// Fields lists the fields that [Map].Columns may give a column.
var fields = strings.Fields(`kind filer_id filer_name committee_type form report version from thru filed election
	tran_id entity name last first title suffix street street2 city state zip employer occupation self tran_type date date_thru
	amount cumulative description code committee_id int_name int_last int_first int_title int_suffix int_committee
	cand_name cand_last cand_first office_code office juris_code juris district measure measure_number measure_juris support
	memo memo_ref back_ref cross_ref loan_due loan_balance_start loan_balance_end loan_repaid loan_forgiven loan_interest loan_original
	line amount_a amount_b amount_c`)

// Fields gives the names of the fields that a map may fill.
func Fields() []string { return slices.Clone(fields) }

// ErrMap marks a map file that cannot be used.
var ErrMap = errors.New("column map not usable")

// ParseMap reads a map file in TOML. The error, an [ErrMap], names what is
// wrong.
func ParseMap(text []byte) (*Map, error) {
	var m Map
	meta, err := toml.Decode(string(text), &m)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrMap, err)
	}
	if extra := meta.Undecoded(); len(extra) > 0 {
		return nil, fmt.Errorf("%w: %s is no setting", ErrMap, extra[0])
	}
	m.text = slices.Clone(text)
	return &m, m.check()
}

func (m *Map) check() error {
	problem := ""
	switch {
	case m.Name == "" || strings.Trim(m.Name, "abcdefghijklmnopqrstuvwxyz0123456789-") != "":
		problem = fmt.Sprintf("name %q is not lower-case words joined by -", m.Name)
	case m.Host == "" || m.Dataset == "":
		problem = "host or dataset is missing"
	case m.Key != "cal" && m.Key != "own":
		problem = fmt.Sprintf(`key is %q, not "cal" or "own"`, m.Key)
	case m.Others != "" && m.Others != "refuse" && m.Others != "ignore":
		problem = fmt.Sprintf(`others is %q, not "refuse" or "ignore"`, m.Others)
	case len(m.Kinds) == 0 || m.Columns["kind"] == "" || m.Columns["filer_name"] == "":
		problem = "columns.kind, columns.filer_name or the kinds are missing"
	}
	for field := range m.Columns {
		if !slices.Contains(fields, field) {
			problem = "columns." + field + " is no field"
		}
	}
	for i, k := range m.Kinds {
		known := k.As == "reference" || k.As == "summary" || (k.As == "" && tables[k.Schedule].table != 0)
		if !known || (k.Is == "") == (k.Contains == "") {
			problem = fmt.Sprintf("kind %d needs one of is and contains, and a known schedule or as", i+1)
		}
	}
	if problem != "" {
		return fmt.Errorf("%w: %s", ErrMap, problem)
	}
	return nil
}

// kindOf gives the first kind that fits a row's value.
func (m *Map) kindOf(value string) (Kind, bool) {
	for _, k := range m.Kinds {
		if (k.Is != "" && strings.EqualFold(k.Is, value)) || (k.Contains != "" && strings.Contains(strings.ToLower(value), strings.ToLower(k.Contains))) {
			return k, true
		}
	}
	return Kind{}, false
}

// known reports whether a column is named by the map.
func (m *Map) known(column string) bool {
	if m.Others == "ignore" || strings.HasPrefix(column, ":") || slices.Contains(m.Ignore, column) {
		return true
	}
	for _, c := range m.Columns {
		if c == column {
			return true
		}
	}
	return false
}

//go:embed maps/*.toml
var builtIn embed.FS

// Maps gives the built-in maps, by name in order. They are read once and must
// not be changed.
func Maps() ([]*Map, error) { return parseBuiltIn() }

var parseBuiltIn = sync.OnceValues(func() ([]*Map, error) {
	paths, err := fs.Glob(builtIn, "maps/*.toml")
	if err != nil {
		return nil, fmt.Errorf("list column maps: %w", err)
	}
	var maps []*Map
	for _, path := range paths {
		text, err := builtIn.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read column map: %w", err)
		}
		m, err := ParseMap(text)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		m.text = nil
		maps = append(maps, m)
	}
	return maps, nil
})
