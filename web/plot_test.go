package web_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"image/png"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"moneytrail/api/apitest"
	"moneytrail/store"
	"moneytrail/web"
)

// receipts answers in other words than the sample where a test says so.
type receipts struct {
	apitest.Receipts
	concentration *store.Concentration
	slices        map[string][]store.Slice // by way to divide
	version       func() int64
}

func (r receipts) Breakdown(ctx context.Context, q store.BreakdownQuery) (*store.Breakdown, error) {
	out, err := r.Receipts.Breakdown(ctx, q)
	if err != nil {
		return nil, err
	}
	if r.version != nil {
		out.Version.ID = r.version()
	}
	if slices, ok := r.slices[q.By]; ok {
		out.Slices, out.Total = slices, store.Slice{}
		for _, x := range slices {
			out.Total.Net, out.Total.Gross, out.Total.Gifts = out.Total.Net+x.Net, out.Total.Gross+x.Gross, out.Total.Gifts+x.Gifts
		}
	}
	return out, nil
}

func (r receipts) Concentration(ctx context.Context, q store.Scope) (*store.Concentration, error) {
	if r.concentration != nil {
		return r.concentration, nil
	}
	return r.Receipts.Concentration(ctx, q)
}

func with(t *testing.T, change func(*apitest.Reader, *receipts)) http.Handler {
	t.Helper()
	reader := apitest.Sample()
	answers := receipts{Receipts: apitest.Receipts{Of: reader}}
	change(reader, &answers)
	reader.ReceiptReader = answers
	return newHandler(t, reader, web.Options{Invented: true})
}

func gift(key string, net store.Cents, gifts int) store.Slice {
	return store.Slice{Key: key, Net: net, Gross: net, Gifts: gifts, Donors: gifts}
}

// Each chart says in a sentence what it shows.
func TestTakeaways(t *testing.T) {
	t.Parallel()
	version := apitest.Sample().Data
	top := func(all store.Cents, donors, half int, nets ...store.Cents) *store.Concentration {
		c := &store.Concentration{Version: version, Itemized: all, Donors: donors, Half: half}
		for i, n := range []int{1, 2, 5, 10, 100}[:len(nets)] {
			c.Top = append(c.Top, store.TopShare{Donors: n, Net: nets[i]})
		}
		return c
	}
	tests := map[string]struct {
		answers receipts
		section string
		want    string
	}{
		"ten of many":      {receipts{concentration: top(100_00, 1312, 3, 20_00, 40_00, 50_00, 61_00, 90_00)}, "concentration", "The 10 largest of 1,312 named donors gave 61.0% of the itemized money; 3 donors gave half of it."},
		"five of seven":    {receipts{concentration: top(100_00, 7, 2, 40_00, 60_00, 90_00)}, "concentration", "The 5 largest of 7 named donors gave 90.0% of the itemized money; 2 donors gave half of it."},
		"one donor":        {receipts{concentration: top(100_00, 1, 1, 100_00)}, "concentration", "The largest donor gave 100.0% of the itemized money; one donor gave half of it or more."},
		"nothing remains":  {receipts{concentration: top(-100_00, 1, 0)}, "concentration", "There is nothing to divide: no money remains after returns."},
		"largest week":     {receipts{slices: map[string][]store.Slice{"week": {gift("2026-02-02", 30_00, 1), gift("2026-03-02", 70_00, 2)}}}, "timeline", "In the week of Mar 2, 2026 most was given: $70, 70.0% of the itemized money."},
		"only returns":     {receipts{slices: map[string][]store.Slice{"week": {gift("2026-02-02", -30_00, 0)}}}, "timeline", "No money with a day is counted."},
		"no gift":          {receipts{slices: map[string][]store.Slice{"week": {}}}, "timeline", "No gift with a day is counted yet."},
		"place":            {receipts{slices: map[string][]store.Slice{"state": {gift("", 90_00, 1), gift("CA", 10_00, 1)}}}, "places", "Most came from California: $10, 10.0% of the itemized money."},
		"place of no name": {receipts{slices: map[string][]store.Slice{"state": {gift("", 90_00, 1)}}}, "places", "No place with money is named."},
		"no place":         {receipts{slices: map[string][]store.Slice{"state": {}}}, "places", "No named donor is reported."},
		"one size":         {receipts{slices: map[string][]store.Slice{"size": {gift("100000", 500_000, 5)}}}, "sizes", "Most often a gift was $1,000 to $4,999 (5 of 5), and these brought the most money: $5,000."},
		"two sizes":        {receipts{slices: map[string][]store.Slice{"size": {gift("1", 500, 5), gift("100000000", 100_000_000, 1)}}}, "sizes", "Most often a gift was under $100 (5 of 6); the most money, $1.0 million, came in gifts of $1.0 million and more."},
		"no size":          {receipts{slices: map[string][]store.Slice{"size": {}}}, "sizes", "No single gift is counted yet."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := with(t, func(reader *apitest.Reader, r *receipts) { tt.answers.Of = reader; *r = tt.answers })
			if said := text(byID(t, parse(t, h, committee, 200), tt.section)); !strings.Contains(said, tt.want) {
				t.Errorf("want %q in: %s", tt.want, said)
			}
		})
	}
	if said := text(byID(t, parse(t, sample(t), contest, 200), "sides")); !strings.Contains(said, "Support raised $2.3 million and $25,000 late; Oppose raised $0 and $75,000 late.") {
		t.Errorf("sides: %s", said)
	}
}

// A slip of the pen in a date must not stretch the axis of time, and what is
// not drawn is said.
func TestFarDaysAreLeftOutAndSaid(t *testing.T) {
	t.Parallel()
	h := with(t, func(_ *apitest.Reader, r *receipts) {
		r.slices = map[string][]store.Slice{"week": {gift("1026-03-02", 1_00, 1), gift("2026-02-02", 30_00, 1), gift("2026-03-02", 70_00, 2), gift("2206-03-03", 5_00, 1)}}
	})
	section := byID(t, parse(t, h, committee, 200), "timeline")
	if said := text(section); !strings.Contains(said, "2 periods are not drawn") || strings.Contains(said, "2206") || !strings.Contains(said, "$106") {
		t.Errorf("timeline: %s", said)
	}
	if n := len(within(section, "path")); n > 40 {
		t.Errorf("%d marks", n)
	}
}

// What a pointer is told on a mark stands in the table as well.
func TestChartsHaveTheirNumbersAsTables(t *testing.T) {
	t.Parallel()
	for _, path := range []string{committee, contest, hostile} {
		marks := 0
		for _, figure := range all(parse(t, sample(t), path, 200), "figure") {
			table := ""
			for _, n := range within(figure, "table") {
				table += text(n)
			}
			for _, title := range within(figure, "title") {
				_, amount, _ := strings.Cut(text(title), ": ")
				amount = strings.TrimSuffix(amount, " (returned)")
				if strings.HasPrefix(attr(figure, "id"), "chart-sides") {
					continue // its table follows the figure
				}
				marks++
				if !strings.Contains(table, amount) {
					t.Errorf("%s: %s is drawn and not in the table", attr(figure, "id"), text(title))
				}
			}
			if caption := within(figure, "figcaption"); len(caption) != 1 || strings.TrimSpace(text(caption[0])) == "" {
				t.Errorf("%s: a figure says nothing", path)
			}
		}
		if marks == 0 {
			t.Errorf("%s: no chart", path)
		}
	}
}

// Charts can be had as pictures and drawings that say what they show, of whom
// and of when.
func TestChartsAsFiles(t *testing.T) {
	t.Parallel()
	h := sample(t)
	var files []string
	for _, page := range []string{committee, hostile, contest} {
		for _, n := range all(parse(t, h, page, 200), "a") {
			if href := attr(n, "href"); strings.Contains(href, "/charts/") {
				files = append(files, href)
			}
		}
	}
	if len(files) < 30 {
		t.Errorf("only %d files", len(files))
	}
	for _, path := range files {
		w := get(t, h, path)
		if w.Code != http.StatusOK || w.Header().Get("X-Robots-Tag") != "noindex" || !strings.HasPrefix(w.Header().Get("Content-Security-Policy"), "default-src 'none'") {
			t.Errorf("%s: %d, %v", path, w.Code, w.Header())
			continue
		}
		body := w.Body.Bytes()
		if again := get(t, h, path, "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("%s is not checked against what is held: %d", path, again.Code)
		}
		if strings.HasSuffix(path, ".png") {
			if img, err := png.Decode(bytes.NewReader(body)); err != nil || img.Bounds().Dx() < 1200 {
				t.Errorf("%s: %v", path, err)
			}
			continue
		}
		for _, want := range []string{"INVENTED DATA", "as of Aug 5, 2026", "version 7", "<title>"} {
			if !bytes.Contains(body, []byte(want)) {
				t.Errorf("%s does not say %q", path, want)
			}
		}
		checkHostile(t, path, string(body))
	}
	for _, path := range []string{committee + "/charts/pie.svg", committee + "/charts/classes.gif", committee + "/charts/classes", contest + "/charts/timeline-7.svg", "/committees/fppc-0/charts/classes.svg"} {
		if w := get(t, h, path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// Persons of small gifts stay out of search engines and out of pictures.
func TestSmallGiversAreNotSpread(t *testing.T) {
	t.Parallel()
	h := with(t, func(reader *apitest.Reader, _ *receipts) {
		st := &reader.Reports[apitest.CommitteeID].Standings[1]
		st.Gross, st.Net, st.Pending, st.Donor.Name = 99_999, 99_999, 0, "Smallgiver Lavender"
	})
	if w := get(t, h, committee); w.Header().Get("X-Robots-Tag") != "noindex" || !strings.Contains(w.Body.String(), "Smallgiver") {
		t.Errorf("a page that names a small giver may be indexed: %v", w.Header())
	}
	for _, n := range all(parse(t, h, committee, 200), "meta") {
		if strings.Contains(attr(n, "content"), "Smallgiver") {
			t.Errorf("meta: %s", attr(n, "content"))
		}
	}
	if body := get(t, h, committee+"/charts/donors.svg").Body.String(); strings.Contains(body, "Smallgiver") || !strings.Contains(body, "Marigold") {
		t.Errorf("the picture: %s", body)
	}
	if w := get(t, sample(t), committee); w.Header().Get("X-Robots-Tag") != "" {
		t.Error("large givers may be indexed")
	}
}

// All parts of a page are of one data version, or there is no page.
func TestPagesAreOfOneVersion(t *testing.T) {
	t.Parallel()
	asked := 0
	h := with(t, func(_ *apitest.Reader, r *receipts) {
		r.version = func() int64 { asked++; return int64(6 + min(asked/3, 1)) } // an import ends meanwhile
	})
	if w := get(t, h, committee); w.Code != http.StatusOK || asked != 6 {
		t.Errorf("status %d after %d questions", w.Code, asked)
	}
	h = with(t, func(_ *apitest.Reader, r *receipts) { r.version = func() int64 { return 6 } })
	if w := get(t, h, committee); w.Code != http.StatusServiceUnavailable {
		t.Errorf("a mixed page: %d", w.Code)
	}
}

// Even a large committee and a large contest must be light.
func TestPagesAreLight(t *testing.T) {
	t.Parallel()
	h := with(t, func(reader *apitest.Reader, r *receipts) {
		r.slices = map[string][]store.Slice{}
		for i := range 36 {
			sum := store.Cents(1_234_567_89 + i)
			r.slices["month"] = append(r.slices["month"], gift(fmt.Sprintf("%d-%02d-01", 2023+(i+6)/12, 1+(i+6)%12), sum, 100+i))
			if i < 14 { // as many as fit for each of two sides
				r.slices["quarter"] = append(r.slices["quarter"], gift(fmt.Sprintf("%d-%02d-01", 2023+i/4, 1+i%4*3), sum, 100+i))
			}
		}
		for _, least := range store.SizeBands {
			r.slices["size"] = append(r.slices["size"], gift(fmt.Sprint(int64(least)), 1_234_567_89, 2_000))
		}
		for i := range 60 {
			r.slices["city"] = append(r.slices["city"], gift(fmt.Sprintf("INVENTED CITY OF A LONG NAME %d, CA", i), 1_234_567_89, 2_000))
			r.slices["state"] = append(r.slices["state"], gift(fmt.Sprintf("S%d", i), 1_234_567_89, 2_000))
		}
		report, group := reader.Reports[apitest.CommitteeID], reader.Groups[apitest.ContestSlug]
		for len(report.Filings) < 300 {
			report.Filings = append(report.Filings, report.Filings[:2]...)
		}
		report.Coverage.From, group.Coverage.From = "2023-07-01", "2023-07-01"
		for i := range 16 {
			for _, confidence := range []string{"rule", "weak"}[:1+i%2] {
				report.Classes = append(report.Classes, store.ClassTotal{Class: fmt.Sprintf("invented_class_%d", i), Confidence: confidence, Donors: 100, Net: 1_234_567_89, Pending: 1})
			}
		}
		group.Classes = report.Classes
		for i := range group.Sides {
			group.Sides[i].Classes, group.Sides[i].Totals = report.Classes, report.Totals
			group.Sides[i].Standings = report.Standings[:10]
		}
	})
	for _, path := range []string{"/", committee, contest, committee + "/places?by=city", committee + "/rows"} {
		body := get(t, h, path).Body.Bytes()
		var small bytes.Buffer
		z, _ := gzip.NewWriterLevel(&small, 5)
		_, _ = z.Write(body)
		_ = z.Close()
		if len(body) > 60<<10 || small.Len() > 20<<10 {
			t.Errorf("%s: %d bytes, %d compressed", path, len(body), small.Len())
		}
		t.Logf("%s: %d bytes, %d compressed", path, len(body), small.Len())
	}
}

func TestCiteBox(t *testing.T) {
	t.Parallel()
	h := newHandler(t, apitest.Sample(), web.Options{Frozen: true})
	box := byID(t, parse(t, h, committee, 200), "cite")
	frozen := func(n *html.Node) bool { return attr(n, "href") == committee+"?as_of=7" }
	found := false
	for _, n := range within(box, "a") {
		found = found || frozen(n)
	}
	if said := text(box); !found || !strings.Contains(said, "reported raising $2.0 million") || !strings.Contains(said, "data version 7, as of Aug 5, 2026") {
		t.Errorf("frozen %v: %s", found, said)
	}
	for _, n := range all(parse(t, sample(t), committee, 200), "a") {
		if frozen(n) {
			t.Error("a state that cannot be asked for is promised")
		}
	}
}
