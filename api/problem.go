package api

import (
	"context"
	"errors"
	"net/http"

	"moneytrail/store"
)

// Problem is an error as the client sees it: RFC 9457, served as
// application/problem+json. It never holds the text of an internal error.
// Parameter names the parameter that is wrong.
type Problem struct {
	Type      string `json:"type" doc:"about:blank: the title says it." example:"about:blank"`
	Title     string `json:"title" doc:"Name of the HTTP status." example:"Bad Request"`
	Status    int    `json:"status" doc:"HTTP status." example:"400"`
	Detail    string `json:"detail" doc:"What is wrong and what to do, in words." example:"The parameter limit must be a whole number from 1 to 200."`
	Parameter string `json:"parameter,omitempty" doc:"The parameter that is wrong; absent when none is." example:"limit"`
}

// ProblemOf gives the problem that stands for an error. Errors that are not
// the client's doing all read the same.
func ProblemOf(err error) Problem {
	var param *ParamError
	var status statusError
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &param):
		p := problem(http.StatusBadRequest, "The parameter "+param.Param+" "+param.Detail+".")
		p.Parameter = param.Param
		return p
	case errors.As(err, &status):
		return problemOfStatus(int(status))
	case errors.As(err, &large):
		return problemOfStatus(http.StatusRequestEntityTooLarge)
	case errors.Is(err, store.ErrAmbiguous):
		p := problem(http.StatusBadRequest, "More than one committee has this id. Use the full id with its numbering, such as fppc-1234567.")
		p.Parameter = "id"
		return p
	case errors.Is(err, store.ErrGone):
		return goneProblem(err)
	case errors.Is(err, store.ErrNotFound):
		return problem(http.StatusNotFound, "No committee, donor or contest has this id.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return problemOfStatus(http.StatusServiceUnavailable)
	}
	return problem(http.StatusInternalServerError, "Something went wrong here, not with your request. It has been logged.")
}

// statusError is an error that only has an HTTP status.
type statusError int

func (e statusError) Error() string { return http.StatusText(int(e)) }

var statusDetails = map[int]string{
	http.StatusUnauthorized:                "Changes need the token of this server, sent as: Authorization: Bearer TOKEN.",
	http.StatusForbidden:                   "This server takes no changes: it was started without a token.",
	http.StatusNotFound:                    "There is nothing at this address.",
	http.StatusMethodNotAllowed:            "This address takes other methods only; see Allow.",
	http.StatusGone:                        "The data version of as_of is not kept; the detail says why.",
	http.StatusRequestTimeout:              "The request did not arrive in time.",
	http.StatusRequestEntityTooLarge:       "The request has a body that is too large; to read, none is needed.",
	http.StatusRequestURITooLong:           "The address is too long.",
	http.StatusUnsupportedMediaType:        "The body must be JSON, sent as application/json.",
	http.StatusTooManyRequests:             "Too many requests from your address. Wait as long as Retry-After says.",
	http.StatusRequestHeaderFieldsTooLarge: "The headers of the request are too large.",
	http.StatusServiceUnavailable: "The answer took too long or the data cannot be read just now. Ask for less, " +
		"such as fewer days or a smaller limit, or try again in a moment.",
}

// problemOfStatus is for errors that only have an HTTP status.
func problemOfStatus(status int) Problem {
	if detail, ok := statusDetails[status]; ok {
		return problem(status, detail)
	}
	if status >= 400 && status < 500 {
		return problem(status, "The request could not be understood.")
	}
	return problem(http.StatusInternalServerError, "Something went wrong here, not with your request. It has been logged.")
}

func problem(status int, detail string) Problem {
	return Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}
