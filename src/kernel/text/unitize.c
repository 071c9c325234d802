#include "text/unitize.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"

typedef struct {
  double at;
  size_t segment;
  int begins;
} edge;

/* What ends at a place comes before what begins there. */
static int by_place(const void *a, const void *b, const void *unused) {
  const edge *x = a, *y = b;
  (void)unused;
  if (x->at != y->at) return x->at < y->at ? -1 : 1;
  return x->begins - y->begins;
}

typedef struct {
  const pw_segments *given;
  size_t wide;    /* values and gaps */
  double *shared; /* l(c, k), wide x wide */
  double *own;    /* squares of segments' lengths by value, and at 0 the gaps */
  double *own_met; /* the same of the parts that meet another's segment */
  double *met;     /* how much of a segment that is */
  int32_t *now;    /* the value at the place, by coder */
  size_t *open;    /* the segment at the place, by coder */
} continuum;

/* Krippendorff 2016, eq. 3: each pair of coders, over the coders less 1. */
static void pass(continuum *c, double length) {
  size_t m = c->given->coders, segments = 0;
  for (size_t i = 0; i < m; i++) segments += c->now[i] != 0;
  for (size_t i = 0; i < m; i++) {
    for (size_t j = 0; j < m; j++) {
      if (i == j) continue;
      c->shared[(size_t)c->now[i] * c->wide + (size_t)c->now[j]] += length /
        (double)(m - 1);
    }
    if (c->now[i] != 0 && segments > 1) c->met[c->open[i]] += length;
  }
}

static pw_status walk(continuum *c, const edge *edges, pw_error *err) {
  const pw_segments *g = c->given;
  double at = 0;
  for (size_t i = 0; i < 2 * g->segments; i++) {
    const edge *e = &edges[i];
    if (e->at > at) pass(c, e->at - at);
    at = e->at;
    int32_t *now = &c->now[g->coder[e->segment]];
    if (e->begins && *now != 0) {
      pw_status status =
        pw_fail(err, PW_ARGUMENT, "two segments of one coder overlap");
      if (err != NULL) err->row = (int64_t)e->segment;
      return status;
    }
    *now = e->begins ? g->value[e->segment] : 0;
    c->open[g->coder[e->segment]] = e->segment;
  }
  if (g->length > at) pass(c, g->length - at);
  return PW_OK;
}

static void measure_segments(continuum *c) {
  const pw_segments *g = c->given;
  c->own[0] = (double)g->coders * g->length;
  for (size_t i = 0; i < g->segments; i++) {
    double length = g->end[i] - g->start[i];
    c->own[g->value[i]] += length * length;
    c->own[0] -= length;
    c->own_met[g->value[i]] += c->met[i] * c->met[i];
  }
}

/* ---- the alphas ---------------------------------------------------------- */

/* What is shared by the values from `first` to `wide`, in a matrix of `stride`
 * columns: `sum` has the rows of it, `own` what a segment shares with itself
 * and so no pair can (Krippendorff 2016, eq. 4; 2019, eqs. 33 and 36). */
typedef struct {
  const double *shared, *own;
  double *sum;
  size_t stride, first, wide;
} field;

static void sum_rows(const field *f) {
  for (size_t c = f->first; c < f->wide; c++) {
    f->sum[c] = 0;
    for (size_t k = f->first; k < f->wide; k++) {
      f->sum[c] += f->shared[c * f->stride + k];
    }
  }
}

static double expected(const field *f, size_t c, size_t k) {
  return f->sum[c] * f->sum[k] - (c == k ? f->own[c] : 0);
}

/* Observed over expected disagreement of the values in rows `from` to `to`. */
static double alpha_of_rows(const field *f, size_t from, size_t to) {
  double apart = 0, all = 0, apart_chance = 0, all_chance = 0;
  for (size_t c = from; c < to; c++) {
    for (size_t k = f->first; k < f->wide; k++) {
      double chance = expected(f, c, k);
      all += f->shared[c * f->stride + k];
      all_chance += chance;
      if (c == k) continue;
      apart += f->shared[c * f->stride + k];
      apart_chance += chance;
    }
  }
  if (!(all > 0) || !(all_chance > 0) || !(apart_chance > 0)) return NAN;
  return 1 - (apart / all) / (apart_chance / all_chance);
}

static double binary_alpha(const continuum *c) {
  double shared[4] = {0}, sum[2], own[2] = {c->own[0], 0};
  for (size_t i = 0; i < c->wide; i++) {
    if (i > 0) own[1] += c->own[i];
    for (size_t j = 0; j < c->wide; j++) {
      shared[2 * (size_t)(i > 0) + (j > 0)] += c->shared[i * c->wide + j];
    }
  }
  field f = {shared, own, sum, 2, 0, 2};
  sum_rows(&f);
  return alpha_of_rows(&f, 0, 2);
}

static void fill_alphas(const continuum *c, double *sum, pw_unitize *out,
                        double *by_value) {
  field f = {c->shared, c->own, sum, c->wide, 0, c->wide};
  sum_rows(&f);
  out->all = alpha_of_rows(&f, 0, c->wide);
  out->binary = binary_alpha(c);
  f.own = c->own_met;
  f.first = 1;
  sum_rows(&f);
  out->coded = alpha_of_rows(&f, 1, c->wide);
  for (size_t k = 1; k < c->wide; k++) {
    by_value[k - 1] = alpha_of_rows(&f, k, k + 1);
  }
}

static pw_status check_segments(const pw_segments *g, pw_error *err) {
  if (g->coders < 2) return pw_fail(err, PW_ARGUMENT, "fewer than 2 coders");
  for (size_t i = 0; i < g->segments; i++) {
    if (g->start[i] >= 0 && g->start[i] < g->end[i] && g->end[i] <= g->length) {
      continue;
    }
    pw_status status =
      pw_fail(err, PW_ARGUMENT, "a segment is empty or outside of the text");
    if (err != NULL) err->row = (int64_t)i;
    return status;
  }
  return PW_OK;
}

pw_status pw_unitize_of(const pw_segments *g, pw_alloc *alloc, pw_unitize *out,
                        double *by_value, pw_error *err) {
  pw_status status = check_segments(g, err);
  if (status != PW_OK) return status;
  size_t wide = g->values + 1;
  continuum c = {.given = g, .wide = wide};
  edge *edges = pw_alloc_zeroed(alloc, 2 * g->segments, sizeof *edges);
  double *sum = pw_alloc_zeroed(alloc, wide, sizeof *sum);
  c.shared = pw_alloc_zeroed(alloc, wide * wide, sizeof *c.shared);
  c.own = pw_alloc_zeroed(alloc, wide, sizeof *c.own);
  c.own_met = pw_alloc_zeroed(alloc, wide, sizeof *c.own_met);
  c.met = pw_alloc_zeroed(alloc, g->segments, sizeof *c.met);
  c.now = pw_alloc_zeroed(alloc, g->coders, sizeof *c.now);
  c.open = pw_alloc_zeroed(alloc, g->coders, sizeof *c.open);
  if (edges == NULL || sum == NULL || c.shared == NULL || c.own == NULL ||
      c.own_met == NULL || c.met == NULL || c.now == NULL || c.open == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for segments");
    goto done;
  }
  for (size_t i = 0; i < g->segments; i++) {
    edge from = {g->start[i], i, 1}, to = {g->end[i], i, 0};
    edges[2 * i] = from;
    edges[2 * i + 1] = to;
  }
  status =
    pw_sort(edges, 2 * g->segments, sizeof *edges, by_place, NULL, alloc, err);
  if (status == PW_OK) status = walk(&c, edges, err);
  if (status != PW_OK) goto done;
  measure_segments(&c);
  fill_alphas(&c, sum, out, by_value);
done:
  pw_free(alloc, edges);
  pw_free(alloc, sum);
  pw_free(alloc, c.shared);
  pw_free(alloc, c.own);
  pw_free(alloc, c.own_met);
  pw_free(alloc, c.met);
  pw_free(alloc, c.now);
  pw_free(alloc, c.open);
  return status;
}
