package main

import (
	"bytes"
	"path/filepath"
	"strings"
	"testing"
)

// An invented e-filing in the real format, with street lines, phones and
// e-mails everywhere the format has them, and one row that cannot be read.
const withStreets = "HDR,CAL,CA,2.01,Invented,1,\r\n" +
	"CVR,F460,9900031,RCP,INVENTED street test,,,,000,20310731,SA,,20310101,20310630,,77 Hidden Cover Avenue,,Exampleville,CA,90001,(213) 555-0100,,cover@hidden.example,,,,,,Treasurer,Ada,,,78 Hidden Treasurer Road,,Exampleville,CA,90001,2135550101,,t@hidden.example,,N,N,N,N,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n" +
	"RCPT,F460A,,,,,,,,,\r\n" +
	"RCPT,A,INC1,IND,Example,Ada,,,12 Hidden Gift Street,Apt 9,Exampleville,CA,90001,Example Co,Clerk,N,,20310201,,250.00,250.00,,call 213-555-0102 or ada@hidden.example,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n" +
	"RCPT,A,INC2,IND,Broken,Bob,,,13 Hidden Broken Lane,,Exampleville,CA,90001,Example Co,Clerk,N,,20310201,,two hundred,250.00,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n" +
	"TEXT,A,INC1,lives at 14 Hidden Memo Drive\r\n"

func TestNoStreetLineIsStored(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	db := filepath.Join(dir, "privacy.db")
	a := must(t, "import", "--db", db, write(t, dir, "streets.txt", []byte(withStreets)))
	if !strings.Contains(a.out, "quarantined:") {
		t.Fatalf("the broken row was not quarantined:\n%s", a.out)
	}
	body := bytes.ToLower(read(t, db))
	for _, secret := range []string{"hidden", "555-01", "555010"} {
		if i := bytes.Index(body, []byte(secret)); i >= 0 {
			t.Errorf("%q stands in the database: ..%s..", secret, body[max(0, i-30):min(len(body), i+30)])
		}
	}
	for _, args := range [][]string{{"explain", "--committee", "9900031", "--format", "json"}, {"sources", "--quarantine", "--format", "csv"}, {"top", "--committee", "9900031", "--format", "json"}} {
		if out := must(t, append(args, "--db", db)...).out; strings.Contains(strings.ToLower(out), "hidden") {
			t.Errorf("%v prints a street line: %s", args, out)
		}
	}
}
