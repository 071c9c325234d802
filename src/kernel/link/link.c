#include "link/link.h"

#include <stdlib.h>
#include <string.h>

/* Beyond a wave's winning record: no record yet, and several under "none". */
#define NOBODY INT64_C(-1)
#define REFUSED INT64_C(-2)

typedef struct {
  pw_text code;
  int32_t id;
} coded;

typedef struct {
  pw_strpool *pool;
  int32_t *code;   /* per record: the id of its code, -1 for none */
  int64_t *winner; /* per code and wave: a record, NOBODY or REFUSED */
  int32_t *seen;   /* per code: waves with a winner, then the person */
  char *listed;    /* per code: whether a roster has it */
  coded *order;    /* codes in byte order */
} scratch;

static int by_bytes(const void *one, const void *other) {
  const pw_text *a = &((const coded *)one)->code;
  const pw_text *b = &((const coded *)other)->code;
  size_t shared = a->length < b->length ? a->length : b->length;
  int order = memcmp(a->bytes, b->bytes, shared);
  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static pw_status number_codes(const pw_link_input *in, scratch *s,
                              pw_error *err) {
  for (int64_t row = 0; row < in->rows; row++) {
    s->code[row] = -1;
    const pw_text *text = &in->codes[row];
    if (text->length == 0) continue;
    pw_status status =
      pw_strpool_intern(s->pool, text->bytes, text->length, &s->code[row], err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

/* The record that stands for a code in a wave, once `row` joins `now`. */
static int64_t better(const pw_link_input *in, int64_t now, int64_t row) {
  if (now == NOBODY) return row;
  switch (in->rule) {
  case PW_KEEP_FIRST: return now;
  case PW_KEEP_LAST: return row;
  case PW_KEEP_MOST_COMPLETE:
    return in->answers[row] > in->answers[now] ? row : now;
  default: return REFUSED;
  }
}

static void choose_winners(const pw_link_input *in, scratch *s, size_t codes) {
  size_t cells = codes * (size_t)in->waves;
  for (size_t i = 0; i < cells; i++) s->winner[i] = NOBODY;
  for (int64_t row = 0; row < in->rows; row++) {
    int32_t code = s->code[row];
    if (code < 0) continue;
    if (in->wave[row] >= in->waves) {
      s->listed[code] = 1;
    } else {
      int64_t *cell =
        &s->winner[(size_t)code * (size_t)in->waves + (size_t)in->wave[row]];
      *cell = better(in, *cell, row);
    }
  }
  for (size_t code = 0; code < codes; code++) {
    for (size_t wave = 0; wave < (size_t)in->waves; wave++) {
      s->seen[code] += s->winner[code * (size_t)in->waves + wave] >= 0;
    }
  }
}

static int32_t status_of(const pw_link_input *in, const scratch *s,
                         int64_t row) {
  int32_t code = s->code[row];
  if (code < 0) return PW_NO_ID;
  if (in->wave[row] >= in->waves) {
    return s->seen[code] > 0 ? PW_LINKED : PW_UNLINKED;
  }
  size_t cell = (size_t)code * (size_t)in->waves + (size_t)in->wave[row];
  if (s->winner[cell] != row) return PW_DUPLICATE;
  return s->seen[code] > 1 ? PW_LINKED : PW_UNLINKED;
}

/* Numbers the codes that have an answer or stand on a roster, in byte order;
 * `seen` then holds the person of each code, 0 for none. */
static int32_t number_people(scratch *s, int32_t codes) {
  int32_t people = 0;
  for (int32_t id = 0; id < codes; id++) {
    s->order[id].code = pw_strpool_text(s->pool, id);
    s->order[id].id = id;
  }
  if (codes > 0) qsort(s->order, (size_t)codes, sizeof *s->order, by_bytes);
  for (int32_t i = 0; i < codes; i++) {
    int32_t id = s->order[i].id;
    int counts = s->seen[id] > 0 || s->listed[id];
    s->seen[id] = counts ? ++people : 0;
  }
  return people;
}

static pw_status link_records(const pw_link_input *in, scratch *s,
                              int32_t *person, int32_t *status, int32_t *people,
                              pw_alloc *alloc, pw_error *err) {
  pw_status result = pw_strpool_new(&s->pool, alloc, err);
  if (result != PW_OK) return result;
  s->code = pw_alloc_zeroed(alloc, (size_t)in->rows, sizeof *s->code);
  if (s->code == NULL) return pw_fail(err, PW_MEMORY, "no memory for linking");
  result = number_codes(in, s, err);
  if (result != PW_OK) return result;

  size_t codes = (size_t)pw_strpool_count(s->pool);
  size_t row_bytes = (size_t)in->waves * sizeof *s->winner;
  s->winner = pw_alloc_zeroed(alloc, codes, row_bytes);
  s->seen = pw_alloc_zeroed(alloc, codes, sizeof *s->seen);
  s->listed = pw_alloc_zeroed(alloc, codes, sizeof *s->listed);
  s->order = pw_alloc_zeroed(alloc, codes, sizeof *s->order);
  if (!s->winner || !s->seen || !s->listed || !s->order) {
    return pw_fail(err, PW_MEMORY, "no memory for linking");
  }
  choose_winners(in, s, codes);
  for (int64_t row = 0; row < in->rows; row++) {
    status[row] = status_of(in, s, row);
  }
  *people = number_people(s, (int32_t)codes);
  for (int64_t row = 0; row < in->rows; row++) {
    int counts = status[row] == PW_LINKED || status[row] == PW_UNLINKED;
    person[row] = counts ? s->seen[s->code[row]] : 0;
  }
  return PW_OK;
}

pw_status pw_link_exact(const pw_link_input *in, int32_t *person,
                        int32_t *status, int32_t *people, pw_alloc *alloc,
                        pw_error *err) {
  scratch s = {0};
  *people = 0;
  pw_status result = link_records(in, &s, person, status, people, alloc, err);
  pw_free(alloc, s.order);
  pw_free(alloc, s.listed);
  pw_free(alloc, s.seen);
  pw_free(alloc, s.winner);
  pw_free(alloc, s.code);
  pw_strpool_free(s.pool);
  return result;
}
