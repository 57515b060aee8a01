package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"
)

//go:embed static/style.css static/icon.svg
var staticFiles embed.FS

var assetTypes = map[string]string{
	"style.css": "text/css; charset=utf-8",
	"icon.svg":  "image/svg+xml",
}

// assets are the static files by name, with the address under which the
// stylesheet may be kept for ever.
type assets struct {
	files    map[string][]byte
	styleURL string
	version  string
}

func loadAssets() (*assets, error) {
	a := &assets{files: map[string][]byte{}}
	for name := range assetTypes {
		text, err := staticFiles.ReadFile("static/" + name)
		if err != nil {
			return nil, fmt.Errorf("read asset %s: %w", name, err)
		}
		a.files[name] = text
	}
	sum := sha256.Sum256(a.files["style.css"])
	a.version = hex.EncodeToString(sum[:])[:12]
	a.styleURL = "/static/style.css?v=" + a.version
	return a, nil
}

func (s *site) static(c echo.Context) error {
	name := c.Param("name")
	text, ok := s.assets.files[name]
	if !ok {
		return echo.NewHTTPError(http.StatusNotFound)
	}
	keep := "no-cache"
	if c.QueryParam("v") == s.assets.version {
		keep = "public, max-age=31536000, immutable"
	}
	c.Response().Header().Set("Cache-Control", keep)
	return c.Blob(http.StatusOK, assetTypes[name], text)
}
