package api

import (
	"log/slog"
	"net/http"
	"time"
)

// NewServer gives a server for a handler from [NewHandler] with bounds on
// everything a slow or hostile client can stretch. It should serve a
// [NewListener]. Errors of connections go to log; nil discards them.
func NewServer(addr string, handler http.Handler, log *slog.Logger) *http.Server {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	return &http.Server{
		Addr:              addr,
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      30 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
}
