package calpages_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/scraper/format/calpages"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

// The pages below are invented, in the layout of the state's.

const measurePage = `<html><body><form name="_ctl0" method="post" action="Detail.aspx?id=9970001&amp;session=2025" id="_ctl0">
<span id="measureName" class="hdr11">INVENTED COUNTY RECALL - MADE UP</span>
<table cellpadding="4" bordercolor="#3149aa"><tbody><tr><td><span class="hdr16">COMMITTEE ID</span></td><td><span class="hdr16">COMMITTEE NAME</span></td><td><span class="hdr16">COMMITTEE POSITION</span></td></tr>
<tr bgcolor="#fdefd3"><td><span class="txt7">990001</span></td><td><a class="sublink2" href="/Misc/Redirector.aspx?id=9950001&amp;session=2025">NOBODY'S  COMMITTEE, YES</a></td><td><span class="txt7">SUPPORT</span></td></tr></tbody></table>
<table cellpadding="4" bordercolor="#3149aa"><tr bgcolor="#fdefd3"><td><span class="txt7">9910002</span></td><td><a class="sublink2" href="https://cal-access.sos.ca.gov/Misc/Redirector.aspx?id=9910002&session=2025">NO COMMITTEE</a></td><td><span class="txt7">OPPOSE</span></td></tr></table>
</form></body></html>`

const listPage = `<html><body><form id="_ctl0"><table id="ListElections1_Panel1"><tr><td>
<table id="ListElections1__ctl0"><caption><span>JUNE 2, 2026, PRIMARY</span><br></caption><tr><td>2 Measures</td></tr>
<tr><td><a href="Detail.aspx?id=9970001&session=2025">FIRST</a></td></tr><tr><td><a href="https://cal-access.sos.ca.gov/Campaign/Measures/Detail.aspx?id=9970002&amp;session=2025">SECOND</a></td></tr>
</table></td></tr></table></form></body></html>`

const committeePage = `<html><body><form id="_ctl0" action="Detail.aspx?id=9950001&session=2025&view=general"><span id="lblFilerName">INVENTED PAC</span>
<span id="_ctl3_lblFilerId">990001</span><table id="_ctl3_names"><tr><td>OLDER INVENTED PAC</td></tr></table>
<table><tr><td width="50%">STATUS:</td><td width="50%">ACTIVE</td></tr></table></form></body></html>`

const candidatePage = `<html><body><form id="_ctl0"><a href="/Campaign/Candidates/list.aspx?view=certified">x</a>
<table><tr><td><span class="hdr14">SENATE DISTRICTS</span></td></tr><tr><td bgcolor="#FDEFD3"><span class="hdr13">STATE SENATE 99</span><br>
<table><tr><td><span class="txt7">NOBODY, NED</span><a href="/Campaign/Candidates/Detail.aspx?id=9950009" class="sublink2">SOMEBODY, SUE<br></a></td></tr></table></td></tr></table></form></body></html>`

func read(t *testing.T, page, name string) (*storetest.Records, error) {
	t.Helper()
	records := &storetest.Records{}
	err := calpages.Read(t.Context(), strings.NewReader(page), int64(len(page)), name, records)
	return records, err
}

func TestMeasurePage(t *testing.T) {
	t.Parallel()
	got, err := read(t, measurePage, "page.html")
	if err != nil {
		t.Fatal(err)
	}
	key := store.FilingKey{System: calpages.System, Report: "9970001"}
	target := store.Target{Measure: "INVENTED COUNTY RECALL - MADE UP", Jurisdiction: "State of California"}
	support, oppose := target, target
	support.Support, oppose.Support = "S", "O"
	want := []store.Person{
		{Filing: key, Role: "measure committee", Name: store.Name{Last: "NOBODY'S COMMITTEE, YES"}, ID: "990001", Target: support, Pos: store.Position{Line: 1}},
		{Filing: key, Role: "measure committee", Name: store.Name{Last: "NO COMMITTEE"}, ID: "9910002", Target: oppose, Pos: store.Position{Line: 2}},
	}
	if diff := cmp.Diff(want, got.Persons); diff != "" {
		t.Errorf("persons (-want +got):\n%s", diff)
	}
	alias := []store.FilerAlias{{
		Filer: store.FilerRef{Scheme: store.SchemeCalAccess, ID: "9950001"}, Alias: store.FilerRef{Scheme: store.SchemeFPPC, ID: "990001"},
	}}
	if diff := cmp.Diff(alias, got.FilerAliases); diff != "" {
		t.Errorf("aliases (-want +got):\n%s", diff)
	}
	if total := got.Total(); total.Lines != 2 || total.Typed != 2 || !total.Balanced() {
		t.Errorf("tally %+v", total)
	}
}

func TestOtherPages(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		page                string
		names, typed, lines int
	}{
		"list":      {listPage, 0, 0, 2},
		"committee": {committeePage, 1, 1, 2},
		"candidate": {candidatePage, 1, 1, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := read(t, tt.page, name)
			if err != nil {
				t.Fatal(err)
			}
			total := got.Total()
			if !calpages.Sniff([]byte(tt.page), name) || len(got.FilerNames) != tt.names || total.Typed != tt.typed || total.Lines != tt.lines || !total.Balanced() {
				t.Errorf("names %v, tally %+v", got.FilerNames, total)
			}
		})
	}
}

func TestCommitteePage(t *testing.T) {
	t.Parallel()
	got, err := calpages.CommitteeOf([]byte(committeePage))
	if err != nil {
		t.Fatal(err)
	}
	want := calpages.CommitteePage{
		ID: "990001", Internal: "9950001", Name: "INVENTED PAC", Former: []string{"OLDER INVENTED PAC"}, Facts: []calpages.Fact{{Label: "STATUS", Value: "ACTIVE"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestChangedLayoutIsRefused renames what pages are told by.
func TestChangedLayoutIsRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ page, from, to string }{
		"measure":         {measurePage, "measureName", "measureTitle"},
		"position":        {measurePage, ">OPPOSE<", ">NEUTRAL<"},
		"committee id":    {measurePage, ">990001<", "><"},
		"list":            {listPage, "ListElections1__ctl", "Elections__ctl"},
		"link":            {listPage, "id=9970002", "measure=9970002"},
		"committee":       {committeePage, "lblFilerName", "lblName"},
		"committee's id":  {committeePage, "_ctl3_lblFilerId", "_ctl4_lblFilerId"},
		"candidate cells": {candidatePage, "bgcolor", "data-color"},
		"block page":      {"<html><body>Bad Request<script src=\"/_Incapsula_Resource\"></script></body></html>", "x", "x"},
		"nothing":         {"", "x", "x"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(t, strings.ReplaceAll(tt.page, tt.from, tt.to), name)
			input := (*store.InputError)(nil)
			if !errors.As(err, &input) || input.Hint == "" {
				t.Errorf("error %v", err)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	for _, page := range []string{measurePage, listPage, committeePage, candidatePage} {
		f.Add([]byte(page))
	}
	f.Fuzz(func(t *testing.T, page []byte) {
		records := &storetest.Records{}
		if err := calpages.Read(t.Context(), bytes.NewReader(page), int64(len(page)), "fuzz", records); err != nil {
			return
		}
		if total := records.Total(); !total.Balanced() {
			t.Errorf("tally %+v", total)
		}
	})
}
