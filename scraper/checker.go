package scraper

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
)

// Checker is a source that can look whether its portal is still laid out as it
// expects, by one page. For a source that cannot, the first document of a run
// must do.
type Checker interface {
	Source
	// Check fetches one page and compares it with what the source knows its way
	// by: the error is a [*LayoutError] when it differs, [ErrNotAsked] when the
	// request lacks something. A document with a name is for a format's reader
	// to look at too; one without has nothing for it.
	Check(ctx context.Context, s *Session, req Request) (Document, error)
}

// LayoutError says in which way a page is not what it was. It is [ErrNotData].
type LayoutError struct {
	URL     string
	Missing []string // keys, columns or anchors that are gone
	New     []string // those that were not known
}

func (e *LayoutError) Error() string {
	text := e.URL + ": missing " + strings.Join(e.Missing, ", ")
	if len(e.New) > 0 {
		text += "; new " + strings.Join(e.New, ", ")
	}
	return text
}

// Unwrap gives [ErrNotData].
func (e *LayoutError) Unwrap() error { return ErrNotData }

// CheckKeys compares the keys of a JSON object with those that a source reads;
// nil when none is missing. Further keys alone are no error: portals add them.
func CheckKeys(url string, object map[string]json.RawMessage, want ...string) error {
	var missing, news []string
	for _, key := range want {
		if _, ok := object[key]; !ok {
			missing = append(missing, key)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	for _, key := range slices.Sorted(maps.Keys(object)) {
		if !slices.Contains(want, key) {
			news = append(news, key)
		}
	}
	return &LayoutError{URL: url, Missing: missing, New: news}
}

// CheckList compares the keys of a list's first entry. An empty list is
// [ErrNothingFound]: it tells nothing.
func CheckList(url string, list json.RawMessage, want ...string) error {
	var entries []map[string]json.RawMessage
	if err := json.Unmarshal(list, &entries); err != nil {
		return &LayoutError{URL: url, Missing: []string{"a list of objects"}}
	}
	if len(entries) == 0 {
		return errors.Join(ErrNothingFound, errors.New(url+": an empty list tells nothing of its entries"))
	}
	return CheckKeys(url, entries[0], want...)
}

// errEnough ends a run that was for its first document only.
var errEnough = errors.New("enough seen")

// FirstDocument lets a source crawl until it has a document.
func (s *Session) FirstDocument(ctx context.Context, source Source, req Request) (first Document, err error) {
	bound, err := s.bind(source.Info(), req, "", nil)
	if err != nil {
		return first, err
	}
	defer bound.Close()
	err = source.Crawl(ctx, bound, req, func(doc Document) error {
		first = doc
		return errEnough
	})
	switch {
	case errors.Is(err, errEnough):
		return first, nil
	case err == nil:
		err = ErrNothingFound
	}
	return first, err
}
