//go:build unix

package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A disk that cannot be written to is told apart from a bad file. The program
// runs as a user who has no rights in the folder.
func TestReadOnlyDisk(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	typed := write(t, dir, "typed.csv", files(t)["typed.csv"])
	db := filepath.Join(dir, "test.db")
	must(t, "import", "--db", db, typed)
	other := write(t, dir, "other.csv", bytes.Replace(files(t)["typed.csv"], []byte("250.00"), []byte("251.00"), 1))
	before := read(t, db)
	for _, path := range []string{typed, other, db, db + ".key"} {
		if err := os.Chmod(path, 0o444); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(dir, 0o700) })
	cmd := command(t.Context(), t, "/", "import", "--db", db, other)
	if os.Geteuid() == 0 {
		asNobody(t, cmd, dir)
	}
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	if cmd.ProcessState == nil {
		t.Fatalf("not run: %v", err)
	}
	if code := cmd.ProcessState.ExitCode(); code != exitDatabase || !strings.Contains(said.String(), "read-only") && !strings.Contains(said.String(), "rights") {
		t.Errorf("exit %d: %s", code, said.String())
	}
	if !bytes.Equal(before, read(t, db)) {
		t.Error("the database changed")
	}
}

// asNobody makes root's test run the program without root's rights: a copy of
// the test binary where everybody may reach it.
func asNobody(t *testing.T, cmd *exec.Cmd, dir string) {
	t.Helper()
	for p := dir; p != os.TempDir() && p != "/"; p = filepath.Dir(p) {
		if p != dir {
			if err := os.Chmod(p, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	place, err := os.MkdirTemp("", "moneytrail-test-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(place) })
	if err := os.Chmod(place, 0o755); err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(place, "moneytrail")
	if err := os.WriteFile(program, read(t, cmd.Path), 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Path, cmd.Args[0] = program, program
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
}
