package sqlite

import (
	"container/list"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"
)

// diskCachePieces bounds the unpacked pieces in memory: 32 MiB.
const diskCachePieces = 512

// versionDisk shows kept versions as files "17.db" to SQLite.
type versionDisk struct {
	db  *sql.DB
	dec *zstd.Decoder

	mu    sync.Mutex
	cache map[[32]byte]*list.Element
	order *list.List // most recently read first
}

type cachedPiece struct {
	hash [32]byte
	data []byte
}

func newVersionDisk(db *sql.DB) (*versionDisk, error) {
	dec, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(16<<20))
	if err != nil {
		return nil, err
	}
	return &versionDisk{db: db, dec: dec, cache: make(map[[32]byte]*list.Element), order: list.New()}, nil
}

func (d *versionDisk) close() { d.dec.Close() }

// Open implements [fs.FS].
func (d *versionDisk) Open(name string) (fs.File, error) {
	missing := &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	number, ok := strings.CutSuffix(strings.TrimPrefix(name, "/"), ".db")
	id, err := strconv.ParseInt(number, 10, 64)
	if !ok || err != nil {
		return nil, missing
	}
	f := &versionFile{disk: d, name: name}
	var hashes []byte
	err = d.db.QueryRowContext(context.Background(), `SELECT bytes, pieces FROM version WHERE id = ? AND pieces IS NOT NULL`, id).Scan(&f.size, &hashes)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, missing
	}
	if err != nil {
		return nil, fmt.Errorf("open kept version %d: %w", id, err)
	}
	f.pieces = splitHashes(hashes)
	return f, nil
}

// piece gives the bytes of a piece, which the caller must not change.
func (d *versionDisk) piece(hash []byte) ([]byte, error) {
	key := [32]byte(hash)
	d.mu.Lock()
	if e := d.cache[key]; e != nil {
		d.order.MoveToFront(e)
		data := e.Value.(*cachedPiece).data
		d.mu.Unlock()
		return data, nil
	}
	d.mu.Unlock()
	var packed []byte
	if err := d.db.QueryRowContext(context.Background(), `SELECT data FROM piece WHERE hash = ?`, hash).Scan(&packed); err != nil {
		return nil, fmt.Errorf("read piece: %w", err)
	}
	data, err := unpack(d.dec, packed, hash)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.cache[key] == nil {
		d.cache[key] = d.order.PushFront(&cachedPiece{key, data})
		if d.order.Len() > diskCachePieces {
			last := d.order.Remove(d.order.Back()).(*cachedPiece)
			delete(d.cache, last.hash)
		}
	}
	return data, nil
}

// versionFile is the file of one version, read from its pieces.
type versionFile struct {
	disk   *versionDisk
	name   string
	size   int64
	pieces [][]byte
	at     int64
}

// Read implements [fs.File].
func (f *versionFile) Read(p []byte) (int, error) {
	if f.at >= f.size {
		return 0, io.EOF
	}
	data, err := f.disk.piece(f.pieces[f.at/pieceBytes])
	if err != nil {
		return 0, err
	}
	n := copy(p, data[f.at%pieceBytes:])
	f.at += int64(n)
	return n, nil
}

// Seek implements [io.Seeker].
func (f *versionFile) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += f.at
	case io.SeekEnd:
		offset += f.size
	}
	if offset < 0 {
		return 0, fs.ErrInvalid
	}
	f.at = offset
	return offset, nil
}

// Close implements [fs.File].
func (f *versionFile) Close() error { return nil }

// Stat implements [fs.File].
func (f *versionFile) Stat() (fs.FileInfo, error) { return versionInfo{f.name, f.size}, nil }

type versionInfo struct {
	name string
	size int64
}

func (i versionInfo) Name() string     { return i.name }
func (i versionInfo) Size() int64      { return i.size }
func (versionInfo) Mode() fs.FileMode  { return 0o444 }
func (versionInfo) ModTime() time.Time { return time.Time{} }
func (versionInfo) IsDir() bool        { return false }
func (versionInfo) Sys() any           { return nil }
