package export

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
)

// Counter passes a file on, with its SHA-256 and its size.
type Counter struct {
	Bytes int64
	to    io.Writer
	sum   hash.Hash
}

// NewCounter counts what goes to w.
func NewCounter(w io.Writer) *Counter { return &Counter{to: w, sum: sha256.New()} }

// Write implements [io.Writer].
func (c *Counter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.Bytes += int64(n)
	c.sum.Write(p[:n])
	return n, err
}

// Sum gives the SHA-256 of what was written.
func (c *Counter) Sum() []byte { return c.sum.Sum(nil) }

// Hex gives the SHA-256 in hexadecimal.
func (c *Counter) Hex() string { return hex.EncodeToString(c.Sum()) }
