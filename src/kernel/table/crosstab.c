#include "table/crosstab.h"

#include <math.h>
#include <string.h>

#define BLOCK INT64_C(65536)

/* Answers are mostly small whole numbers or missing: those from LOWEST are
 * looked up by their value, the missing in a place of their own behind them,
 * the others by a hash of their bits. Which people did not answer is as good as
 * random, so a missing answer is told apart without a branch. */
#define LOWEST (-1024)
#define N_DIRECT 4096
#define MISSING_INT32 INT32_MIN /* R's NA; counted right whatever it means */

/* Of a double (IEEE 754): its sign, and infinity, above which lie the NaNs. */
#define SIGN (UINT64_C(1) << 63)
#define INFINITE (UINT64_C(0x7FF) << 52)

#define NONE (-1)

typedef struct {
  int32_t direct[2 * N_DIRECT]; /* the answer's number, or NONE */
  int32_t *slots;           /* the answer's number, or NONE */
  uint64_t mask;            /* slots less 1; at least half of them stay free */
  uint64_t *bits;           /* of each hashed answer */
  int64_t *counts;          /* by answer and group */
  int64_t *first;
  int32_t n_distinct;
} scratch;

static pw_status fail_at_row(pw_error *err, pw_status status,
                             const char *message, int64_t row) {
  pw_fail(err, status, message);
  if (err != NULL) err->row = row;
  return status;
}

/* An answer's number; NONE when it is new and there is no room for it. */
static int32_t add_answer(scratch *s, int32_t most, int64_t row) {
  if (s->n_distinct == most) return NONE;
  s->first[s->n_distinct] = row;
  return s->n_distinct++;
}

static int32_t find_hashed(scratch *s, int32_t most, uint64_t bits,
                           int64_t row) {
  uint64_t hash = (bits ^ bits >> 32) * UINT64_C(0x9E3779B97F4A7C15);
  for (uint64_t at = (hash ^ hash >> 29) & s->mask;; at = (at + 1) & s->mask) {
    int32_t answer = s->slots[at];
    if (answer != NONE && s->bits[answer] == bits) return answer;
    if (answer == NONE) {
      answer = add_answer(s, most, row);
      if (answer == NONE) return NONE;
      s->bits[answer] = bits;
      s->slots[at] = answer;
      return answer;
    }
  }
}

static inline int32_t find_direct(scratch *s, int32_t most, uint32_t place,
                                  int64_t row) {
  int32_t *answer = &s->direct[place];
  if (*answer == NONE) *answer = add_answer(s, most, row);
  return *answer;
}

/* The types are told apart outside of the loop over rows: `type` is constant
 * wherever this is inlined. */
static inline int32_t find_answer(scratch *s, const pw_answers *in,
                                  pw_answer_type type, int64_t row) {
  if (type == PW_ANSWER_INT32) {
    int32_t value = ((const int32_t *)in->answers)[row];
    uint32_t missing = value == MISSING_INT32;
    uint32_t above = ((uint32_t)value - (uint32_t)LOWEST) & (missing - 1);
    if (above < N_DIRECT) {
      return find_direct(s, in->most, above + missing * N_DIRECT, row);
    }
    return find_hashed(s, in->most, (uint32_t)value, row);
  }
  if (type == PW_ANSWER_DOUBLE) {
    uint64_t bits;
    memcpy(&bits, (const double *)in->answers + row, sizeof bits);
    uint32_t missing = (bits & ~SIGN) > INFINITE;
    bits &= (uint64_t)missing - 1; /* a NaN becomes 0, in another place */
    double value;
    memcpy(&value, &bits, sizeof value);
    if (value >= LOWEST && value < LOWEST + N_DIRECT) {
      int32_t whole = (int32_t)value;
      uint32_t place = (uint32_t)(whole - LOWEST) + missing * N_DIRECT;
      if (value == (double)whole) return find_direct(s, in->most, place, row);
    }
    return find_hashed(s, in->most, bits, row);
  }
  void *address;
  memcpy(&address, (const char *)in->answers + (size_t)row * sizeof address,
         sizeof address);
  return find_hashed(s, in->most, (uint64_t)(uintptr_t)address, row);
}

static pw_status fail_distinct(pw_error *err, int64_t row) {
  return fail_at_row(err, PW_RANGE, "there are too many distinct answers", row);
}

/* Everyone in one group, as one person: the usual case, and the fastest. */
static inline pw_status count_people(scratch *s, const pw_answers *in,
                                     pw_answer_type type, int64_t from,
                                     int64_t to, pw_error *err) {
  for (int64_t row = from; row < to; row++) {
    int32_t answer = find_answer(s, in, type, row);
    if (answer == NONE) return fail_distinct(err, row);
    s->counts[answer]++;
  }
  return PW_OK;
}

static inline pw_status count_rows(scratch *s, const pw_answers *in,
                                   pw_answer_type type, int64_t from,
                                   int64_t to, double *weighted,
                                   pw_error *err) {
  if (in->groups == NULL && in->n_groups == 1 && weighted == NULL) {
    return count_people(s, in, type, from, to, err);
  }
  for (int64_t row = from; row < to; row++) {
    int32_t group = in->groups == NULL ? 1 : in->groups[row];
    if (group < 1 || group > in->n_groups) continue;
    int32_t answer = find_answer(s, in, type, row);
    if (answer == NONE) return fail_distinct(err, row);
    int64_t cell = (int64_t)answer * in->n_groups + group - 1;
    s->counts[cell]++;
    if (weighted == NULL) continue;
    double weight = in->weights[row];
    if (!isfinite(weight) || weight < 0) {
      return fail_at_row(err, PW_ARGUMENT,
                         "a weight is negative or not a number", row);
    }
    weighted[cell] += weight;
  }
  return PW_OK;
}

static pw_status count_block(scratch *s, const pw_answers *in, int64_t from,
                             int64_t to, double *weighted, pw_error *err) {
  switch (in->type) {
    case PW_ANSWER_INT32:
      return count_rows(s, in, PW_ANSWER_INT32, from, to, weighted, err);
    case PW_ANSWER_DOUBLE:
      return count_rows(s, in, PW_ANSWER_DOUBLE, from, to, weighted, err);
    default:
      return count_rows(s, in, PW_ANSWER_POINTER, from, to, weighted, err);
  }
}

static void scratch_free(scratch *s, pw_alloc *alloc) {
  if (s == NULL) return;
  pw_free(alloc, s->slots);
  pw_free(alloc, s->bits);
  pw_free(alloc, s->counts);
  pw_free(alloc, s);
}

static scratch *scratch_new(const pw_answers *in, pw_alloc *alloc) {
  scratch *s = pw_alloc_zeroed(alloc, 1, sizeof *s);
  if (s == NULL) return NULL;
  uint64_t n_slots = 16;
  while (n_slots < 2 * (uint64_t)in->most) n_slots *= 2;
  s->mask = n_slots - 1;
  s->slots = pw_alloc_zeroed(alloc, (size_t)n_slots, sizeof *s->slots);
  s->bits = pw_alloc_zeroed(alloc, (size_t)in->most, sizeof *s->bits);
  s->counts = pw_alloc_zeroed(
    alloc, (size_t)in->most * (size_t)in->n_groups, sizeof *s->counts);
  if (s->slots == NULL || s->bits == NULL || s->counts == NULL) {
    scratch_free(s, alloc);
    return NULL;
  }
  /* Every byte 0xFF makes every number NONE. */
  memset(s->direct, 0xFF, sizeof s->direct);
  memset(s->slots, 0xFF, (size_t)n_slots * sizeof *s->slots);
  return s;
}

pw_status pw_crosstab(const pw_answers *in, pw_alloc *alloc,
                      const pw_stop *stop, int64_t *first, double *people,
                      double *weighted, int32_t *n_distinct, pw_error *err) {
  if (in->n_groups < 1 || in->most < 1 || in->most > INT32_MAX / in->n_groups ||
      (in->weights == NULL) != (weighted == NULL)) {
    return pw_fail(err, PW_ARGUMENT, "the groups or the weights do not fit");
  }
  int64_t n_cells = (int64_t)in->most * in->n_groups;
  scratch *s = scratch_new(in, alloc);
  if (s == NULL) return pw_fail(err, PW_MEMORY, "no memory to count answers");
  s->first = first;
  for (int64_t i = 0; weighted != NULL && i < n_cells; i++) weighted[i] = 0;
  pw_status status = PW_OK;
  for (int64_t from = 0; status == PW_OK && from < in->n_rows; from += BLOCK) {
    int64_t to = from + BLOCK < in->n_rows ? from + BLOCK : in->n_rows;
    if (from > 0 && pw_stop_asked(stop, (double)from / (double)in->n_rows)) {
      status = pw_fail(err, PW_STOPPED, "stopped");
    } else {
      status = count_block(s, in, from, to, weighted, err);
    }
  }
  for (int64_t i = 0; i < n_cells; i++) people[i] = (double)s->counts[i];
  *n_distinct = s->n_distinct;
  scratch_free(s, alloc);
  return status;
}
