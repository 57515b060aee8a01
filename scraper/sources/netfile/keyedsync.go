package netfile

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"moneytrail/scraper"
)

// keyedTopics are what a subscription follows.
var keyedTopics = []string{"filing-activities", "element-activities"}

// pending marks a subscription in the state of the source as long as not
// everything from before it has been fetched.
const pending = "pending "

// maxSessions bounds the sessions of one run: each covers some thousand
// activities, and an agency has some hundred thousand.
const maxSessions = 1000

// follow fetches everything the first time, and then what has changed.
//
// The order matters. A new subscription begins with all that ever happened; that
// backlog is passed over first, then everything is fetched, and what happens
// meanwhile waits in the subscription for the next run. The subscription counts
// only once everything was taken.
func (c *keyedCrawl) follow(ctx context.Context, full bool) error {
	state, err := c.session.State(c.agency)
	if err != nil {
		return err
	}
	if state != "" && !full && !strings.HasPrefix(state, pending) {
		err := c.changes(ctx, state)
		if !errors.Is(err, errNoSubscription) {
			return err
		}
		c.session.Note("subscription of "+c.agency, "is gone: everything is fetched anew")
		state = ""
	}
	subscription, err := c.subscription(ctx, strings.TrimPrefix(state, pending))
	if err != nil {
		return err
	}
	if err := c.everything(ctx); err != nil || subscription == "" {
		return err
	}
	return c.session.Remember(ctx, c.agency, subscription)
}

// subscription gives the number of a subscription whose backlog was passed over,
// "" when the interface allows none: then each run fetches everything.
func (c *keyedCrawl) subscription(ctx context.Context, known string) (string, error) {
	if known != "" {
		err := c.skip(ctx, known)
		if !errors.Is(err, errNoSubscription) {
			return known, err
		}
	}
	var made struct {
		ID string `json:"id"`
	}
	err := c.post(ctx, "filing/v101/sync/subscribe", &made, map[string]any{
		"name": "moneytrail " + c.agency, "filter": map[string]any{"aid": c.agency, "topics": keyedTopics},
	})
	status := (*scraper.StatusError)(nil)
	switch {
	case errors.As(err, &status) && slices.Contains([]int{http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed}, status.Status):
		c.session.Note("subscription of "+c.agency, fmt.Sprintf("is not allowed (%d): every run fetches everything", status.Status))
		return "", nil
	case err == nil && made.ID == "":
		err = fmt.Errorf("no number of a subscription: %w", scraper.ErrNotData)
	}
	if err != nil {
		return "", fmt.Errorf("subscribe to the changes of %s: %w", c.agency, err)
	}
	if err := c.session.Remember(ctx, c.agency, pending+made.ID); err != nil {
		return "", err
	}
	return made.ID, c.skip(ctx, made.ID)
}

// skip passes over what waits in a subscription.
func (c *keyedCrawl) skip(ctx context.Context, subscription string) error {
	return c.sessions(ctx, subscription, func(string, []string) error { return nil })
}

// changes fetches the filings with activity since the last session, whole.
func (c *keyedCrawl) changes(ctx context.Context, subscription string) error {
	round := 0
	return c.sessions(ctx, subscription, func(session string, topics []string) error {
		changed, err := c.changed(ctx, session, topics)
		if err != nil || len(changed) == 0 {
			return err
		}
		what := "filings"
		if round++; round > 1 {
			what = fmt.Sprintf("filings-%d", round)
		}
		if _, err := c.filings(ctx, what); err != nil {
			return err
		}
		for _, filing := range changed {
			if err := c.elements(ctx, filing, strings.Replace(what, "filings", filing, 1)); err != nil {
				return err
			}
		}
		return nil
	})
}

var errNoSubscription = errors.New("no such subscription")

// sessions opens sessions as long as anything waits in the subscription. A
// session is completed when take was content, so that nothing is lost that was
// not taken, and canceled otherwise.
func (c *keyedCrawl) sessions(ctx context.Context, subscription string, take func(session string, topics []string) error) error {
	for range maxSessions {
		more, err := c.peek(ctx, subscription)
		if err != nil || !more {
			return err
		}
		var opened struct {
			Session struct {
				ID string `json:"id"`
			} `json:"session"`
			Links []struct {
				Topic string `json:"topicName"`
			} `json:"topicLinks"`
		}
		err = c.post(ctx, "sync/v101/sessions", &opened, map[string]any{"subscriptionId": subscription})
		if err == nil && opened.Session.ID == "" {
			err = fmt.Errorf("no number of a session: %w", scraper.ErrNotData)
		}
		if err != nil {
			return fmt.Errorf("open session of changes: %w", err)
		}
		topics := keyedTopics
		if len(opened.Links) > 0 {
			topics = nil
			for _, link := range opened.Links {
				topics = append(topics, link.Topic)
			}
		}
		if err := take(opened.Session.ID, topics); err != nil {
			return errors.Join(err, c.command(context.WithoutCancel(ctx), subscription, opened.Session.ID, "cancel"))
		}
		if err := c.command(ctx, subscription, opened.Session.ID, "complete"); err != nil {
			return fmt.Errorf("complete session of changes: %w", err)
		}
	}
	return fmt.Errorf("changes of %s: still more after %d sessions: %w", c.agency, maxSessions, scraper.ErrNotData)
}

func (c *keyedCrawl) peek(ctx context.Context, subscription string) (bool, error) {
	doc, err := c.session.GetWith(ctx, c.base+"sync/v101/subscriptions/"+url.PathEscape(subscription)+"/peek?aid="+c.agency, c.header())
	if isMissing(err) {
		return false, errNoSubscription
	}
	if err != nil {
		return false, fmt.Errorf("look for changes of %s: %w", c.agency, refused(err))
	}
	var answer struct {
		Available *bool `json:"dataAvailable"`
	}
	if err := read(c.session, doc, &answer); err != nil {
		return false, err
	}
	if answer.Available == nil {
		return false, fmt.Errorf("%s: does not say whether there are changes: %w", doc.URL, scraper.ErrNotData)
	}
	return *answer.Available, nil
}

// activity is what is needed of an entry of a topic. The filing stands at the
// top or in what the activity is about.
type activity struct {
	Filing  string `json:"filingNid"`
	InFile  nested `json:"filing"`
	InPart  nested `json:"element"`
	Number  string `json:"filingActivityNid"`
	Element string `json:"elementActivityNid"`
	Nid     string `json:"elementNid"`
	// Sequence tells two activities of one element apart.
	Sequence json.Number `json:"publishSequence"`
}

type nested struct {
	Filing string `json:"filingNid"`
}

func (a activity) id() string {
	return strings.Join([]string{a.Number, a.Element, a.Nid, a.Sequence.String(), a.filing()}, "|")
}

func (a activity) filing() string {
	for _, id := range []string{a.Filing, a.InFile.Filing, a.InPart.Filing} {
		if id != "" {
			return id
		}
	}
	return ""
}

// changed reads the topics of a session: the filings that had activity.
func (c *keyedCrawl) changed(ctx context.Context, session string, topics []string) ([]string, error) {
	var filings []string
	for _, topic := range topics {
		_, err := walk(ctx, c, "filing/v101/sync/sessions/"+url.PathEscape(session)+"/"+url.PathEscape(topic), nil, func(a activity) error {
			id := a.filing()
			if id == "" {
				return fmt.Errorf("an activity names no filing: %w", scraper.ErrNotData)
			}
			if !slices.Contains(filings, id) {
				filings = append(filings, id)
			}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", topic, c.agency, err)
		}
	}
	slices.Sort(filings)
	return filings, nil
}

func (c *keyedCrawl) command(ctx context.Context, subscription, session, command string) error {
	err := c.post(ctx, "sync/v101/sessions/"+url.PathEscape(session)+"/commands/"+command, nil, map[string]any{"subscriptionId": subscription})
	if errors.Is(err, scraper.ErrNothingFound) {
		return nil // an empty answer will do
	}
	return err
}

func (c *keyedCrawl) post(ctx context.Context, path string, into any, body map[string]any) error {
	text, err := json.Marshal(body)
	if err != nil {
		return err
	}
	doc, err := c.session.PostJSON(ctx, c.base+path+"?aid="+c.agency, text, c.header())
	if err != nil || into == nil {
		return refused(err)
	}
	return read(c.session, doc, into)
}
