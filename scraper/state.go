package scraper

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
)

// stateFolder stands beside what the archive holds.
const stateFolder = "state"

var stateName = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

// State gives what the source remembered under a name in an earlier run, ""
// when nothing: the number of a subscription, for example. Never a secret, and
// nothing that cannot be had again.
func (s *Session) State(name string) (string, error) {
	path, err := s.statePath(name)
	if err != nil {
		return "", err
	}
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("read state %s of %s: %w", name, s.info.Name, err)
	}
	return string(text), nil
}

// Remember keeps text for [Session.State], whole or not at all; "" forgets it.
func (s *Session) Remember(ctx context.Context, name, text string) error {
	path, err := s.statePath(name)
	if err != nil || s.options.Unkept {
		return err
	}
	if err := errors.Join(ctx.Err(), writeState(path, text)); err != nil {
		return fmt.Errorf("keep state %s of %s: %w", name, s.info.Name, err)
	}
	return nil
}

func (s *Session) statePath(name string) (string, error) {
	if s.info.Name == "" || !stateName.MatchString(name) {
		return "", fmt.Errorf("state %q: %w", name, errUnbound)
	}
	return filepath.Join(s.options.Archive.Dir(), stateFolder, s.info.Name+"_"+name), nil
}

func writeState(path, text string) error {
	if text == "" {
		if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	temp, err := os.CreateTemp(filepath.Dir(path), ".new-")
	if err != nil {
		return err
	}
	_, err = temp.WriteString(text)
	if err = errors.Join(err, temp.Sync(), temp.Close()); err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temp.Name())
	}
	return err
}
