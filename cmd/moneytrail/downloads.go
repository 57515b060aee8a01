package main

import (
	"path"
	"sync"
)

// downloads shows how far downloads are: a bar on a terminal, else a line every
// so often.
type downloads struct {
	app *app
	mu  sync.Mutex
	url string
	bar *progress
}

// show is called often, from whatever goroutine downloads.
func (d *downloads) show(url string, done, total int64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.url != url {
		d.close()
		d.url, d.bar = url, newProgress(d.app.err, path.Base(url), total, d.app.now)
	}
	if d.bar == nil {
		return // it was whole already
	}
	if total < 0 || done < total {
		d.bar.fetched(done)
		return
	}
	d.close()
}

func (d *downloads) close() {
	if d.bar != nil {
		d.bar.close()
		d.bar = nil
	}
}
