package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"moneytrail/store/resolve"
)

// MethodVersion names the rules in force: a hash of the counting rules in
// words, of the rule file of classes and of the version of the matching rules.
// Weights of matching are part of the data, not of the method.
func (r InForce) MethodVersion() string {
	sum := sha256.New()
	_, _ = fmt.Fprintf(sum, "%q %s %d", Texts(), r.ClassVersion(), resolve.RulesVersion) // a hash never fails
	return hex.EncodeToString(sum.Sum(nil))[:12]
}
