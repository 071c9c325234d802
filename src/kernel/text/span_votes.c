#include "text/span_votes.h"

#include <string.h>

#include "base/sort.h"

#define MOST_CODERS 64

/* Where a coding begins (+1) or ends (-1). */
typedef struct {
  int32_t code, source;
  double at;
  int32_t coder, step;
} edge;

static int by_place(const void *a, const void *b, const void *unused) {
  const edge *x = a, *y = b;
  (void)unused;
  if (x->code != y->code) return x->code < y->code ? -1 : 1;
  if (x->source != y->source) return x->source < y->source ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static size_t readers_of(uint64_t bits) {
  size_t n = 0;
  for (; bits != 0; bits &= bits - 1) n++;
  return n;
}

static size_t fill_edges(const pw_spans *s, edge *edges) {
  size_t n = 0;
  for (size_t i = 0; i < s->codings; i++) {
    int32_t source = s->source[i];
    double from = s->start[i] > 0 ? s->start[i] : 0;
    double to = s->end[i] < s->length[source] ? s->end[i] : s->length[source];
    if (!(from < to) || !(s->readers[source] >> s->coder[i] & 1)) continue;
    edge one = {s->code[i], source, from, s->coder[i], 1};
    edges[n++] = one;
    one.at = to;
    one.step = -1;
    edges[n++] = one;
  }
  return n;
}

typedef struct {
  const pw_spans *spans;
  double *units, *used;
  int32_t depth[MOST_CODERS]; /* codings open, by coder */
  size_t open;                /* coders with any */
} sweep;

/* The characters from one edge to the next of the same code and source. */
static void pass(sweep *w, const edge *from, double length) {
  const pw_spans *s = w->spans;
  size_t wide = s->coders + 1, code = (size_t)from->code;
  size_t m = readers_of(s->readers[from->source]);
  double *units = w->units + code * wide * wide;
  units[m * wide] -= length;
  units[m * wide + w->open] += length;
  for (size_t i = 0; i < s->coders; i++) {
    if (w->depth[i] > 0) w->used[code * s->coders + i] += length;
  }
}

static void sweep_edges(sweep *w, const edge *edges, size_t n) {
  for (size_t i = 0; i < n; i++) {
    const edge *e = &edges[i];
    int32_t *depth = &w->depth[e->coder];
    *depth += e->step;
    if (*depth == 1 && e->step == 1) w->open++;
    if (*depth == 0) w->open--;
    if (w->open > 0 && i + 1 < n && edges[i + 1].at > e->at) {
      pass(w, e, edges[i + 1].at - e->at);
    }
  }
}

pw_status pw_span_votes(const pw_spans *s, double *units, double *used,
                        pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  if (s->coders > MOST_CODERS) {
    return pw_fail(err, PW_ARGUMENT, "more than 64 coders");
  }
  if (pw_stop_asked(stop, 0)) return pw_fail(err, PW_STOPPED, "stopped");
  size_t wide = s->coders + 1;
  memset(units, 0, s->codes * wide * wide * sizeof *units);
  memset(used, 0, s->codes * s->coders * sizeof *used);
  for (size_t c = 0; c < s->codes; c++) {
    for (size_t i = 0; i < s->sources; i++) {
      size_t m = readers_of(s->readers[i]);
      units[(c * wide + m) * wide] += s->length[i];
    }
  }
  edge *edges = pw_alloc_zeroed(alloc, 2 * s->codings, sizeof *edges);
  if (edges == NULL) return pw_fail(err, PW_MEMORY, "no memory for codings");
  size_t n = fill_edges(s, edges);
  pw_status status =
    pw_sort(edges, n, sizeof *edges, by_place, NULL, alloc, err);
  if (status == PW_OK) {
    sweep w = {s, units, used, {0}, 0};
    sweep_edges(&w, edges, n);
  }
  pw_free(alloc, edges);
  return status;
}
