#include "table/answer_counter.h"

#include <math.h>
#include <string.h>

/* Of a double (IEEE 754): its sign, and infinity, above which lie the NaNs. */
#define SIGN (UINT64_C(1) << 63)
#define INFINITE (UINT64_C(0x7FF) << 52)

/* 2^64 divided by the golden ratio: the multiplier of Fibonacci hashing (Knuth
 * 1998, The Art of Computer Programming 3, section 6.4), which takes the place
 * of a key from the upper bits of the product. */
#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

/* Other writings of answers that may have slots of their own. */
#define SPARE 32

/* Where people are counted one by one, each answer has two counts that take
 * turns: most rows of a question may hold the same answer, and one count would
 * then have to wait in each row for the sum of the row before. */
enum { TURNS = 2 };

static int one_by_one(const pw_people *people) {
  return people->groups == NULL && people->n_groups == 1 &&
    people->weights == NULL;
}

static pw_status fail_at_row(pw_error *err, pw_status status,
                             const char *message, int64_t row) {
  pw_fail(err, status, message);
  if (err != NULL) err->row = row;
  return status;
}

pw_slot *pw_counter_find(const pw_counter *s, uint64_t bits) {
  uint64_t at = bits * GOLDEN >> s->shift;
  while (s->slots[at].answer != PW_NO_ANSWER && s->slots[at].bits != bits) {
    at = (at + 1) & s->last;
  }
  return &s->slots[at];
}

uint64_t pw_first_writing(uint64_t bits, pw_answer_type type) {
  if (type != PW_ANSWER_DOUBLE) return bits;
  if ((bits & ~SIGN) > INFINITE) return UINT64_MAX;
  return bits == SIGN ? 0 : bits;
}

/* The number of an answer that is not at the first place of its hash;
 * PW_NO_ANSWER when it is new and there is no room for it. */
static int32_t meet_answer(pw_counter *s, const pw_people *people,
                           pw_answers *in, uint64_t bits, int64_t row) {
  pw_slot *found = pw_counter_find(s, bits);
  if (found->answer != PW_NO_ANSWER) return found->answer;
  uint64_t first = pw_first_writing(bits, in->type);
  pw_slot *known = pw_counter_find(s, first);
  if (known->answer == PW_NO_ANSWER) {
    if (in->n_distinct == people->most) return PW_NO_ANSWER;
    in->first[in->n_distinct] = row;
    *known = (pw_slot){first, in->n_distinct++};
  }
  if (first != bits && s->n_spare > 0) {
    s->n_spare--;
    *pw_counter_find(s, bits) = (pw_slot){bits, known->answer};
  }
  return known->answer;
}

/* The types are told apart outside of the loop over rows: `type` is constant
 * wherever this is inlined. */
static inline uint64_t bits_of(const pw_answers *in, pw_answer_type type,
                               int64_t row) {
  if (type == PW_ANSWER_INT32) {
    return (uint32_t)((const int32_t *)in->answers)[row];
  }
  const char *at = (const char *)in->answers;
  if (type == PW_ANSWER_DOUBLE) {
    uint64_t bits;
    memcpy(&bits, at + (size_t)row * sizeof bits, sizeof bits);
    return bits;
  }
  void *address;
  memcpy(&address, at + (size_t)row * sizeof address, sizeof address);
  return (uint64_t)(uintptr_t)address;
}

static inline int32_t find_answer(pw_counter *s, const pw_people *people,
                                  pw_answers *in, pw_answer_type type,
                                  int64_t row) {
  uint64_t bits = bits_of(in, type, row);
  const pw_slot *home = &s->slots[bits * GOLDEN >> s->shift];
  if (home->bits == bits && home->answer != PW_NO_ANSWER) return home->answer;
  return meet_answer(s, people, in, bits, row);
}

pw_status pw_fail_distinct(pw_error *err, int64_t row) {
  return fail_at_row(err, PW_RANGE, "there are too many distinct answers", row);
}

/* Everyone in one group, as one person: the usual case, and the fastest. */
static inline pw_status count_people(pw_counter *s, const pw_people *people,
                                     pw_answers *in, pw_answer_type type,
                                     int64_t from, int64_t to, pw_error *err) {
  for (int64_t row = from; row < to; row++) {
    int32_t answer = find_answer(s, people, in, type, row);
    if (answer == PW_NO_ANSWER) return pw_fail_distinct(err, row);
    s->counts[(int64_t)answer * TURNS + row % TURNS]++;
  }
  return PW_OK;
}

static inline pw_status count_rows(pw_counter *s, const pw_people *people,
                                   pw_answers *in, pw_answer_type type,
                                   int64_t from, int64_t to, pw_error *err) {
  if (one_by_one(people)) {
    return count_people(s, people, in, type, from, to, err);
  }
  for (int64_t row = from; row < to; row++) {
    int32_t group = people->groups == NULL ? 1 : people->groups[row];
    if (group < 1 || group > people->n_groups) continue;
    int32_t answer = find_answer(s, people, in, type, row);
    if (answer == PW_NO_ANSWER) return pw_fail_distinct(err, row);
    s->counts[(int64_t)answer * s->width + group - 1]++;
    if (people->weights == NULL) continue;
    double weight = people->weights[row];
    if (!isfinite(weight) || weight < 0) {
      return fail_at_row(err, PW_ARGUMENT,
                         "a weight is negative or not a number", row);
    }
    in->weighted[(int64_t)answer * people->n_groups + group - 1] += weight;
  }
  return PW_OK;
}

pw_status pw_counter_rows(pw_counter *s, const pw_people *people,
                          pw_answers *in, int64_t from, int64_t to,
                          pw_error *err) {
  switch (in->type) {
  case PW_ANSWER_INT32:
    return count_rows(s, people, in, PW_ANSWER_INT32, from, to, err);
  case PW_ANSWER_DOUBLE:
    return count_rows(s, people, in, PW_ANSWER_DOUBLE, from, to, err);
  default: return count_rows(s, people, in, PW_ANSWER_POINTER, from, to, err);
  }
}

void pw_counter_begin(pw_counter *s, const pw_people *people, pw_answers *in) {
  in->n_distinct = 0;
  s->n_spare = SPARE;
  for (uint64_t i = 0; i <= s->last; i++)
    s->slots[i] = (pw_slot){0, PW_NO_ANSWER};
  size_t n_counts = (size_t)people->most * (size_t)s->width;
  memset(s->counts, 0, n_counts * sizeof *s->counts);
  size_t n_cells = (size_t)people->most * (size_t)people->n_groups;
  for (size_t i = 0; in->weighted != NULL && i < n_cells; i++) {
    in->weighted[i] = 0;
  }
}

void pw_counter_give(const pw_counter *s, const pw_people *people,
                     pw_answers *in) {
  int32_t turns = s->width / people->n_groups;
  int64_t n_cells = (int64_t)in->n_distinct * people->n_groups;
  for (int64_t i = 0; i < n_cells; i++) {
    int64_t sum = 0;
    for (int32_t turn = 0; turn < turns; turn++) {
      sum += s->counts[i * turns + turn];
    }
    in->people[i] = (double)sum;
  }
}

void pw_counter_end(pw_counter *s, pw_alloc *alloc) {
  pw_free(alloc, s->slots);
  pw_free(alloc, s->counts);
}

int pw_counter_start(pw_counter *s, const pw_people *people, pw_alloc *alloc) {
  uint64_t n_slots = 2;
  s->shift = 63;
  while (2 * n_slots < 3 * ((uint64_t)people->most + SPARE)) {
    n_slots *= 2;
    s->shift--;
  }
  s->last = n_slots - 1;
  s->width = one_by_one(people) ? TURNS : people->n_groups;
  s->slots = pw_alloc_resize(alloc, NULL, (size_t)n_slots, sizeof *s->slots);
  s->counts = pw_alloc_resize(
    alloc, NULL, (size_t)people->most * (size_t)s->width, sizeof *s->counts);
  return s->slots != NULL && s->counts != NULL;
}

uint64_t pw_answer_bits(const pw_answers *in, int64_t row) {
  return bits_of(in, in->type, row);
}
