package api

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
)

// AuditRecord is kept for every change that was asked for: with the outcome
// "refused"; or "asked" before it is made and "done" or "failed" after.
type AuditRecord struct {
	At        time.Time `json:"at"`
	Client    string    `json:"client"` // network address
	Operation string    `json:"operation"`
	Path      string    `json:"path"`
	Outcome   string    `json:"outcome"`
	SHA256    string    `json:"sha256"` // of the body; empty when it was not read
	Status    int       `json:"status"` // HTTP status of the answer; 0 when asked
}

// guard lets changes through for who has the token, and keeps the records.
type guard struct {
	token string
	audit func(context.Context, AuditRecord) error
	now   func() time.Time
}

func newGuard(opt Options) *guard {
	audit := opt.Audit
	if audit == nil {
		audit = func(ctx context.Context, r AuditRecord) error {
			opt.Log.LogAttrs(ctx, slog.LevelWarn, "change", slog.String("client", r.Client), slog.String("operation", r.Operation),
				slog.String("url", r.Path), slog.String("outcome", r.Outcome), slog.String("sha256", r.SHA256), slog.Int("status", r.Status))
			return nil
		}
	}
	return &guard{opt.Token, audit, opt.Now}
}

// check compares digests, so that the time it takes tells neither the token
// nor its length.
func (g *guard) check(authorization string) error {
	if g.token == "" {
		return statusError(http.StatusForbidden)
	}
	scheme, token, _ := strings.Cut(authorization, " ")
	want, got := sha256.Sum256([]byte(g.token)), sha256.Sum256([]byte(token))
	if subtle.ConstantTimeCompare(want[:], got[:]) != 1 || !strings.EqualFold(scheme, "Bearer") {
		return statusError(http.StatusUnauthorized)
	}
	return nil
}

// serveChange checks the token, reads the body, keeps a record, makes the
// change, and keeps another.
func (e *endpoint) serveChange(ctx huma.Context) error {
	u := ctx.URL()
	record := AuditRecord{At: e.guard.now(), Client: traceOf(ctx.Context()).client, Operation: e.op.ID, Path: Short(u.Path, 400), Outcome: "refused"}
	body, err := e.admit(ctx)
	if err != nil {
		ctx.SetHeader("Connection", "close") // else net/http waits for the body before it answers
		record.Status = ProblemOf(err).Status
		return joinAudit(err, e.guard.audit(ctx.Context(), record))
	}
	sum := sha256.Sum256(body)
	record.Outcome, record.SHA256 = "asked", hex.EncodeToString(sum[:])
	if err := e.guard.audit(ctx.Context(), record); err != nil {
		return fmt.Errorf("keep record of %s: %w", e.op.ID, err)
	}
	out, err := e.op.change(ctx.Context(), e.service, unescaped(ctx.Param, &u), u.RawQuery, body)
	record.Outcome, record.Status = "done", http.StatusOK
	if err != nil {
		record.Outcome, record.Status = "failed", ProblemOf(err).Status
	}
	// The change was made or not, whether its client still listens or not.
	err = joinAudit(err, e.guard.audit(context.WithoutCancel(ctx.Context()), record))
	if err != nil {
		return fmt.Errorf("make change %s: %w", e.op.ID, err)
	}
	text, err := encode(out)
	if err != nil {
		return fmt.Errorf("write answer of %s: %w", e.op.ID, err)
	}
	ctx.SetHeader("Cache-Control", "no-store")
	ctx.SetHeader("Content-Type", mimeJSON)
	ctx.SetStatus(http.StatusOK)
	_, err = ctx.BodyWriter().Write(text)
	return err
}

// admit reads the body of who may change something.
func (e *endpoint) admit(ctx huma.Context) ([]byte, error) {
	if err := e.guard.check(ctx.Header("Authorization")); err != nil {
		if errors.Is(err, statusError(http.StatusUnauthorized)) {
			ctx.SetHeader("WWW-Authenticate", `Bearer realm="moneytrail"`)
		}
		return nil, err
	}
	if e.op.body == nil {
		return nil, nil
	}
	if kind, _, err := mime.ParseMediaType(ctx.Header("Content-Type")); err != nil || kind != mimeJSON {
		return nil, statusError(http.StatusUnsupportedMediaType)
	}
	return readBody(ctx.BodyReader())
}

func joinAudit(err, auditErr error) error {
	if auditErr == nil {
		return err
	}
	if err == nil {
		return fmt.Errorf("keep record: %w", auditErr)
	}
	return fmt.Errorf("%w (and its record could not be kept: %w)", err, auditErr)
}
