#include "base/sort.h"

#include <string.h>

typedef struct {
  char *from, *to;
  size_t size;
  pw_order order;
  const void *context;
} merge;

/* Merges the sorted [low, middle) and [middle, high) of `from` into `to`. */
static void merge_runs(const merge *m, size_t low, size_t middle, size_t high) {
  size_t size = m->size, i = low, j = middle;
  for (size_t k = low; k < high; k++) {
    int left = i < middle &&
      (j >= high ||
       m->order(m->from + i * size, m->from + j * size, m->context) <= 0);
    memcpy(m->to + k * size, m->from + (left ? i++ : j++) * size, size);
  }
}

pw_status pw_sort(void *items, size_t n, size_t size, pw_order order,
                  const void *context, pw_alloc *alloc, pw_error *err) {
  if (n < 2) return PW_OK;
  char *scratch = pw_alloc_resize(alloc, NULL, n, size);
  if (scratch == NULL) return pw_fail(err, PW_MEMORY, "no memory to sort");
  merge m = {items, scratch, size, order, context};
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; low < n; low += 2 * width) {
      size_t middle = n - low < width ? n : low + width;
      size_t high = n - middle < width ? n : middle + width;
      merge_runs(&m, low, middle, high);
    }
    char *sorted = m.to;
    m.to = m.from;
    m.from = sorted;
  }
  if (m.from != items) memcpy(items, m.from, n * size);
  pw_free(alloc, scratch);
  return PW_OK;
}
