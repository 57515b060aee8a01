// Package sources lists the portals that this program can fetch from. A source
// is added here by name, never by registering itself.
package sources
