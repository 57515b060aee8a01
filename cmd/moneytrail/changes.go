package main

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"

	"moneytrail/api"
	"moneytrail/store"
	"moneytrail/store/sqlite"
)

// changes are the operations of the API that write: corrections of donors, and
// starts of jobs. The guard of the API lets nobody at them when the server has
// no token. Without a schedule no job can be started.
func changes(db *sqlite.DB, jobs *schedule) []api.Operation {
	return []api.Operation{
		api.Change(api.Operation{
			ID: "correct-donors", Path: "/corrections", Tag: "Changes",
			Summary: "Correct who is one donor, or what kind",
			Text: "Enters corrections into the append-only log, all or none, and applies them at once, as the commands do: donors, classes and the ranks of " +
				"everybody whom they move, in one data version. What is in force already is passed over. Filed rows never change; undo restores what there was. An id means the donor " +
				"of today; when a split or a never-merge is among the corrections, it means the name as filed that has it.",
		}, func(ctx context.Context, in correctionRequest) (correctionAnswer, error) {
			return correctDonors(ctx, db, &in)
		}),
		api.Change(api.Operation{
			ID: "start-job", Path: "/jobs/start", Tag: "Changes",
			Summary: "Start a job of the schedule now",
			Text: "Starts the jobs of the server's configuration that fit, without waiting for them: GET /freshness says what they brought. Only jobs of the " +
				"configuration can be started, and none twice at a time.",
		}, func(_ context.Context, in startRequest) (startAnswer, error) {
			if jobs == nil {
				return startAnswer{}, &api.ParamError{Param: "body", Detail: "names no job: this server was started without --schedule"}
			}
			started, running, err := jobs.start(in.Body.Source, in.Body.Agency, in.Body.Committee)
			return startAnswer{Started: orNone(started), Running: orNone(running)}, err
		}),
	}
}

// correctionRequest asks for corrections.
type correctionRequest struct {
	Body struct {
		Corrections []correctionBody `json:"corrections" minItems:"1" maxItems:"1000" doc:"What is decided; all of it is entered or nothing."`
		Reason      string           `json:"reason" minLength:"1" maxLength:"2000" doc:"Why, for readers of the public log." example:"same person: signed both forms"`
		Link        string           `json:"link,omitempty" maxLength:"2000" doc:"Address of the evidence." example:"https://example.org/note"`
		Author      string           `json:"author,omitempty" maxLength:"200" doc:"Who decides." example:"editor"`
	}
}

type correctionBody struct {
	Action string `json:"action" enum:"merge,split,never-merge,rename,class,affiliate,undo" doc:"What is done." example:"merge"`
	Donor  string `json:"donor,omitempty" maxLength:"400" doc:"Id of a donor, or a name as filed that one donor alone has. Of a split: the name as filed that is taken out." example:"d7y7mwwfwvc172"`
	Target string `json:"target,omitempty" maxLength:"400" doc:"The other donor (of a merge: which lasts; of a split: who is left); of rename the new name; of class the class, with a kind of officers after a colon (le_union:sheriff)." example:"d3yvkrg9f8n7j2"`
	Entry  int64  `json:"entry,omitempty" minimum:"1" doc:"Of undo: the entry of the log to take out of force." example:"12"`
}

// correctionAnswer says what corrections did.
type correctionAnswer struct {
	Entries  []entryAnswer     `json:"entries" doc:"New entries of the log."`
	Repeated int               `json:"in_force_already" doc:"How many were in force already and are not entered again."`
	Change   *api.FigureChange `json:"change" doc:"The figures that moved; null when nothing was entered."`
}

type entryAnswer struct {
	Entry int64  `json:"entry" doc:"Number of the entry, for undo." example:"12"`
	What  string `json:"what" doc:"What was decided, in words." example:"merge \"Ada Example\" into \"Example, Ada\""`
	State string `json:"state" doc:"applied; agrees (changes nothing); stale; contradicted; empty of undo." example:"applied"`
}

type startRequest struct {
	Body struct {
		Source    string `json:"source" minLength:"1" doc:"Name of the source." example:"netfile"`
		Agency    string `json:"agency,omitempty" doc:"Jobs of this agency only." example:"INVC"`
		Committee string `json:"committee,omitempty" doc:"Jobs of this committee only." example:"9900002"`
	}
}

type startAnswer struct {
	Started []string `json:"started" doc:"Jobs that were started: source, agency, committee." example:"[\"netfile INVC\"]"`
	Running []string `json:"running" doc:"Jobs that were started before and have not ended." example:"[]"`
}

func orNone(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

func correctDonors(ctx context.Context, db *sqlite.DB, in *correctionRequest) (correctionAnswer, error) {
	var entries []store.Correction
	why := because{in.Body.Reason, in.Body.Link, in.Body.Author}
	switch {
	case strings.TrimSpace(in.Body.Reason) == "" || len(in.Body.Reason) > 2000:
		return correctionAnswer{}, bodyError("needs a reason of at most 2000 letters: it stands in the public log")
	case len(in.Body.Link) > 2000 || len(in.Body.Author) > 200:
		return correctionAnswer{}, bodyError("has a link or an author that is too long")
	case len(in.Body.Corrections) < 1 || len(in.Body.Corrections) > 1000:
		return correctionAnswer{}, bodyError("must have 1 to 1000 corrections")
	}
	for i := range in.Body.Corrections {
		e, problem := in.Body.Corrections[i].entry(&why)
		if problem != "" {
			return correctionAnswer{}, bodyError(fmt.Sprintf("has a mistake in correction %d: %s", i+1, problem))
		}
		entries = append(entries, e)
	}
	result, err := db.Correct(ctx, entries, sqlite.CorrectOptions{AsWritten: asWritten(entries)})
	if errors.Is(err, sqlite.ErrBusy) {
		return correctionAnswer{}, errors.Join(api.ErrBusy, err)
	}
	if err != nil {
		return correctionAnswer{}, err
	}
	out := correctionAnswer{Entries: []entryAnswer{}, Repeated: result.Repeated}
	for i := range result.Entries {
		e := &result.Entries[i]
		out.Entries = append(out.Entries, entryAnswer{e.ID, e.Text(), string(e.State)})
	}
	if result.Change != nil {
		c := api.NewChange(result.Change)
		out.Change = &c
	}
	return out, nil
}

func bodyError(detail string) error { return &api.ParamError{Param: "body", Detail: detail} }

// asWritten reports whether ids mean contributors, as the commands take them:
// split and never-merge do, the others mean the donors of today.
func asWritten(entries []store.Correction) bool {
	for i := range entries {
		if k := entries[i].Kind; k == store.CorrectionSplit || k == store.CorrectionNeverMerge {
			return true
		}
	}
	return false
}

// entry gives an entry of the log, or what is wrong in words.
func (c *correctionBody) entry(why *because) (store.Correction, string) {
	kind, donor, target := store.CorrectionKind(c.Action), strings.TrimSpace(c.Donor), strings.TrimSpace(c.Target)
	e := why.entry(kind, donor, "")
	if (kind == store.CorrectionUndo) != (c.Entry > 0) {
		return e, "an entry is what undo has, and nothing else"
	}
	switch kind {
	case store.CorrectionUndo:
		if donor != "" || target != "" {
			return e, "undo has an entry alone"
		}
		e.Undoes = c.Entry
		return e, ""
	case store.CorrectionMerge, store.CorrectionSplit, store.CorrectionNeverMerge, store.CorrectionAffiliate:
		e.ObjectAs = target
	case store.CorrectionRename:
		e.Value = target
	case store.CorrectionClass:
		e.Value, e.Detail, _ = strings.Cut(target, ":")
	default:
		return e, "unknown action " + strconv.Quote(api.Short(c.Action, 40))
	}
	switch {
	case donor == "" || target == "":
		return e, c.Action + " needs a donor and a target"
	case len(donor) > 400 || len(target) > 400 || kind == store.CorrectionRename && len(target) > 200:
		return e, "a name is too long"
	}
	return e, ""
}
