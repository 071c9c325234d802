#include "change/tally.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/sort.h"

#define FIRST_ROOM 32u

/* How many people are counted between two looks at whether to stop. */
#define BLOCK ((size_t)1 << 13)

/* Squares of answers beyond these would be infinite, or nothing. */
#define LARGEST_ANSWER 1e100
#define LEAST_ANSWER 1e-100

static uint64_t hash_row(const double *row, size_t waves) {
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t hash = 0;
  for (size_t j = 0; j < waves; j++) {
    uint64_t bits;
    memcpy(&bits, &row[j], sizeof bits);
    hash = (hash ^ hash >> 29 ^ bits ^ bits >> 32) * odd;
  }
  return hash ^ hash >> 32;
}

/* Compares bits: every missing answer is the same NaN, and there is no -0. */
static int is_same(const double *a, const double *b, size_t waves) {
  for (size_t j = 0; j < waves; j++) {
    uint64_t x, y;
    memcpy(&x, &a[j], sizeof x);
    memcpy(&y, &b[j], sizeof y);
    if (x != y) return 0;
  }
  return 1;
}

static size_t *find_slot(const pw_tally *tally, const double *row) {
  size_t waves = tally->waves, width = pw_tally_width(tally);
  size_t mask = tally->mask, *slots = tally->slots;
  const double *rows = tally->rows;
  size_t at = (size_t)hash_row(row, waves) & mask;
  while (slots[at] != 0 &&
         !is_same(rows + (slots[at] - 1) * width, row, waves)) {
    at = (at + 1) & mask;
  }
  return &slots[at];
}

/* Room for one more pattern, with at least half of the slots free. */
static int grow(pw_tally *tally) {
  size_t room = tally->room == 0 ? FIRST_ROOM : tally->room * 2;
  double *rows = pw_alloc_resize(tally->alloc, tally->rows, room,
                                 pw_tally_width(tally) * sizeof *rows);
  if (rows == NULL) return 0;
  tally->rows = rows;
  size_t *slots = pw_alloc_zeroed(tally->alloc, room * 2, sizeof *slots);
  if (slots == NULL) return 0;
  pw_free(tally->alloc, tally->slots);
  tally->slots = slots;
  tally->mask = room * 2 - 1;
  tally->room = room;
  for (size_t i = 0; i < tally->length; i++) {
    *find_slot(tally, pw_tally_row(tally, i)) = i + 1;
  }
  return 1;
}

/* Adds `people` to the pattern that was written behind the last one. Gives the
 * pattern's count, behind which its weights are. */
static double *count(pw_tally *tally, double people) {
  size_t waves = tally->waves, width = pw_tally_width(tally);
  double *row = tally->rows + tally->length * width;
  size_t *slot = find_slot(tally, row);
  if (*slot == 0) {
    for (size_t j = waves; j < width; j++) row[j] = 0;
    *slot = ++tally->length;
    for (size_t j = 0; j < waves; j++) {
      if (fabs(row[j]) > tally->largest) tally->largest = fabs(row[j]);
    }
  }
  double *to = tally->rows + (*slot - 1) * width + waves;
  *to += people;
  return to;
}

static pw_status fail_at_row(pw_error *err, const char *message, size_t row) {
  pw_fail(err, PW_ARGUMENT, message);
  if (err != NULL) err->row = (int64_t)row;
  return PW_ARGUMENT;
}

void pw_tally_begin(pw_tally *tally, pw_alloc *alloc, size_t waves) {
  memset(tally, 0, sizeof *tally);
  tally->alloc = alloc;
  tally->waves = waves;
}

void pw_tally_begin_pairs(pw_tally *tally, pw_alloc *alloc) {
  pw_tally_begin(tally, alloc, 2);
  tally->pairs = 1;
}

/* Writes row i's answers behind the last pattern; gives how many there are in
 * *known. */
static pw_status take(pw_tally *tally, const double *const *answers, size_t i,
                      size_t *known, pw_error *err) {
  if (tally->length == tally->room && !grow(tally)) {
    return pw_fail(err, PW_MEMORY, "no memory for the tally");
  }
  size_t waves = tally->waves, found = 0;
  double *row = tally->rows + tally->length * pw_tally_width(tally);
  for (size_t j = 0; j < waves; j++) {
    double x = answers[j][i];
    if (fabs(x) > LARGEST_ANSWER) {
      return fail_at_row(err, "an answer is infinite or beyond 1e100", i);
    }
    found += !isnan(x);
    /* Adding 0 makes -0 the same answer as 0. */
    row[j] = isnan(x) ? NAN : x + 0.0;
  }
  *known = found;
  return PW_OK;
}

/* Rows of which two answers make a pair count by the side that is missing. */
static void count_one_sided(pw_tally *tally, double before, double after,
                            double people) {
  if (isnan(before)) tally->none += isnan(after) ? people : 0;
  if (isnan(before) && !isnan(after)) tally->after_only += people;
  if (!isnan(before) && isnan(after)) tally->before_only += people;
}

/* The order of patterns: two patterns differ in some answer, so that what
 * stands behind the answers is never looked at. */
static int by_answers(const void *a, const void *b, const void *context) {
  const double *x = a, *y = b;
  size_t waves = ((const pw_tally *)context)->waves;
  for (size_t j = 0; j < waves; j++) {
    if (isnan(x[j]) != isnan(y[j])) return isnan(x[j]) ? 1 : -1;
    if (x[j] < y[j]) return -1;
    if (x[j] > y[j]) return 1;
  }
  return 0;
}

pw_status pw_tally_finish(pw_tally *tally, const pw_stop *stop, pw_error *err) {
  pw_free(tally->alloc, tally->slots);
  tally->slots = NULL;
  if (tally->largest > 0 && tally->largest < LEAST_ANSWER) {
    return pw_fail(err, PW_ARGUMENT, "every answer is within 1e-100 of 0");
  }
  return pw_sort_long(tally->rows, tally->length,
                      pw_tally_width(tally) * sizeof *tally->rows, by_answers,
                      tally, tally->alloc, stop, err);
}

static const char bad_count[] = "a frequency weight is negative or not finite";

static int is_count(double people) { return isfinite(people) && people > 0; }

/* Adds one row, which stands for people who all gave these answers and, of a
 * weighted tally, have this weight. */
static pw_status add_row(pw_tally *tally, const double *const *answers,
                         size_t i, double people, double weight,
                         pw_error *err) {
  size_t known = 0;
  if (people == 0) return PW_OK;
  if (!is_count(people)) return fail_at_row(err, bad_count, i);
  pw_status status = take(tally, answers, i, &known, err);
  if (status != PW_OK) return status;
  if (tally->pairs && known < 2) {
    count_one_sided(tally, answers[0][i], answers[1][i], people);
    return PW_OK;
  }
  if (known == 0) {
    tally->none += people;
    return PW_OK;
  }
  if (tally->weighted && !(weight > 0 && isfinite(weight))) {
    return fail_at_row(err, "a weight is not a number above 0", i);
  }
  double *row = count(tally, people);
  if (!tally->weighted) return PW_OK;
  row[1] += people * weight;
  row[2] += people * weight * weight;
  return PW_OK;
}

pw_status pw_tally_add(pw_tally *tally, const double *const *answers,
                       const double *counts, size_t n, const pw_stop *stop,
                       pw_error *err) {
  for (size_t from = 0; from < n; from += BLOCK) {
    size_t to = n - from < BLOCK ? n : from + BLOCK;
    if (from > 0 && pw_stop_asked(stop, (double)from / (double)n)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    for (size_t i = from; i < to; i++) {
      double people = counts == NULL ? 1 : counts[i];
      pw_status status = add_row(tally, answers, i, people, 1, err);
      if (status != PW_OK) return status;
    }
  }
  return PW_OK;
}

pw_status pw_tally_merge(pw_tally *tally, const pw_tally *other,
                         pw_error *err) {
  size_t width = pw_tally_width(tally), waves = tally->waves;
  if (waves != other->waves || tally->weighted != other->weighted ||
      tally->pairs != other->pairs) {
    return pw_fail(err, PW_ARGUMENT, "the tallies are not alike");
  }
  for (size_t i = 0; i < other->length; i++) {
    if (tally->length == tally->room && !grow(tally)) {
      return pw_fail(err, PW_MEMORY, "no memory for the tally");
    }
    const double *row = pw_tally_row(other, i);
    memcpy(tally->rows + tally->length * width, row, waves * sizeof *row);
    double *to = count(tally, row[waves]);
    for (size_t j = 1; j < width - waves; j++) to[j] += row[waves + j];
  }
  tally->none += other->none;
  tally->before_only += other->before_only;
  tally->after_only += other->after_only;
  return PW_OK;
}

pw_status pw_tally_groups(pw_tally *tallies, size_t groups, const int *group,
                          pw_alloc *alloc, const double *const *answers,
                          size_t waves, const double *counts, size_t n,
                          pw_error *err) {
  pw_status status = PW_OK;
  for (size_t g = 0; g < groups; g++) pw_tally_begin(&tallies[g], alloc, waves);
  for (size_t i = 0; status == PW_OK && i < n; i++) {
    if (group != NULL && (group[i] < 1 || (size_t)group[i] > groups)) continue;
    status = add_row(&tallies[group == NULL ? 0 : group[i] - 1], answers, i,
                     counts == NULL ? 1 : counts[i], 1, err);
  }
  for (size_t g = 0; status == PW_OK && g < groups; g++) {
    status = pw_tally_finish(&tallies[g], NULL, err);
  }
  return status;
}

pw_status pw_tally_waves(pw_tally *tally, pw_alloc *alloc,
                         const double *const *answers, size_t waves,
                         const double *counts, size_t n, pw_error *err) {
  return pw_tally_groups(tally, 1, NULL, alloc, answers, waves, counts, n, err);
}

pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *counts, size_t n,
                         pw_error *err) {
  const double *answers[2] = {before, after};
  pw_tally_begin_pairs(tally, alloc);
  pw_status status = pw_tally_add(tally, answers, counts, n, NULL, err);
  return status == PW_OK ? pw_tally_finish(tally, NULL, err) : status;
}

pw_status pw_tally_weighted_pairs(pw_tally *tally, pw_alloc *alloc,
                                  const double *before, const double *after,
                                  const double *weights, size_t n,
                                  pw_error *err) {
  const double *answers[2] = {before, after};
  pw_tally_begin_pairs(tally, alloc);
  tally->weighted = 1;
  for (size_t i = 0; i < n; i++) {
    pw_status status = add_row(tally, answers, i, 1, weights[i], err);
    if (status != PW_OK) return status;
  }
  return pw_tally_finish(tally, NULL, err);
}

pw_status pw_tally_contrast(pw_tally *tally, const pw_tally *whole, size_t from,
                            size_t to, pw_alloc *alloc, pw_error *err) {
  pw_tally_begin_pairs(tally, alloc);
  tally->none = whole->none;
  for (size_t i = 0; i < whole->length; i++) {
    const double *row = pw_tally_row(whole, i);
    const double *answers[2] = {row + from, row + to};
    pw_status status = add_row(tally, answers, 0, row[whole->waves], 1, err);
    if (status != PW_OK) return status;
  }
  return pw_tally_finish(tally, NULL, err);
}

void pw_tally_free(pw_tally *tally) {
  pw_free(tally->alloc, tally->rows);
  pw_free(tally->alloc, tally->slots);
  tally->rows = NULL;
  tally->slots = NULL;
  tally->length = tally->room = 0;
}

int pw_tally_is_complete(const pw_tally *tally, size_t i) {
  const double *row = pw_tally_row(tally, i);
  for (size_t j = 0; j < tally->waves; j++) {
    if (isnan(row[j])) return 0;
  }
  return 1;
}

double pw_tally_resolution(const pw_tally *tally) {
  return 1e-10 * tally->largest;
}

int pw_tally_is_whole(const pw_tally *tally) {
  for (size_t i = 0; i < tally->length; i++) {
    double count = pw_tally_row(tally, i)[tally->waves];
    if (count != floor(count)) return 0;
  }
  return 1;
}
