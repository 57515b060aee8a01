package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/jonboulle/clockwork"

	"moneytrail/scraper"
	"moneytrail/scraper/sources"
)

// schedule runs the jobs of a configuration when they are due, in the process
// that serves. Jobs of one source never run at the same time; jobs of several
// may. It reads the file again when it changes.
type schedule struct {
	work    *fetching
	file    string
	list    []scraper.Source // in place of the public portals; nil outside tests
	cron    gocron.Scheduler
	ctx     context.Context // of the runs; ends when the schedule is stopped
	cancel  context.CancelFunc
	sources map[string]*sync.Mutex
	running sync.WaitGroup
	read    string    // text of the file that is in force
	refused string    // text of the file that was last refused
	asked   startable // what is started by request
}

// reread is how often a configuration is looked at for changes.
const reread = time.Minute

// ofFile marks the tasks that follow from the configuration.
const ofFile = "of the file"

// startSchedule starts what a configuration says, until ctx ends. A job that
// should have come while nobody was there, or that never ran, comes at once.
func startSchedule(ctx context.Context, work *fetching, file string, list []scraper.Source, clock clockwork.Clock) (_ *schedule, err error) {
	s := &schedule{work: work, file: file, list: list, sources: map[string]*sync.Mutex{}}
	config, err := s.load()
	if err != nil {
		return nil, err
	}
	for _, source := range s.all() {
		s.sources[source.Info().Name] = &sync.Mutex{}
	}
	s.cron, err = gocron.NewScheduler(gocron.WithClock(clock), gocron.WithLocation(time.UTC), gocron.WithLogger(work.log))
	if err != nil {
		return nil, fmt.Errorf("start schedule: %w", err)
	}
	s.ctx, s.cancel = context.WithCancel(ctx)
	defer func() {
		if err != nil {
			s.cancel()
			_ = s.cron.Shutdown() // the first error is the one to report
		}
	}()
	if err := s.plan(config); err != nil {
		return nil, err
	}
	if _, err := s.cron.NewJob(gocron.DurationJob(reread), gocron.NewTask(s.reload), gocron.WithSingletonMode(gocron.LimitModeReschedule)); err != nil {
		return nil, fmt.Errorf("start schedule: %w", err)
	}
	s.cron.Start()
	return s, nil
}

// stop ends running jobs and waits for them. What they loaded stays; the next
// run continues.
func (s *schedule) stop() error {
	s.cancel()
	err := s.cron.Shutdown()
	s.running.Wait()
	if err != nil {
		return fmt.Errorf("stop schedule: %w", err)
	}
	return nil
}

func (s *schedule) all() []scraper.Source { return (&scrapeFlags{list: s.list}).sources() }

// load reads the configuration, which must have something to do.
func (s *schedule) load() (*scraper.Config, error) {
	text, err := readText(s.file)
	if err != nil {
		return nil, err
	}
	config, err := s.work.app.parseJobs(s.file, text, s.list)
	if err != nil {
		return nil, err
	}
	s.read = text
	return config, nil
}

// group is what comes at the same moments from one source.
type group struct {
	source   string
	schedule scraper.Schedule
	jobs     []scraper.Job
	busy     atomic.Bool
}

// groupsOf puts jobs together that come at the same moments from the same
// source. Jobs without a schedule are for running by hand.
func groupsOf(config *scraper.Config) []*group {
	var groups []*group
	for _, job := range config.Jobs {
		when, ok := config.ScheduleOf(job)
		if !ok {
			continue
		}
		i := slices.IndexFunc(groups, func(g *group) bool { return g.source == job.Source && g.schedule.String() == when.String() })
		if i < 0 {
			i, groups = len(groups), append(groups, &group{source: job.Source, schedule: when})
		}
		groups[i].jobs = append(groups[i].jobs, job)
	}
	return groups
}

// plan makes one task for each group.
func (s *schedule) plan(config *scraper.Config) error {
	s.asked.use(config.Jobs)
	for _, g := range groupsOf(config) {
		options := []gocron.JobOption{gocron.WithName(g.source), gocron.WithTags(ofFile)}
		if s.overdue(g) {
			options = append(options, gocron.WithStartAt(gocron.WithStartImmediately()))
		}
		if _, err := s.cron.NewJob(gocron.CronJob(g.schedule.String(), false), gocron.NewTask(func() { s.run(g) }), options...); err != nil {
			return fmt.Errorf("plan jobs of %s: %w", g.source, err)
		}
	}
	return nil
}

// overdue reports whether a job of the group should have come since its last
// run, or never ran.
func (s *schedule) overdue(g *group) bool {
	now := s.work.app.now()
	return slices.ContainsFunc(g.jobs, func(job scraper.Job) bool {
		request, err := job.Request(now)
		if err != nil {
			return false
		}
		last, ran := s.work.history.Last(job.Source, request)
		return !ran || g.schedule.Next(last.Started).Before(now)
	})
}

// run runs the jobs of a group, one after the other, and alone among those of
// its source. When it comes again before it has ended it is left out. A failure is logged here
// and nowhere else, and remembered in the history.
func (s *schedule) run(g *group) {
	s.running.Add(1)
	defer s.running.Done()
	if !g.busy.CompareAndSwap(false, true) {
		s.work.log.Warn("run left out: the former one is still going on", "source", g.source)
		return
	}
	defer g.busy.Store(false)
	alone := s.sources[g.source]
	alone.Lock()
	defer alone.Unlock()
	source, _ := sources.Find(s.all(), g.source) // checked with the file
	for _, job := range g.jobs {
		if s.ctx.Err() != nil {
			return
		}
		request, err := job.Request(s.work.app.now())
		if err == nil {
			_, err = s.work.run(s.ctx, source, request)
		}
		if err != nil && !errors.Is(err, context.Canceled) {
			s.work.log.Error("run failed", "source", job.Source, "agency", job.Agency, "committee", job.Committee, "error", message(err))
		}
	}
}

// reload takes over a configuration that has changed. One with a mistake in it
// is logged once and leaves the former in force.
func (s *schedule) reload() {
	text, err := readText(s.file)
	if err == nil && (text == s.read || text == s.refused) {
		return
	}
	var config *scraper.Config
	if err == nil {
		config, err = s.work.app.parseJobs(s.file, text, s.list)
	}
	if err == nil && config.Contact != s.work.contact {
		err = errors.New("the contact has changed: start again to use it")
	}
	if err != nil {
		s.refused = text
		s.work.log.Error("configuration not taken over", "file", s.file, "error", message(err))
		return
	}
	s.cron.RemoveByTags(ofFile)
	if err := s.plan(config); err != nil {
		s.work.log.Error("configuration not taken over", "file", s.file, "error", message(err))
		return
	}
	s.read = text
	s.work.log.Info("configuration taken over", "file", s.file, "jobs", len(config.Jobs))
}
