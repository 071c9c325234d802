#include "change/tally.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define FIRST_ROOM 32u

static uint64_t hash_pair(double before, double after) {
  const uint64_t odd = UINT64_C(0x9E3779B97F4A7C15);
  uint64_t a, b;
  memcpy(&a, &before, sizeof a);
  memcpy(&b, &after, sizeof b);
  uint64_t hash = (a ^ a >> 32) * odd;
  hash = (hash ^ hash >> 29 ^ b) * odd;
  return hash ^ hash >> 32;
}

static size_t *find_slot(const pw_tally *tally, double before, double after) {
  size_t at = (size_t)hash_pair(before, after) & tally->mask;
  for (;; at = (at + 1) & tally->mask) {
    size_t *slot = &tally->slots[at];
    if (*slot == 0) return slot;
    const pw_pattern *seen = &tally->patterns[*slot - 1];
    if (seen->before == before && seen->after == after) return slot;
  }
}

/* Room for one more pattern, with at least half of the slots free. */
static int grow(pw_tally *tally) {
  if (tally->length < tally->room) return 1;
  size_t room = tally->room == 0 ? FIRST_ROOM : tally->room * 2;
  pw_pattern *patterns = pw_alloc_resize(tally->alloc, tally->patterns, room,
                                         sizeof *patterns);
  if (patterns == NULL) return 0;
  tally->patterns = patterns;
  size_t *slots = pw_alloc_zeroed(tally->alloc, room * 2, sizeof *slots);
  if (slots == NULL) return 0;
  pw_free(tally->alloc, tally->slots);
  tally->slots = slots;
  tally->mask = room * 2 - 1;
  tally->room = room;
  for (size_t i = 0; i < tally->length; i++) {
    *find_slot(tally, patterns[i].before, patterns[i].after) = i + 1;
  }
  return 1;
}

static int add(pw_tally *tally, double before, double after, double weight) {
  if (!grow(tally)) return 0;
  size_t *slot = find_slot(tally, before, after);
  if (*slot == 0) {
    pw_pattern fresh = {before, after, 0};
    tally->patterns[tally->length] = fresh;
    *slot = ++tally->length;
  }
  tally->patterns[*slot - 1].count += weight;
  tally->largest = fmax(tally->largest, fmax(fabs(before), fabs(after)));
  return 1;
}

static pw_status fail_at_row(pw_error *err, const char *message, size_t row) {
  pw_fail(err, PW_ARGUMENT, message);
  if (err != NULL) err->row = (int64_t)row;
  return PW_ARGUMENT;
}

pw_status pw_tally_pairs(pw_tally *tally, pw_alloc *alloc, const double *before,
                         const double *after, const double *weights, size_t n,
                         pw_error *err) {
  memset(tally, 0, sizeof *tally);
  tally->alloc = alloc;
  for (size_t i = 0; i < n; i++) {
    double weight = weights == NULL ? 1 : weights[i];
    if (!isfinite(weight) || weight < 0) {
      return fail_at_row(err, "a frequency weight is negative or not finite", i);
    }
    if (weight == 0) continue;
    /* Adding 0 makes -0 the same answer as 0. */
    double x = before[i] + 0.0;
    double y = after[i] + 0.0;
    if (isinf(x) || isinf(y)) {
      return fail_at_row(err, "an answer is infinite", i);
    }
    if (isnan(x) && isnan(y)) {
      tally->neither += weight;
    } else if (isnan(y)) {
      tally->before_only += weight;
    } else if (isnan(x)) {
      tally->after_only += weight;
    } else if (!add(tally, x, y, weight)) {
      return pw_fail(err, PW_MEMORY, "no memory for the tally");
    }
  }
  return PW_OK;
}

void pw_tally_free(pw_tally *tally) {
  pw_free(tally->alloc, tally->patterns);
  pw_free(tally->alloc, tally->slots);
  tally->patterns = NULL;
  tally->slots = NULL;
  tally->length = tally->room = 0;
}

double pw_tally_resolution(const pw_tally *tally) {
  return 1e-10 * tally->largest;
}

int pw_tally_is_whole(const pw_tally *tally) {
  for (size_t i = 0; i < tally->length; i++) {
    if (tally->patterns[i].count != floor(tally->patterns[i].count)) return 0;
  }
  return 1;
}
