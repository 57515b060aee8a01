package resolve_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

func TestExactKeys(t *testing.T) {
	t.Parallel()
	org := func(name, zip, committee, entity string) store.Transaction {
		return store.Transaction{Counterparty: store.Name{Last: name}, Address: store.Address{Zip: zip}, CommitteeID: committee, Entity: entity}
	}
	person := func(last, first, suffix, zip string) store.Transaction {
		return store.Transaction{Counterparty: store.Name{Last: last, First: first, Suffix: suffix}, Address: store.Address{Zip: zip}, Entity: "IND"}
	}
	tests := []struct {
		name string
		row  store.Transaction
		key  string
	}{
		{"person", person("Placeholder", "Ada", "", "90001-1234"), "N|ADA PLACEHOLDER|90001"},
		{"person in one field", org("ADA  PLACEHOLDER", "900011234", "", "IND"), "N|ADA PLACEHOLDER|90001"},
		{"junior is somebody else", person("Placeholder", "Ada", "Jr.", "90001"), "N|ADA PLACEHOLDER JR|90001"},
		{"curly and straight apostrophe", org("Example Officers’ Assn.", "", "", "OTH"), "N|EXAMPLE OFFICERS ASSN|"},
		{"straight", org("EXAMPLE OFFICERS' ASSN", "", "", "COM"), "N|EXAMPLE OFFICERS ASSN|"},
		{"hyphen separates", org("Smith-Example LLC", "9000", "", "OTH"), "N|SMITH EXAMPLE LLC|"},
		{"accents stay", person("Ñandú", "José", "", "90001"), "N|JOSÉ ÑANDÚ|90001"},
		{"committee id wins", org("Any name", "90001", "9900001", "OTH"), "C|9900001"},
		{"federal committee id", org("Any name", "90001", "C00000001", "COM"), "C|C00000001"},
		{"an individual has no committee id", org("Ada Example", "90001", "9900001", "IND"), "N|ADA EXAMPLE|90001"},
		{"pending is no id", org("Any name", "90001", "Pending", "COM"), "N|ANY NAME|90001"},
		{"nobody", store.Transaction{}, "N||"},
	}
	var exact resolve.Exact
	for _, tt := range tests {
		id, key := exact.Contributor(&tt.row)
		if string(key) != tt.key || id <= 0 {
			t.Errorf("%s: key %q id %d; want %q", tt.name, key, id, tt.key)
		}
	}
}

func BenchmarkContributor(b *testing.B) {
	row := store.Transaction{Counterparty: store.Name{Last: "Placeholder-Example", First: "Marlow Q."}, Address: store.Address{Zip: "90001-1234"}, Entity: "IND"}
	var exact resolve.Exact
	b.ReportAllocs()
	for b.Loop() {
		exact.Contributor(&row)
	}
}
