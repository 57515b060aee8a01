package api

import (
	"path"
	"strconv"
	"strings"

	"moneytrail/store"
)

// Filing is one version of a report. Why says why it is not in force.
type Filing struct {
	Label          string     `json:"label"` // "F460 2026-01-01 to 2026-06-30, amendment 1"
	Form           string     `json:"form"`
	Statement      string     `json:"statement"`
	System         string     `json:"system"`
	Report         string     `json:"report"`
	Version        int        `json:"version"` // 0 original, 1.. amendments
	From           store.Date `json:"from"`
	Thru           store.Date `json:"thru"`
	Filed          store.Date `json:"filed"`
	Rows           int        `json:"rows"`
	InForce        bool       `json:"in_force"`
	Why            string     `json:"why"`
	ReplacedBy     string     `json:"replaced_by"`
	EmptyAmendment bool       `json:"empty_amendment"` // a newer version has a cover but no rows
	Partial        bool       `json:"partial"`
	URL            string     `json:"url"`
	Source         Source     `json:"source"`
}

// Source is the raw file that rows came from. Name is the last part of its
// path, because the rest says more about the operator's disk than about the
// evidence.
type Source struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Format string `json:"format"`
	URL    string `json:"url"`
}

func (s *Service) filings(versions []store.FilingVersion) []Filing {
	out := make([]Filing, 0, len(versions))
	for _, v := range versions {
		out = append(out, s.filing(v))
	}
	return out
}

func (s *Service) filing(v store.FilingVersion) Filing {
	f := Filing{
		Label: filingLabel(v), Form: v.Form, Statement: v.Statement,
		System: string(v.Key.System), Report: v.Key.Report, Version: v.Key.Version,
		From: v.From, Thru: v.Thru, Filed: v.Filed, Rows: v.Rows,
		InForce: v.Kept, ReplacedBy: v.ReplacedBy,
		EmptyAmendment: v.EmptyAmendment, Partial: v.Partial, URL: publicURL(v.URL),
		Source: newSource(v.Source),
	}
	if !v.Kept && v.Reason != store.ReasonNone {
		f.Why = s.rules.Sentence(store.StatusSuperseded, v.Reason, v.ReplacedBy)
	}
	return f
}

func newSource(f store.SourceFile) Source {
	name := path.Base(strings.ReplaceAll(f.Name, `\`, "/"))
	if f.Name == "" {
		name = ""
	}
	return Source{Name: name, SHA256: f.SHA256, Format: f.Format, URL: publicURL(f.URL)}
}

func filingLabel(v store.FilingVersion) string {
	if v.Key.System == store.SystemFECBulk || v.Key.System == store.SystemFECAPI {
		return v.Label()
	}
	label := v.Form
	switch {
	case v.From != "" || v.Thru != "":
		label += " " + string(v.From) + " to " + string(v.Thru)
	case v.ReportID != "":
		label += " " + v.ReportID
	}
	if v.Key.Version > 0 {
		label += ", amendment " + strconv.Itoa(v.Key.Version)
	}
	return label
}

// publicURL lets web addresses through and nothing else: a filed link may be
// anything, also a script or a path.
func publicURL(u string) string {
	if strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") {
		return u
	}
	return ""
}
