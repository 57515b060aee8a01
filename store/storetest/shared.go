// Package storetest helps tests of all packages: where the real filings are,
// and sinks and builders for invented ones.
package storetest

import (
	"os"
	"path/filepath"
	"testing"
)

// SharedData gives the path of a real file or folder that stands beside the
// repository, never in it. Without the data a test is skipped; with
// MONEYTRAIL_REQUIRE_DATA=1 it fails, so that CI cannot skip silently.
func SharedData(t testing.TB, elem ...string) string {
	t.Helper()
	root := os.Getenv("MONEYTRAIL_SHARED_DATA")
	if root == "" {
		root = filepath.Join(repositoryRoot(t), "..", "shared", "data")
	}
	path := filepath.Join(append([]string{root}, elem...)...)
	if _, err := os.Stat(path); err != nil {
		if os.Getenv("MONEYTRAIL_REQUIRE_DATA") == "1" {
			t.Fatalf("shared data is required and missing: %v", err)
		}
		t.Skip("no shared data beside the repository")
	}
	return path
}

func repositoryRoot(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			t.Fatal("no go.mod above the test's folder")
		}
		dir = parent
	}
}
