package store

import "strings"

// CALFiler names the filer of a report in California's e-filing format. The
// id "Pending" (or none) means that the state has not given one yet: such a
// filer is provisional, known by its exact filed name. (Not by its agency too:
// an e-filing does not name one, and a workbook of the same report does.)
func CALFiler(id, name string) FilerRef {
	id = strings.TrimSpace(id)
	if id != "" && !strings.EqualFold(id, "pending") {
		return FilerRef{Scheme: SchemeFPPC, ID: id}
	}
	folded := strings.ToUpper(strings.Join(strings.Fields(name), " "))
	if folded == "" {
		return FilerRef{}
	}
	return FilerRef{Scheme: SchemePending, ID: folded}
}

// CALReport identifies a report the way California's e-filing format does,
// whatever its version: by filer, form and period; for the 24-hour notices,
// which have a report id instead of a period, by filer, form and that id, or
// the day it was filed when even that is missing.
// Names are no part of it, since committees are renamed between versions,
// except for a filer that has no id yet.
func CALReport(filer FilerRef, form, reportID string, from, thru, filed Date) string {
	who := filer.ID
	if filer.Scheme == SchemePending {
		who = filer.String()
	}
	if form == "F496" || form == "F497" {
		if id := strings.TrimSpace(reportID); id != "" {
			return who + "|" + form + "|#" + id
		}
		return who + "|" + form + "|@" + string(filed)
	}
	return who + "|" + form + "|" + string(from) + "|" + string(thru)
}
