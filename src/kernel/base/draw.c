#include "base/draw.h"

#include <string.h>

#define AT_ONCE 1024

/* A binomial number costs about as much as so many uniform ones. */
#define BINOMIAL_COST 15

typedef struct {
  const double *count;
  size_t length;
  double n;
  const pw_random *random;
  uint32_t *counts; /* of the draw, by pattern */
  uint32_t *owner;  /* the pattern of each person, or NULL */
} urn;

static void draw_people(urn *u) {
  double uniform[AT_ONCE];
  size_t n = (size_t)u->n;
  memset(u->counts, 0, u->length * sizeof *u->counts);
  for (size_t done = 0; done < n; done += AT_ONCE) {
    size_t many = n - done < AT_ONCE ? n - done : AT_ONCE;
    u->random->uniform(u->random->data, uniform, many);
    for (size_t i = 0; i < many; i++) {
      u->counts[u->owner[(size_t)(uniform[i] * (double)n)]]++;
    }
  }
}

static void draw_patterns(urn *u) {
  double left = u->n;
  double people = u->n;
  for (size_t i = 0; i < u->length; i++) {
    double own = u->count[i];
    double drawn = left <= 0 ? 0
      : own >= people
      ? left
      : u->random->binomial(u->random->data, left, own / people);
    u->counts[i] = (uint32_t)drawn;
    left -= drawn;
    people -= own;
  }
}

static void assign_owners(urn *u) {
  size_t person = 0;
  for (size_t i = 0; i < u->length; i++) {
    for (double k = u->count[i]; k > 0; k--) u->owner[person++] = (uint32_t)i;
  }
}

static pw_status repeat(urn *u, size_t replicates, const pw_stop *stop,
                        pw_drawn visit, void *data, pw_error *err) {
  for (size_t k = 0; k < replicates; k++) {
    if (k % 64 == 0 && pw_stop_asked(stop, (double)k / (double)replicates)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    if (u->owner != NULL) draw_people(u);
    else draw_patterns(u);
    visit(data, u->counts, k);
  }
  return PW_OK;
}

pw_status pw_draw_counts(const double *count, size_t length, size_t replicates,
                         pw_draw draw, const pw_random *random,
                         const pw_stop *stop, pw_drawn visit, void *data,
                         pw_alloc *alloc, pw_error *err) {
  urn u = {count, length, 0, random, NULL, NULL};
  for (size_t i = 0; i < length; i++) u.n += count[i];
  if (u.n > UINT32_MAX) {
    return pw_fail(err, PW_RANGE, "too many people to resample");
  }
  int people = draw == PW_DRAW_PEOPLE ||
    (draw == PW_DRAW_CHEAPER && u.n <= BINOMIAL_COST * (double)length);
  pw_status status = PW_OK;
  u.counts = pw_alloc_zeroed(alloc, length, sizeof *u.counts);
  if (people) u.owner = pw_alloc_zeroed(alloc, (size_t)u.n, sizeof *u.owner);
  if (u.counts == NULL || (people && u.owner == NULL)) {
    status = pw_fail(err, PW_MEMORY, "no memory for resampling");
  } else {
    if (people) assign_owners(&u);
    status = repeat(&u, replicates, stop, visit, data, err);
  }
  pw_free(alloc, u.counts);
  pw_free(alloc, u.owner);
  return status;
}
