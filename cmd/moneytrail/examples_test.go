package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"

	"moneytrail/api"
)

var update = flag.Bool("update", false, "write the stored examples anew")

// The invented portal has another port each time.
var portPattern = regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)

// Every example of the API answers in the invented county, and what the
// description shows is what it answers.
func TestExamplesAnswer(t *testing.T) {
	t.Parallel()
	server := serveDB(t, inventedCounty(t, false))
	for _, op := range api.Operations() {
		var got bytes.Buffer
		answer := portPattern.ReplaceAllString(fetch(t, server, api.Root+op.Example), "https://portal.example/")
		if err := json.Indent(&got, []byte(answer), "", "  "); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join("..", "..", "api", "examples", op.ID+".json")
		if *update {
			if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatalf("%v; go test ./cmd/moneytrail -run Examples -update writes it", err)
		}
		if diff := cmp.Diff(string(want), got.String()); diff != "" {
			t.Errorf("example of %s (-stored +answered); go test ./cmd/moneytrail -run Examples -update renews it:\n%s", op.ID, diff)
		}
	}
}
