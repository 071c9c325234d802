#include "link/persons.h"

#include <string.h>

#include "base/keyed_hash.h"
#include "base/spill.h"
#include "link/code_table.h"
#include "link/normalise.h"
#include "link/standing.h"

#define CODE_BUCKETS 256u
/* Codes that are looked at between two looks at whether to stop. */
#define TOGETHER 16384u

#define ROW_BITS 40
#define PASS_BITS 12

typedef struct {
  int64_t rows, uncoded, standing;
  int32_t *of;   /* in memory: of each record */
  uint64_t pass; /* how often it was begun anew */
  size_t range;  /* on disk: its first bucket of rows */
} wave;

/* A record on disk, in the bucket of its code. */
typedef struct {
  pw_keyed_hash code;
  uint64_t where; /* wave, pass and row */
} placed;

/* The same in the bucket of its rows. */
typedef struct {
  uint32_t row; /* from the first of the range on */
  int32_t person;
} owned;

struct pw_persons {
  pw_alloc *alloc;
  pw_alloc own;
  pw_persons_plan plan;
  wave *waves;
  int n_waves;
  int32_t people;
  pw_code_table *table; /* while they are in memory */
  pw_spill *codes, *rows;
  char *form; /* normal form of a code */
  size_t form_room;
  int32_t *fetched; /* the records of a bucket of rows, and which it is */
  size_t fetched_range;
};

static const char no_memory[] = "no memory for people";

pw_status pw_persons_new(pw_persons **out, const pw_persons_plan *plan,
                         pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_persons *p = pw_alloc_zeroed(alloc, 1, sizeof *p);
  if (p == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  p->alloc = alloc;
  p->own = pw_alloc_branch(alloc);
  p->plan = *plan;
  p->fetched_range = SIZE_MAX;
  pw_status status =
    pw_code_table_new(&p->table, plan->as_written, &p->own, err);
  if (status == PW_OK) *out = p;
  else pw_persons_free(p);
  return status;
}

pw_status pw_persons_wave(pw_persons *p, int anew, int64_t rows,
                          pw_error *err) {
  if (rows >> ROW_BITS != 0 || p->n_waves >= 1 << PASS_BITS)
    return pw_fail(err, PW_RANGE, "there are too many records");
  if (!anew) {
    wave *waves =
      pw_alloc_resize(&p->own, p->waves, (size_t)p->n_waves + 1, sizeof *waves);
    if (waves == NULL) return pw_fail(err, PW_MEMORY, no_memory);
    p->waves = waves;
    memset(&waves[p->n_waves++], 0, sizeof *waves);
  }
  wave *w = &p->waves[p->n_waves - 1];
  w->rows = rows;
  w->pass++;
  if (w->pass >> PASS_BITS != 0)
    return pw_fail(err, PW_RANGE, "a wave is begun too often");
  pw_free(&p->own, w->of);
  w->of = NULL;
  if (p->codes != NULL) return PW_OK;
  w->of = pw_alloc_zeroed(&p->own, (size_t)rows, sizeof *w->of);
  return w->of != NULL ? PW_OK : pw_fail(err, PW_MEMORY, no_memory);
}

/* ---- on disk ---------------------------------------------------------------
 */

static pw_status place(pw_persons *p, int in, int64_t row, pw_text code,
                       pw_error *err) {
  const wave *w = &p->waves[in];
  placed record = {pw_hash_keyed(p->plan.key, code.bytes, code.length),
                   (uint64_t)in << (ROW_BITS + PASS_BITS) |
                     w->pass << ROW_BITS | (uint64_t)row};
  return pw_spill_put(p->codes, record.code.half[0] % CODE_BUCKETS, &record,
                      err);
}

static pw_status stopped(pw_error *err) {
  return pw_fail(err, PW_STOPPED, "stopped");
}

/* Puts on disk the records of a wave that was in memory. */
static pw_status place_wave(pw_persons *p, int in, const pw_stop *stop,
                            pw_error *err) {
  wave *w = &p->waves[in];
  pw_status status = PW_OK;
  for (int64_t row = 0; row < w->rows && status == PW_OK; row++) {
    if (row % TOGETHER == 0 && pw_stop_asked(stop, 0)) return stopped(err);
    if (w->of[row] == 0) continue;
    status = place(p, in, row, pw_code_table_code(p->table, w->of[row]), err);
  }
  pw_free(&p->own, w->of);
  w->of = NULL;
  return status;
}

static pw_status leave_memory(pw_persons *p, const pw_stop *stop,
                              pw_error *err) {
  pw_status status = pw_spill_new(&p->codes, p->plan.codes, sizeof(placed),
                                  CODE_BUCKETS, &p->own, err);
  for (int k = 0; k < p->n_waves && status == PW_OK; k++)
    status = place_wave(p, k, stop, err);
  pw_code_table_free(p->table);
  p->table = NULL;
  return status;
}

static pw_status in_normal_form(pw_persons *p, pw_text *code, pw_error *err) {
  if (p->plan.as_written) return PW_OK;
  if (code->length > p->form_room || p->form == NULL) {
    char *form = pw_alloc_resize(&p->own, p->form, 2 * code->length, 1);
    if (form == NULL) return pw_fail(err, PW_MEMORY, no_memory);
    p->form = form;
    p->form_room = 2 * code->length;
  }
  size_t written;
  pw_status status = pw_normalise_code(code->bytes, code->length, p->form,
                                       p->form_room, &written, err);
  *code = (pw_text){p->form, written};
  return status;
}

static pw_status add_on_disk(pw_persons *p, int64_t from, const pw_text *codes,
                             size_t n, pw_error *err) {
  pw_status status = PW_OK;
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    pw_text code = codes[i];
    status = in_normal_form(p, &code, err);
    if (status == PW_FORMAT && err != NULL) err->row = (int64_t)i;
    if (status == PW_OK && code.length > 0)
      status = place(p, p->n_waves - 1, from + (int64_t)i, code, err);
  }
  return status;
}

pw_status pw_persons_add(pw_persons *p, int64_t from, const pw_text *codes,
                         size_t n, const pw_stop *stop, pw_error *err) {
  pw_status status = PW_OK;
  for (size_t at = 0; at < n && status == PW_OK; at += TOGETHER) {
    size_t some = n - at < TOGETHER ? n - at : TOGETHER;
    if (at > 0 && pw_stop_asked(stop, (double)at / (double)n))
      return stopped(err);
    /* A table that grows is twice what it was. */
    if (p->codes == NULL && p->own.in_use > p->plan.memory / 2)
      status = leave_memory(p, stop, err);
    if (status != PW_OK) return status;
    int64_t row = from + (int64_t)at;
    status = p->codes != NULL
      ? add_on_disk(p, row, codes + at, some, err)
      : pw_code_table_add(p->table, codes + at, some,
                          p->waves[p->n_waves - 1].of + row, stop, err);
    if (status != PW_OK && err != NULL && err->row != PW_NOWHERE)
      err->row += (int64_t)at;
  }
  return status;
}

/* ---- linking ---------------------------------------------------------------
 */

/* Room to tell people of several records apart. */
typedef struct {
  int32_t *seen, *again;
} marks;

static int open_marks(pw_persons *p, marks *m, size_t people) {
  m->seen = pw_alloc_zeroed(&p->own, people + 1, sizeof *m->seen);
  m->again = pw_alloc_zeroed(&p->own, people + 1, sizeof *m->again);
  return m->seen != NULL && m->again != NULL;
}

static void close_marks(pw_persons *p, marks *m) {
  pw_free(&p->own, m->seen);
  pw_free(&p->own, m->again);
}

static pw_status link_memory(pw_persons *p, pw_duplicate_rule rule,
                             const pw_stop *stop, pw_error *err) {
  marks m;
  p->people = pw_code_table_count(p->table);
  pw_code_table_free(p->table);
  p->table = NULL;
  pw_status status = open_marks(p, &m, (size_t)p->people)
    ? PW_OK
    : pw_fail(err, PW_MEMORY, no_memory);
  for (int k = 0; k < p->n_waves && status == PW_OK; k++) {
    wave *w = &p->waves[k];
    for (int64_t row = 0; row < w->rows; row++) w->uncoded += w->of[row] == 0;
    w->standing = pw_stand(w->of, w->rows, k + 1, rule, m.seen, m.again, stop);
    if (w->standing < 0) status = stopped(err);
    w->standing += w->uncoded;
  }
  close_marks(p, &m);
  return status;
}

/* The people of a bucket of codes. */
typedef struct {
  placed *records;
  int32_t *person; /* of each record, from 1 */
  int32_t *slots;  /* of a power of two: a record of each person, from 1 */
  size_t n, mask;
  int32_t people;
} bucket;

static void close_bucket(pw_persons *p, bucket *b) {
  pw_free(&p->own, b->records);
  pw_free(&p->own, b->person);
  pw_free(&p->own, b->slots);
}

static int is_valid(const pw_persons *p, const placed *record) {
  uint64_t pass = record->where >> ROW_BITS & ((1u << PASS_BITS) - 1);
  return pass == p->waves[record->where >> (ROW_BITS + PASS_BITS)].pass;
}

static pw_status fetch_bucket(pw_persons *p, bucket *b, size_t at,
                              pw_error *err) {
  size_t most = (size_t)pw_spill_count(p->codes, at), chunk = 0, some;
  size_t slots = 2;
  while (slots < 2 * most) slots *= 2;
  b->mask = slots - 1;
  b->records = pw_alloc_resize(&p->own, NULL, most, sizeof *b->records);
  b->person = pw_alloc_resize(&p->own, NULL, most, sizeof *b->person);
  b->slots = pw_alloc_zeroed(&p->own, slots, sizeof *b->slots);
  if (b->records == NULL || b->person == NULL || b->slots == NULL)
    return pw_fail(err, PW_MEMORY, no_memory);
  if (most > INT32_MAX)
    return pw_fail(err, PW_RANGE, "there are too many people");
  do {
    const void *records;
    pw_status status =
      pw_spill_next(p->codes, at, &chunk, &records, &some, err);
    if (status != PW_OK) return status;
    const placed *from = records;
    for (size_t i = 0; i < some; i++) {
      if (is_valid(p, &from[i])) b->records[b->n++] = from[i];
    }
  } while (some > 0);
  return PW_OK;
}

/* Numbers the people of the bucket in the order in which they came. */
static int number_people(bucket *b, const pw_stop *stop) {
  for (size_t i = 0; i < b->n; i++) {
    if (i % TOGETHER == 0 && pw_stop_asked(stop, 0)) return 0;
    const pw_keyed_hash code = b->records[i].code;
    size_t at = (size_t)code.half[1] & b->mask;
    int32_t known;
    while ((known = b->slots[at]) != 0) {
      const pw_keyed_hash other = b->records[known - 1].code;
      if (other.half[0] == code.half[0] && other.half[1] == code.half[1]) break;
      at = (at + 1) & b->mask;
    }
    if (known == 0) b->slots[at] = (int32_t)i + 1;
    b->person[i] = known == 0 ? ++b->people : b->person[known - 1];
  }
  return 1;
}

/* Puts the records of a wave, `n` from `from` on, into the buckets of their
 * rows. */
static pw_status own_rows(pw_persons *p, const bucket *b, size_t from, size_t n,
                          const wave *w, pw_error *err) {
  pw_status status = PW_OK;
  for (size_t i = from; i < from + n && status == PW_OK; i++) {
    int64_t row =
      (int64_t)(b->records[i].where & ((UINT64_C(1) << ROW_BITS) - 1));
    int32_t person = b->person[i];
    owned record = {(uint32_t)(row % PW_PERSONS_RANGE),
                    person + (person < 0 ? -p->people : p->people)};
    status = pw_spill_put(p->rows, w->range + (size_t)(row / PW_PERSONS_RANGE),
                          &record, err);
  }
  return status;
}

/* Each wave's records lie together in a bucket, as they came. */
static pw_status link_waves_of(pw_persons *p, bucket *b, const marks *m,
                               pw_duplicate_rule rule, const pw_stop *stop,
                               pw_error *err) {
  pw_status status = PW_OK;
  for (size_t from = 0, to; from < b->n && status == PW_OK; from = to) {
    uint64_t in = b->records[from].where >> (ROW_BITS + PASS_BITS);
    for (to = from + 1;
         to < b->n && b->records[to].where >> (ROW_BITS + PASS_BITS) == in;)
      to++;
    wave *w = &p->waves[in];
    int64_t n = (int64_t)(to - from);
    int64_t standing = pw_stand(b->person + from, n, (int32_t)in + 1, rule,
                                m->seen, m->again, stop);
    if (standing < 0) return stopped(err);
    w->standing += standing;
    w->uncoded -= n;
    status = own_rows(p, b, from, to - from, w, err);
  }
  return status;
}

static pw_status link_bucket(pw_persons *p, size_t at, pw_duplicate_rule rule,
                             const pw_stop *stop, pw_error *err) {
  bucket b;
  marks m = {NULL, NULL};
  memset(&b, 0, sizeof b);
  pw_status status = fetch_bucket(p, &b, at, err);
  if (status == PW_OK && !number_people(&b, stop)) status = stopped(err);
  if (status == PW_OK && p->people > INT32_MAX - b.people)
    status = pw_fail(err, PW_RANGE, "there are too many people");
  if (status == PW_OK && !open_marks(p, &m, (size_t)b.people))
    status = pw_fail(err, PW_MEMORY, no_memory);
  if (status == PW_OK) status = link_waves_of(p, &b, &m, rule, stop, err);
  if (status == PW_OK) p->people += b.people;
  close_marks(p, &m);
  close_bucket(p, &b);
  return status;
}

static pw_status link_disk(pw_persons *p, pw_duplicate_rule rule,
                           const pw_stop *stop, pw_error *err) {
  size_t ranges = 0;
  for (int k = 0; k < p->n_waves; k++) {
    wave *w = &p->waves[k];
    w->range = ranges;
    ranges += (size_t)(w->rows / PW_PERSONS_RANGE) + 1;
    w->uncoded = w->rows;
  }
  p->fetched =
    pw_alloc_zeroed(&p->own, (size_t)PW_PERSONS_RANGE, sizeof *p->fetched);
  if (p->fetched == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  pw_status status =
    pw_spill_new(&p->rows, p->plan.rows, sizeof(owned), ranges, &p->own, err);
  for (size_t at = 0; at < CODE_BUCKETS && status == PW_OK; at++) {
    status = pw_stop_asked(stop, (double)at / CODE_BUCKETS)
      ? stopped(err)
      : link_bucket(p, at, rule, stop, err);
  }
  for (int k = 0; k < p->n_waves; k++)
    p->waves[k].standing += p->waves[k].uncoded;
  pw_spill_free(p->codes);
  p->codes = NULL;
  return status;
}

pw_status pw_persons_link(pw_persons *p, pw_duplicate_rule rule,
                          const pw_stop *stop, pw_error *err) {
  return p->codes == NULL ? link_memory(p, rule, stop, err)
                          : link_disk(p, rule, stop, err);
}

/* ---- what is known since ---------------------------------------------------
 */

int32_t pw_persons_count(const pw_persons *p) { return p->people; }

int64_t pw_persons_uncoded(const pw_persons *p, int in) {
  return p->waves[in].uncoded;
}

int64_t pw_persons_standing(const pw_persons *p, int in) {
  return p->waves[in].standing;
}

int pw_persons_on_disk(const pw_persons *p) { return p->rows != NULL; }

static pw_status fetch_range(pw_persons *p, size_t range, pw_error *err) {
  if (p->fetched_range == range) return PW_OK;
  p->fetched_range = SIZE_MAX;
  memset(p->fetched, 0, (size_t)PW_PERSONS_RANGE * sizeof *p->fetched);
  size_t chunk = 0, some;
  do {
    const void *records;
    pw_status status =
      pw_spill_next(p->rows, range, &chunk, &records, &some, err);
    if (status != PW_OK) return status;
    const owned *from = records;
    for (size_t i = 0; i < some; i++) p->fetched[from[i].row] = from[i].person;
  } while (some > 0);
  p->fetched_range = range;
  return PW_OK;
}

pw_status pw_persons_of(pw_persons *p, int in, int64_t from, int64_t n,
                        int32_t *person, pw_error *err) {
  const wave *w = &p->waves[in];
  if (p->rows == NULL) {
    if (n > 0) memcpy(person, w->of + from, (size_t)n * sizeof *person);
    return PW_OK;
  }
  while (n > 0) {
    int64_t at = from % PW_PERSONS_RANGE, some = PW_PERSONS_RANGE - at;
    if (some > n) some = n;
    pw_status status =
      fetch_range(p, w->range + (size_t)(from / PW_PERSONS_RANGE), err);
    if (status != PW_OK) return status;
    memcpy(person, p->fetched + at, (size_t)some * sizeof *person);
    person += some;
    from += some;
    n -= some;
  }
  return PW_OK;
}

void pw_persons_free(pw_persons *p) {
  if (p == NULL) return;
  pw_code_table_free(p->table);
  pw_spill_free(p->codes);
  pw_spill_free(p->rows);
  for (int k = 0; k < p->n_waves; k++) pw_free(&p->own, p->waves[k].of);
  pw_free(&p->own, p->waves);
  pw_free(&p->own, p->form);
  pw_free(&p->own, p->fetched);
  pw_alloc_join(p->alloc, &p->own);
  pw_free(p->alloc, p);
}
