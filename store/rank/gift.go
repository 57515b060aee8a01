package rank

import "moneytrail/store"

// Gift is one row that may make a donor's standing: a counted gift or return
// (negative cents), or a pending one. Rows of any other status are ignored.
type Gift = store.Gift
