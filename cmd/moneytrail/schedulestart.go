package main

import (
	"strings"
	"sync"

	"moneytrail/api"
	"moneytrail/scraper"
)

// startable are the jobs of the configuration in force, and which of them were
// started by request and have not ended. Its zero value has none.
type startable struct {
	mu      sync.Mutex
	jobs    []scraper.Job
	pending map[string]bool // by name
}

// use takes the jobs of a configuration.
func (a *startable) use(jobs []scraper.Job) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.jobs = jobs
}

// take gives the jobs that fit and are not pending, and marks them as pending;
// known are all names.
func (a *startable) take(fits func(scraper.Job) bool) (free []scraper.Job, pending, known []string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.pending == nil {
		a.pending = map[string]bool{}
	}
	for _, job := range a.jobs {
		name := jobName(job)
		known = append(known, name)
		switch {
		case !fits(job):
		case a.pending[name]:
			pending = append(pending, name)
		default:
			a.pending[name], free = true, append(free, job)
		}
	}
	return free, pending, known
}

func (a *startable) done(job scraper.Job) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.pending, jobName(job))
}

// start starts the jobs of the configuration that fit, also those that are run
// by hand, and gives the names of those that it starts and of those that were
// started before and have not ended. They run one after the other, after
// whatever their source is doing. Nothing outside the configuration can be
// started.
func (s *schedule) start(source, agency, committee string) (started, pending []string, err error) {
	jobs, pending, known := s.asked.take(func(j scraper.Job) bool {
		return j.Source == source && (agency == "" || strings.EqualFold(j.Agency, agency)) && (committee == "" || j.Committee == committee)
	})
	if len(jobs)+len(pending) == 0 {
		return nil, nil, &api.ParamError{Param: "body", Detail: "names no job of the configuration; it has " + strings.Join(known, ", ")}
	}
	for _, job := range jobs {
		started = append(started, jobName(job))
	}
	s.running.Go(func() {
		for _, job := range jobs {
			s.run(&group{source: source, jobs: []scraper.Job{job}})
			s.asked.done(job)
		}
	})
	return started, pending, nil
}
