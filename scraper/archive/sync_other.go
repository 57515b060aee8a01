//go:build !linux || !(amd64 || arm64)

package archive

import "os"

// syncAll is not to be had here: files are synced one by one.
func syncAll(*os.File) (done bool, err error) { return false, nil }
