package count_test

import (
	"strings"
	"testing"

	"moneytrail/store"
	"moneytrail/store/count"
)

func TestSentence(t *testing.T) {
	t.Parallel()
	got := count.Sentence(store.StatusSuperseded, store.ReasonNewerVersion, "460 Jan 1-Jun 30, 2017, amendment 2")
	if want := "Not counted: a newer version of this report (460 Jan 1-Jun 30, 2017, amendment 2) replaced it."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestEveryConclusionHasASentence(t *testing.T) {
	t.Parallel()
	own := make(map[string]string)
	for reason := store.ReasonNone; reason < store.ReasonCount; reason++ {
		for status := store.StatusUnset; status < store.StatusCount; status++ {
			for _, cause := range []string{"", "497 of Mar 2, 2031"} {
				s := count.Sentence(status, reason, cause)
				if len(s) < 20 || !strings.HasSuffix(s, ".") || strings.ContainsAny(s, "{}") || strings.Contains(s, "  ") {
					t.Errorf("status %v, reason %d, cause %q: %q", status, reason, cause, s)
				}
			}
		}
		if reason == store.ReasonNone {
			continue
		}
		s := count.Sentence(store.StatusUnset, reason, "")
		if other, ok := own[s]; ok {
			t.Errorf("reason %d says the same as %s: %q", reason, other, s)
		}
		own[s] = "another reason"
	}
	for status := store.StatusUnset; status < store.StatusCount; status++ {
		s := count.Sentence(status, store.ReasonNone, "")
		if other, ok := own[s]; ok {
			t.Errorf("status %v says the same as %s: %q", status, other, s)
		}
		own[s] = status.String()
	}
	if s := count.Sentence(store.StatusCount, store.ReasonCount, "x"); s == "" {
		t.Error("an unknown conclusion has no sentence")
	}
}
