package main

import (
	"bytes"
	"context"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/sqlite"
	"moneytrail/web"
	"moneytrail/web/export"
)

// siteMark is the file by which a folder is known to be a copy of a site. Only
// such folders are replaced.
const siteMark = "moneytrail-site.json"

func siteCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "site COMMAND",
		Short: "Write the pages as files",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(siteExportCommand(a))
	return cmd
}

func siteExportCommand(a *app) *cobra.Command {
	var contest string
	var replace bool
	cmd := &cobra.Command{
		Use:   "export DIR",
		Short: "Write the public site as files that need no server",
		Long: `Writes the pages of a contest and of its committees, the rows behind their
figures, the method, cards and the same answers as JSON into a folder that can
be opened from a disk or put on any web server: for the archive after an
election. Without --contest it writes every page of the database.

The folder appears when it is whole. SHA256SUMS names every file in it. With
--site, the address at which the copy will stand, it gets a site map.`,
		Example: `  moneytrail site export recall-2026 --contest invented-recall
  moneytrail site export www --contest invented-recall --replace --site https://money.newsroom.example`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if err := errors.Join(a.checkLog(), a.checkFormat(), a.public.check()); err != nil {
				return err
			}
			dir := filepath.Clean(args[0])
			if err := mayWrite(dir, replace); err != nil {
				return err
			}
			db, _, err := a.openToRead(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			return a.exportSite(cmd.Context(), db, dir, contest, false)
		},
	}
	cmd.Flags().StringVar(&contest, "contest", "", "`slug` of the contest to write; empty: everything")
	cmd.Flags().BoolVar(&replace, "replace", false, "replace the copy that DIR holds")
	a.public.flags(cmd)
	return cmd
}

// mayWrite refuses a folder that holds something, unless it holds a copy that
// may be replaced.
func mayWrite(dir string, replace bool) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist) || err == nil && len(entries) == 0:
		return nil
	case err != nil:
		return fmt.Errorf("look into %s: %w", dir, err)
	}
	if _, err := os.Stat(filepath.Join(dir, siteMark)); err != nil {
		return usagef("%s is not empty and is no copy of a site: name another folder", dir)
	}
	if !replace {
		return usagef("%s holds a copy already: add --replace to replace it, or name another folder", dir)
	}
	return nil
}

// siteRecord is the mark of a copy: what it is of.
type siteRecord struct {
	Contest     string     `json:"contest"`
	DataVersion int64      `json:"data_version"`
	AsOf        store.Date `json:"as_of"`
	Site        string     `json:"site"`
	*export.Summary
}

// exportSite writes into a folder beside dir, which then takes its place.
func (a *app) exportSite(ctx context.Context, db *sqlite.DB, dir, contest string, invented bool) (err error) {
	handler, service, err := a.pages(db, invented)
	if err != nil {
		return err
	}
	opt, record, err := a.siteScope(ctx, service, contest)
	if err != nil {
		return err
	}
	opt.Handler, opt.Site, opt.Progress = handler, a.public.site, a.siteProgress(dir)
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	temp, err := os.MkdirTemp(filepath.Dir(dir), "."+filepath.Base(dir)+"-")
	if err != nil {
		return fmt.Errorf("make folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(temp) }() // gone when all went well
	sum, err := export.Write(ctx, temp, *opt)
	if err != nil {
		return err
	}
	now, err := service.Version(ctx)
	if err != nil {
		return err
	}
	if now.ID != record.DataVersion {
		return errors.New("the data changed while the site was written; run site export again")
	}
	record.Site, record.Summary = a.public.site, sum
	if err := finishSite(temp, record); err != nil {
		return err
	}
	if err := swapFolder(temp, dir); err != nil {
		return err
	}
	return a.sayExported(dir, record)
}

// siteScope finds where the copy begins and which addresses belong to it.
func (a *app) siteScope(ctx context.Context, service *api.Service, contest string) (*export.Options, *siteRecord, error) {
	if contest == "" {
		list, err := service.Committees(ctx, api.CommitteesRequest{Limit: 1})
		if err != nil {
			return nil, nil, err
		}
		outside := func(u *url.URL) bool { return u.Path != "/api" && !strings.HasPrefix(u.Path, "/feeds") }
		return &export.Options{Home: "/", Start: []string{"/method"}, Include: outside}, &siteRecord{DataVersion: list.DataVersion, AsOf: list.AsOf}, nil
	}
	c, err := service.Contest(ctx, api.ContestRequest{Slug: contest, Page: api.Page{Limit: 1}})
	if err != nil {
		return nil, nil, notFound(err, "contest", contest)
	}
	home := "/contests/" + url.PathEscape(c.Contest.Slug)
	roots := []string{home}
	opt := &export.Options{Home: home, Start: []string{"/method"}}
	for _, side := range c.Sides {
		for _, member := range side.Committees {
			page := "/committees/" + url.PathEscape(member.ID)
			roots, opt.Start = append(roots, page), append(opt.Start, page)
		}
	}
	opt.Include = func(u *url.URL) bool { return inSite(u.EscapedPath(), roots) }
	return opt, &siteRecord{Contest: c.Contest.Slug, DataVersion: c.DataVersion, AsOf: c.AsOf}, nil
}

// inSite holds for the pages of a contest and of its committees with all below
// them, their embeds and JSON, for donors and filings that they link to, and
// for the pages about the whole.
func inSite(path string, roots []string) bool {
	switch path {
	case "/method", "/sources", "/api/v1/sources":
		return true
	}
	for _, prefix := range []string{"/donors/", "/filings/", "/api/v1/donors/", "/api/v1/filings/"} {
		if strings.HasPrefix(path, prefix) {
			return true
		}
	}
	for _, before := range []string{"", "/embed", "/api/v1"} {
		for _, root := range roots {
			if rest, ok := strings.CutPrefix(path, before+root); ok && (rest == "" || rest[0] == '/') {
				return true
			}
		}
	}
	return false
}

// finishSite writes what is about the copy as a whole.
func finishSite(dir string, r *siteRecord) error {
	mark, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return fmt.Errorf("describe copy: %w", err)
	}
	files := map[string][]byte{
		siteMark:     append(mark, '\n'),
		"SHA256SUMS": []byte(strings.Join(r.Sums, "\n") + "\n"),
		"robots.txt": []byte("User-agent: *\nAllow: /\n"),
	}
	if r.Site != "" {
		var b bytes.Buffer
		b.WriteString(xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`)
		for _, file := range r.Listed {
			b.WriteString("<url><loc>")
			_ = xml.EscapeText(&b, []byte(r.Site+"/"+(&url.URL{Path: file}).EscapedPath())) // a buffer takes everything
			b.WriteString("</loc></url>")
		}
		b.WriteString("</urlset>\n")
		files["sitemap.xml"] = b.Bytes()
		files["robots.txt"] = append(files["robots.txt"], "\nSitemap: "+r.Site+"/sitemap.xml\n"...)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", name, err)
		}
	}
	return nil
}

// swapFolder puts a finished folder in the place of dir.
func swapFolder(temp, dir string) error {
	if err := os.Chmod(temp, 0o755); err != nil {
		return fmt.Errorf("finish copy: %w", err)
	}
	if _, err := os.Stat(dir); errors.Is(err, os.ErrNotExist) {
		if err := os.Rename(temp, dir); err != nil {
			return fmt.Errorf("put the copy in place: %w", err)
		}
		return nil
	}
	old := temp + ".old"
	if err := os.Rename(dir, old); err != nil {
		return fmt.Errorf("move the former copy away: %w", err)
	}
	if err := os.Rename(temp, dir); err != nil {
		return fmt.Errorf("put the copy in place: %w", errors.Join(err, os.Rename(old, dir)))
	}
	if err := os.RemoveAll(old); err != nil {
		return fmt.Errorf("remove the former copy: %w", err)
	}
	return nil
}

func (a *app) siteProgress(dir string) func(done, waiting int) {
	started := a.now()
	spoke := started
	return func(done, waiting int) {
		if now := a.now(); now.Sub(spoke) >= quiet {
			spoke = now
			fmt.Fprintf(a.err, "%s: %s written, %s to go, %s\n", dir, count(done, "file"), thousands(waiting), now.Sub(started).Round(quiet/5))
		}
	}
}

func (a *app) sayExported(dir string, r *siteRecord) error {
	if a.format == "json" {
		return printJSON(a.out, r)
	}
	fmt.Fprintf(a.out, "%s: %s in %s, %s; open %s\n", dir, count(r.Pages, "page"), count(r.Files, "file"), size(r.Bytes), filepath.Join(dir, "index.html"))
	if r.Unlinked > 0 {
		fmt.Fprintf(a.out, "%s to pages outside of the copy are plain text\n", count(r.Unlinked, "link"))
	}
	if r.Site == "" {
		fmt.Fprintln(a.out, "no site map: name the address at which the copy will stand with --site")
	}
	return nil
}

// pages gives what serve serves, without limits and kept answers.
func (a *app) pages(db *sqlite.DB, invented bool) (http.Handler, *api.Service, error) {
	inForce, err := a.inForce()
	if err != nil {
		return nil, nil, err
	}
	log := a.logger()
	options := api.Options{Build: build(), Log: log, Now: a.now, CacheBytes: -1}
	service, e := api.NewService(db, inForce), api.NewEcho(options)
	if err := api.Register(e, service, options); err != nil {
		return nil, nil, fmt.Errorf("prepare API: %w", err)
	}
	if err := web.Register(e, service, a.pageOptions(invented, log)); err != nil {
		return nil, nil, fmt.Errorf("prepare pages: %w", err)
	}
	handler, err := api.NewHandler(e, service, options)
	return handler, service, err
}
