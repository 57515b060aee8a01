package scraper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// ErrNoKey means that a source needs a key of the publisher's that the
// operator has not given.
var ErrNoKey = errors.New("no key given")

// ErrBadKey means that the publisher does not take the operator's key.
var ErrBadKey = errors.New("the publisher does not take the key")

// GetWith is [Session.Get] with header lines of the source's own, such as a
// key. They go to the host of address and to no other, not even to another that
// the source declares when it redirects there, and never without TLS, but for a
// loopback replica. Nothing of them is archived, logged or told in an error.
func (s *Session) GetWith(ctx context.Context, address string, header http.Header) (Document, error) {
	return s.fetch(ctx, asked{method: http.MethodGet, address: address, header: header})
}

// PostJSON asks for a document with a JSON body, and with header lines as in
// [Session.GetWith].
func (s *Session) PostJSON(ctx context.Context, address string, body []byte, header http.Header) (Document, error) {
	return s.fetch(ctx, asked{method: http.MethodPost, address: address, body: body, kind: "application/json", header: header})
}

// ownHeader are the lines that the session alone sets: a source may not tell a
// portal another name, and conditions are the archive's.
var ownHeader = []string{
	"User-Agent", "Host", "Cookie", "Range", "If-Range", "If-None-Match", "If-Modified-Since", "Content-Type", "Content-Length", "Accept-Encoding",
}

// private are header lines that go to one host only.
type private struct {
	header http.Header
	host   string
}

func newPrivate(address string, header http.Header) (*private, error) {
	if len(header) == 0 {
		return nil, nil
	}
	for name := range header {
		if slices.Contains(ownHeader, http.CanonicalHeaderKey(name)) {
			return nil, fmt.Errorf("header %s is the session's own", name)
		}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("address cannot be read") // err would repeat it
	}
	return &private{header: header.Clone(), host: strings.ToLower(u.Host)}, nil
}

// addTo gives a request the lines that it may have.
func (p *private) addTo(out *http.Request, loopback bool) {
	if p == nil || strings.ToLower(out.URL.Host) != p.host || (out.URL.Scheme != "https" && !loopback) {
		return
	}
	for name, values := range p.header {
		out.Header[http.CanonicalHeaderKey(name)] = slices.Clone(values)
	}
}

// secretParams are query parameters that publishers take keys in.
var secretParams = []string{
	"api_key", "apikey", "api-key", "key", "token", "access_token", "app_token", "$$app_token", "x-app-token", "password", "secret", "signature",
	"x-amz-signature", "x-amz-credential", "x-amz-security-token",
}

const redacted = "REDACTED"

// publicURL gives an address as it may be kept and shown: without user and
// password, and with the values of key parameters replaced. All else stays as
// it was sent.
func publicURL(u *url.URL) string {
	if u.User == nil && u.RawQuery == "" {
		return u.String()
	}
	shown := *u
	shown.User, shown.RawQuery = nil, publicQuery(u.RawQuery)
	return shown.String()
}

func publicQuery(query string) string {
	pairs := strings.Split(query, "&")
	for i, pair := range pairs {
		name, _, _ := strings.Cut(pair, "=")
		plain, err := url.QueryUnescape(name)
		if err != nil {
			plain = name
		}
		if slices.Contains(secretParams, strings.ToLower(plain)) {
			pairs[i] = name + "=" + redacted
		}
	}
	return strings.Join(pairs, "&")
}

// publicAddress is [publicURL] for text; what is no address is not shown.
func publicAddress(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(an address that cannot be read)"
	}
	return publicURL(u)
}

// publicError takes keys out of the address that the standard library puts
// into its errors.
func publicError(err error) error {
	if wrapped := (*url.Error)(nil); errors.As(err, &wrapped) {
		wrapped.URL = publicAddress(wrapped.URL)
		if wrapped.Op == "parse" { // its cause quotes what it could not read
			wrapped.Err = errors.New("cannot be read")
		}
	}
	return err
}
