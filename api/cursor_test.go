package api_test

import (
	"encoding/base64"
	"errors"
	"net/http"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"moneytrail/api"
	"moneytrail/api/apitest"
)

type key struct {
	Cents int64
	Name  string
}

func TestCursorsComeBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.String().Draw(t, "list")
		want := key{rapid.Int64().Draw(t, "cents"), rapid.StringMatching(`[a-z "\\<é]{0,20}`).Draw(t, "name")}
		cursor := api.NewCursor(list, want)
		var got key
		if err := cursor.Read(list, &got); err != nil || got != want {
			t.Fatalf("%+v came back as %+v, %v", want, got, err)
		}
		if strings.ContainsAny(string(cursor), "+/=&?# ") {
			t.Fatalf("%s must be escaped in a URL", cursor)
		}
	})
}

// A cursor that was changed anywhere, cut, lengthened, or made for another
// list is refused.
func TestChangedCursorsAreRefused(t *testing.T) {
	t.Parallel()
	good := api.NewCursor("gifts", key{-5, "x"})
	raw, err := base64.RawURLEncoding.DecodeString(string(good))
	if err != nil {
		t.Fatal(err)
	}
	bad := map[string]api.Cursor{"empty": "", "padded": good + "==", "longer": good + "AAAA", "number": "7", "text": "next page", "control": "\x00"}
	for i := range raw {
		changed := append([]byte(nil), raw...)
		changed[i] ^= 0x20
		bad["byte "+string(rune('a'+i))] = api.Cursor(base64.RawURLEncoding.EncodeToString(changed))
		bad["cut at "+string(rune('a'+i))] = api.Cursor(base64.RawURLEncoding.EncodeToString(raw[:i]))
	}
	for name, cursor := range bad {
		var got key
		var param *api.ParamError
		if err := cursor.Read("gifts", &got); !errors.As(err, &param) || param.Param != "cursor" {
			t.Errorf("%s: %v", name, err)
		}
	}
	var got key
	if good.Read("donors", &got) == nil {
		t.Error("the cursor of one list opens another")
	}
	var other struct{ Rank int }
	if good.Read("gifts", &other) == nil {
		t.Error("a key with other fields is read")
	}
}

func TestCursorsKeepToTheirList(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	next := string(*decode[api.DonorList](t, call(t, h, http.MethodGet, base+"/donors?limit=2")).Next)
	for _, path := range []string{
		base + "/donors?limit=2&class=real_estate&cursor=" + next,
		"/api/v1/committees/" + apitest.OpposeID + "/donors?cursor=" + next,
		"/api/v1/contests/" + apitest.ContestSlug + "?cursor=" + next,
		base + "/rows?cursor=" + next,
		"/api/v1/committees?cursor=" + next,
	} {
		if p := decode[api.Problem](t, call(t, h, http.MethodGet, path)); p.Status != http.StatusBadRequest || p.Parameter != "cursor" {
			t.Errorf("%s: %+v", path, p)
		}
	}
}

// Walking by cursor sees every committee and row once, whatever the size of a
// page, and ends with null.
func TestListsAreWalkedWhole(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	for _, limit := range []string{"1", "2", "3", "200"} {
		seen, after := map[string]int{}, ""
		for {
			list := decode[api.CommitteeList](t, call(t, h, http.MethodGet, "/api/v1/committees?limit="+limit+after))
			for _, c := range list.Committees {
				seen[c.ID]++
			}
			if list.Next == nil {
				if len(seen) != list.Total {
					t.Errorf("limit %s: saw %d of %d", limit, len(seen), list.Total)
				}
				break
			}
			after = "&cursor=" + string(*list.Next)
		}
		rows, after := 0, ""
		for {
			list := decode[api.RowList](t, call(t, h, http.MethodGet, base+"/rows?limit="+limit+after))
			rows += len(list.Items)
			if list.Next == nil {
				if rows != list.Rows {
					t.Errorf("limit %s: saw %d rows of %d", limit, rows, list.Rows)
				}
				break
			}
			after = "&cursor=" + string(*list.Next)
		}
	}
}

func TestMisspeltIsTold(t *testing.T) {
	t.Parallel()
	h := newHandler(apitest.Sample())
	tests := map[string]string{
		base + "?limt=2":                 "did you mean limit?",
		base + "?Class=x":                "did you mean class?",
		base + "/rows?form=2026-01-01":   "did you mean from?",
		base + "/rows?status=countd":     "did you mean counted?",
		"/api/v1/committees?query=ferry": "known: cursor, limit, q",
	}
	for path, want := range tests {
		if p := decode[api.Problem](t, call(t, h, http.MethodGet, path)); p.Status != http.StatusBadRequest || !strings.Contains(p.Detail, want) {
			t.Errorf("%s: %+v, want %q", path, p, want)
		}
	}
	if p := decode[api.Problem](t, call(t, h, http.MethodGet, "/api/v1/contests?zz=1")); strings.Contains(p.Detail, "did you mean") {
		t.Errorf("nothing is meant: %+v", p)
	}
}

func FuzzCursor(f *testing.F) {
	f.Add("gifts", string(api.NewCursor("gifts", key{12, "x"})))
	f.Add("gifts", string(api.NewCursor("donors", key{12, "x"})))
	f.Add("", "AQ")
	f.Fuzz(func(t *testing.T, list, text string) {
		var got key
		err := api.Cursor(text).Read(list, &got)
		if err == nil && api.NewCursor(list, got) == "" {
			t.Errorf("%q gives a key that makes no cursor", text)
		}
		var param *api.ParamError
		if err != nil && !errors.As(err, &param) {
			t.Errorf("%q: %v is nothing for a client", text, err)
		}
	})
}
