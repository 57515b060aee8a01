package calefile_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"moneytrail/scraper/format/calefile"
	"moneytrail/store"
	"moneytrail/store/storetest"
)

func TestRefusedFiles(t *testing.T) {
	t.Parallel()
	good := header + cover(nil)
	tests := map[string]struct{ content, want string }{
		"empty":               {"", "file is empty"},
		"other text":          {"a,b,c\n", "first line is not HDR,CAL"},
		"block page":          {"<html>_Incapsula_Resource</html>", "web page"},
		"paper filing":        {"{\n \"responseStatus\": {\"errorCode\":\"EfileNotFoundException\"}}", "no e-file"},
		"federal":             {"HDR\x1cFEC\x1c8.3", "first line is not HDR,CAL"},
		"version":             {strings.Replace(good, "2.01", "1.04", 1), `version "1.04"`},
		"no cover":            {header, "no cover"},
		"row before cover":    {header + receipt(nil), "RCPT line stands before the cover"},
		"two covers":          {good + cover(nil), "second cover"},
		"form":                {header + cover(map[int]string{1: "F601"}), `form "F601"`},
		"report number":       {header + cover(map[int]string{8: "X1"}), "report number"},
		"day of filing":       {header + strings.Replace(cover(nil), `"Invented Parks, Committee"`, "Invented Parks, Committee", 1), "day of filing"},
		"period":              {header + cover(map[int]string{13: ""}), "no period"},
		"cut zip":             {zipped(t, "Efile.txt", good)[:60], "cannot be unpacked"},
		"zip without text":    {zipped(t, "a.pdf", ""), "0 text files"},
		"zip with two texts":  {zipped(t, "a.txt", good, "b.txt", good), "2 text files"},
		"zip with other text": {zipped(t, "Efile.txt", "hello"), "(Efile.txt) line 1: the first line is not HDR,CAL"},
		"broken cover":        {header + "CVR,F460,\"0991001\r\n", "cover cannot be read"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := read(tt.content, "report.txt")
			var refused *store.InputError
			if !errors.As(err, &refused) || !strings.Contains(err.Error(), tt.want) {
				t.Fatalf("got %v, want an InputError with %q", err, tt.want)
			}
			if refused.File != "report.txt" || refused.Hint == "" {
				t.Errorf("no file or no hint: %+v", refused)
			}
		})
	}
}

func TestSniff(t *testing.T) {
	t.Parallel()
	for content, want := range map[string]bool{
		header: true, "\ufeff\r\nhdr,cal,ca,2.01": true, `"HDR","CAL","CA"`: true,
		"HDR,FEC,8.3": false, "": false, "<html>": false, "PK\x03\x04": false, zipped(t, "a.txt", "hello"): false,
	} {
		if got := calefile.Sniff([]byte(content), "x.txt"); got != want {
			t.Errorf("Sniff(%.20q) = %v, want %v", content, got, want)
		}
	}
}

func TestSinkErrorStops(t *testing.T) {
	t.Parallel()
	content := header + cover(nil) + receipt(nil)
	full := errors.New("disk full")
	read := func(ctx context.Context, sink store.Sink) error {
		return calefile.Read(ctx, strings.NewReader(content), int64(len(content)), "report.txt", sink)
	}
	if err := read(context.Background(), failing{err: full}); !errors.Is(err, full) {
		t.Errorf("got %v, want the sink's own error", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := read(ctx, &storetest.Records{}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want context.Canceled", err)
	}
}

// failing is a sink whose disk is full.
type failing struct {
	store.Sink
	err error
}

func (f failing) Filing(*store.Filing) error { return f.err }
