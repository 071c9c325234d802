#include "base/sort.h"

#include <string.h>

typedef struct {
  char *from, *to;
  size_t size;
  pw_order order;
  const void *context;
  const pw_stop *stop;
  size_t since; /* items since it was last asked whether to stop */
} merge;

/* Items between two looks at whether to stop. */
#define TOGETHER 65536u

/* Merges the sorted [low, middle) and [middle, high) of `from` into `to`; 0
 * where it is to stop. */
static int merge_runs(merge *m, size_t low, size_t middle, size_t high) {
  size_t size = m->size, i = low, j = middle;
  for (size_t k = low; k < high; k++) {
    if (++m->since > TOGETHER) {
      m->since = 0;
      if (pw_stop_asked(m->stop, 0)) return 0;
    }
    int left = i < middle &&
      (j >= high ||
       m->order(m->from + i * size, m->from + j * size, m->context) <= 0);
    memcpy(m->to + k * size, m->from + (left ? i++ : j++) * size, size);
  }
  return 1;
}

pw_status pw_sort_long(void *items, size_t n, size_t size, pw_order order,
                       const void *context, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err) {
  if (n < 2) return PW_OK;
  char *scratch = pw_alloc_resize(alloc, NULL, n, size);
  if (scratch == NULL) return pw_fail(err, PW_MEMORY, "no memory to sort");
  merge m = {items, scratch, size, order, context, stop, 0};
  int goes_on = 1;
  for (size_t width = 1; width < n; width *= 2) {
    for (size_t low = 0; low < n && goes_on; low += 2 * width) {
      size_t middle = n - low < width ? n : low + width;
      size_t high = n - middle < width ? n : middle + width;
      goes_on = merge_runs(&m, low, middle, high);
    }
    if (!goes_on) break;
    char *sorted = m.to;
    m.to = m.from;
    m.from = sorted;
  }
  if (m.from != items) memcpy(items, m.from, n * size);
  pw_free(alloc, scratch);
  return goes_on ? PW_OK : pw_fail(err, PW_STOPPED, "stopped");
}

pw_status pw_sort(void *items, size_t n, size_t size, pw_order order,
                  const void *context, pw_alloc *alloc, pw_error *err) {
  return pw_sort_long(items, n, size, order, context, alloc, NULL, err);
}
