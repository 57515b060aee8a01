package api

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
)

// registerDocument serves the description, which is fixed for a build.
func registerDocument(adapter huma.Adapter, doc *huma.OpenAPI) error {
	asJSON, err := json.Marshal(doc)
	if err != nil {
		return fmt.Errorf("write description of the API: %w", err)
	}
	asYAML, err := doc.YAML()
	if err != nil {
		return fmt.Errorf("write description of the API: %w", err)
	}
	handle(adapter, Root+"/openapi.json", serveFixed(mimeJSON, asJSON))
	handle(adapter, Root+"/openapi.yaml", serveFixed("application/yaml", asYAML))
	return nil
}

// serveFixed serves bytes under the hash of their content.
func serveFixed(mime string, body []byte) func(huma.Context) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:8]) + `"`
	return func(ctx huma.Context) error {
		ctx.SetHeader("ETag", tag)
		ctx.SetHeader("Cache-Control", "no-cache")
		if Matches(ctx.Header("If-None-Match"), tag) {
			ctx.SetStatus(http.StatusNotModified)
			return nil
		}
		ctx.SetHeader("Content-Type", mime)
		ctx.SetStatus(http.StatusOK)
		_, err := ctx.BodyWriter().Write(body)
		return err
	}
}
