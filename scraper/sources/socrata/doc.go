// Package socrata fetches data sets of campaign money from cities' Socrata
// portals: one source per column map, under the map's name ("lacity",
// "oakland-a"). A newsroom adds a city with a map file and without Go.
//
// Rows are asked for in ranges of a day that all rows of a report share, so
// that a report never stands in two documents: the rows of a document are all
// that its reports have. A range that holds more rows than one answer gives is
// halved; a single day that does is paged by :id, and its pages are one document.
// Rows fetched with a map of the operator's carry the map in their document.
//
// Unverified: no recorded answer of these portals' query language exists here;
// it is used as its documentation describes it. Los Angeles' siblings (br3a-db9a
// statements, 5mrt-4zhe expenditures) have no map: their columns are not known.
package socrata
