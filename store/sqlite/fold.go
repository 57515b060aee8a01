package sqlite

import (
	"database/sql/driver"
	"fmt"

	msqlite "modernc.org/sqlite"

	"moneytrail/store/search"
)

// registerFold gives SQL the fold by which texts are compared elsewhere, as
// moneytrail_fold(text).
func registerFold(drv *msqlite.Driver) error {
	err := drv.RegisterDeterministicScalarFunction("moneytrail_fold", 1, func(_ *msqlite.FunctionContext, args []driver.Value) (driver.Value, error) {
		text, _ := args[0].(string) // NULL folds to nothing
		return search.Fold(text), nil
	})
	if err != nil {
		return fmt.Errorf("register fold: %w", err)
	}
	return nil
}
