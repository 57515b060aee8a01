package portal

import (
	"fmt"
	"net/http"
	"sync"
)

// changes is what the keyed interface remembers of subscriptions: how many of
// the county's reports each has taken note of.
type changes struct {
	mu       sync.Mutex
	taken    map[string]int    // by subscription
	sessions map[string]window // open ones
	opened   int
}

// window is the part of the county's reports that a session shows.
type window struct {
	subscription string
	first, last  int
}

// File adds reports to what the county's filers have filed. It must not be
// called while the replica answers.
func (p *Portal) File(reports ...Report) { p.county.Local = append(p.county.Local, reports...) }

func (p *Portal) subscribe(w http.ResponseWriter, r *http.Request) {
	if decode(r)["name"] == nil || r.FormValue("aid") != p.county.Code {
		w.WriteHeader(http.StatusBadRequest)
		p.answer(w, map[string]any{"message": "name and filter are needed"})
		return
	}
	p.changes.mu.Lock()
	defer p.changes.mu.Unlock()
	if p.changes.taken == nil {
		p.changes.taken, p.changes.sessions = map[string]int{}, map[string]window{}
	}
	id := fmt.Sprintf("subscription-%d", len(p.changes.taken)+1)
	p.changes.taken[id] = 0
	p.answer(w, map[string]any{"id": id, "owner": "invented", "status": "Active"})
}

func (p *Portal) peek(w http.ResponseWriter, r *http.Request) {
	p.changes.mu.Lock()
	defer p.changes.mu.Unlock()
	taken, ok := p.changes.taken[r.PathValue("id")]
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		p.answer(w, map[string]any{"message": "no such subscription"})
		return
	}
	p.answer(w, map[string]any{"dataAvailable": taken < len(p.county.Local)})
}

// sessionLimit is how much one session shows at most.
const sessionLimit = 10

func (p *Portal) openSession(w http.ResponseWriter, r *http.Request) {
	id, _ := decode(r)["subscriptionId"].(string)
	p.changes.mu.Lock()
	defer p.changes.mu.Unlock()
	taken, ok := p.changes.taken[id]
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		p.answer(w, map[string]any{"message": "no such subscription"})
		return
	}
	p.changes.opened++
	session := fmt.Sprintf("session-%d", p.changes.opened)
	p.changes.sessions[session] = window{id, taken, min(taken+sessionLimit, len(p.county.Local))}
	p.answer(w, map[string]any{
		"syncDataAvailable": true, "session": map[string]any{"id": session, "subscriptionId": id},
		"topicLinks": []map[string]any{{"topicName": "filing-activities"}, {"topicName": "element-activities"}},
	})
}

// sessionTopic shows what was filed; the elements repeat it.
func (p *Portal) sessionTopic(w http.ResponseWriter, r *http.Request) {
	p.changes.mu.Lock()
	shown, ok := p.changes.sessions[r.PathValue("id")]
	p.changes.mu.Unlock()
	if !ok {
		http.NotFound(w, r)
		return
	}
	list := []map[string]any{}
	for i, report := range p.county.Local[shown.first:shown.last] {
		activity := map[string]any{"apiVersion": "V101", "publishSequence": shown.first + i + 1, "filingActivityNid": "activity-" + report.ID}
		if r.PathValue("topic") == "filing-activities" {
			activity["filing"] = p.county.keyedFiling(report)
		} else {
			activity["elementActivityNid"], activity["element"] = "element-"+report.ID, map[string]any{"filingNid": KeyedFiling(report.ID)}
		}
		list = append(list, activity)
	}
	p.pageOf(w, r, list)
}

func (p *Portal) endSession(w http.ResponseWriter, r *http.Request) {
	p.changes.mu.Lock()
	defer p.changes.mu.Unlock()
	id := r.PathValue("id")
	shown, ok := p.changes.sessions[id]
	if !ok {
		http.NotFound(w, r)
		return
	}
	delete(p.changes.sessions, id)
	if r.PathValue("command") == "complete" {
		p.changes.taken[shown.subscription] = max(p.changes.taken[shown.subscription], shown.last)
	}
	p.answer(w, map[string]any{"status": r.PathValue("command")})
}
