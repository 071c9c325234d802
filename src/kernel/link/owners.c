#include "link/owners.h"

#include <string.h>

#include "base/spill.h"

typedef struct {
  uint32_t row; /* from the first of the range on */
  int32_t person;
} owned;

struct pw_owners {
  pw_alloc *alloc;
  pw_spill *spill;
  size_t *first;    /* of each wave: its first range */
  int32_t *fetched; /* the persons of a range, and which it is */
  size_t range;
};

pw_status pw_owners_new(pw_owners **out, const char *path, int n_waves,
                        const int64_t *rows, pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_owners *o = pw_alloc_zeroed(alloc, 1, sizeof *o);
  if (o == NULL) return pw_fail(err, PW_MEMORY, "no memory for people");
  o->alloc = alloc;
  o->range = SIZE_MAX;
  o->first = pw_alloc_zeroed(alloc, (size_t)n_waves + 1, sizeof *o->first);
  o->fetched =
    pw_alloc_zeroed(alloc, (size_t)PW_OWNERS_RANGE, sizeof *o->fetched);
  pw_status status = PW_OK;
  if (o->first == NULL || o->fetched == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for people");
  } else {
    for (int k = 0; k < n_waves; k++)
      o->first[k + 1] = o->first[k] + (size_t)(rows[k] / PW_OWNERS_RANGE) + 1;
    status = pw_spill_new(&o->spill, path, sizeof(owned), o->first[n_waves],
                          alloc, err);
  }
  if (status == PW_OK) *out = o;
  else pw_owners_free(o);
  return status;
}

static size_t range_of(const pw_owners *o, int wave, int64_t row) {
  return o->first[wave] + (size_t)(row / PW_OWNERS_RANGE);
}

pw_status pw_owners_put(pw_owners *o, int wave, int64_t row, int32_t person,
                        pw_error *err) {
  owned record = {(uint32_t)(row % PW_OWNERS_RANGE), person};
  return pw_spill_put(o->spill, range_of(o, wave, row), &record, err);
}

static pw_status fetch(pw_owners *o, size_t range, pw_error *err) {
  if (o->range == range) return PW_OK;
  o->range = SIZE_MAX;
  memset(o->fetched, 0, (size_t)PW_OWNERS_RANGE * sizeof *o->fetched);
  size_t chunk = 0, some;
  do {
    const void *records;
    pw_status status =
      pw_spill_next(o->spill, range, &chunk, &records, &some, err);
    if (status != PW_OK) return status;
    const owned *from = records;
    for (size_t i = 0; i < some; i++) o->fetched[from[i].row] = from[i].person;
  } while (some > 0);
  o->range = range;
  return PW_OK;
}

pw_status pw_owners_of(pw_owners *o, int wave, int64_t from, int64_t n,
                       int32_t *person, pw_error *err) {
  while (n > 0) {
    int64_t at = from % PW_OWNERS_RANGE, some = PW_OWNERS_RANGE - at;
    if (some > n) some = n;
    pw_status status = fetch(o, range_of(o, wave, from), err);
    if (status != PW_OK) return status;
    memcpy(person, o->fetched + at, (size_t)some * sizeof *person);
    person += some;
    from += some;
    n -= some;
  }
  return PW_OK;
}

void pw_owners_free(pw_owners *o) {
  if (o == NULL) return;
  pw_spill_free(o->spill);
  pw_free(o->alloc, o->first);
  pw_free(o->alloc, o->fetched);
  pw_free(o->alloc, o);
}
