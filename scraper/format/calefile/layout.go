package calefile

// Widths of the records in CAL 2.01.
const (
	widthReceipt     = 66
	widthExpenditure = 54
	widthLoan        = 52
	widthDebt        = 34
	widthLate        = 36
	widthIndependent = 9
	widthCover       = 70 // Forms 450, 460, 465, 496
	widthNames       = 33
	widthNames410    = 32
)

// recordWidth is the number of fields of a record type in a report of the
// given form, 0 for a type that is not known. A cover may be of any form.
func recordWidth(kind, form string, fields int) int {
	switch kind {
	case "HDR":
		return max(8, fields)
	case "CVR":
		return max(widthCover, fields)
	case "CVR2":
		if form == "F410" {
			return widthNames410
		}
		return widthNames
	case "CVR3":
		return max(10, fields)
	case "SMRY":
		return 7
	case "RCPT":
		return widthReceipt
	case "EXPN":
		return widthExpenditure
	case "LOAN":
		return widthLoan
	case "DEBT":
		return widthDebt
	case "S496":
		return widthIndependent
	case "S497":
		return widthLate
	case "TEXT":
		return max(4, fields)
	case "SPLT":
		return max(6, fields)
	}
	return 0
}

// privateFields lists the fields of a record that hold streets, phones, faxes
// and e-mail addresses: they never leave the reader except a contributor's
// street, which the sink hashes.
func privateFields(kind, form string) []int {
	switch kind {
	case "CVR":
		if form == "F410" {
			return []int{14, 15, 19, 22, 23, 27, 28, 33, 34, 38, 45, 46, 50}
		}
		return []int{15, 16, 20, 21, 22, 23, 24, 32, 33, 37, 38, 39, 52, 53, 57, 58, 59}
	case "CVR2":
		if form == "F410" {
			return []int{9, 10, 14, 15, 16}
		}
		return []int{10, 11, 15, 16, 17}
	case "RCPT":
		return []int{8, 9, 28, 29, 37, 38}
	case "EXPN":
		return []int{8, 9, 29, 30}
	case "LOAN":
		return []int{9, 10, 29, 30, 38, 39}
	case "DEBT":
		return []int{8, 9, 24, 25}
	case "S497":
		return []int{8, 9}
	}
	return nil
}
