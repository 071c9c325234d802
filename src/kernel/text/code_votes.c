#include "text/code_votes.h"

#include <string.h>

#include "base/sort.h"

static int bits_in(uint64_t x) {
  int n = 0;
  for (; x != 0; x &= x - 1) n++;
  return n;
}

/* Sorts `order` by a key below `keys`, keeping what is equal as it stood;
 * `first` has room for keys + 1 and is left with where each key begins. */
static void count_sort(const int32_t *key, size_t keys, const size_t *order,
                       size_t n, size_t *first, size_t *to) {
  memset(first, 0, (keys + 1) * sizeof *first);
  for (size_t i = 0; i < n; i++) first[key[i] + 1]++;
  for (size_t k = 0; k < keys; k++) first[k + 1] += first[k];
  for (size_t i = 0; i < n; i++) {
    size_t at = order == NULL ? i : order[i];
    to[first[key[at]]++] = at;
  }
  for (size_t k = keys; k > 0; k--) first[k] = first[k - 1];
  first[0] = 0;
}

static pw_status sort_codings(pw_code_votes *v, pw_error *err) {
  const pw_codings *g = v->given;
  size_t *by_unit = pw_alloc_zeroed(v->alloc, g->codings, sizeof *by_unit);
  size_t *units = pw_alloc_zeroed(v->alloc, g->units + 1, sizeof *units);
  pw_status status = PW_OK;
  if (by_unit == NULL || units == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory to sort codings");
  } else {
    count_sort(g->unit, g->units, NULL, g->codings, units, by_unit);
    count_sort(g->code, g->codes, by_unit, g->codings, v->first, v->order);
  }
  pw_free(v->alloc, by_unit);
  pw_free(v->alloc, units);
  return status;
}

static int by_size(const void *a, const void *b, const void *unused) {
  double x = *(const double *)a, y = *(const double *)b;
  (void)unused;
  return x < y ? -1 : x > y;
}

/* How many participants have as many values, before any code is looked at. */
static pw_status count_kinds(pw_code_votes *v, pw_error *err) {
  const pw_codings *g = v->given;
  for (size_t u = 0; u < g->units; u++) {
    int m = bits_in(g->readers[u]);
    v->read[m]++;
    if (m >= 2) v->base[g->participant[u]] += m;
  }
  memcpy(v->kinds, v->base, g->participants * sizeof *v->kinds);
  pw_status status = pw_sort(v->kinds, g->participants, sizeof *v->kinds,
                             by_size, NULL, v->alloc, err);
  if (status != PW_OK) return status;
  for (size_t i = 0; i < g->participants; i++) {
    if (v->kinds[i] == 0) continue;
    if (v->n_kinds == 0 || v->kinds[v->n_kinds - 1] != v->kinds[i]) {
      v->kinds[v->n_kinds++] = v->kinds[i];
    }
    v->people[v->n_kinds - 1]++;
  }
  return PW_OK;
}

pw_status pw_code_votes_of(const pw_codings *given, pw_alloc *alloc,
                           pw_code_votes *out, pw_error *err) {
  memset(out, 0, sizeof *out);
  out->alloc = alloc;
  out->given = given;
  if (given->coders > PW_CODERS) {
    return pw_fail(err, PW_ARGUMENT, "more than 64 coders");
  }
  size_t people = given->participants;
  out->first = pw_alloc_zeroed(alloc, given->codes + 1, sizeof *out->first);
  out->order = pw_alloc_zeroed(alloc, given->codings, sizeof *out->order);
  out->read = pw_alloc_zeroed(alloc, PW_CODERS + 1, sizeof *out->read);
  double **by_person[] = {&out->base, &out->kinds, &out->people, &out->both,
                          &out->one,  &out->left,  &out->rest};
  int failed = out->first == NULL || out->order == NULL || out->read == NULL;
  for (size_t i = 0; i < sizeof by_person / sizeof *by_person; i++) {
    *by_person[i] = pw_alloc_zeroed(alloc, people, sizeof(double));
    failed |= *by_person[i] == NULL;
  }
  out->touched = pw_alloc_zeroed(alloc, people, sizeof *out->touched);
  if (failed || out->touched == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for codings");
  }
  pw_status status = sort_codings(out, err);
  return status == PW_OK ? count_kinds(out, err) : status;
}

void pw_code_votes_free(pw_code_votes *v) {
  if (v->alloc == NULL) return;
  void *all[] = {v->first, v->order, v->read, v->base,    v->kinds, v->people,
                 v->both,  v->one,   v->left, v->touched, v->rest};
  for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
    pw_free(v->alloc, all[i]);
  }
  memset(v, 0, sizeof *v);
}

/* The next unit of a code from place *at on, and in *users the coders who used
 * it there; 0 at the end. */
static int next_unit(const pw_code_votes *v, size_t code, size_t *at,
                     size_t *unit, uint64_t *users) {
  const pw_codings *g = v->given;
  size_t end = v->first[code + 1];
  if (*at >= end) return 0;
  *unit = (size_t)g->unit[v->order[*at]];
  *users = 0;
  for (; *at < end && (size_t)g->unit[v->order[*at]] == *unit; ++*at) {
    *users |= UINT64_C(1) << g->coder[v->order[*at]];
  }
  *users &= g->readers[*unit];
  return 1;
}

void pw_code_votes_in(const pw_code_votes *v, size_t code, double *units,
                      double *used) {
  const pw_codings *g = v->given;
  size_t wide = g->coders + 1, at = v->first[code], unit;
  uint64_t users;
  memset(units, 0, wide * wide * sizeof *units);
  memset(used, 0, g->coders * sizeof *used);
  for (size_t m = 0; m < wide; m++) units[m * wide] = v->read[m];
  while (next_unit(v, code, &at, &unit, &users)) {
    size_t m = (size_t)bits_in(g->readers[unit]);
    units[m * wide]--;
    units[m * wide + (size_t)bits_in(users)]++;
    for (size_t i = 0; i < g->coders; i++) used[i] += (double)(users >> i & 1);
  }
}

/* ---- coincidences -------------------------------------------------------- */

/* Krippendorff 2011, step B. */
void pw_code_cells(const double *units, size_t coders, double cells[4]) {
  size_t wide = coders + 1;
  memset(cells, 0, 4 * sizeof *cells);
  for (size_t several = 2; several < wide; several++) {
    for (size_t users = 0; users <= several; users++) {
      double n = units[several * wide + users];
      double m = (double)several, y = (double)users;
      cells[0] += n * (m - y) * (m - y - 1) / (m - 1);
      cells[1] += n * y * (m - y) / (m - 1);
      cells[3] += n * y * (y - 1) / (m - 1);
    }
  }
  cells[2] = cells[1];
}

/* Krippendorff 2011, step B, of units with the code; gives how many
 * participants are touched. */
static size_t touch(pw_code_votes *v, size_t code) {
  const pw_codings *g = v->given;
  size_t touched = 0, at = v->first[code], unit;
  uint64_t users;
  while (next_unit(v, code, &at, &unit, &users)) {
    double m = bits_in(g->readers[unit]), y = bits_in(users);
    if (m < 2 || y == 0) continue;
    uint32_t who = g->participant[unit];
    if (v->left[who] == 0) v->touched[touched++] = who;
    v->both[who] += y * (y - 1) / (m - 1);
    v->one[who] += y * (m - y) / (m - 1);
    v->left[who] += m - (m - y) * (m - y - 1) / (m - 1);
  }
  return touched;
}

static size_t kind_of(const pw_code_votes *v, double base) {
  size_t low = 0, high = v->n_kinds;
  while (high - low > 1) {
    size_t middle = (low + high) / 2;
    if (v->kinds[middle] <= base) low = middle;
    else high = middle;
  }
  return low;
}

static pw_coincidence *put(pw_coincidence *to, size_t who, uint32_t cell,
                           double value) {
  to->participant = (uint32_t)who;
  to->cell = cell;
  to->value = value;
  return to + 1;
}

pw_status pw_code_coincidences(pw_code_votes *v, size_t code,
                               pw_coincidences *out, pw_error *err) {
  memset(out, 0, sizeof *out);
  size_t touched = touch(v, code), all = touched + v->n_kinds;
  pw_coincidence *parts = pw_alloc_zeroed(v->alloc, 4 * all, sizeof *parts);
  double *people = pw_alloc_zeroed(v->alloc, all, sizeof *people);
  pw_coincidence *to = parts;
  memcpy(v->rest, v->people, v->n_kinds * sizeof *v->rest);
  for (size_t i = 0; i < touched; i++) {
    uint32_t who = v->touched[i];
    if (parts != NULL && people != NULL) {
      to = put(to, i, 3, v->both[who]);
      to = put(to, i, 1, v->one[who]);
      to = put(to, i, 2, v->one[who]);
      to = put(to, i, 0, v->base[who] - v->left[who]);
      people[i] = 1;
      v->rest[kind_of(v, v->base[who])]--;
    }
    v->both[who] = v->one[who] = v->left[who] = 0;
  }
  pw_status status = PW_OK;
  if (parts == NULL || people == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for coincidences");
  } else {
    for (size_t k = 0; k < v->n_kinds; k++) {
      if (v->rest[k] == 0) continue;
      people[touched + k] = v->rest[k];
      to = put(to, touched + k, 0, v->kinds[k]);
    }
    status = pw_coincidences_of(parts, (size_t)(to - parts), people, v->alloc,
                                out, err);
  }
  pw_free(v->alloc, parts);
  pw_free(v->alloc, people);
  return status;
}
