#include "link/link.h"

/* Beyond a wave's winning record: no record yet, and several under "none". */
#define NOBODY INT64_C(-1)
#define REFUSED INT64_C(-2)

typedef struct {
  int64_t *winner; /* per code and wave: a record, NOBODY or REFUSED */
  int32_t *seen;   /* per code: waves with a winner, then the person */
  char *listed;    /* per code: whether a roster has it */
} scratch;

/* The record that stands for a code in a wave, once `row` joins `now`. */
static int64_t better(const pw_link_input *in, int64_t now, int64_t row) {
  if (now == NOBODY) return row;
  switch (in->rule) {
  case PW_KEEP_FIRST: return now;
  case PW_KEEP_LAST: return row;
  case PW_KEEP_MOST_COMPLETE:
    return in->answers != NULL && in->answers[row] > in->answers[now] ? row
                                                                      : now;
  default: return REFUSED;
  }
}

static void choose_winners(const pw_link_input *in, scratch *s) {
  size_t codes = (size_t)in->codes;
  size_t cells = codes * (size_t)in->waves;
  for (size_t i = 0; i < cells; i++) s->winner[i] = NOBODY;
  for (int64_t row = 0; row < in->rows; row++) {
    int32_t code = in->code[row] - 1;
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
  int32_t code = in->code[row] - 1;
  if (code < 0) return PW_NO_ID;
  if (in->wave[row] >= in->waves) {
    return s->seen[code] > 0 ? PW_LINKED : PW_UNLINKED;
  }
  size_t cell = (size_t)code * (size_t)in->waves + (size_t)in->wave[row];
  if (s->winner[cell] != row) return PW_DUPLICATE;
  return s->seen[code] > 1 ? PW_LINKED : PW_UNLINKED;
}

/* Numbers the codes that have an answer or stand on a roster; `seen` then holds
 * the person of each code, 0 for none. */
static int32_t number_people(scratch *s, int32_t codes) {
  int32_t people = 0;
  for (int32_t code = 0; code < codes; code++) {
    int counts = s->seen[code] > 0 || s->listed[code];
    s->seen[code] = counts ? ++people : 0;
  }
  return people;
}

static pw_status link_records(const pw_link_input *in, scratch *s,
                              int32_t *person, int32_t *status, int32_t *people,
                              pw_alloc *alloc, pw_error *err) {
  size_t codes = (size_t)in->codes;
  size_t row_bytes = (size_t)in->waves * sizeof *s->winner;
  s->winner = pw_alloc_zeroed(alloc, codes, row_bytes);
  s->seen = pw_alloc_zeroed(alloc, codes, sizeof *s->seen);
  s->listed = pw_alloc_zeroed(alloc, codes, sizeof *s->listed);
  if (!s->winner || !s->seen || !s->listed) {
    return pw_fail(err, PW_MEMORY, "no memory for linking");
  }
  choose_winners(in, s);
  for (int64_t row = 0; row < in->rows; row++) {
    status[row] = status_of(in, s, row);
  }
  *people = number_people(s, in->codes);
  for (int64_t row = 0; row < in->rows; row++) {
    int counts = status[row] == PW_LINKED || status[row] == PW_UNLINKED;
    person[row] = counts ? s->seen[in->code[row] - 1] : 0;
  }
  return PW_OK;
}

pw_status pw_link_rivals(const pw_link_input *in, unsigned char *rival,
                         pw_alloc *alloc, pw_error *err) {
  size_t waves = (size_t)in->waves, cells = (size_t)in->codes * waves;
  int64_t *first = pw_alloc_resize(alloc, NULL, cells, sizeof *first);
  if (first == NULL && cells > 0) {
    return pw_fail(err, PW_MEMORY, "no memory for linking");
  }
  for (size_t i = 0; i < cells; i++) first[i] = NOBODY;
  for (int64_t row = 0; row < in->rows; row++) {
    rival[row] = 0;
    if (in->code[row] == 0 || in->wave[row] >= in->waves) continue;
    int64_t *other =
      &first[(size_t)(in->code[row] - 1) * waves + (size_t)in->wave[row]];
    if (*other == NOBODY) {
      *other = row;
    } else {
      rival[row] = rival[*other] = 1;
    }
  }
  pw_free(alloc, first);
  return PW_OK;
}

pw_status pw_link_exact(const pw_link_input *in, int32_t *person,
                        int32_t *status, int32_t *people, pw_alloc *alloc,
                        pw_error *err) {
  scratch s = {0};
  *people = 0;
  pw_status result = link_records(in, &s, person, status, people, alloc, err);
  pw_free(alloc, s.listed);
  pw_free(alloc, s.seen);
  pw_free(alloc, s.winner);
  return result;
}
