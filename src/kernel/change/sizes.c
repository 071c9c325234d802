#include "change/sizes.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"

/* A pattern and the size of its change: 0 within the resolution. */
typedef struct {
  double size;
  uint32_t pattern;
  int gain;
} sized;

static int by_size(const void *a, const void *b, const void *unused) {
  double x = ((const sized *)a)->size, y = ((const sized *)b)->size;
  (void)unused;
  return (x > y) - (x < y);
}

static void measure(const pw_tally *tally, sized *to) {
  double resolution = pw_tally_resolution(tally);
  for (size_t i = 0; i < tally->length; i++) {
    pw_pattern p = pw_pattern_at(tally, i);
    double change = p.after - p.before;
    to[i].size = fabs(change) <= resolution ? 0 : fabs(change);
    to[i].pattern = (uint32_t)i;
    to[i].gain = change > 0;
  }
}

/* Fills what was allocated from patterns in the order of their sizes. */
static void divide(const pw_tally *tally, const sized *by, pw_sizes *sizes) {
  double resolution = pw_tally_resolution(tally);
  for (size_t i = 0; i < sizes->patterns; i++) {
    double people = pw_pattern_at(tally, by[i].pattern).count;
    sizes->order[i] = by[i].pattern;
    sizes->run[i] = 0;
    if (by[i].size == 0) {
      sizes->unchanged += people;
      continue;
    }
    size_t n = sizes->length;
    if (n == 0 || by[i].size - sizes->runs[n - 1].size > resolution) {
      sizes->runs[n].size = by[i].size;
      n = ++sizes->length;
    }
    *(by[i].gain ? &sizes->runs[n - 1].gains : &sizes->runs[n - 1].losses) +=
      people;
    sizes->run[i] = (uint32_t)n;
  }
}

pw_status pw_sizes_of(const pw_tally *tally, pw_alloc *alloc, pw_sizes *sizes,
                      pw_error *err) {
  memset(sizes, 0, sizeof *sizes);
  sizes->alloc = alloc;
  if (!pw_tally_is_whole(tally)) {
    return pw_fail(err, PW_ARGUMENT, "ranks need whole frequency weights");
  }
  size_t n = tally->length;
  if (n >= UINT32_MAX) return pw_fail(err, PW_RANGE, "too many distinct pairs");
  sized *by = pw_alloc_zeroed(alloc, n, sizeof *by);
  sizes->patterns = n;
  sizes->runs = pw_alloc_zeroed(alloc, n, sizeof *sizes->runs);
  sizes->order = pw_alloc_zeroed(alloc, n, sizeof *sizes->order);
  sizes->run = pw_alloc_zeroed(alloc, n, sizeof *sizes->run);
  pw_status status = PW_OK;
  if (by == NULL || sizes->runs == NULL || sizes->order == NULL ||
      sizes->run == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for ranks");
  }
  if (status == PW_OK) {
    measure(tally, by);
    status = pw_sort(by, n, sizeof *by, by_size, NULL, alloc, err);
  }
  if (status == PW_OK) divide(tally, by, sizes);
  pw_free(alloc, by);
  return status;
}

void pw_sizes_free(pw_sizes *sizes) {
  pw_free(sizes->alloc, sizes->runs);
  pw_free(sizes->alloc, sizes->order);
  pw_free(sizes->alloc, sizes->run);
  sizes->runs = NULL;
  sizes->order = sizes->run = NULL;
  sizes->length = sizes->patterns = 0;
}
