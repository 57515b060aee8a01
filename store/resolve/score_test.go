package resolve_test

import (
	"testing"

	"moneytrail/store"
	"moneytrail/store/resolve"
)

// All names, places and firms in these tests are invented.

// who builds a contributor: name, place "City ST 00000", job "employer/occupation".
type who struct {
	name, first, suffix, entity string
	city, state, zip            string
	employer, job               string
	committee                   string
	street                      int64
}

func (w who) contributor(id store.DonorID) resolve.Contributor {
	return resolve.Contributor{
		ID: id, Name: store.Name{Last: w.name, First: w.first, Suffix: w.suffix}, Entity: w.entity, City: w.city, State: w.state, Zip: w.zip,
		Employer: w.employer, Occupation: w.job, CommitteeID: w.committee, AddressHash: w.street, Rows: 1,
	}
}

// at home in one invented town.
func home(name, employer, job string) who {
	return who{name: name, city: "Examplevale", state: "CA", zip: "90001", street: 7, employer: employer, job: job}
}

func away(name, employer, job string) who {
	return who{name: name, city: "Placeholder Falls", state: "WA", zip: "98001", street: 8, employer: employer, job: job}
}

func body(name string) who {
	return who{name: name, entity: "OTH", city: "Examplevale", state: "CA", zip: "90001", street: 7}
}

func elsewhere(name string) who {
	return who{name: name, entity: "OTH", city: "Placeholder Falls", state: "CA", zip: "95001", street: 8}
}

func committee(name, id string) who {
	return who{name: name, entity: "COM", state: "CA", zip: "95001", committee: id}
}

func TestScore(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		a, b who
		want resolve.Answer
	}{
		{"other order of the parts", home("QUENBY, MARLOW J", "", ""), home("Marlow J. Quenby", "", ""), resolve.Same},
		{"surname first without a comma", home("Quenby Robert", "", ""), home("Robert Quenby", "", ""), resolve.Same},
		{"parts in fields", who{name: "Quenby", first: "Robert A.", suffix: "Jr.", zip: "90001", street: 7, entity: "IND"},
			home("QUENBY, JR., ROBERT A", "", ""), resolve.Same},
		{"nickname", home("Quenby, Robert", "", ""), home("QUENBY, BOB", "", ""), resolve.Same},
		{"nickname of another name", home("Quenby, Robert", "", ""), home("QUENBY, BILL", "", ""), resolve.Different},
		{"spouses", home("Quenby, Robert", "Retired", "Retired"), home("Quenby, Alice", "Retired", "Retired"), resolve.Different},
		{"names a letter apart are two", home("Quenby, John", "Retired", "Retired"), home("Quenby, Joan", "Retired", "Retired"), resolve.Different},
		{"misspelt surname", home("Quenbyson, Robert", "", ""), home("QUENYBSON, ROBERT", "", ""), resolve.Same},
		{"misspelt first name", home("Quenby, Katherine", "", ""), home("QUENBY, KATHERNIE", "", ""), resolve.Same},
		{"two common surnames", home("Hall, John", "", ""), home("Hill, John", "", ""), resolve.Possible},
		{"father and son", home("Quenby Sr, Robert", "Quenby Hats", "Owner"), home("Quenby Jr, Robert", "Quenby Hats", "Owner"), resolve.Different},
		{"suffix left out, same job", home("Quenby, Robert", "Quenby Hats", "Owner"), home("Quenby Jr, Robert", "Quenby Hats", "Owner"), resolve.Same},
		{"suffix left out, no job", home("Quenby, Robert", "", ""), home("Quenby Jr, Robert", "", ""), resolve.Possible},
		{"middle names contradict", home("Quenby, Robert Allen", "", ""), home("Quenby, Robert Oscar", "", ""), resolve.Possible},
		{"initials", home("Quenby, J. R.", "Hat Works", "Hatter"), home("Quenby, James Ray", "Retired", "Retired"), resolve.Same},
		{"initial and no job", home("Quenby, J.", "", ""), home("Quenby, James", "", ""), resolve.Possible},
		{"initial of a spouse", home("Quenby, J. Barry", "Hats", "President"), home("Quenby, Jean Ann", "Self", "Volunteer"), resolve.Possible},
		{"hyphened surname", home("Quenby-Zorn, Alice", "", ""), home("Quenby, Alice", "", ""), resolve.Same},
		{"maiden name in the middle", home("Zorn, Alice Quenby", "", ""), home("Quenby, Alice", "", ""), resolve.Same},
		{"colleagues", home("Quenby, John", "Hat Works", "Attorney"), home("Zornfield, John", "Hat Works", "Lawyer"), resolve.Possible},
		{"namesakes", home("Smith, John", "Hat Works", "Hatter"), away("Smith, John", "Glove Works", "Glover"), resolve.Different},
		{"moved, same work", home("Quenby, Trevor", "Hat Works Inc", "Senior Hatter"), away("Quenby, Trevor", "HAT WORKS", "SR HATTER"), resolve.Same},
		{"moved, no other agreement", home("Quenby, Trevor", "Hat Works", "Hatter"), away("Quenby, Trevor", "Glove Works", "Glover"), resolve.Possible},
		{"employer's initials", home("Quenby, Trevor", "Example Parcel Service", "Driver"), away("Quenby, Trevor", "EPS", "Driver"), resolve.Same},
		{"same street in another town", home("Smith, John", "Hat Works", "Hatter"), who{name: "Smith, John", city: "Other", state: "CA", zip: "95111", street: 7}, resolve.Different},
		{"a couple", home("Quenby, John & Mary", "", ""), home("Quenby, John", "", ""), resolve.Possible},
		{"accents", home("Ñandú, José", "", ""), home("NANDU, JOSE", "", ""), resolve.Same},
		{"person and committee", home("Quenby, Robert", "", ""), body("Friends of Robert Quenby"), resolve.Different},

		{"legal form", body("Examplevale Hat Works, Inc."), body("EXAMPLEVALE HAT WORKS"), resolve.Same},
		{"abbreviations", body("Quenby Bldg. Assn"), elsewhere("Quenby Building Association"), resolve.Same},
		{"acronym", body("IUHG Local 77"), elsewhere("International Union of Hatters and Glovers, Local Union No. 77"), resolve.Same},
		{"capitals run together", body("QuenbyZorn Hats"), body("Quenby Zorn Hats LLC"), resolve.Same},
		{"other local", body("Hatters Local 12"), body("Hatters Local 21"), resolve.Different},
		{"other lodge", body("Order of Example Guards Lodge #3"), elsewhere("Order of Example Guards Lodge 4"), resolve.Different},
		{"local and parent", body("Hatters Union Local 12"), elsewhere("Hatters International Union"), resolve.Different},
		{"number left out at one address", body("Hatters Union Local 12"), body("Hatters Union"), resolve.Same},
		{"union and its PAC", body("Hatters Union Local 12"), body("Hatters Union Local 12 PAC"), resolve.Possible},
		{"other purpose", body("Hatters Local 12 PAC"), body("Hatters Local 12 Issues PAC"), resolve.Possible},
		{"sister companies", body("1200 Hatter Street LLC"), body("1210 Hatter Street LLC"), resolve.Different},
		{"sister companies by numeral", body("Quenby Hat Fund II"), body("Quenby Hat Fund III"), resolve.Different},
		{"sister companies by word", body("Quenby Liquors Inc"), body("Quenby Foods Inc"), resolve.Different},
		{"words a letter apart", body("Eastern Hat Works"), body("Western Hat Works"), resolve.Different},
		{"other legal form", body("Quenby Hats LLC"), body("Quenby Hats Inc."), resolve.Possible},
		{"state PAC", body("Quenby Hats State PAC"), body("Quenby Hats PAC"), resolve.Possible},
		{"federal PAC", body("Quenby Hats Federal PAC"), body("Quenby Hats PAC"), resolve.Possible},
		{"party and club", body("Examplevale Hatters Party"), body("Examplevale Hatters Club"), resolve.Different},
		{"contact person", body("Quenby Zorn PLLC, Marlow"), body("QUENBY ZORN PLLC"), resolve.Possible},
		{"known contact person", body("Quenby Zorn PLLC, Robert"), body("QUENBY ZORN PLLC"), resolve.Same},
		{"same office", body("Quenby Hats"), body("Zorn Gloves"), resolve.Different},
		{"same id, other spelling", committee("Hatters for Good Hats", "9900001"), committee("HATTERS PAC", "9900001"), resolve.Same},
		{"same id, unrelated", committee("Hatters PAC", "9900001"), committee("Zorn Glove Sellers", "9900001"), resolve.Possible},
		{"other ids, one word", committee("Hatters for Hats 2022", "9900001"), committee("Hatters for Hats 2026", "9911111"), resolve.Different},
		{"ids far apart, one name", committee("Hatters for Better Hats", "9900001"), committee("Hatters for Better Hats", "9912345"), resolve.Different},
		{"digit lost in the id", committee("Hatters for Better Hats", "9912345"), committee("Hatters for Better Hats", "991245"), resolve.Same},
		{"id written into the name", committee("Hatters for Hats (ID# 9900001)", ""), committee("Hatters PAC", "9900001"), resolve.Same},
		{"digit lost, another purpose", committee("Better Hats PAC", "9900001"), committee("Better Hats Issues PAC", "9900002"), resolve.Different},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, b := tt.a.contributor(1), tt.b.contributor(2)
			got := resolve.Score(a, b)
			if got.Answer != tt.want {
				t.Errorf("%s (%.2f) %q; want %s", got.Answer, got.Weight, got.Evidence, tt.want)
			}
			if len(got.Evidence) == 0 {
				t.Error("no evidence in words")
			}
			back := resolve.Score(b, a)
			if back.Answer != got.Answer || back.Weight != got.Weight {
				t.Errorf("other way round: %s (%.2f); this way %s (%.2f)", back.Answer, back.Weight, got.Answer, got.Weight)
			}
		})
	}
}

func FuzzScore(f *testing.F) {
	f.Add("Quenby, Robert Jr.", "BOB QUENBY", "IND", "")
	f.Add("Hatters' Union Local #12 c/o Zorn", "I.U.H.G. 12PAC &146;", "", "OTH")
	f.Add(", , ,", "&", "", "")
	f.Fuzz(func(t *testing.T, a, b, kindA, kindB string) {
		x, y := who{name: a, entity: kindA, zip: "90001", street: 7}, who{name: b, first: a, entity: kindB, zip: "90001", street: 7}
		one, two := resolve.Score(x.contributor(1), y.contributor(2)), resolve.Score(y.contributor(2), x.contributor(1))
		if one.Answer != two.Answer {
			t.Fatalf("%q %q: %s one way, %s the other", a, b, one.Answer, two.Answer)
		}
	})
}
