package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

var (
	// ErrPartialInUse means that another run is downloading the same address.
	ErrPartialInUse = errors.New("being downloaded by another run")
	// ErrIncomplete means that a download has fewer or more bytes than the
	// publisher announced.
	ErrIncomplete = errors.New("download is not whole")
	// ErrHash means that a body does not have the hash that the publisher gave.
	ErrHash = errors.New("hash differs from the publisher's")
)

// partialStep is how many bytes of a download may be lost to a crash.
const partialStep = 2 << 20

// PartialMeta says what an unfinished download is of.
type PartialMeta struct {
	URL          string    `json:"url"`                    // as asked for
	ETag         string    `json:"etag,omitempty"`         // strong or weak, as given
	LastModified string    `json:"lastModified,omitempty"` // as given
	Total        int64     `json:"total"`                  // bytes announced; -1 for unknown
	Started      time.Time `json:"started"`
	// Synced is the number of bytes that are certainly on the disk.
	Synced int64 `json:"synced"`
}

// Partial is a download that grows, and outlives the process that started it.
// One holder at a time; it is not safe for concurrent use. Close it, or finish
// or discard it.
type Partial struct {
	archive *Archive
	file    *os.File
	meta    PartialMeta
	size    int64
	sum     hash.Hash // of the first size bytes; nil until they were read
}

// Partial opens the unfinished download of an address; one of no bytes when
// there is none. It returns [ErrPartialInUse] while another holds it.
func (a *Archive) Partial(address string) (*Partial, error) {
	file, err := os.OpenFile(a.partialPath(address), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, fmt.Errorf("open download of %s: %w", address, err)
	}
	p := &Partial{archive: a, file: file, meta: PartialMeta{URL: address, Total: -1}}
	if locked, err := tryLock(file); err != nil || !locked {
		_ = file.Close()
		return nil, fmt.Errorf("open download of %s: %w", address, errors.Join(err, ErrPartialInUse))
	}
	if err := p.load(); err != nil {
		_ = file.Close()
		return nil, fmt.Errorf("open download of %s: %w", address, err)
	}
	return p, nil
}

func (a *Archive) partialPath(address string) string {
	sum := sha256.Sum256([]byte(address))
	return filepath.Join(a.dir, partialFolder, hex.EncodeToString(sum[:]))
}

func (p *Partial) metaPath() string { return p.file.Name() + ".json" }

// load takes up what an earlier process left. Bytes after the last mark may be
// anything after a power cut, so they go.
func (p *Partial) load() error {
	text, err := os.ReadFile(p.metaPath())
	if errors.Is(err, fs.ErrNotExist) {
		return p.file.Truncate(0)
	}
	if err != nil {
		return err
	}
	var meta PartialMeta
	info, err := p.file.Stat()
	if err != nil {
		return err
	}
	if json.Unmarshal(text, &meta) != nil || meta.URL != p.meta.URL || meta.Synced > info.Size() {
		return p.file.Truncate(0)
	}
	p.meta, p.size = meta, meta.Synced
	return p.file.Truncate(meta.Synced)
}

// Meta says what the bytes so far are of.
func (p *Partial) Meta() PartialMeta { return p.meta }

// Size gives the number of bytes so far.
func (p *Partial) Size() int64 { return p.size }

// Begin starts the download anew: what there was is of another version.
func (p *Partial) Begin(meta PartialMeta) error {
	meta.URL, meta.Synced = p.meta.URL, 0
	p.meta, p.size, p.sum = meta, 0, nil
	err := p.file.Truncate(0)
	if err == nil {
		err = p.mark()
	}
	return wrap("start download of "+p.meta.URL, err)
}

// Append adds what r gives. When r fails or ctx ends, what came until then is
// kept; the error of r is wrapped.
func (p *Partial) Append(ctx context.Context, r io.Reader) error {
	if err := p.rehash(ctx); err != nil {
		return fmt.Errorf("continue download of %s: %w", p.meta.URL, err)
	}
	from := &stoppable{ctx, r}
	for {
		n, err := io.CopyN(io.MultiWriter(p.file, p.sum), from, partialStep)
		p.size += n
		if markErr := p.mark(); markErr != nil {
			return fmt.Errorf("continue download of %s: %w", p.meta.URL, errors.Join(err, markErr))
		}
		if err == io.EOF { //nolint:errorlint // a wrapped one is somebody's failure
			return nil
		}
		if err != nil {
			return fmt.Errorf("continue download of %s: %w", p.meta.URL, err)
		}
	}
}

// rehash reads the bytes of an earlier process once, for the hash, and goes to
// the end of them.
func (p *Partial) rehash(ctx context.Context) error {
	if p.sum != nil {
		return nil
	}
	sum := sha256.New()
	if _, err := p.file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if _, err := io.CopyN(sum, &stoppable{ctx, p.file}, p.size); err != nil {
		return err
	}
	p.sum = sum
	return nil
}

// mark syncs the bytes and then notes how many there are.
func (p *Partial) mark() error {
	if err := p.file.Sync(); err != nil {
		return err
	}
	p.meta.Synced = p.size
	text, err := json.Marshal(p.meta)
	if err != nil {
		return err
	}
	temp := p.metaPath() + ".tmp"
	if err := os.WriteFile(temp, text, 0o600); err != nil {
		return err
	}
	return os.Rename(temp, p.metaPath())
}

// Finish stores the download as a blob and ends it. It returns [ErrIncomplete]
// when the announced length was not reached, and [ErrHash] when want is not
// empty and the bytes have another SHA-256 (lower-case hex); the bytes of a
// wrong hash are given up, those of a short download are kept.
func (p *Partial) Finish(ctx context.Context, want string) (Blob, error) {
	if p.meta.Total >= 0 && p.size != p.meta.Total {
		return Blob{}, fmt.Errorf("finish download of %s: %d bytes of %d: %w", p.meta.URL, p.size, p.meta.Total, ErrIncomplete)
	}
	blob, err := p.finish(ctx, want)
	if err != nil {
		return Blob{}, fmt.Errorf("finish download of %s: %w", p.meta.URL, err)
	}
	return blob, nil
}

func (p *Partial) finish(ctx context.Context, want string) (Blob, error) {
	if err := p.rehash(ctx); err != nil {
		return Blob{}, err
	}
	blob := Blob{SHA256: hexOf(p.sum), Size: p.size}
	if want != "" && want != blob.SHA256 {
		return Blob{}, errors.Join(fmt.Errorf("%s: %w", blob.SHA256, ErrHash), p.Discard())
	}
	head := make([]byte, 16)
	n, _ := p.file.ReadAt(head, 0)
	if !isPacked(head[:n]) {
		return p.compress(ctx)
	}
	if p.archive.find(&blob) {
		return blob, p.Discard()
	}
	if err := p.file.Sync(); err != nil {
		return Blob{}, err
	}
	blob.Path, blob.Stored = p.archive.path(blob.SHA256), blob.Size
	if err := moveTo(p.file.Name(), blob.Path); err != nil {
		return Blob{}, err
	}
	if err := syncFolder(filepath.Dir(blob.Path)); err != nil {
		return Blob{}, err
	}
	return blob, errors.Join(os.Remove(p.metaPath()), unlock(p.file))
}

func (p *Partial) compress(ctx context.Context) (Blob, error) {
	blob, err := p.archive.Put(ctx, io.NewSectionReader(p.file, 0, p.size))
	if err != nil {
		return Blob{}, err
	}
	return blob, p.Discard()
}

// Discard ends the download and gives up its bytes.
func (p *Partial) Discard() error {
	err := os.Remove(p.metaPath())
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, os.Remove(p.file.Name()), unlock(p.file))
}

// Close lets go of the download and keeps what there is of it. After Finish or
// Discard it does nothing.
func (p *Partial) Close() error {
	if p.size == 0 && p.meta.Synced == 0 {
		if _, err := os.Stat(p.metaPath()); errors.Is(err, fs.ErrNotExist) {
			_ = os.Remove(p.file.Name()) // nothing was ever begun
		}
	}
	if err := unlock(p.file); err != nil && !errors.Is(err, os.ErrClosed) {
		return fmt.Errorf("close download of %s: %w", p.meta.URL, err)
	}
	return nil
}
