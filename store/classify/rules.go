package classify

import (
	"bytes"
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"sync"

	"moneytrail/store"
)

//go:embed rules.txt
var defaultRules []byte

// Rules are a rule file, checked and compiled. They never change and serve
// any number of goroutines.
type Rules struct {
	version    string
	text       string
	words      map[string]*word
	endings    []ending
	typos      [26][]string
	features   map[string]int // by name: word, "{group}" or `"phrase"`
	groups     map[string]*group
	phrases    []phrase
	rules      []rule
	kindRules  []rule
	committees map[string]listed // by "scheme:id"
	aliases    map[string]listed // by bare name
	overrides  map[string]Override
	tags       []tagRule
	areas      map[string]store.Area // by "scheme:id" or scheme
	cuts       []int                 // phrases that end a name
	sponsors   []int                 // phrases that begin a sponsor clause
	events     int                   // feature of the words of gatherings
	wrapper    int                   // feature of the words that a bare name leaves out
	orgWords   int                   // feature of the words that only an organisation has
	scratch    sync.Pool
}

// Version is the beginning of the SHA-256 of the rule file, in hex.
func (r *Rules) Version() string { return r.version }

// Text gives the rule file as it was loaded.
func (r *Rules) Text() string { return r.text }

// Default gives the rules that the program carries.
func Default() *Rules { return loadDefault() }

var loadDefault = sync.OnceValue(func() *Rules {
	r, err := Load(bytes.NewReader(defaultRules))
	if err != nil {
		// A test loads the same bytes: a program that was built cannot come here.
		panic("built-in rules: " + err.Error())
	}
	return r
})

// DefaultText gives the text of the rules that the program carries, for a
// reporter to change.
func DefaultText() string { return string(defaultRules) }

// Load reads, checks and compiles a rule file. A file with an unknown word, or
// with a rule whose own examples fail, is refused with the line; the error
// wraps [ErrRules].
//
// A file is made of sections. A section begins at the left edge; its lines are
// indented. Case and punctuation do not matter in words.
//
//	same association     words that are read as this one
//	  words assn assoc
//	typos                words in which one slip of the pen is read over
//	  words association
//	keep                 words that are never taken for a slip
//	group police         words, "phrases", endings (*poa) and {groups}
//	  words police "law enforcement"
//	cut | sponsor        phrases after which a name says something else
//	rule id              the first rule that matches a name decides
//	  class le_union
//	  kind police        else the first section "kind" that matches says it
//	  confidence weak    else: rule
//	  on occupation      else: name; or employer
//	  match {police} {org}   all of these, in any order; more lines are alternatives
//	  not "credit union"     none of these
//	  bodies single      its words are those of single bodies, as a list has them
//	  not-outside CA     not for a donor of another state
//	  hit, miss          a name that must, that must not, be decided by this rule
//	kind police          match, not
//	committee fppc:123   class, kind, accept (words that its name must have), note
//	alias whole name     class, kind, note
//	override id          class, kind, reason, link, date: a person's decision
//	tag megadonor        a computed tag and the rule that is printed beside it
//	  donors individual business     or organisation, or any
//	  at-least $50,000 to-committee 5%   an amount and perhaps a share, of: to-committee
//	                     (of its itemized receipts), calendar-year (to all), passed-on
//	                     (to all, of the donor's own receipts); any one line is enough
//	  outside area       or: the donor's place lies outside the committee's area
//	  named {conduit}    or: an organisation's name has one of these words
//	  say                the rule in words
//	area fppc            where the people live whom committees of a scheme, or one
//	                     (fppc:123456), are about: state CA, and perhaps lines of city
func Load(r io.Reader) (*Rules, error) {
	var raw bytes.Buffer
	sections, err := readSections(io.TeeReader(r, &raw))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(raw.Bytes())
	out := &Rules{
		version: hex.EncodeToString(sum[:])[:12], text: raw.String(),
		words: map[string]*word{}, features: map[string]int{}, groups: map[string]*group{},
		committees: map[string]listed{}, aliases: map[string]listed{}, overrides: map[string]Override{},
		areas:   map[string]store.Area{},
		wrapper: -1, orgWords: -1,
	}
	out.scratch.New = func() any { return new(scratch) }
	if err := out.compile(sections); err != nil {
		return nil, err
	}
	if err := out.checkExamples(); err != nil {
		return nil, err
	}
	return out, nil
}

func (r *Rules) compile(sections []section) error {
	// Words first: everything else is folded with them. Lists last: they are
	// folded with everything else.
	passes := []map[string]func(*section) error{
		{"same": r.addSame, "typos": r.addTypos, "keep": r.addKeep},
		{"group": r.addGroup},
		{"rule": r.addRule, "kind": r.addKind, "cut": r.addClause, "sponsor": r.addClause, "tag": r.addTag, "area": r.addArea},
		{"committee": r.addCommittee, "alias": r.addAlias, "override": r.addOverride},
	}
	seen := map[string]int{}
	for i := range sections {
		s := &sections[i]
		known := false
		for _, pass := range passes {
			known = known || pass[s.head] != nil
		}
		if !known {
			return bad(s.line, "there is no section %q", s.head)
		}
		key := s.head + " " + s.name
		if at, twice := seen[key]; twice && s.head != "kind" {
			return bad(s.line, "%s stands already on line %d", key, at)
		}
		seen[key] = s.line
	}
	for n, pass := range passes {
		for i := range sections {
			if add := pass[sections[i].head]; add != nil {
				if err := add(&sections[i]); err != nil {
					return err
				}
			}
		}
		if n == 2 {
			r.settle()
		}
	}
	return nil
}

// checkExamples runs the names that each rule must hit and must miss.
func (r *Rules) checkExamples() error {
	var wrong []error
	for i := range r.rules {
		for _, e := range r.rules[i].examples {
			s := Subject{Names: []string{e.value}}
			switch r.rules[i].on {
			case onOccupation:
				s = Subject{Entity: "IND", Occupation: e.value}
			case onEmployer:
				s = Subject{Entity: "IND", Employer: e.value}
			}
			got := r.Classify(s)
			if hit := got.Rule == r.rules[i].id; hit == (e.key == "hit") {
				continue
			}
			wrong = append(wrong, bad(e.line, "rule %s must %s %q, and %s decides it", r.rules[i].id, e.key, e.value, orNone(got.Rule)))
		}
	}
	return errors.Join(wrong...)
}

func orNone(rule string) string {
	if rule == "" {
		return "no rule"
	}
	return fmt.Sprintf("rule %s", rule)
}
