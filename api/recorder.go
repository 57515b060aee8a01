package api

import (
	"bytes"
	"net/http"
)

// recorder keeps an answer in memory, so that it can be given to several
// clients and kept.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) entry(route string) *entry {
	r.WriteHeader(http.StatusOK)
	return newEntry(r.status, r.header, r.body.Bytes(), route)
}

// counter lets an answer through and counts it, for answers that are streamed.
type counter struct {
	http.ResponseWriter
	status, written int
}

func (c *counter) WriteHeader(status int) {
	if c.status == 0 {
		c.status = status
	}
	c.ResponseWriter.WriteHeader(status)
}

func (c *counter) Write(p []byte) (int, error) {
	if c.status == 0 {
		c.status = http.StatusOK
	}
	n, err := c.ResponseWriter.Write(p)
	c.written += n
	return n, err
}

// Unwrap lets [http.ResponseController] flush and set deadlines.
func (c *counter) Unwrap() http.ResponseWriter { return c.ResponseWriter }
