package rank

import "moneytrail/store"

// Gift is one row that may make a donor's standing: a counted gift or return
// (negative cents), a pending one, or a share of joint fundraising. Rows of any
// other status are ignored.
type Gift = store.Gift
