package fecfile

// paperTable is a layout of key-punched paper filings. No table of the FEC is
// at hand: these columns were told from real rows, where names, dates and
// amounts show what they are and the sums agree with the cover. Columns that
// the rows left empty have no name.
type paperTable struct {
	versions []string
	columns  FormColumns
}

func paperTables() []paperTable {
	party := "form_type filer_committee_id_number organization_name last_name first_name middle_name prefix suffix street_1 street_2 city state zip date "
	return []paperTable{
		{[]string{"P3.2"}, paperForm("SA", party+"field_14 field_15 field_16 election_code election_other_description aggregate amount field_21 memo_text image_number")},
		{[]string{"P3.2"}, paperForm("SB", party+"expenditure_purpose_descrip field_15 field_16 field_17 field_18 field_19 field_20 field_21 field_22 field_23 field_24 "+
			"election_code election_other_description amount field_28 memo_code memo_text image_number")},
		{[]string{"P2.6"}, paperForm("F3", "form_type filer_committee_id_number committee_name change_of_address street_1 street_2 city state zip election_state "+
			"election_district report_code date_of_election state_of_election coverage_from_date coverage_through_date treasurer_last_name "+
			"treasurer_first_name treasurer_middle_name treasurer_prefix treasurer_suffix date_signed")},
		{[]string{"P2.6"}, paperForm("F3X", "form_type filer_committee_id_number committee_name change_of_address street_1 street_2 city state zip report_code "+
			"date_of_election state_of_election coverage_from_date coverage_through_date treasurer_last_name treasurer_first_name "+
			"treasurer_middle_name treasurer_prefix treasurer_suffix date_signed")},
	}
}

func paperForm(form, names string) FormColumns {
	return FormColumns{Form: form, Columns: parseColumns(names)}
}

// paperHead is what is read of the covers of other forms on paper: no layout
// tells their columns, but all forms begin with type, filer and name.
var paperHead = &Layout{Version: "observed", Columns: parseColumns("form_type filer_committee_id_number committee_name")}
