package api

import "net/http"

const apiPolicy = "default-src 'none'; frame-ancestors 'none'"

// pageHeaders are on every answer that a browser may show; pages replace the
// content security policy by their own. Keys are in their canonical form.
var pageHeaders = http.Header{
	"Content-Security-Policy":    {apiPolicy},
	"X-Content-Type-Options":     {"nosniff"},
	"X-Frame-Options":            {"DENY"},
	"Referrer-Policy":            {"strict-origin-when-cross-origin"},
	"Permissions-Policy":         {"camera=(), geolocation=(), microphone=()"},
	"Cross-Origin-Opener-Policy": {"same-origin"},
}

// embedHeaders are on what other sites may put into a frame.
var embedHeaders = http.Header{
	"Content-Security-Policy": {apiPolicy},
	"X-Content-Type-Options":  {"nosniff"},
	"Referrer-Policy":         {"strict-origin-when-cross-origin"},
	"Permissions-Policy":      {"camera=(), geolocation=(), microphone=()"},
}

// dataHeaders are on every answer of the API. What only a page can do needs no
// ban, and every header has its price.
var dataHeaders = http.Header{
	"Content-Security-Policy": {apiPolicy},
	"X-Content-Type-Options":  {"nosniff"},
}

// readingHeaders let scripts of other sites read the API: for requests with an
// Origin, which Vary tells caches.
var readingHeaders = http.Header{
	"Access-Control-Allow-Origin":   {"*"},
	"Access-Control-Expose-Headers": {"ETag, Link, Retry-After, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset"},
}

// preflightHeaders answer OPTIONS: other sites may read, never write.
var preflightHeaders = http.Header{
	"Access-Control-Allow-Methods": {"GET,HEAD"},
	"Access-Control-Allow-Headers": {"If-None-Match"},
	"Access-Control-Max-Age":       {"86400"},
	"Allow":                        {"GET, HEAD, OPTIONS"},
}

func addHeaders(h, more http.Header) {
	for name, values := range more {
		h[name] = values
	}
}
