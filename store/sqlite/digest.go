package sqlite

import (
	"crypto/sha256"
	"encoding/binary"

	"moneytrail/store"
)

// digest is a sum of row hashes: it does not depend on the order of the rows,
// and tells whether a publisher's new file still says the same of a report.
type digest [2]uint64

func (d *digest) add(sum [sha256.Size]byte) {
	d[0] += binary.LittleEndian.Uint64(sum[0:8])
	d[1] += binary.LittleEndian.Uint64(sum[8:16])
}

func (d digest) bytes() []byte {
	b := make([]byte, 16)
	binary.LittleEndian.PutUint64(b, d[0])
	binary.LittleEndian.PutUint64(b[8:], d[1])
	return b
}

// rowHasher writes the content of a record, without its place in the file.
type rowHasher struct{ buf []byte }

func (h *rowHasher) text(values ...string) {
	for _, s := range values {
		h.buf = binary.AppendUvarint(h.buf, uint64(len(s)))
		h.buf = append(h.buf, s...)
	}
}

func (h *rowHasher) numbers(values ...int64) {
	for _, n := range values {
		h.buf = binary.AppendVarint(h.buf, n)
	}
}

func (h *rowHasher) target(t *store.Target) {
	if t.IsZero() {
		h.buf = append(h.buf, 0)
		return
	}
	h.text(t.Candidate, t.Office, t.Jurisdiction, t.Measure, t.Support)
}

func (h *rowHasher) sum() [sha256.Size]byte {
	s := sha256.Sum256(h.buf)
	h.buf = h.buf[:0]
	return s
}

func (h *rowHasher) transaction(t *store.Transaction) [sha256.Size]byte {
	h.text(t.Schedule, t.TranID, t.Entity, t.Counterparty.Last, t.Counterparty.First, t.Counterparty.Title,
		t.Counterparty.Suffix, t.Address.City, t.Address.State, t.Address.Zip, t.Employer, t.Occupation, t.CommitteeID,
		t.TranType, string(t.Date), string(t.DateThru), t.Intermediary.Last, t.Intermediary.First,
		t.IntermediaryCommitteeID, t.Code, t.Description, t.MemoRef, t.BackRef, t.CrossRef, t.InferredNote)
	h.numbers(int64(t.Table), int64(t.Line), int64(t.Kind), int64(t.Direction), int64(t.Amount), int64(t.Cumulative), flag(t.Memo), flag(t.SelfEmployed))
	h.target(&t.Target)
	if t.Loan != (store.Loan{}) {
		h.numbers(int64(t.Loan.BalanceStart), int64(t.Loan.BalanceEnd), int64(t.Loan.Repaid), int64(t.Loan.Forgiven), int64(t.Loan.Interest), int64(t.Loan.Original))
		h.text(string(t.Loan.Due))
	}
	return h.sum()
}

func (h *rowHasher) summary(s *store.SummaryLine) [sha256.Size]byte {
	h.text(s.Schedule, s.Line)
	h.numbers(int64(s.A), int64(s.B), int64(s.C))
	return h.sum()
}

func (h *rowHasher) memo(m *store.Memo) [sha256.Size]byte {
	h.text(m.Schedule, m.Ref, m.Text)
	return h.sum()
}

func (h *rowHasher) person(p *store.Person) [sha256.Size]byte {
	h.text(p.Role, p.Name.Last, p.Name.First, p.Name.Title, p.Name.Suffix, p.City, p.State, p.Zip, p.ID)
	h.target(&p.Target)
	return h.sum()
}

func flag(b bool) int64 {
	if b {
		return 1
	}
	return 0
}
