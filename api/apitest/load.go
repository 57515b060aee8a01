package apitest

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"strconv"
	"sync"
	"time"
)

// Load sends requests over connections that stay open, each as soon as the one
// before was answered, and gives how long each took. It costs little beside a
// server on the same machine: it reads of an answer only its status and
// length.
type Load struct {
	Address     string
	Connections int
	// Request gives the bytes of the i-th request.
	Request func(i int) []byte
	Status  int // that every answer must have
	Now     func() time.Time
}

// Run sends n requests and gives the time each took, in no order.
func (l *Load) Run(n int) ([]time.Duration, error) {
	var wg sync.WaitGroup
	times := make([]time.Duration, n)
	errs := make(chan error, l.Connections)
	for c := range l.Connections {
		wg.Go(func() { errs <- l.connection(c, times) })
	}
	wg.Wait()
	for range l.Connections {
		if err := <-errs; err != nil {
			return nil, err
		}
	}
	return times, nil
}

// connection sends every request whose number falls to it.
func (l *Load) connection(c int, times []time.Duration) error {
	var d net.Dialer
	conn, err := d.DialContext(context.Background(), "tcp", l.Address)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }() // everything was read
	r := bufio.NewReaderSize(conn, 64<<10)
	for i := c; i < len(times); i += l.Connections {
		start := l.Now()
		if _, err := conn.Write(l.Request(i)); err != nil {
			return err
		}
		if err := readAnswer(r, l.Status); err != nil {
			return fmt.Errorf("request %d: %w", i, err)
		}
		times[i] = l.Now().Sub(start)
	}
	return nil
}

func readAnswer(r *bufio.Reader, want int) error {
	line, err := r.ReadSlice('\n')
	if err != nil {
		return err
	}
	if len(line) < 12 || string(line[9:12]) != strconv.Itoa(want) {
		return fmt.Errorf("answer %q, want status %d", line, want)
	}
	length := 0
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) <= 2 {
			break
		}
		if value, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(value))); err != nil {
				return err
			}
		}
	}
	_, err = r.Discard(length)
	return err
}
