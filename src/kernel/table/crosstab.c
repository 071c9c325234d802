#include "table/crosstab.h"

#include <math.h>
#include <string.h>

#define BLOCK INT64_C(65536)

/* Of a double (IEEE 754): its sign, and infinity, above which lie the NaNs. */
#define SIGN (UINT64_C(1) << 63)
#define INFINITE (UINT64_C(0x7FF) << 52)

/* 2^64 divided by the golden ratio: the multiplier of Fibonacci hashing (Knuth
 * 1998, The Art of Computer Programming 3, section 6.4), which takes the place
 * of a key from the upper bits of the product. */
#define GOLDEN UINT64_C(0x9E3779B97F4A7C15)

#define NONE (-1)

/* Answers are looked up by the bits that they are written in. A few of those
 * bits can mean one answer: any NaN is missing, and -0 is 0. Each writing then
 * has a slot of its own, up to SPARE in all, and behind those it is looked up
 * by the first: so what an answer means is asked when it is met, not in each
 * row. */
#define SPARE 32

typedef struct {
  uint64_t bits;
  int32_t answer; /* its number, or NONE where the slot is free */
} slot;

/* What one column at a time is counted with. */
typedef struct {
  slot *slots;     /* a third of them stay free at least */
  uint64_t last;   /* slots less 1 */
  int shift;       /* of a hash, to the number of a slot */
  int32_t n_spare; /* slots left for other writings of an answer */
  int64_t *counts; /* answer by answer, `width` for each */
  int32_t width;
} scratch;

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

/* The slot that has these bits, or the free one that may have them. */
static slot *find_slot(const scratch *s, uint64_t bits) {
  uint64_t at = bits * GOLDEN >> s->shift;
  while (s->slots[at].answer != NONE && s->slots[at].bits != bits) {
    at = (at + 1) & s->last;
  }
  return &s->slots[at];
}

/* The bits that stand for all that mean the same answer. */
static uint64_t first_writing(uint64_t bits, pw_answer_type type) {
  if (type != PW_ANSWER_DOUBLE) return bits;
  if ((bits & ~SIGN) > INFINITE) return UINT64_MAX;
  return bits == SIGN ? 0 : bits;
}

/* The number of an answer that is not at the first place of its hash; NONE when
 * it is new and there is no room for it. */
static int32_t meet_answer(scratch *s, const pw_people *people, pw_answers *in,
                           uint64_t bits, int64_t row) {
  slot *found = find_slot(s, bits);
  if (found->answer != NONE) return found->answer;
  uint64_t first = first_writing(bits, in->type);
  slot *known = find_slot(s, first);
  if (known->answer == NONE) {
    if (in->n_distinct == people->most) return NONE;
    in->first[in->n_distinct] = row;
    *known = (slot){first, in->n_distinct++};
  }
  if (first != bits && s->n_spare > 0) {
    s->n_spare--;
    *find_slot(s, bits) = (slot){bits, known->answer};
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

static inline int32_t find_answer(scratch *s, const pw_people *people,
                                  pw_answers *in, pw_answer_type type,
                                  int64_t row) {
  uint64_t bits = bits_of(in, type, row);
  const slot *home = &s->slots[bits * GOLDEN >> s->shift];
  if (home->bits == bits && home->answer != NONE) return home->answer;
  return meet_answer(s, people, in, bits, row);
}

static pw_status fail_distinct(pw_error *err, int64_t row) {
  return fail_at_row(err, PW_RANGE, "there are too many distinct answers", row);
}

/* Everyone in one group, as one person: the usual case, and the fastest. */
static inline pw_status count_people(scratch *s, const pw_people *people,
                                     pw_answers *in, pw_answer_type type,
                                     int64_t from, int64_t to, pw_error *err) {
  for (int64_t row = from; row < to; row++) {
    int32_t answer = find_answer(s, people, in, type, row);
    if (answer == NONE) return fail_distinct(err, row);
    s->counts[(int64_t)answer * TURNS + row % TURNS]++;
  }
  return PW_OK;
}

static inline pw_status count_rows(scratch *s, const pw_people *people,
                                   pw_answers *in, pw_answer_type type,
                                   int64_t from, int64_t to, pw_error *err) {
  if (one_by_one(people)) {
    return count_people(s, people, in, type, from, to, err);
  }
  for (int64_t row = from; row < to; row++) {
    int32_t group = people->groups == NULL ? 1 : people->groups[row];
    if (group < 1 || group > people->n_groups) continue;
    int32_t answer = find_answer(s, people, in, type, row);
    if (answer == NONE) return fail_distinct(err, row);
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

static pw_status count_block(scratch *s, const pw_people *people,
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

static void begin(scratch *s, const pw_people *people, pw_answers *in) {
  in->n_distinct = 0;
  s->n_spare = SPARE;
  for (uint64_t i = 0; i <= s->last; i++) s->slots[i] = (slot){0, NONE};
  size_t n_counts = (size_t)people->most * (size_t)s->width;
  memset(s->counts, 0, n_counts * sizeof *s->counts);
  size_t n_cells = (size_t)people->most * (size_t)people->n_groups;
  for (size_t i = 0; in->weighted != NULL && i < n_cells; i++) {
    in->weighted[i] = 0;
  }
}

static void give_counts(const scratch *s, const pw_people *people,
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

/* `done` and `all` count rows of columns. */
static pw_status count_column(scratch *s, const pw_people *people,
                              pw_answers *in, const pw_stop *stop, double done,
                              double all, pw_error *err) {
  begin(s, people, in);
  int64_t n = people->n_rows;
  for (int64_t from = 0; from < n; from += BLOCK) {
    int64_t to = from + BLOCK < n ? from + BLOCK : n;
    double before = done + (double)from;
    if (before > 0 && pw_stop_asked(stop, before / all)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    pw_status status = count_block(s, people, in, from, to, err);
    if (status != PW_OK) return status;
  }
  give_counts(s, people, in);
  return PW_OK;
}

static void scratch_end(scratch *s, pw_alloc *alloc) {
  pw_free(alloc, s->slots);
  pw_free(alloc, s->counts);
}

/* Fails with what scratch_end() can free. */
static int scratch_start(scratch *s, const pw_people *people, pw_alloc *alloc) {
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

static int answers_fit(const pw_people *people, const pw_answers *columns,
                       int64_t n_columns) {
  if (people->n_groups < 1 || people->most < 1 ||
      people->most > INT32_MAX / people->n_groups) {
    return 0;
  }
  for (int64_t i = 0; i < n_columns; i++) {
    if ((people->weights == NULL) != (columns[i].weighted == NULL)) return 0;
  }
  return 1;
}

pw_status pw_crosstab(const pw_people *people, pw_answers *columns,
                      int64_t n_columns, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err) {
  if (!answers_fit(people, columns, n_columns)) {
    return pw_fail(err, PW_ARGUMENT, "the groups or the weights do not fit");
  }
  scratch s;
  pw_status status = PW_OK;
  if (!scratch_start(&s, people, alloc)) {
    status = pw_fail(err, PW_MEMORY, "no memory to count answers");
  }
  double n_rows = (double)people->n_rows, all = n_rows * (double)n_columns;
  for (int64_t i = 0; status == PW_OK && i < n_columns; i++) {
    status =
      count_column(&s, people, &columns[i], stop, n_rows * (double)i, all, err);
    if (status != PW_OK && err != NULL) err->column = i;
  }
  scratch_end(&s, alloc);
  return status;
}

/* ---- block by block ------------------------------------------------------ */

/* Room for this many answers to begin with, and for twice as many whenever that
 * is full. */
#define FIRST_ROOM 32

struct pw_counts {
  pw_alloc *alloc;
  pw_people people; /* its `most` is the room that there is */
  int32_t most;
  pw_answers found;
  uint64_t *bits; /* per answer */
  int64_t n_rows;
  scratch s;
};

static const char no_memory[] = "no memory to count answers";

pw_status pw_counts_begin(pw_counts **out, pw_answer_type type,
                          int32_t n_groups, int32_t most, pw_alloc *alloc,
                          pw_error *err) {
  *out = NULL;
  if (n_groups < 1 || most < 1 || most > INT32_MAX / n_groups) {
    return pw_fail(err, PW_ARGUMENT, "the groups do not fit");
  }
  pw_counts *counts = pw_alloc_zeroed(alloc, 1, sizeof *counts);
  if (counts == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  counts->alloc = alloc;
  counts->most = most;
  counts->people.n_groups = n_groups;
  counts->found.type = type;
  *out = counts;
  return PW_OK;
}

/* Makes room for more answers, and looks up those that there are anew. */
static pw_status grow(pw_counts *c, pw_error *err) {
  int32_t room = c->people.most, known = c->found.n_distinct;
  room = room == 0 ? FIRST_ROOM : room > c->most / 2 ? c->most : room * 2;
  if (room > c->most) room = c->most;
  int64_t *first =
    pw_alloc_resize(c->alloc, c->found.first, (size_t)room, sizeof *first);
  if (first != NULL) c->found.first = first;
  uint64_t *bits =
    pw_alloc_resize(c->alloc, c->bits, (size_t)room, sizeof *bits);
  if (bits != NULL) c->bits = bits;
  if (first == NULL || bits == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  scratch s = {0};
  pw_people people = c->people;
  people.most = room;
  people.groups = NULL; /* so that one group has a width, whatever comes */
  if (!scratch_start(&s, &people, c->alloc)) {
    scratch_end(&s, c->alloc);
    return pw_fail(err, PW_MEMORY, no_memory);
  }
  begin(&s, &people, &c->found);
  c->found.n_distinct = known;
  for (int32_t i = 0; i < known; i++) {
    *find_slot(&s, bits[i]) = (slot){bits[i], i};
  }
  if (known > 0) {
    memcpy(s.counts, c->s.counts,
           (size_t)known * (size_t)s.width * sizeof *s.counts);
  }
  scratch_end(&c->s, c->alloc);
  c->s = s;
  c->people = people;
  return PW_OK;
}

/* Notes the answers that a block brought: their bits, and where they are among
 * all rows. */
static void note_new(pw_counts *c, int32_t known) {
  for (int32_t i = known; i < c->found.n_distinct; i++) {
    int64_t row = c->found.first[i];
    c->bits[i] =
      first_writing(bits_of(&c->found, c->found.type, row), c->found.type);
    c->found.first[i] = c->n_rows + row;
  }
}

pw_status pw_counts_add(pw_counts *c, const void *answers,
                        const int32_t *groups, int64_t n, const pw_stop *stop,
                        pw_error *err) {
  c->found.answers = answers;
  pw_status status = c->people.most == 0 ? grow(c, err) : PW_OK;
  for (int64_t from = 0; status == PW_OK && from < n;) {
    int64_t to = n - from < BLOCK ? n : from + BLOCK;
    if (from > 0 && pw_stop_asked(stop, (double)from / (double)n)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    int32_t known = c->found.n_distinct;
    pw_error found;
    pw_error_clear(&found);
    c->people.groups = groups;
    status = count_block(&c->s, &c->people, &c->found, from, to, &found);
    note_new(c, known);
    from = to;
    if (status == PW_RANGE && c->people.most < c->most) {
      from = found.row;
      status = grow(c, err);
    } else if (status != PW_OK) {
      if (err != NULL) *err = found;
    }
  }
  c->n_rows += n;
  return status;
}

pw_status pw_counts_merge(pw_counts *c, const pw_counts *other, pw_error *err) {
  if (c->found.type != other->found.type ||
      c->people.n_groups != other->people.n_groups) {
    return pw_fail(err, PW_ARGUMENT, "the counts are not alike");
  }
  int32_t width = other->s.width;
  for (int32_t i = 0; i < other->found.n_distinct; i++) {
    if (c->found.n_distinct == c->people.most) {
      if (c->people.most == c->most) return fail_distinct(err, PW_NOWHERE);
      pw_status status = grow(c, err);
      if (status != PW_OK) return status;
    }
    slot *known = find_slot(&c->s, other->bits[i]);
    if (known->answer == NONE) {
      int32_t fresh = c->found.n_distinct++;
      c->bits[fresh] = other->bits[i];
      c->found.first[fresh] = c->n_rows + other->found.first[i];
      *known = (slot){other->bits[i], fresh};
    }
    int64_t *to = c->s.counts + (int64_t)known->answer * width;
    for (int32_t j = 0; j < width; j++) {
      to[j] += other->s.counts[(int64_t)i * width + j];
    }
  }
  c->n_rows += other->n_rows;
  return PW_OK;
}

int32_t pw_counts_distinct(const pw_counts *c) { return c->found.n_distinct; }

int64_t pw_counts_rows(const pw_counts *c) { return c->n_rows; }

uint64_t pw_counts_bits(const pw_counts *c, int32_t answer) {
  return c->bits[answer];
}

int64_t pw_counts_first(const pw_counts *c, int32_t answer) {
  return c->found.first[answer];
}

void pw_counts_people(const pw_counts *c, double *people) {
  pw_answers out = c->found;
  out.people = people;
  give_counts(&c->s, &c->people, &out);
}

void pw_counts_free(pw_counts *c) {
  if (c == NULL) return;
  scratch_end(&c->s, c->alloc);
  pw_free(c->alloc, c->bits);
  pw_free(c->alloc, c->found.first);
  pw_free(c->alloc, c);
}
