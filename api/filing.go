package api

import (
	"path"
	"strconv"
	"strings"

	"moneytrail/store"
)

// Filing is one version of a report. Why says why it is not in force.
type Filing struct {
	ID             string     `json:"id" doc:"Id of the report, whatever its version: GET /api/v1/filings/{id}."`
	Label          string     `json:"label" doc:"'F460 2026-01-01 to 2026-06-30, amendment 1'."`
	Form           string     `json:"form" doc:"Form number, such as F460."`
	Statement      string     `json:"statement" doc:"Type of statement as filed."`
	System         string     `json:"system" doc:"Numbering that the report number belongs to."`
	Report         string     `json:"report" doc:"Report number with the publisher."`
	Version        int        `json:"version" doc:"0 original, 1.. amendments."`
	From           store.Date `json:"from" doc:"First day the report covers, or empty."`
	Thru           store.Date `json:"thru" doc:"Last day the report covers, or empty."`
	Filed          store.Date `json:"filed" doc:"Day of filing, or empty when it is not known."`
	Rows           int        `json:"rows" doc:"Rows of this version."`
	InForce        bool       `json:"in_force" doc:"Whether this version counts."`
	Why            string     `json:"why" doc:"Why it is not in force; empty when it is."`
	ReplacedBy     string     `json:"replaced_by" doc:"The version that replaced it; may be empty."`
	EmptyAmendment bool       `json:"empty_amendment" doc:"A newer version has a cover but no rows."`
	Partial        bool       `json:"partial" doc:"Whether the version is known only in part."`
	URL            string     `json:"url" doc:"Web address of the filing at the publisher; may be empty."`
	Source         Source     `json:"source" doc:"The raw file that the rows came from."`
}

// Source is the raw file that rows came from. Name is the last part of its
// path, because the rest says more about the operator's disk than about the
// evidence.
type Source struct {
	Name   string `json:"name" doc:"File name."`
	SHA256 string `json:"sha256" doc:"SHA-256 of the archived bytes."`
	Format string `json:"format" doc:"Format that the file was read as."`
	URL    string `json:"url" doc:"Where the file was fetched; may be empty."`
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
		ID: filingID(v.Key), Label: filingLabel(v), Form: v.Form, Statement: v.Statement,
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
