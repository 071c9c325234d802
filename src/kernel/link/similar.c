#include "link/similar.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "link/edit_distance.h"

/* Codes that share a key may be alike: what is left of each when places or
 * elements are taken out. */
typedef struct {
  uint64_t key;
  int32_t code;
} keyed;

typedef struct {
  const pw_candidate_input *in;
  uint32_t *points;  /* the code points of all codes, one after the other */
  int64_t *start;    /* count + 1 */
  uint32_t *epoints; /* and of all elements */
  int64_t *estart;   /* count x m + 1 */
  keyed *keys;
  int64_t n_keys, room_keys;
  pw_candidates *out;
  int64_t room_pairs;
  pw_alloc *alloc;
  pw_error *err;
} search;

static const uint64_t BASE = UINT64_C(0x9E3779B97F4A7C15);

static uint64_t stir(uint64_t x) {
  x = (x ^ (x >> 31)) * UINT64_C(0xBF58476D1CE4E5B9);
  return x ^ (x >> 29);
}

static pw_status no_memory(search *s) {
  return pw_fail(s->err, PW_MEMORY,
                 "no memory for finding codes that are alike");
}

/* The characters of a text, or -1 where it is not UTF-8. */
static int64_t decode(const pw_text *text, uint32_t *to) {
  int64_t n = 0;
  for (size_t i = 0; i < text->length;) {
    size_t size = pw_utf8_decode(text->bytes + i, text->length - i, &to[n]);
    if (size == 0) return -1;
    n++;
    i += size;
  }
  return n;
}

static pw_status decode_all(search *s, const pw_text *texts, int64_t count,
                            int64_t per_row, uint32_t **points,
                            int64_t **start) {
  size_t bytes = 1;
  for (int64_t i = 0; i < count; i++) bytes += texts[i].length;
  *points = pw_alloc_zeroed(s->alloc, bytes, sizeof **points);
  *start = pw_alloc_zeroed(s->alloc, (size_t)count + 1, sizeof **start);
  if (*points == NULL || *start == NULL) return no_memory(s);
  for (int64_t i = 0; i < count; i++) {
    int64_t n = decode(&texts[i], *points + (*start)[i]);
    if (n < 0) {
      pw_status status =
        pw_fail(s->err, PW_FORMAT, "a code is not valid UTF-8");
      if (s->err) s->err->row = i / per_row;
      return status;
    }
    (*start)[i + 1] = (*start)[i] + n;
  }
  return PW_OK;
}

static pw_status add_key(search *s, uint64_t key, int32_t code) {
  if (s->n_keys == s->room_keys) {
    int64_t room = s->room_keys ? 2 * s->room_keys : 1024;
    keyed *keys =
      pw_alloc_resize(s->alloc, s->keys, (size_t)room, sizeof *keys);
    if (keys == NULL) return no_memory(s);
    s->keys = keys;
    s->room_keys = room;
  }
  s->keys[s->n_keys].key = stir(key);
  s->keys[s->n_keys++].code = code;
  return PW_OK;
}

static int32_t width(const search *s, int32_t code) {
  return (int32_t)(s->start[code + 1] - s->start[code]);
}

/* The key of a code without characters `skip` and `also` (its width for none),
 * a polynomial in BASE, so that what is left decides and not where it stood. */
static uint64_t key_without(const uint32_t *points, int32_t n, int32_t skip,
                            int32_t also) {
  uint64_t key = 1;
  for (int32_t i = 0; i < n; i++) {
    if (i != skip && i != also) key = stir(key * BASE + points[i] + 1);
  }
  return key;
}

static pw_status key_by_characters(search *s, int32_t code) {
  int32_t n = width(s, code), edits = s->in->max_edits;
  const uint32_t *points = s->points + s->start[code];
  if (n == 0 || n > PW_LONGEST_CODE) return PW_OK;
  pw_status status = add_key(s, key_without(points, n, n, n), code);
  for (int32_t i = 0; status == PW_OK && edits > 0 && i < n; i++) {
    status = add_key(s, key_without(points, n, i, n), code);
    for (int32_t j = i + 1;
         status == PW_OK && edits > 1 && j < n && n < PW_LONGEST_TWICE; j++) {
      status = add_key(s, key_without(points, n, i, j), code);
    }
  }
  return status;
}

static int64_t element_length(const search *s, int64_t at) {
  return s->estart[at + 1] - s->estart[at];
}

static int count_bits(uint32_t set) {
  int bits = 0;
  for (; set; set &= set - 1) bits++;
  return bits;
}

/* A pair with enough points differs in at most 2(m - k) elements, so that it
 * shares the rest: a key for every way to leave that many out. */
static pw_status key_by_elements(search *s, int32_t code) {
  int32_t m = s->in->elements, left_out = 2 * (m - s->in->agree);
  if (left_out >= m) left_out = m - 1;
  for (uint32_t set = 0; set < (1u << m); set++) {
    if (count_bits(set) != left_out) continue;
    uint64_t key = stir(set + 2);
    int whole = 1;
    for (int32_t e = 0; e < m && whole; e++) {
      if (set >> e & 1) continue;
      int64_t at = (int64_t)code * m + e;
      whole = element_length(s, at) > 0;
      for (int64_t i = s->estart[at]; i < s->estart[at + 1]; i++) {
        key = stir(key * BASE + s->epoints[i] + 1);
      }
      key = stir(key + BASE);
    }
    if (!whole) continue;
    pw_status status = add_key(s, key, code);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

static int32_t cost_by_elements(const search *s, int32_t a, int32_t b) {
  int32_t m = s->in->elements, cost = 0;
  for (int32_t e = 0; e < m; e++) {
    int64_t at = (int64_t)a * m + e, bt = (int64_t)b * m + e;
    int64_t n = element_length(s, at), o = element_length(s, bt);
    if (n == 0 || o == 0) {
      cost++;
    } else {
      int32_t slips = n > PW_LONGEST_CODE || o > PW_LONGEST_CODE
        ? 2
        : pw_edits_within(s->epoints + s->estart[at], (int32_t)n,
                          s->epoints + s->estart[bt], (int32_t)o, 1);
      cost += slips;
    }
  }
  return cost;
}

/* The pair's cost, or -1 where it is not alike. */
static int32_t cost_of(const search *s, int32_t a, int32_t b) {
  int32_t cost = -1;
  if (width(s, a) <= PW_LONGEST_CODE && width(s, b) <= PW_LONGEST_CODE) {
    int32_t edits = pw_edits_within(s->points + s->start[a], width(s, a),
                                    s->points + s->start[b], width(s, b),
                                    s->in->max_edits);
    if (edits <= s->in->max_edits) cost = edits;
  }
  if (s->in->elements > 0) {
    int32_t lacking = cost_by_elements(s, a, b);
    if (lacking <= 2 * (s->in->elements - s->in->agree) &&
        (cost < 0 || lacking < cost))
      cost = lacking;
  }
  return cost;
}

static int by_key(const void *one, const void *other) {
  const keyed *a = one, *b = other;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  return (a->code > b->code) - (a->code < b->code);
}

static int by_codes(const void *one, const void *other) {
  const pw_candidate_pair *a = one, *b = other;
  if (a->one != b->one) return a->one < b->one ? -1 : 1;
  return (a->other > b->other) - (a->other < b->other);
}

static pw_status add_pair(search *s, int32_t a, int32_t b, int32_t cost) {
  pw_candidates *out = s->out;
  if (out->count == s->room_pairs) {
    int64_t room = s->room_pairs ? 2 * s->room_pairs : 256;
    pw_candidate_pair *pairs =
      pw_alloc_resize(s->alloc, out->pairs, (size_t)room, sizeof *pairs);
    if (pairs == NULL) return no_memory(s);
    out->pairs = pairs;
    s->room_pairs = room;
  }
  pw_candidate_pair *pair = &out->pairs[out->count++];
  pair->one = a < b ? a : b;
  pair->other = a < b ? b : a;
  pair->cost = cost;
  return PW_OK;
}

/* Every pair of a run of codes with one key. */
static pw_status pair_up(search *s, int64_t from, int64_t to) {
  for (int64_t i = from; i < to; i++) {
    if (i > from && s->keys[i].code == s->keys[i - 1].code) continue;
    for (int64_t j = i + 1; j < to; j++) {
      int32_t a = s->keys[i].code, b = s->keys[j].code;
      if (a == b || s->keys[j].code == s->keys[j - 1].code) continue;
      int32_t cost = cost_of(s, a, b);
      if (cost < 0) continue;
      pw_status status = add_pair(s, a, b, cost);
      if (status != PW_OK) return status;
    }
  }
  return PW_OK;
}

static void drop_repeats(pw_candidates *out) {
  if (out->count == 0) return;
  qsort(out->pairs, (size_t)out->count, sizeof *out->pairs, by_codes);
  int64_t kept = 1;
  for (int64_t i = 1; i < out->count; i++) {
    if (by_codes(&out->pairs[i], &out->pairs[kept - 1]) != 0) {
      out->pairs[kept++] = out->pairs[i];
    }
  }
  out->count = kept;
}

static pw_status pair_all(search *s, const pw_stop *stop) {
  if (s->n_keys > 0) {
    qsort(s->keys, (size_t)s->n_keys, sizeof *s->keys, by_key);
  }
  int64_t polled = 0;
  for (int64_t from = 0, to; from < s->n_keys; from = to) {
    for (to = from + 1; to < s->n_keys; to++) {
      if (s->keys[to].key != s->keys[from].key) break;
    }
    if (to - from > PW_CROWD) {
      s->out->crowds++;
      continue;
    }
    pw_status status = pair_up(s, from, to);
    if (status != PW_OK) return status;
    if (from - polled > 100000) {
      polled = from;
      if (pw_stop_asked(stop, (double)from / (double)s->n_keys)) {
        return pw_fail(s->err, PW_STOPPED, "linking was stopped");
      }
    }
  }
  drop_repeats(s->out);
  return PW_OK;
}

static pw_status run(search *s, const pw_stop *stop) {
  const pw_candidate_input *in = s->in;
  pw_status status =
    decode_all(s, in->codes, in->count, 1, &s->points, &s->start);
  if (status == PW_OK && in->elements > 0) {
    status = decode_all(s, in->element, (int64_t)in->count * in->elements,
                        in->elements, &s->epoints, &s->estart);
  }
  for (int32_t code = 0; status == PW_OK && code < in->count; code++) {
    status = key_by_characters(s, code);
    if (status == PW_OK && in->elements > 0) status = key_by_elements(s, code);
  }
  return status == PW_OK ? pair_all(s, stop) : status;
}

pw_status pw_find_candidates(const pw_candidate_input *in, pw_candidates *out,
                             const pw_stop *stop, pw_alloc *alloc,
                             pw_error *err) {
  memset(out, 0, sizeof *out);
  if (in->count < 0 || in->max_edits < 0 || in->max_edits > PW_MOST_EDITS ||
      in->elements < 0 || in->elements > PW_MOST_ELEMENTS ||
      (in->elements > 0 &&
       (in->agree < 1 || in->agree > in->elements ||
        in->agree < in->elements - 2))) {
    return pw_fail(err, PW_ARGUMENT, "no such rule for codes that are alike");
  }
  search s = {0};
  s.in = in;
  s.out = out;
  s.alloc = alloc;
  s.err = err;
  pw_status status = run(&s, stop);
  pw_free(alloc, s.keys);
  pw_free(alloc, s.estart);
  pw_free(alloc, s.epoints);
  pw_free(alloc, s.start);
  pw_free(alloc, s.points);
  if (status != PW_OK) pw_candidates_free(out, alloc);
  return status;
}

void pw_candidates_free(pw_candidates *alike, pw_alloc *alloc) {
  pw_free(alloc, alike->pairs);
  memset(alike, 0, sizeof *alike);
}
