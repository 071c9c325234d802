#include "change/joined_tally.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include "base/spill.h"

/* Records between two looks at whether to stop. */
#define TOGETHER 8192u
#define CHUNKS 16u /* of a file, likewise */

struct pw_joined {
  pw_alloc *alloc;
  pw_joined_plan plan;
  pw_tally tally;  /* of those that are known already: records without a code */
  double *answers; /* of a range of people, column by column */
  double *people;  /* 1 for who is in any wave */
  size_t range;    /* how many people at once */
  pw_spill *spill; /* or NULL where all are one range */
  int begun;       /* the range is that of nobody, or more */
  double *values;  /* of a record */
  char *record;    /* the same as it is on disk */
  double *lone;    /* the pattern of a record without a code */
  const double **columns; /* its columns, or those of a range */
};

/* What stands in front of a record's values on disk. */
typedef struct {
  int32_t person; /* in its range, from 0 */
  uint16_t wave, count;
  uint32_t first, unused;
} head;

static const char no_memory[] = "no memory for the answers of people";

static size_t record_bytes(const pw_joined_plan *plan) {
  return sizeof(head) + plan->most * sizeof(double);
}

/* Each range has a bucket, which takes memory too: there are no more than
 * these.
 */
#define MOST_RANGES 1024u

/* How many people fit. */
static size_t range_of(const pw_joined_plan *plan) {
  size_t people = plan->people > 0 ? (size_t)plan->people : 1;
  size_t fit = plan->memory / ((plan->width + 1) * sizeof(double));
  size_t least = (people - 1) / MOST_RANGES + 1;
  if (fit >= people) return people;
  return fit > least ? fit : least;
}

pw_status pw_joined_new(pw_joined **out, const pw_joined_plan *plan,
                        pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  if (plan->waves > UINT16_MAX || plan->most > UINT16_MAX ||
      plan->width > UINT32_MAX || plan->width <= plan->waves)
    return pw_fail(err, PW_ARGUMENT, "the patterns do not fit");
  pw_joined *j = pw_alloc_zeroed(alloc, 1, sizeof *j);
  if (j == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  j->alloc = alloc;
  j->plan = *plan;
  j->range = range_of(plan);
  pw_tally_begin(&j->tally, alloc, plan->width);
  j->answers =
    pw_alloc_resize(alloc, NULL, j->range, plan->width * sizeof *j->answers);
  j->people = pw_alloc_zeroed(alloc, j->range, sizeof *j->people);
  j->record = pw_alloc_zeroed(alloc, record_bytes(plan), 1);
  j->values = pw_alloc_zeroed(alloc, plan->most, sizeof *j->values);
  j->lone = pw_alloc_zeroed(alloc, plan->width, sizeof *j->lone);
  j->columns = pw_alloc_zeroed(alloc, plan->width, sizeof *j->columns);
  pw_status status = PW_OK;
  if (j->answers == NULL || j->people == NULL || j->record == NULL ||
      j->values == NULL || j->lone == NULL || j->columns == NULL)
    status = pw_fail(err, PW_MEMORY, no_memory);
  if (status == PW_OK && j->range < (size_t)plan->people) {
    size_t buckets = ((size_t)plan->people - 1) / j->range + 1;
    status = pw_spill_new(&j->spill, plan->path, record_bytes(plan), buckets,
                          alloc, err);
  }
  if (status == PW_OK) *out = j;
  else pw_joined_free(j);
  return status;
}

static pw_status stopped(pw_error *err) {
  return pw_fail(err, PW_STOPPED, "stopped");
}

/* Nobody of the range is in any wave yet. */
static pw_status begin_range(pw_joined *j, const pw_stop *stop, pw_error *err) {
  j->begun = 1;
  for (size_t k = 0; k < j->plan.width; k++) {
    double none = k < j->plan.waves ? 0 : k == j->plan.waves ? 1 : NAN;
    for (size_t i = 0; i < j->range; i++) {
      if (i % TOGETHER == 0 && pw_stop_asked(stop, 0)) return stopped(err);
      j->answers[k * j->range + i] = none;
    }
  }
  memset(j->people, 0, j->range * sizeof *j->people);
  return PW_OK;
}

/* Sets one record of a person of the range. */
static void set_record(pw_joined *j, size_t person, size_t wave, size_t first,
                       size_t count) {
  j->people[person] = 1;
  j->answers[wave * j->range + person] = 1;
  for (size_t k = 0; k < count; k++)
    j->answers[(first + k) * j->range + person] = j->values[k];
}

/* A record without a code is a pattern by itself. */
static pw_status add_lone(pw_joined *j, size_t wave, size_t first, size_t count,
                          pw_error *err) {
  for (size_t k = 0; k < j->plan.width; k++) {
    j->lone[k] = k <= j->plan.waves ? k == wave : NAN;
    j->columns[k] = &j->lone[k];
  }
  for (size_t k = 0; k < count; k++) j->lone[first + k] = j->values[k];
  return pw_tally_add(&j->tally, j->columns, NULL, 1, NULL, err);
}

static pw_status put_record(pw_joined *j, int32_t person, size_t wave,
                            size_t first, size_t count, pw_error *err) {
  size_t at = (size_t)person - 1;
  if (j->spill == NULL) {
    set_record(j, at, wave, first, count);
    return PW_OK;
  }
  head of = {(int32_t)(at % j->range), (uint16_t)wave, (uint16_t)count,
             (uint32_t)first, 0};
  memcpy(j->record, &of, sizeof of);
  if (count > 0)
    memcpy(j->record + sizeof of, j->values, count * sizeof *j->values);
  return pw_spill_put(j->spill, at / j->range, j->record, err);
}

/* One record, whose values stand in j->values. */
static pw_status add_record(pw_joined *j, int32_t person, size_t wave,
                            size_t first, size_t count, pw_error *err) {
  if (person < 0) return PW_OK;
  return person == 0 ? add_lone(j, wave, first, count, err)
                     : put_record(j, person, wave, first, count, err);
}

pw_status pw_joined_add(pw_joined *j, size_t wave, const int32_t *person,
                        size_t n, size_t first, const double *const *values,
                        size_t count, const pw_stop *stop, pw_error *err) {
  if (wave >= j->plan.waves || count > j->plan.most || first > j->plan.width ||
      count > j->plan.width - first)
    return pw_fail(err, PW_ARGUMENT, "the records do not fit");
  pw_status status = PW_OK;
  if (j->spill == NULL && !j->begun) status = begin_range(j, stop, err);
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    if (i > 0 && i % TOGETHER == 0 &&
        pw_stop_asked(stop, (double)i / (double)n))
      return stopped(err);
    for (size_t k = 0; k < count; k++) j->values[k] = values[k][i];
    status = add_record(j, person[i], wave, first, count, err);
  }
  return status;
}

/* Puts a range of people together again. */
static pw_status fetch_range(pw_joined *j, size_t range, const pw_stop *stop,
                             pw_error *err) {
  size_t chunk = 0, some;
  pw_status status = begin_range(j, stop, err);
  while (status == PW_OK) {
    const void *records;
    status = pw_spill_next(j->spill, range, &chunk, &records, &some, err);
    if (status != PW_OK || some == 0) break;
    if (chunk % CHUNKS == 0 && pw_stop_asked(stop, 0)) return stopped(err);
    const char *at = records;
    for (size_t i = 0; i < some; i++, at += record_bytes(&j->plan)) {
      head of;
      memcpy(&of, at, sizeof of);
      memcpy(j->values, at + sizeof of, of.count * sizeof *j->values);
      set_record(j, (size_t)of.person, of.wave, of.first, of.count);
    }
  }
  return status;
}

/* Tallies the people of a range who are in any wave. */
static pw_status tally_range(pw_joined *j, size_t n, const pw_stop *stop,
                             pw_error *err) {
  for (size_t k = 0; k < j->plan.width; k++)
    j->columns[k] = j->answers + k * j->range;
  return pw_tally_add(&j->tally, j->columns, j->people, n, stop, err);
}

pw_status pw_joined_finish(pw_joined *j, pw_tally *tally, const pw_stop *stop,
                           pw_error *err) {
  size_t people = (size_t)j->plan.people;
  pw_status status = PW_OK;
  if (j->spill == NULL && j->begun) status = tally_range(j, people, stop, err);
  for (size_t at = 0; j->spill != NULL && at < people && status == PW_OK;
       at += j->range) {
    size_t n = people - at < j->range ? people - at : j->range;
    status = pw_stop_asked(stop, (double)at / (double)people)
      ? stopped(err)
      : fetch_range(j, at / j->range, stop, err);
    if (status == PW_OK) status = tally_range(j, n, stop, err);
  }
  *tally = j->tally;
  pw_tally_begin(&j->tally, j->alloc, j->plan.width);
  return status == PW_OK ? pw_tally_finish(tally, stop, err) : status;
}

void pw_joined_free(pw_joined *j) {
  if (j == NULL) return;
  pw_tally_free(&j->tally);
  pw_spill_free(j->spill);
  pw_free(j->alloc, j->answers);
  pw_free(j->alloc, j->people);
  pw_free(j->alloc, j->record);
  pw_free(j->alloc, j->values);
  pw_free(j->alloc, j->lone);
  pw_free(j->alloc, j->columns);
  pw_free(j->alloc, j);
}
