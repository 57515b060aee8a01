package resolve

// field is what two persons are compared in.
type field uint8

const (
	fieldLast field = iota
	fieldFirst
	fieldMiddle
	fieldSuffix
	fieldPlace
	fieldEmployer
	fieldOccupation
	fieldCount
)

var fieldNames = [fieldCount]string{"last", "first", "middle", "suffix", "place", "employer", "occupation"}

// level is how far two values of a field agree.
type level uint8

const (
	levelMissing  level = iota // not given on one side at least: says nothing
	levelExact                 // the same
	levelNickname              // Bob and Robert
	levelInitials              // two initials agree: J. R. and James Ray
	levelInitial               // one initial agrees
	levelSwapped               // one's middle name is the other's first
	levelSimilar               // a typing mistake away
	levelPart                  // one surname is a part of the other
	levelIdle                  // both have no employer or are their own
	levelOmitted               // a suffix stands in one only
	levelZip
	levelCity
	levelState
	levelConflict // two middle names or suffixes that exclude each other
	levelDifferent
	levelCount
)

var levelNames = [levelCount]string{
	"missing", "exact", "nickname", "initials", "initial", "swapped", "similar", "part", "idle", "omitted", "zip", "city", "state", "conflict", "different",
}

func fieldNamed(s string) field {
	for i, name := range fieldNames {
		if name == s {
			return field(i)
		}
	}
	return fieldCount
}

func levelNamed(s string) level {
	for i, name := range levelNames {
		if name == s {
			return level(i)
		}
	}
	return levelCount
}

// vector is one comparison of two persons.
type vector [fieldCount]level
