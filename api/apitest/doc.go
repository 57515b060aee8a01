// Package apitest is a Reader for tests: fixed answers about committees,
// donors and contests that are all invented. No name in it is that of a real
// person, committee or union.
package apitest
