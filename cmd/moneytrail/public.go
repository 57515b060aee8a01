package main

import (
	"log/slog"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"moneytrail/store/rules"
	"moneytrail/web"
)

// publicSettings are what the pages say of their operator.
type publicSettings struct{ site, reportTo string }

func (p *publicSettings) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.site, "site", os.Getenv("MONEYTRAIL_SITE"), "public `address` of the pages, for feeds, link previews and the site map (environment: MONEYTRAIL_SITE)")
	cmd.Flags().StringVar(&p.reportTo, "report-to", "", "where readers report errors: mailto:`ADDRESS` or the https address of a form; rows and figures link there with their permanent id")
}

func (p *publicSettings) check() error {
	p.site = strings.TrimRight(p.site, "/")
	if p.site != "" {
		u, err := url.Parse(p.site)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" || u.RawQuery != "" || u.Fragment != "" {
			return usagef("--site %s: write the address that readers reach the pages under, such as https://money.newsroom.example", p.site)
		}
	}
	if p.reportTo != "" {
		if err := web.CheckReportTo(p.reportTo); err != nil {
			return usagef("--report-to: %v", err)
		}
	}
	return nil
}

func (a *app) pageOptions(invented bool, log *slog.Logger) web.Options {
	return web.Options{Invented: invented, Frozen: true, Rules: rules.Texts(), Build: build(), Log: log, Site: a.public.site, ReportTo: a.public.reportTo}
}
