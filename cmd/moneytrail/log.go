package main

import (
	"log/slog"
	"strings"
)

// checkLog refuses settings of the log before any work is done.
func (a *app) checkLog() error {
	switch a.logFormat {
	case "", "text", "json":
	default:
		return usagef("--log-format %s: choose text or json", a.logFormat)
	}
	if _, err := a.level(); err != nil {
		return usagef("--log-level %s: choose debug, info, warn or error", a.logLevel)
	}
	return nil
}

func (a *app) level() (level slog.Level, err error) {
	if a.logLevel == "" {
		return slog.LevelWarn, nil
	}
	return level, level.UnmarshalText([]byte(strings.ToUpper(a.logLevel)))
}

// logger writes to the error stream. Messages are constant; what they are about
// stands under the keys source, run, url and error.
func (a *app) logger() *slog.Logger {
	level, _ := a.level() // checked with the command line
	options := &slog.HandlerOptions{Level: level}
	if a.logFormat == "json" {
		return slog.New(slog.NewJSONHandler(a.err, options))
	}
	return slog.New(slog.NewTextHandler(a.err, options))
}
