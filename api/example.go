package api

import (
	"embed"
	"encoding/json"
)

//go:embed examples/*.json
var exampleFiles embed.FS

// example gives the stored answer to the example of an operation, nil when it
// was never stored. A test holds it against the invented county.
func (op *Operation) example() any {
	text, err := exampleFiles.ReadFile("examples/" + op.ID + ".json")
	if err != nil {
		return nil
	}
	var answer any
	if json.Unmarshal(text, &answer) != nil {
		return nil
	}
	return answer
}
