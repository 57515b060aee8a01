package api

import (
	"container/list"
	"sync"
)

// lru is a table of bounded weight that forgets what was used longest ago.
type lru[K comparable, V any] struct {
	mu    sync.Mutex
	limit int64
	used  int64
	weigh func(V) int64
	order *list.List // of lruItem, the latest first
	items map[K]*list.Element
}

type lruItem[K comparable, V any] struct {
	key   K
	value V
}

func newLRU[K comparable, V any](limit int64, weigh func(V) int64) *lru[K, V] {
	return &lru[K, V]{limit: limit, weigh: weigh, order: list.New(), items: map[K]*list.Element{}}
}

func (l *lru[K, V]) get(key K) (V, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.items[key]; ok {
		l.order.MoveToFront(at)
		return at.Value.(lruItem[K, V]).value, true
	}
	var none V
	return none, false
}

// put keeps a value, unless it alone is heavier than the limit.
func (l *lru[K, V]) put(key K, value V) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if at, ok := l.items[key]; ok {
		l.drop(at)
	}
	weight := l.weigh(value)
	if weight > l.limit {
		return
	}
	l.items[key] = l.order.PushFront(lruItem[K, V]{key, value})
	for l.used += weight; l.used > l.limit; {
		l.drop(l.order.Back())
	}
}

func (l *lru[K, V]) drop(at *list.Element) {
	item := l.order.Remove(at).(lruItem[K, V])
	delete(l.items, item.key)
	l.used -= l.weigh(item.value)
}

func (l *lru[K, V]) clear() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.order.Init()
	clear(l.items)
	l.used = 0
}
