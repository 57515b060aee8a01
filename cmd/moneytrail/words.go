package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"moneytrail/store"
)

func dollars(c store.Cents) string {
	if c < 0 {
		return "-$" + strings.TrimPrefix(c.String(), "-")
	}
	return "$" + c.String()
}

// notFound says what to do when an id names nothing.
func notFound(err error, what, id string) error {
	switch {
	case errors.Is(err, store.ErrNotFound):
		return fmt.Errorf("no %s %q: %w; moneytrail %ss lists what there is", what, id, err, strings.TrimSuffix(what, "s"))
	case errors.Is(err, store.ErrAmbiguous):
		return fmt.Errorf("%s %q: %w; write it with its scheme, such as fppc-%s or fec-%s", what, id, err, id, id)
	}
	return err
}

// closeInto closes c and keeps its error if there is no other.
func closeInto(c io.Closer, err *error) {
	if closeErr := c.Close(); *err == nil {
		*err = closeErr
	}
}

// count writes "1 filing", "1,204 filings".
func count(n int, noun string) string {
	s := store.Cents(n * 100).String()
	s = strings.TrimSuffix(s, ".00")
	if n == 1 {
		return s + " " + noun
	}
	return s + " " + noun + "s"
}
