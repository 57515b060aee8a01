package api

import (
	"bufio"
	"context"
	"encoding/base64"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"moneytrail/api/export"
	"moneytrail/store"
)

// Stream is an answer that is written while it is read, whatever its length:
// an export. It is neither kept nor limited in time as a whole; a client that
// takes nothing for half a minute is dropped.
type Stream struct {
	Type  string            // MIME type
	Name  string            // to save it under
	Data  int64             // data version
	Of    store.DataVersion // the same, when it is a file of a list
	Write func(ctx context.Context, w io.Writer) error

	rows     int64       // after Write
	counted  bool        // rows were counted
	progress func(int64) // told of rows so far; may be nil
	release  func()      // what to do when the answer is over; may be nil
}

// Version gives the data version that the answer is of.
func (s *Stream) Version() int64 { return s.Data }

// stream makes an operation whose answer is a [Stream] of a MIME type.
func stream[In any](op Operation, mimeType string, answer func(*Service, context.Context, In) (*Stream, error)) Operation {
	out := ask(op, answer)
	out.answer, out.stream = nil, mimeType
	return out
}

// Export makes an operation whose answer is a [Stream] of a MIME type. It goes
// into [Options.More].
func Export[In any](op Operation, mimeType string, do func(context.Context, In) (*Stream, error)) Operation {
	return stream(op, mimeType, func(_ *Service, ctx context.Context, in In) (*Stream, error) { return do(ctx, in) })
}

const (
	streamIdle   = 30 * time.Second
	streamBuffer = 64 << 10
	// Trailers of a whole stream: RFC 9530, and the number of rows of a file.
	digestTrailer = "Repr-Digest"
	rowsTrailer   = "X-Row-Count"
)

// send writes the stream. An error after the first byte cuts the connection,
// because a client must not take a part for the whole.
func (s *Stream) send(ctx huma.Context, now func() time.Time) error {
	if s.release != nil {
		defer s.release()
	}
	ctx.SetHeader("Content-Type", s.Type)
	ctx.SetHeader("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": s.Name}))
	ctx.SetHeader("Cache-Control", "no-store")
	ctx.SetHeader("X-Data-Version", strconv.FormatInt(s.Data, 10))
	if ctx.Method() == http.MethodHead {
		ctx.SetStatus(http.StatusOK)
		return nil
	}
	ctx.SetHeader("Trailer", digestTrailer+", "+rowsTrailer)
	ctx.SetStatus(http.StatusOK)
	buffer := bufio.NewWriterSize(&pacer{ctx.BodyWriter(), now}, streamBuffer)
	sum := export.NewCounter(buffer)
	if s.Write(ctx.Context(), sum) != nil || buffer.Flush() != nil {
		panic(http.ErrAbortHandler)
	}
	ctx.SetHeader(digestTrailer, "sha-256=:"+base64.StdEncoding.EncodeToString(sum.Sum())+":")
	if s.counted {
		ctx.SetHeader(rowsTrailer, strconv.FormatInt(s.rows, 10))
	}
	return nil
}

// pacer gives the client time for each piece.
type pacer struct {
	io.Writer
	now func() time.Time
}

func (p *pacer) Write(b []byte) (int, error) {
	if w, ok := p.Writer.(http.ResponseWriter); ok {
		if now := p.now(); !now.IsZero() {
			_ = http.NewResponseController(w).SetWriteDeadline(now.Add(streamIdle)) // not every writer has deadlines
		}
	}
	return p.Writer.Write(b)
}

// streamPaths gives a test for addresses of streams.
func streamPaths(operations []Operation) func(path string) bool {
	var patterns [][]string
	for i := range operations {
		if operations[i].stream != "" {
			patterns = append(patterns, strings.Split(Root+operations[i].Path, "/"))
		}
	}
	return func(path string) bool {
		if len(patterns) == 0 {
			return false
		}
		parts := strings.Split(path, "/")
		for _, pattern := range patterns {
			if matchesPattern(pattern, parts) {
				return true
			}
		}
		return false
	}
}

func matchesPattern(pattern, parts []string) bool {
	if len(pattern) != len(parts) {
		return false
	}
	for i, p := range pattern {
		before, _, open := strings.Cut(p, "{")
		if p != parts[i] && (!open || !strings.HasPrefix(parts[i], before) || len(parts[i]) == len(before)) {
			return false
		}
	}
	return true
}
