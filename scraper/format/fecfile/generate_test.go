package fecfile_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"moneytrail/store/storetest"
)

// The checked-in layouts must be what the generator makes of the FEC's tables.
func TestLayoutsAreFresh(t *testing.T) {
	if testing.Short() {
		t.Skip("runs the generator")
	}
	t.Parallel()
	spec := storetest.SharedData(t, "federal", "efile", "spec")
	out := filepath.Join(t.TempDir(), "layouts_gen.go")
	if text, err := exec.CommandContext(t.Context(), "go", "run", "layoutgen.go", "-spec", spec, "-o", out).CombinedOutput(); err != nil {
		t.Fatalf("layoutgen: %v\n%s", err, text)
	}
	made, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	held, err := os.ReadFile("layouts_gen.go")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(made, held) {
		t.Error("layouts_gen.go is stale: go generate ./scraper/format/fecfile")
	}
}
