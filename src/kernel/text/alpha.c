#include "text/alpha.h"

#include <math.h>
#include <string.h>

#include "base/sort.h"

/* ---- patterns ------------------------------------------------------------ */

static int by_participant(const void *a, const void *b, const void *unused) {
  const pw_coincidence *x = a, *y = b;
  (void)unused;
  if (x->participant != y->participant) {
    return x->participant < y->participant ? -1 : 1;
  }
  return x->cell < y->cell ? -1 : x->cell > y->cell;
}

/* Adds up the sorted parts of one participant in one cell; gives how many are
 * left. */
static size_t add_up(pw_coincidence *parts, size_t n) {
  size_t kept = 0;
  for (size_t i = 0; i < n; i++) {
    if (kept > 0 && by_participant(&parts[kept - 1], &parts[i], NULL) == 0) {
      parts[kept - 1].value += parts[i].value;
    } else {
      parts[kept++] = parts[i];
    }
  }
  size_t filled = 0;
  for (size_t i = 0; i < kept; i++) {
    if (parts[i].value != 0) parts[filled++] = parts[i];
  }
  return filled;
}

/* Where the parts of one participant stand. */
typedef struct {
  size_t from, to;
} run;

static int by_content(const void *a, const void *b, const void *context) {
  const run *x = a, *y = b;
  const pw_coincidence *parts = context;
  size_t i = x->from, j = y->from;
  for (; i < x->to && j < y->to; i++, j++) {
    if (parts[i].cell != parts[j].cell) {
      return parts[i].cell < parts[j].cell ? -1 : 1;
    }
    if (parts[i].value != parts[j].value) {
      return parts[i].value < parts[j].value ? -1 : 1;
    }
  }
  return i < x->to ? 1 : j < y->to ? -1 : 0;
}

static size_t find_runs(const pw_coincidence *parts, size_t n, run *runs) {
  size_t length = 0;
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || parts[i].participant != parts[i - 1].participant) {
      runs[length++].from = i;
    }
    runs[length - 1].to = i + 1;
  }
  return length;
}

static void fill(const pw_coincidence *parts, const run *runs, size_t n,
                 const double *stands_for, pw_coincidences *out) {
  size_t at = 0;
  for (size_t i = 0; i < n; i++) {
    uint32_t who = parts[runs[i].from].participant;
    double people = stands_for == NULL ? 1 : stands_for[who];
    if (i > 0 && by_content(&runs[i - 1], &runs[i], parts) == 0) {
      out->count[out->length - 1] += people;
      continue;
    }
    out->count[out->length] = people;
    out->first[out->length++] = at;
    for (size_t k = runs[i].from; k < runs[i].to; k++, at++) {
      out->cell[at] = parts[k].cell;
      out->value[at] = parts[k].value;
    }
  }
  out->first[out->length] = at;
}

pw_status pw_coincidences_of(pw_coincidence *parts, size_t n,
                             const double *stands_for, pw_alloc *alloc,
                             pw_coincidences *out, pw_error *err) {
  memset(out, 0, sizeof *out);
  out->alloc = alloc;
  pw_status status =
    pw_sort(parts, n, sizeof *parts, by_participant, NULL, alloc, err);
  if (status != PW_OK) return status;
  n = add_up(parts, n);
  run *runs = pw_alloc_zeroed(alloc, n, sizeof *runs);
  out->count = pw_alloc_zeroed(alloc, n, sizeof *out->count);
  out->first = pw_alloc_zeroed(alloc, n + 1, sizeof *out->first);
  out->cell = pw_alloc_zeroed(alloc, n, sizeof *out->cell);
  out->value = pw_alloc_zeroed(alloc, n, sizeof *out->value);
  if (runs == NULL || out->count == NULL || out->first == NULL ||
      out->cell == NULL || out->value == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for coincidences");
  } else {
    size_t length = find_runs(parts, n, runs);
    status = pw_sort(runs, length, sizeof *runs, by_content, parts, alloc, err);
    if (status == PW_OK) fill(parts, runs, length, stands_for, out);
  }
  pw_free(alloc, runs);
  return status;
}

void pw_coincidences_free(pw_coincidences *all) {
  if (all->alloc == NULL) return;
  pw_free(all->alloc, all->count);
  pw_free(all->alloc, all->first);
  pw_free(all->alloc, all->cell);
  pw_free(all->alloc, all->value);
  memset(all, 0, sizeof *all);
}

/* Krippendorff 2011, step B: a pair of values of a unit with m counts
 * 1 / (m - 1). */
size_t pw_coincidences_in(const int32_t *ratings, size_t units, size_t coders,
                          size_t categories, const uint32_t *participant,
                          pw_coincidence *parts) {
  size_t n = 0;
  for (size_t u = 0; u < units; u++) {
    double m = 0;
    for (size_t i = 0; i < coders; i++) m += ratings[i * units + u] >= 0;
    if (m < 2) continue;
    for (size_t i = 0; i < coders; i++) {
      int32_t c = ratings[i * units + u];
      if (c < 0) continue;
      for (size_t j = 0; j < coders; j++) {
        int32_t k = ratings[j * units + u];
        if (i == j || k < 0) continue;
        pw_coincidence *part = &parts[n++];
        part->participant = participant == NULL ? (uint32_t)u : participant[u];
        part->cell = (uint32_t)((size_t)c * categories + (size_t)k);
        part->value = 1 / (m - 1);
      }
    }
  }
  return n;
}

/* ---- alpha --------------------------------------------------------------- */

/* Krippendorff 2011, step D. `margin` has the values of each category. */
static double difference(const pw_alpha_scale *scale, const double *margin,
                         size_t c, size_t k) {
  double d = 0;
  if (c == k) return 0;
  switch (scale->metric) {
  case PW_NOMINAL: return 1;
  case PW_ORDINAL:
    for (size_t g = c < k ? c : k; g <= (c < k ? k : c); g++) d += margin[g];
    d -= (margin[c] + margin[k]) / 2;
    return d * d;
  case PW_INTERVAL: d = scale->score[c] - scale->score[k]; return d * d;
  case PW_RATIO:
    d = scale->score[c] + scale->score[k];
    d = d == 0 ? 0 : (scale->score[c] - scale->score[k]) / d;
    return d * d;
  case PW_DISTANCE: return scale->distance[c * scale->categories + k];
  }
  return 0;
}

pw_alpha pw_alpha_of_cells(const double *o, const pw_alpha_scale *scale,
                           double *margin) {
  size_t q = scale->categories;
  pw_alpha out = {NAN, NAN, NAN, 0};
  double observed = 0, expected = 0;
  for (size_t c = 0; c < q; c++) {
    margin[c] = 0;
    for (size_t k = 0; k < q; k++) margin[c] += o[c * q + k];
    out.pairable += margin[c];
  }
  for (size_t c = 0; c < q; c++) {
    if (margin[c] == 0) continue;
    for (size_t k = c + 1; k < q; k++) {
      if (margin[k] == 0) continue;
      double d = difference(scale, margin, c, k);
      observed += 2 * d * o[c * q + k];
      expected += 2 * d * margin[c] * margin[k];
    }
  }
  if (!(out.pairable > 1)) return out;
  out.observed = observed / out.pairable;
  out.expected = expected / (out.pairable * (out.pairable - 1));
  if (out.expected > 0) out.alpha = 1 - out.observed / out.expected;
  return out;
}

static void add_pattern(const pw_coincidences *all, size_t pattern,
                        double people, double *o) {
  for (size_t i = all->first[pattern]; i < all->first[pattern + 1]; i++) {
    o[all->cell[i]] += people * all->value[i];
  }
}

pw_alpha pw_alpha_of(const pw_coincidences *all, const pw_alpha_scale *scale,
                     double *work) {
  size_t cells = scale->categories * scale->categories;
  memset(work, 0, cells * sizeof *work);
  for (size_t p = 0; p < all->length; p++) {
    add_pattern(all, p, all->count[p], work);
  }
  return pw_alpha_of_cells(work, scale, work + cells);
}

typedef struct {
  const pw_coincidences *all;
  const pw_alpha_scale *scale;
  double *work, *values;
} alphas;

static void put_alpha(void *data, const uint32_t *counts, size_t replicate) {
  const alphas *to = data;
  size_t cells = to->scale->categories * to->scale->categories;
  memset(to->work, 0, cells * sizeof *to->work);
  for (size_t p = 0; p < to->all->length; p++) {
    if (counts[p] > 0) add_pattern(to->all, p, counts[p], to->work);
  }
  to->values[replicate] =
    pw_alpha_of_cells(to->work, to->scale, to->work + cells).alpha;
}

pw_status pw_alpha_resample(const pw_coincidences *all,
                            const pw_alpha_scale *scale, size_t replicates,
                            const pw_random *random, const pw_stop *stop,
                            double *values, pw_error *err) {
  size_t q = scale->categories;
  double *work = pw_alloc_zeroed(all->alloc, q * (q + 1), sizeof *work);
  if (work == NULL) return pw_fail(err, PW_MEMORY, "no memory for alpha");
  alphas to = {all, scale, work, values};
  pw_status status = pw_draw_counts(all->count, all->length, replicates,
                                    PW_DRAW_CHEAPER, random, stop, put_alpha,
                                    &to, all->alloc, err);
  pw_free(all->alloc, work);
  return status;
}
