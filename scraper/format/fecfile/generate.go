package fecfile

//go:generate go run layoutgen.go -spec ../../../../shared/data/federal/efile/spec
