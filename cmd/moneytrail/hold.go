package main

import (
	"context"
	"time"

	"github.com/spf13/pflag"

	"moneytrail/store/sqlite"
)

// columnsFlags says what serve keeps in memory.
type columnsFlags struct {
	mode   string
	memory int
}

func (c *columnsFlags) add(f *pflag.FlagSet) {
	f.StringVar(&c.mode, "columns", "auto", "keep rows in memory for filters: auto (from 20,000 rows on), on or off; answers are the same")
	f.IntVar(&c.memory, "columns-memory", 4096, "most `MiB` that rows in memory may take; filters of larger databases go by SQL")
}

func (c *columnsFlags) options() (sqlite.HoldOptions, error) {
	out := sqlite.HoldOptions{MaxBytes: int64(c.memory) << 20}
	switch c.mode {
	case "auto":
		out.MinRows = 20_000
	case "on":
	case "off":
		out.MaxBytes = 0
	default:
		return out, usagef("--columns %s: choose auto, on or off", c.mode)
	}
	if c.memory < 0 {
		return out, usagef("--columns-memory %d: choose 0 or more", c.memory)
	}
	return out, nil
}

// hold keeps rows and names in memory in the background. The result ends it
// and waits; it must run before the database is closed.
func (a *app) hold(ctx context.Context, db *sqlite.DB, opts sqlite.HoldOptions) (stop func()) {
	opts.Built = func(h sqlite.Held, err error) {
		if err != nil {
			a.say("cannot keep rows in memory: %v", err)
			return
		}
		rows := "filters go by SQL"
		if h.Rows > 0 {
			rows = thousands(h.Rows) + " rows in " + megabytes(h.ColumnBytes)
		}
		a.say("data version %d in memory: %s, names to search in %s (%.1f s)", h.Version, rows, megabytes(h.SearchBytes), (h.Columns + h.Names).Seconds())
	}
	ctx, cancel := context.WithCancel(ctx)
	ticker := time.NewTicker(time.Second)
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := db.Hold(ctx, opts, ticker.C); err != nil {
			a.say("cannot keep rows in memory: %v", err)
		}
	}()
	return func() {
		cancel()
		ticker.Stop()
		<-done
	}
}

func megabytes(n int) string { return thousands((n+1<<20-1)>>20) + " MB" }
