#include "link/persons.h"

#include <string.h>

#include "link/code_buckets.h"
#include "link/code_table.h"
#include "link/normalise.h"
#include "link/owners.h"
#include "link/standing.h"

/* Codes that are looked at between two looks at whether to stop. */
#define TOGETHER 16384u

typedef struct {
  int64_t rows, uncoded, standing;
  int32_t *of; /* in memory: of each record */
} wave;

struct pw_persons {
  pw_alloc *alloc;
  pw_alloc own;
  pw_persons_plan plan;
  wave *waves;
  int n_waves;
  int32_t people;
  pw_code_table *table;   /* while they are in memory */
  pw_code_buckets *codes; /* on disk, until they are linked */
  pw_owners *owners;      /* since */
  char *form;             /* normal form of a code */
  size_t form_room;
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
  pw_status status =
    pw_code_table_new(&p->table, plan->as_written, &p->own, err);
  if (status == PW_OK) *out = p;
  else pw_persons_free(p);
  return status;
}

pw_status pw_persons_wave(pw_persons *p, int anew, int64_t rows,
                          pw_error *err) {
  if (rows >= PW_CODE_BUCKETS_ROWS || p->n_waves >= PW_CODE_BUCKETS_WAVES)
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
  pw_free(&p->own, w->of);
  w->of = NULL;
  if (p->codes != NULL)
    return pw_code_buckets_wave(p->codes, p->n_waves - 1, err);
  w->of = pw_alloc_zeroed(&p->own, (size_t)rows, sizeof *w->of);
  return w->of != NULL ? PW_OK : pw_fail(err, PW_MEMORY, no_memory);
}

/* ---- on disk ---------------------------------------------------------------
 */

static pw_status stopped(pw_error *err) {
  return pw_fail(err, PW_STOPPED, "stopped");
}

/* Puts on disk the records of a wave that was in memory. */
static pw_status place_wave(pw_persons *p, int in, const pw_stop *stop,
                            pw_error *err) {
  wave *w = &p->waves[in];
  pw_status status = pw_code_buckets_wave(p->codes, in, err);
  for (int64_t row = 0; row < w->rows && status == PW_OK; row++) {
    if (row % TOGETHER == 0 && pw_stop_asked(stop, 0)) return stopped(err);
    if (w->of[row] == 0) continue;
    status = pw_code_buckets_put(p->codes, in, row,
                                 pw_code_table_code(p->table, w->of[row]), err);
  }
  pw_free(&p->own, w->of);
  w->of = NULL;
  return status;
}

static pw_status leave_memory(pw_persons *p, const pw_stop *stop,
                              pw_error *err) {
  pw_status status =
    pw_code_buckets_new(&p->codes, p->plan.codes, p->plan.key, &p->own, err);
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
      status = pw_code_buckets_put(p->codes, p->n_waves - 1, from + (int64_t)i,
                                   code, err);
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

/* Says whose the records of a wave are, `n` from `from` on. */
static pw_status own_rows(pw_persons *p, const pw_code_bucket *b, size_t from,
                          size_t n, int in, pw_error *err) {
  pw_status status = PW_OK;
  for (size_t i = from; i < from + n && status == PW_OK; i++) {
    int32_t person = b->person[i];
    status = pw_owners_put(p->owners, in, pw_placed_row(&b->records[i]),
                           person + (person < 0 ? -p->people : p->people), err);
  }
  return status;
}

static pw_status link_waves_of(pw_persons *p, pw_code_bucket *b, const marks *m,
                               pw_duplicate_rule rule, const pw_stop *stop,
                               pw_error *err) {
  pw_status status = PW_OK;
  for (size_t from = 0, to; from < b->n && status == PW_OK; from = to) {
    int in = pw_placed_wave(&b->records[from]);
    for (to = from + 1; to < b->n && pw_placed_wave(&b->records[to]) == in;)
      to++;
    int64_t n = (int64_t)(to - from);
    int64_t standing = pw_stand(b->person + from, n, (int32_t)in + 1, rule,
                                m->seen, m->again, stop);
    if (standing < 0) return stopped(err);
    p->waves[in].standing += standing;
    p->waves[in].uncoded -= n;
    status = own_rows(p, b, from, to - from, in, err);
  }
  return status;
}

static pw_status link_bucket(pw_persons *p, size_t at, pw_duplicate_rule rule,
                             const pw_stop *stop, pw_error *err) {
  pw_code_bucket b;
  marks m = {NULL, NULL};
  pw_status status = pw_code_bucket_open(p->codes, at, &b, stop, err);
  if (status != PW_OK) return status;
  if (p->people > INT32_MAX - b.people)
    status = pw_fail(err, PW_RANGE, "there are too many people");
  if (status == PW_OK && !open_marks(p, &m, (size_t)b.people))
    status = pw_fail(err, PW_MEMORY, no_memory);
  if (status == PW_OK) status = link_waves_of(p, &b, &m, rule, stop, err);
  if (status == PW_OK) p->people += b.people;
  close_marks(p, &m);
  pw_code_bucket_close(p->codes, &b);
  return status;
}

static pw_status open_owners(pw_persons *p, pw_error *err) {
  int64_t *rows =
    pw_alloc_zeroed(&p->own, (size_t)p->n_waves + 1, sizeof *rows);
  if (rows == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  for (int k = 0; k < p->n_waves; k++) {
    rows[k] = p->waves[k].uncoded = p->waves[k].rows;
  }
  pw_status status =
    pw_owners_new(&p->owners, p->plan.rows, p->n_waves, rows, &p->own, err);
  pw_free(&p->own, rows);
  return status;
}

static pw_status link_disk(pw_persons *p, pw_duplicate_rule rule,
                           const pw_stop *stop, pw_error *err) {
  pw_status status = open_owners(p, err);
  for (size_t at = 0; at < PW_CODE_BUCKETS && status == PW_OK; at++) {
    status = pw_stop_asked(stop, (double)at / PW_CODE_BUCKETS)
      ? stopped(err)
      : link_bucket(p, at, rule, stop, err);
  }
  for (int k = 0; k < p->n_waves; k++)
    p->waves[k].standing += p->waves[k].uncoded;
  pw_code_buckets_free(p->codes);
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

int pw_persons_on_disk(const pw_persons *p) { return p->owners != NULL; }

pw_status pw_persons_of(pw_persons *p, int in, int64_t from, int64_t n,
                        int32_t *person, pw_error *err) {
  if (p->owners != NULL)
    return pw_owners_of(p->owners, in, from, n, person, err);
  if (n > 0) memcpy(person, p->waves[in].of + from, (size_t)n * sizeof *person);
  return PW_OK;
}

void pw_persons_free(pw_persons *p) {
  if (p == NULL) return;
  pw_code_table_free(p->table);
  pw_code_buckets_free(p->codes);
  pw_owners_free(p->owners);
  for (int k = 0; k < p->n_waves; k++) pw_free(&p->own, p->waves[k].of);
  pw_free(&p->own, p->waves);
  pw_free(&p->own, p->form);
  pw_alloc_join(p->alloc, &p->own);
  pw_free(p->alloc, p);
}
