package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"sync"
)

// NewListener makes a listener answer requests that net/http itself refuses,
// because it cannot read them, with a [Problem] like all others. At most limit
// connections are open; more clients wait to be accepted.
func NewListener(l net.Listener, limit int) net.Listener {
	return &listener{Listener: l, open: make(chan struct{}, limit), closed: make(chan struct{})}
}

type listener struct {
	net.Listener
	open   chan struct{}
	closed chan struct{}
	once   sync.Once
}

func (l *listener) Accept() (net.Conn, error) {
	select {
	case l.open <- struct{}{}:
	case <-l.closed:
		return nil, net.ErrClosed
	}
	c, err := l.Listener.Accept()
	if err != nil {
		<-l.open
		return nil, err
	}
	tcp, ok := c.(*net.TCPConn)
	if !ok {
		<-l.open // not counted: there is no telling when it closes
		return c, nil
	}
	return &conn{TCPConn: tcp, free: func() { <-l.open }}, nil
}

func (l *listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// conn sees what is written to a client. It keeps the methods of a TCP
// connection, which net/http looks for.
type conn struct {
	*net.TCPConn
	once sync.Once
	free func()
}

func (c *conn) Close() error {
	c.once.Do(c.free)
	return c.TCPConn.Close()
}

// refusalHeaders follow the status line of net/http's own refusals, and of
// nothing that a handler here writes.
var refusalHeaders = []byte("\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n")

func (c *conn) Write(p []byte) (int, error) {
	if len(p) > 512 || !bytes.HasPrefix(p, []byte("HTTP/1.1 4")) && !bytes.HasPrefix(p, []byte("HTTP/1.1 5")) {
		return c.TCPConn.Write(p)
	}
	line, _, found := bytes.Cut(p, refusalHeaders)
	if !found || bytes.Contains(line, []byte("\r\n")) {
		return c.TCPConn.Write(p)
	}
	if _, err := c.TCPConn.Write(refusal(line)); err != nil {
		return 0, err
	}
	return len(p), nil
}

// refusal gives the whole answer for a status line such as
// "HTTP/1.1 431 Request Header Fields Too Large".
func refusal(line []byte) []byte {
	status := http.StatusBadRequest
	if fields := bytes.Fields(line); len(fields) > 1 {
		if n, err := strconv.Atoi(string(fields[1])); err == nil {
			status = n
		}
	}
	if status == http.StatusNotImplemented { // a transfer coding that nobody knows
		status = http.StatusBadRequest
	}
	body, err := json.Marshal(problemOfStatus(status))
	if err != nil {
		body = []byte("{}")
	}
	var out bytes.Buffer
	fmt.Fprintf(&out, "HTTP/1.1 %d %s\r\nContent-Type: %s\r\nContent-Length: %d\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n%s",
		status, http.StatusText(status), mimeProblem, len(body), body)
	return out.Bytes()
}
