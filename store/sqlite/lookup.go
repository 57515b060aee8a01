package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"moneytrail/store"
)

// written is what names of contributors, as people write them, stand for.
type written map[string]*namesake

// namesake is a contributor with a name, and a donor that has the name too.
type namesake struct {
	id     store.DonorID // a contributor of that name: the donor's own, else the smallest
	donor  store.DonorID
	others []store.DonorID // donors of the same name
}

func foldName(s string) string { return strings.ToUpper(strings.Join(strings.Fields(s), " ")) }

// lookUpNames finds contributors by names as filed, shown or written last name
// first, in one pass over all of them.
func (l *loader) lookUpNames(ctx context.Context, wanted written) error {
	if len(wanted) == 0 {
		return nil
	}
	err := each(ctx, &l.stmts, func(rows *sql.Rows) error {
		var id, donor store.DonorID
		var name, last, first, shown string
		if err := rows.Scan(&id, &donor, &name, &last, &first, &shown); err != nil {
			return err
		}
		forms := []string{foldName(name), foldName(shown)}
		if first != "" {
			forms = append(forms, foldName(last+", "+first))
		}
		for i, form := range forms {
			if _, asked := wanted[form]; asked && (i == 0 || form != forms[0]) {
				wanted[form] = wanted[form].add(id, donor)
			}
		}
		return nil
	}, `SELECT c.id, c.donor_id, c.name, coalesce(c.last, ''), coalesce(c.first, ''), coalesce(y.name, '')
		FROM contributor c LEFT JOIN donor_name y ON y.donor_id = c.donor_id ORDER BY c.id`)
	if err != nil {
		return fmt.Errorf("look up names: %w", err)
	}
	return nil
}

func (n *namesake) add(id, donor store.DonorID) *namesake {
	if n == nil {
		return &namesake{id: id, donor: donor}
	}
	switch {
	case donor != n.donor:
		for _, o := range n.others {
			if o == donor {
				return n
			}
		}
		n.others = append(n.others, donor)
	case id == donor:
		n.id = id
	}
	return n
}

// find gives the contributor that text means: a published id, or a name that
// one donor alone has.
func (l *loader) find(ctx context.Context, text string, names written, line int) (store.DonorID, error) {
	if id, err := store.ParseDonorID(strings.TrimSpace(text)); err == nil {
		donor, err := l.donorNow(ctx, id)
		if err == nil && donor == 0 {
			err = &store.CorrectionError{Line: line, Problem: fmt.Sprintf("unknown donor %q: no filing holds it", text), Unknown: true}
		}
		return id, err
	}
	switch n := names[foldName(text)]; {
	case n == nil:
		return 0, &store.CorrectionError{Line: line, Problem: fmt.Sprintf("unknown donor %q; write a name as it was filed, or a donor's id", text), Unknown: true}
	case len(n.others) > 0:
		ids := n.donor.String()
		for i, o := range n.others {
			if i == 5 {
				ids += ", .."
				break
			}
			ids += ", " + o.String()
		}
		return 0, &store.CorrectionError{Line: line, Problem: fmt.Sprintf("unknown donor %q: %d donors have this name, write which: %s", text, len(n.others)+1, ids), Unknown: true}
	default:
		return n.id, nil
	}
}

// wantedNames collects the names among what corrections speak of.
func wantedNames(all []store.Correction) written {
	out := make(written)
	for i := range all {
		for _, text := range []string{all[i].SubjectAs, all[i].ObjectAs} {
			if _, err := store.ParseDonorID(strings.TrimSpace(text)); err != nil && text != "" {
				out[foldName(text)] = nil
			}
		}
	}
	return out
}
