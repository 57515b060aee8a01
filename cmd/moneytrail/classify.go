package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"moneytrail/store"
	"moneytrail/store/classify"
	"moneytrail/store/rules"
)

func classifyCommand(a *app) *cobra.Command {
	var print bool
	cmd := &cobra.Command{
		Use:   "classify",
		Short: "Classify all donors again, as after a change of the rule file",
		Long: `Donors are classified when they are imported, by the rule file that is shipped or
the one that --classes names. This classifies all of them again and says how many
changed. --print writes the shipped rule file, as a start for your own.`,
		Example: `  moneytrail classify --print > classes.txt
  moneytrail classify --classes classes.txt`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if print {
				_, err := fmt.Fprint(a.out, classify.DefaultText())
				return err
			}
			if err := a.mustExist(); err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			changed, err := db.Reclassify(cmd.Context())
			if err != nil {
				return err
			}
			fmt.Fprintf(a.out, "%s changed class\n", count(changed, "donor"))
			return nil
		},
	}
	cmd.Flags().BoolVar(&print, "print", false, "print the shipped rule file")
	return cmd
}

// inForce gives the rules, with the operator's rule file of classes if there
// is one.
func (a *app) inForce() (rules.InForce, error) {
	if a.classes == "" {
		return rules.InForce{}, nil
	}
	f, err := os.Open(a.classes)
	if err != nil {
		return rules.InForce{}, &store.InputError{File: a.classes, Problem: "cannot be read", Hint: "check the name (" + err.Error() + ")"}
	}
	defer func() { _ = f.Close() }() // only read
	c, err := classify.Load(f)
	if err != nil {
		return rules.InForce{}, &store.InputError{File: a.classes, Problem: err.Error(), Hint: "moneytrail classify --print shows the format"}
	}
	return rules.InForce{Classes: c}, nil
}
