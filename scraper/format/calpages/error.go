package calpages

import (
	"errors"
	"fmt"
)

// ErrLayout means that a page lacks what tells its content: the state has
// changed the page, or something else answered in its place.
var ErrLayout = errors.New("the page is not laid out as it was")

func missing(anchor, page string) error {
	return fmt.Errorf("%s is missing on the %s: %w", anchor, page, ErrLayout)
}
