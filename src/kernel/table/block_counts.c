#include "table/block_counts.h"

#include <string.h>

#define BLOCK INT64_C(32768)

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
  pw_counter s;
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
  pw_counter s = {0};
  pw_people people = c->people;
  people.most = room;
  people.groups = NULL; /* so that one group has a width, whatever comes */
  if (!pw_counter_start(&s, &people, c->alloc)) {
    pw_counter_end(&s, c->alloc);
    return pw_fail(err, PW_MEMORY, no_memory);
  }
  pw_counter_begin(&s, &people, &c->found);
  c->found.n_distinct = known;
  for (int32_t i = 0; i < known; i++) {
    *pw_counter_find(&s, bits[i]) = (pw_slot){bits[i], i};
  }
  if (known > 0) {
    memcpy(s.counts, c->s.counts,
           (size_t)known * (size_t)s.width * sizeof *s.counts);
  }
  pw_counter_end(&c->s, c->alloc);
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
      pw_first_writing(pw_answer_bits(&c->found, row), c->found.type);
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
    status = pw_counter_rows(&c->s, &c->people, &c->found, from, to, &found);
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
      if (c->people.most == c->most) return pw_fail_distinct(err, PW_NOWHERE);
      pw_status status = grow(c, err);
      if (status != PW_OK) return status;
    }
    pw_slot *known = pw_counter_find(&c->s, other->bits[i]);
    if (known->answer == PW_NO_ANSWER) {
      int32_t fresh = c->found.n_distinct++;
      c->bits[fresh] = other->bits[i];
      c->found.first[fresh] = c->n_rows + other->found.first[i];
      *known = (pw_slot){other->bits[i], fresh};
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
  pw_counter_give(&c->s, &c->people, &out);
}

void pw_counts_free(pw_counts *c) {
  if (c == NULL) return;
  pw_counter_end(&c->s, c->alloc);
  pw_free(c->alloc, c->bits);
  pw_free(c->alloc, c->found.first);
  pw_free(c->alloc, c);
}
