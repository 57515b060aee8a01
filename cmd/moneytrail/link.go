package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"moneytrail/store"
)

func linkCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "link COMMITTEE ID",
		Short: "Say that two ids are one filer, such as a pending committee and its later id",
		Long: `Gives the filings of COMMITTEE to the filer ID, and counts it again. Reports that
were filed before the state gave an id stand under a provisional committee
("pending-.."); link it when the id is known. Later imports follow the link.`,
		Example: `  moneytrail link pending-9747bae28d40 9900007
  moneytrail link fppc-9900007 fppc:9900008`,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			to := contestFiler(args[1])
			if to.Scheme == "" {
				to.Scheme = store.SchemeFPPC
			}
			if to.ID == "" {
				return usagef("link: %q is no id; write it as filed, such as 9900007 or fec:C00000001", args[1])
			}
			if err := a.mustExist(); err != nil {
				return err
			}
			db, err := a.openToWrite(cmd.Context())
			if err != nil {
				return err
			}
			defer closeInto(db, &err)
			if err := db.LinkCommittee(cmd.Context(), args[0], to); err != nil {
				return notFound(err, "committee", args[0])
			}
			fmt.Fprintf(a.out, "%s is %s\n", args[0], store.PublicCommitteeID(to))
			return nil
		},
	}
}
