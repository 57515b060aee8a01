package scraper

import (
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"syscall"
	"time"
)

// newBase makes the HTTP client below everything. There is no timeout for a
// whole request: a bulk file takes hours. Compression is off, so that the
// archive has the publisher's bytes. Proxies of the environment are not used:
// the address could not be checked behind one.
func newBase(loopback bool) *http.Transport {
	dialer := &net.Dialer{
		Timeout: 30 * time.Second,
		Control: func(_, address string, _ syscall.RawConn) error { return checkAddress(address, loopback) },
	}
	return &http.Transport{
		DialContext:            dialer.DialContext,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    15 * time.Second,
		ResponseHeaderTimeout:  2 * time.Minute,
		IdleConnTimeout:        30 * time.Second,
		MaxResponseHeaderBytes: 1 << 20,
	}
}

// sharedSpace is used between providers and their customers (RFC 6598).
var sharedSpace = netip.MustParsePrefix("100.64.0.0/10")

// checkAddress looks at the address that a name led to, just before the
// connection is made: a name that is declared may still lead into the
// operator's own network.
func checkAddress(address string, loopback bool) error {
	parsed, err := netip.ParseAddrPort(address)
	if err != nil {
		return err
	}
	ip := parsed.Addr().Unmap()
	ok := ip.IsGlobalUnicast() && !ip.IsPrivate() && !sharedSpace.Contains(ip)
	if loopback {
		ok = ip.IsLoopback()
	}
	if !ok {
		return fmt.Errorf("%s: %w", ip, ErrPrivateAddress)
	}
	return nil
}
