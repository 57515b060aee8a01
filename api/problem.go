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
	switch {
	case errors.As(err, &param):
		p := problem(http.StatusBadRequest, "The parameter "+param.Param+" "+param.Detail+".")
		p.Parameter = param.Param
		return p
	case errors.Is(err, store.ErrAmbiguous):
		p := problem(http.StatusBadRequest, "More than one committee has this id. Use the full id with its numbering, such as fppc-1234567.")
		p.Parameter = "id"
		return p
	case errors.Is(err, store.ErrNotFound):
		return problem(http.StatusNotFound, "No committee, donor or contest has this id.")
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, context.Canceled):
		return problemOfStatus(http.StatusServiceUnavailable)
	}
	return problem(http.StatusInternalServerError, "Something went wrong here, not with your request. It has been logged.")
}

// problemOfStatus is for errors that only have an HTTP status.
func problemOfStatus(status int) Problem {
	switch status {
	case http.StatusNotFound:
		return problem(status, "There is nothing at this address.")
	case http.StatusMethodNotAllowed:
		return problem(status, "Only GET and HEAD are answered here.")
	case http.StatusRequestEntityTooLarge:
		return problem(status, "The request has a body that is too large; none is needed.")
	case http.StatusRequestURITooLong:
		return problem(status, "The address is too long.")
	case http.StatusServiceUnavailable:
		return problem(status, "The answer took too long or the data cannot be read just now. Try again in a moment.")
	}
	if status >= 400 && status < 500 {
		return problem(status, "The request could not be understood.")
	}
	return problem(http.StatusInternalServerError, "Something went wrong here, not with your request. It has been logged.")
}

func problem(status int, detail string) Problem {
	return Problem{Type: "about:blank", Title: http.StatusText(status), Status: status, Detail: detail}
}
