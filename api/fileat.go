package api

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"strings"
)

// File gives a file by its address below [Root], such as
// /transactions.csv?status=counted: the same that the API serves. The caller
// calls Close. An address that is no file's is a [ParamError].
func (s *Service) File(ctx context.Context, address string) (*Stream, error) {
	escaped, rawQuery, _ := strings.Cut(address, "?")
	parts := strings.Split("/"+strings.Trim(escaped, "/"), "/")
	for _, op := range Operations() {
		if pattern := strings.Split(op.Path, "/"); op.file == nil || !matchesPattern(pattern, parts) {
			continue
		}
		answer, err := op.bind(s, pathOf(strings.Split(op.Path, "/"), parts), rawQuery)
		if err != nil {
			return nil, err
		}
		out, err := answer(ctx)
		if err != nil {
			return nil, err
		}
		return out.(*Stream), nil
	}
	return nil, &ParamError{"list", "names no list; known: " + strings.Join(FileNames(), ", ")}
}

// FileNames are the addresses of lists that are given as files, without their
// format.
func FileNames() []string {
	var out []string
	for _, op := range Operations() {
		if op.file != nil {
			out = append(out, strings.TrimSuffix(strings.TrimPrefix(op.Path, "/"), ".{format}"))
		}
	}
	return out
}

func pathOf(pattern, parts []string) func(string) string {
	return func(name string) string {
		for i, p := range pattern {
			if before, variable, ok := strings.Cut(p, "{"); ok && variable == name+"}" {
				value, err := url.PathUnescape(strings.TrimPrefix(parts[i], before))
				if err == nil {
					return value
				}
			}
		}
		return ""
	}
}

// Save writes the file to w, telling progress the rows so far, and gives their
// number.
func (s *Stream) Save(ctx context.Context, w io.Writer, progress func(rows int64)) (int64, error) {
	s.progress = progress
	if err := s.Write(ctx, w); err != nil {
		return 0, fmt.Errorf("write %s: %w", s.Name, err)
	}
	return s.rows, nil
}

// Close gives back what the stream holds. It need not have been written.
func (s *Stream) Close() {
	if s.release != nil {
		s.release()
	}
}
