package portal

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
)

// reordered turns lists around: those of JSON, the items of a feed, the rows of
// a page that lead somewhere. What is none of these stays.
func reordered(body []byte) []byte {
	switch start := bytes.TrimSpace(bytes.TrimPrefix(body, []byte(byteOrderMark))); {
	case bytes.HasPrefix(start, []byte("<?xml")):
		return reorderedFeed(body)
	case bytes.HasPrefix(start, []byte("<")):
		return reorderedPage(body)
	}
	return reorderedJSON(body)
}

var (
	feedItem = regexp.MustCompile(`(?s)<item>.*?</item>`)
	pageRow  = regexp.MustCompile(`(?s)<tr[^>]*>.*?</tr>`)
)

// reorderedFeed turns the items around and gives the first once more at the
// end: feeds have no count that it could stand in for.
func reorderedFeed(body []byte) []byte {
	items := feedItem.FindAllIndex(body, -1)
	if len(items) == 0 {
		return body
	}
	out := turnedAround(body, items)
	last := items[len(items)-1][1]
	return slices.Concat(out[:last], body[items[0][0]:items[0][1]], out[last:])
}

// reorderedPage turns the rows with links around, each in the place of another.
func reorderedPage(body []byte) []byte {
	var rows [][]int
	for _, row := range pageRow.FindAllIndex(body, -1) {
		text := body[row[0]:row[1]]
		if inner := bytes.LastIndex(text, []byte("<tr")); inner > 0 {
			row[0] += inner
		}
		if bytes.Contains(body[row[0]:row[1]], []byte("href=")) && !bytes.Contains(body[row[0]:row[1]], []byte("<table")) {
			rows = append(rows, row)
		}
	}
	return turnedAround(body, rows)
}

// turnedAround gives body with what stands at the places in turned order; the
// length stays.
func turnedAround(body []byte, places [][]int) []byte {
	var out []byte
	end := 0
	for i, place := range places {
		other := places[len(places)-1-i]
		out = append(append(out, body[end:place[0]]...), body[other[0]:other[1]]...)
		end = place[1]
	}
	return append(out, body[end:]...)
}

// reorderedJSON repeats the first entry of each list in place of the last, so
// that the count is right and an entry gone.
func reorderedJSON(body []byte) []byte {
	var list []json.RawMessage
	if json.Unmarshal(body, &list) == nil {
		return marshal(turned(list), body)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(body, &object) != nil {
		return body
	}
	for name, value := range object {
		if json.Unmarshal(value, &list) == nil && len(list) > 1 {
			object[name] = marshal(turned(list), value)
		}
	}
	return marshal(object, body)
}

func turned(list []json.RawMessage) []json.RawMessage {
	list = slices.Clone(list)
	slices.Reverse(list)
	if len(list) > 1 {
		list[len(list)-1] = list[0]
	}
	return list
}

func marshal(v any, otherwise []byte) []byte {
	text, err := json.Marshal(v)
	if err != nil {
		return otherwise
	}
	return text
}
