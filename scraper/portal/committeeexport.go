package portal

import (
	"fmt"
	"strings"

	"moneytrail/store"
)

// CommitteeExport renders the state's page export of the contributions that a
// committee received in a two-year session: tab-separated, every field quoted,
// the latest version that has lines, names in capitals. Loans and small gifts
// are not in it. A committee without contributions gives the header alone.
func CommitteeExport(c County, publicID string, session int) []byte {
	var b strings.Builder
	quotedLine(&b, "NAME OF CONTRIBUTOR", "PAYMENT TYPE", "CITY", "STATE", "ZIP", "ID NUMBER", "EMPLOYER", "OCCUPATION",
		"AMOUNT", "TRANSACTION DATE", "FILED DATE", "TRANSACTION NUMBER")
	for _, r := range latest(c.State) {
		if r.Filer.ID != publicID || oddYear(r.year()) != session || r.notice() {
			continue
		}
		for _, t := range r.Rows {
			kind := map[string]string{"A": "MONETARY", "C": "NON-MONETARY"}[t.Schedule]
			if kind == "" || t.Memo {
				continue
			}
			quotedLine(&b, strings.ToUpper(t.Counterparty.Full()), kind, strings.ToUpper(t.Address.City), t.Address.State, t.Address.Zip,
				t.CommitteeID, strings.ToUpper(t.Employer), strings.ToUpper(t.Occupation), accounting(t.Amount),
				day(t.Date, "1/2/2006"), day(r.Filed, "1/2/2006"), r.ID+" - "+t.TranID)
		}
	}
	b.WriteString("\n")
	return []byte(b.String())
}

func quotedLine(b *strings.Builder, fields ...string) {
	for i, field := range fields {
		if i > 0 {
			b.WriteByte('\t')
		}
		fmt.Fprintf(b, `"%s"`, field)
	}
	b.WriteString("\n")
}

// accounting writes "$1,234.00", and "($50.00)" for less than nothing.
func accounting(c store.Cents) string {
	if c < 0 {
		return "($" + (-c).String() + ")"
	}
	return "$" + c.String()
}

// latest gives the highest version with lines of each report.
func latest(reports []Report) []Report {
	best := map[string]int{}
	var kept []Report
	for _, r := range reports {
		if len(r.Rows) == 0 {
			continue
		}
		if i, ok := best[r.ID]; ok {
			if r.Key.Version > kept[i].Key.Version {
				kept[i] = r
			}
			continue
		}
		best[r.ID] = len(kept)
		kept = append(kept, r)
	}
	return kept
}
