#include "change/tally.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define FIRST_ROOM 32u

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
static size_t *find_slot(const pw_tally *tally, const double *row) {
  size_t bytes = tally->waves * sizeof *row;
  size_t at = (size_t)hash_row(row, tally->waves) & tally->mask;
  for (;; at = (at + 1) & tally->mask) {
    size_t *slot = &tally->slots[at];
    if (*slot == 0) return slot;
    if (memcmp(pw_tally_row(tally, *slot - 1), row, bytes) == 0) return slot;
  }
}

/* Room for one more pattern, with at least half of the slots free. */
static int grow(pw_tally *tally) {
  if (tally->length < tally->room) return 1;
  size_t room = tally->room == 0 ? FIRST_ROOM : tally->room * 2;
  double *rows = pw_alloc_resize(tally->alloc, tally->rows, room,
                                 (tally->waves + 1) * sizeof *rows);
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

/* Adds `weight` to the pattern that was written behind the last one. */
static void count(pw_tally *tally, double weight) {
  size_t waves = tally->waves;
  double *row = tally->rows + tally->length * (waves + 1);
  size_t *slot = find_slot(tally, row);
  if (*slot == 0) {
    row[waves] = 0;
    *slot = ++tally->length;
    for (size_t j = 0; j < waves; j++) {
      if (fabs(row[j]) > tally->largest) tally->largest = fabs(row[j]);
    }
  }
  tally->rows[(*slot - 1) * (waves + 1) + waves] += weight;
}

static pw_status fail_at_row(pw_error *err, const char *message, size_t row) {
  pw_fail(err, PW_ARGUMENT, message);
  if (err != NULL) err->row = (int64_t)row;
  return PW_ARGUMENT;
}

static void begin(pw_tally *tally, pw_alloc *alloc, size_t waves) {
  memset(tally, 0, sizeof *tally);
  tally->alloc = alloc;
  tally->waves = waves;
}

/* Writes person i's answers behind the last pattern; gives how many there
 * are in *known. */
static pw_status take(pw_tally *tally, const double *const *answers, size_t i,
                      size_t *known, pw_error *err) {
  if (!grow(tally)) return pw_fail(err, PW_MEMORY, "no memory for the tally");
  double *row = tally->rows + tally->length * (tally->waves + 1);
  *known = 0;
  for (size_t j = 0; j < tally->waves; j++) {
    /* Adding 0 makes -0 the same answer as 0. */
    row[j] = isnan(answers[j][i]) ? NAN : answers[j][i] + 0.0;
    if (fabs(row[j]) > LARGEST_ANSWER) {
      return fail_at_row(err, "an answer is infinite or beyond 1e100", i);
    }
    *known += !isnan(row[j]);
  }
  return PW_OK;
}

static pw_status tally_rows(pw_tally *tally, const double *const *answers,
                            const double *weights, size_t n, int pairs,
                            pw_error *err) {
  for (size_t i = 0; i < n; i++) {
    double weight = weights == NULL ? 1 : weights[i];
    if (!isfinite(weight) || weight < 0) {
      return fail_at_row(err, "a frequency weight is negative or not finite", i);
    }
    if (weight == 0) continue;
    size_t known = 0;
    pw_status status = take(tally, answers, i, &known, err);
    if (status != PW_OK) return status;
    if (known == 0) {
      tally->none += weight;
    } else if (pairs && known == 1) {
      *(isnan(answers[1][i]) ? &tally->before_only : &tally->after_only) +=
        weight;
    } else {
      count(tally, weight);
    }
  }
  if (tally->largest > 0 && tally->largest < LEAST_ANSWER) {
    return pw_fail(err, PW_ARGUMENT, "every answer is within 1e-100 of 0");
  }
  return PW_OK;
}

pw_status pw_tally_waves(pw_tally *tally, pw_alloc *alloc,
                         const double *const *answers, size_t waves,
                         const double *weights, size_t n, pw_error *err) {
  begin(tally, alloc, waves);
  return tally_rows(tally, answers, weights, n, 0, err);
}

pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *weights, size_t n,
                         pw_error *err) {
  const double *answers[2] = {before, after};
  begin(tally, alloc, 2);
  return tally_rows(tally, answers, weights, n, 1, err);
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
