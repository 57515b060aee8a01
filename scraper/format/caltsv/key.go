package caltsv

import "moneytrail/store"

// keyColumns identify the filing version of a row.
type keyColumns struct{ filing, amend int }

func bindKey(h *header) keyColumns {
	return keyColumns{h.col("FILING_ID"), h.col("AMEND_ID")}
}

func (c keyColumns) read(r *row) (store.FilingKey, error) {
	return filingKey(r.at(c.filing), r.at(c.amend))
}

func filingKey(filing, amend string) (store.FilingKey, error) {
	if filing == "" {
		return store.FilingKey{}, continuation
	}
	for i := 0; i < len(filing); i++ {
		if filing[i] < '0' || filing[i] > '9' {
			return store.FilingKey{}, continuation
		}
	}
	version := 0
	for i := 0; i < len(amend); i++ {
		if amend[i] < '0' || amend[i] > '9' || i > 5 {
			return store.FilingKey{}, badRow("the amendment number could not be read")
		}
		version = version*10 + int(amend[i]-'0')
	}
	if amend == "" {
		return store.FilingKey{}, badRow("the amendment number is missing")
	}
	return store.FilingKey{System: store.SystemCalAccess, Report: filing, Version: version}, nil
}

// lineColumns are common to all lines of money.
type lineColumns struct {
	key                       keyColumns
	line, form, tranID        int
	memo, memoRef             int
	backRef, crossRef         int
	entity, city, state, zip4 int
	committee                 int
	name                      [4]int
}

// bindLine finds the common columns; who is the prefix of the counterparty's
// name, place the prefix of its address.
func bindLine(h *header, who, place string) lineColumns {
	return lineColumns{
		key: bindKey(h), line: h.col("LINE_ITEM"), form: h.col("FORM_TYPE"), tranID: h.col("TRAN_ID"),
		memo: h.col("MEMO_CODE"), memoRef: h.col("MEMO_REFNO"),
		backRef: h.opt("BAKREF_TID"), crossRef: h.opt("XREF_SCHNM"),
		entity: h.col("ENTITY_CD"), city: h.col(place + "_CITY"), state: h.col(place + "_ST"), zip4: h.col(place + "_ZIP4"),
		committee: h.col("CMTE_ID"), name: bindName(h, who),
	}
}

// start sets tx to what the common columns of the row say.
func (c *lineColumns) start(r *row, tx *store.Transaction) error {
	key, err := c.key.read(r)
	if err != nil {
		return err
	}
	*tx = store.Transaction{
		Filing: key, Schedule: r.at(c.form), Line: number(r.at(c.line)), TranID: r.at(c.tranID),
		Entity: r.at(c.entity), CommitteeID: r.at(c.committee), Counterparty: readName(r, c.name),
		Address: store.Address{City: r.at(c.city), State: r.at(c.state), Zip: r.at(c.zip4)},
		Memo:    isMemo(r.at(c.memo)), MemoRef: r.at(c.memoRef),
		BackRef: r.at(c.backRef), CrossRef: r.at(c.crossRef), Pos: r.pos,
	}
	return nil
}

func isMemo(code string) bool { return code == "X" || code == "x" }

func bindName(h *header, prefix string) [4]int {
	c := h.cols(prefix, "_NAML", "_NAMF", "_NAMT", "_NAMS")
	return [4]int(c)
}

func readName(r *row, c [4]int) store.Name {
	return store.Name{Last: r.at(c[0]), First: r.at(c[1]), Title: r.at(c[2]), Suffix: r.at(c[3])}
}
