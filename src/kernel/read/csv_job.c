#include "read/csv_job.h"

#include <stdatomic.h>
#include <string.h>

#include "base/thread_pool.h"
#include "read/csv_band.h"

#define SLOTS_PER_THREAD 2

/* Chunks are forgotten so many at a time. */
#define FORGET_TOGETHER 16

/* With more columns of texts than these, what is remembered of them does not
 * fit the cache. */
#define MOST_REMEMBERED 4096

/* What one stretch yields. Only the thread that has the slot touches it. */
typedef struct {
  pw_alloc alloc;
  pw_csv_index index;
  pw_csv_overflow overflow;
  int32_t *ids; /* per target of texts: its rows, one target after another */
  size_t id_room;
  pw_csv_part *parts;      /* per target of texts */
  pw_csv_recents *recents; /* likewise, or NULL */
  int64_t from, to;        /* the rows of the index that are asked for */
  int64_t chunk;           /* which it is */
} piece_slot;

/* What the threads find out about a target. */
typedef struct {
  atomic_int next; /* the type to read as next; that it has while it fits */
  atomic_uint zones;
  int64_t text; /* which of the targets of texts it is, or -1 */
  pw_csv_texts texts;
} target_state;

struct pw_csv_job {
  const pw_csv_request *request;
  pw_alloc *alloc;
  pw_csv_quick quick;
  int64_t first_chunk, n_chunks;
  unsigned char *released; /* for each chunk */
  int64_t passed;          /* chunks from the first on that are released */
  target_state *states;
  int64_t n_texts;
  piece_slot *slots;
  int n_slots;
  pw_pool *pool;
};

static void raise_type(target_state *state, pw_csv_type type) {
  int before = atomic_load(&state->next);
  while (before < (int)type &&
         !atomic_compare_exchange_weak(&state->next, &before, (int)type)) {
  }
}

/* Where a target's values of a chunk begin. */
static void *values_from(const pw_csv_target *target, int64_t row) {
  size_t size = target->type == PW_CSV_INTEGER ? sizeof(int32_t)
                                               : sizeof(double);
  return (char *)target->values + (size_t)row * size;
}

static int is_lost(const pw_csv_job *job, int64_t t) {
  return atomic_load(&job->states[t].next) !=
    (int)job->request->targets[t].type;
}

static void fill_values(pw_csv_job *job, piece_slot *slot, int64_t t,
                        int64_t row) {
  const pw_csv_target *target = &job->request->targets[t];
  target_state *state = &job->states[t];
  if (is_lost(job, t)) return;
  pw_csv_cells cells = {&slot->index, target->column, slot->from, slot->to};
  unsigned zones = 0;
  pw_csv_type type = pw_csv_fill(cells, target->type, job->request->rules,
                                 &job->quick, values_from(target, row), &zones);
  if (type != target->type) raise_type(state, type);
  if (zones != 0) atomic_fetch_or(&state->zones, zones);
}

/* Counts the targets from `t` on that are whole numbers, or numbers, of columns
 * beside each other. */
static int band_at(const pw_csv_job *job, int64_t t) {
  const pw_csv_request *request = job->request;
  const pw_csv_target *first = &request->targets[t];
  int n = 0;
  if (first->type != PW_CSV_INTEGER && first->type != PW_CSV_NUMBER) return 0;
  while (n < PW_CSV_BAND && t + n < request->n_targets &&
         first[n].type == first->type && first[n].column == first->column + n &&
         !is_lost(job, t + n)) {
    n++;
  }
  return n;
}

/* Fills the `n` targets from `t` on, at once as far as their cells are digits.
 */
static void fill_band(pw_csv_job *job, piece_slot *slot, int64_t t, int n,
                      int64_t row) {
  const pw_csv_target *first = &job->request->targets[t];
  void *out[PW_CSV_BAND];
  for (int i = 0; i < n; i++) out[i] = values_from(first + i, row);
  pw_csv_cells cells = {&slot->index, first->column, slot->from, slot->to};
  uint32_t unknown = pw_csv_fill_band(cells, first->type, n, &job->quick, out);
  for (int i = 0; i < n; i++) {
    if (unknown >> i & 1) fill_values(job, slot, t + i, row);
  }
}

static pw_status room_for_texts(pw_csv_job *job, piece_slot *slot, int64_t rows,
                                size_t bytes, pw_error *err) {
  pw_csv_overflow *overflow = &slot->overflow;
  if (overflow->unescaped_room < bytes) {
    pw_free(&slot->alloc, overflow->unescaped);
    overflow->unescaped = NULL;
    overflow->unescaped_room = bytes;
  }
  overflow->unescaped_used = overflow->n_unpooled = 0;
  size_t wanted = (size_t)rows * (size_t)job->n_texts;
  if (wanted <= slot->id_room) return PW_OK;
  pw_free(&slot->alloc, slot->ids);
  slot->id_room = 0;
  slot->ids = pw_alloc_resize(&slot->alloc, NULL, wanted, sizeof *slot->ids);
  if (slot->ids == NULL) return pw_fail(err, PW_MEMORY, "no memory for texts");
  slot->id_room = wanted;
  return PW_OK;
}

/* One chunk, on any thread. */
static pw_status read_chunk(void *data, int64_t item, int at, pw_error *err) {
  pw_csv_job *job = data;
  const pw_csv_request *request = job->request;
  piece_slot *slot = &job->slots[at];
  int64_t which = job->first_chunk + item;
  const pw_csv_chunk *chunk = &request->chunks->chunks[which];
  slot->chunk = which;
  pw_status status = pw_csv_index_chunk(request, which, &slot->index, err);
  if (status != PW_OK) return status;
  pw_csv_rows_asked(request, which, &slot->index, &slot->from, &slot->to);
  int64_t rows = slot->to - slot->from;
  if (rows == 0) return PW_OK;
  status = room_for_texts(job, slot, rows, chunk->to - chunk->from, err);
  int64_t row = chunk->record + slot->from - request->first;
  int n = 0;
  for (int64_t t = 0; t < request->n_targets && status == PW_OK; t += n) {
    n = band_at(job, t);
    if (n > 0) {
      fill_band(job, slot, t, n, row);
      continue;
    }
    n = 1;
    target_state *state = &job->states[t];
    if (state->text < 0) {
      fill_values(job, slot, t, row);
      continue;
    }
    pw_csv_cells cells = {&slot->index, request->targets[t].column, slot->from,
                          slot->to};
    status = pw_csv_texts_fill(&state->texts, &slot->parts[state->text], cells,
                               request->rules, &slot->overflow,
                               slot->ids + state->text * rows, err);
  }
  if (status != PW_OK && err->offset != PW_NOWHERE) {
    err->offset += (int64_t)chunk->from;
  }
  return status;
}

static pw_status open_targets(pw_csv_job *job, pw_error *err) {
  const pw_csv_request *request = job->request;
  job->states = pw_alloc_zeroed(job->alloc, (size_t)request->n_targets,
                                sizeof *job->states);
  if (job->states == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the columns");
  for (int64_t t = 0; t < request->n_targets; t++) {
    target_state *state = &job->states[t];
    atomic_init(&state->next, (int)request->targets[t].type);
    atomic_init(&state->zones, 0u);
    state->text = -1;
  }
  for (int64_t t = 0; t < request->n_targets; t++) {
    if (request->targets[t].type != PW_CSV_TEXT) continue;
    pw_status status =
      pw_csv_texts_open(&job->states[t].texts, request->count, job->alloc, err);
    job->states[t].text = job->n_texts++;
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

static pw_status open_slot(const pw_csv_job *job, piece_slot *slot,
                           pw_error *err) {
  size_t texts = (size_t)job->n_texts;
  slot->alloc = pw_alloc_branch(job->alloc);
  slot->index.alloc = &slot->alloc;
  slot->index.n_columns = job->request->n_columns;
  slot->overflow.alloc = &slot->alloc;
  slot->parts = pw_alloc_zeroed(&slot->alloc, texts, sizeof *slot->parts);
  if (slot->parts == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the columns");
  if (texts > MOST_REMEMBERED) return PW_OK;
  slot->recents = pw_alloc_zeroed(&slot->alloc, texts, sizeof *slot->recents);
  if (slot->recents == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the columns");
  for (size_t t = 0; t < texts; t++) slot->parts[t].recents = &slot->recents[t];
  return PW_OK;
}

static pw_status open_slots(pw_csv_job *job, pw_error *err) {
  int n = SLOTS_PER_THREAD * job->request->threads;
  job->slots = pw_alloc_zeroed(job->alloc, (size_t)n, sizeof *job->slots);
  if (job->slots == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the columns");
  pw_status status = PW_OK;
  for (int i = 0; i < n && status == PW_OK; i++) {
    status = open_slot(job, &job->slots[i], err);
    job->n_slots++;
  }
  return status;
}

pw_status pw_csv_job_start(pw_csv_job **out, const pw_csv_request *request,
                           pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_csv_job *job = pw_alloc_zeroed(alloc, 1, sizeof *job);
  if (job == NULL) return pw_fail(err, PW_MEMORY, "no memory for the columns");
  job->request = request;
  job->alloc = alloc;
  pw_csv_quick_for(&job->quick, request->rules, request->none);
  pw_status status = open_targets(job, err);
  if (status == PW_OK) status = open_slots(job, err);
  if (status == PW_OK && request->count > 0) {
    job->first_chunk = pw_csv_chunk_of(request->chunks, request->first);
    job->n_chunks = 1 - job->first_chunk +
      pw_csv_chunk_of(request->chunks, request->first + request->count - 1);
  }
  if (status == PW_OK) {
    job->released = pw_alloc_zeroed(alloc, (size_t)job->n_chunks, 1);
    if (job->released == NULL)
      status = pw_fail(err, PW_MEMORY, "no memory for the columns");
  }
  if (status == PW_OK) {
    pw_pool_plan plan = {request->threads, job->n_slots, job->n_chunks,
                         read_chunk, job};
    status = pw_pool_start(&job->pool, &plan, alloc, err);
  }
  if (status == PW_OK) {
    *out = job;
  } else {
    pw_csv_job_free(job);
  }
  return status;
}

pw_status pw_csv_job_next(pw_csv_job *job, pw_csv_piece *piece,
                          const pw_stop *stop, pw_error *err) {
  memset(piece, 0, sizeof *piece);
  int64_t item;
  pw_status status = pw_pool_next(job->pool, &item, &piece->slot, stop, err);
  if (status != PW_OK || piece->slot < 0) return status;
  const pw_csv_request *request = job->request;
  piece_slot *slot = &job->slots[piece->slot];
  const pw_csv_chunk *chunk = &request->chunks->chunks[slot->chunk];
  piece->row = chunk->record + slot->from - request->first;
  piece->count = slot->to - slot->from;
  const pw_csv_ragged *ragged = slot->index.ragged;
  size_t from = 0, to = slot->index.n_ragged;
  while (from < to && ragged[from].record < request->first) from++;
  while (to > from && ragged[to - 1].record >= request->first + request->count)
    to--;
  piece->ragged = to > from ? ragged + from : NULL;
  piece->n_ragged = to - from;
  return PW_OK;
}

pw_csv_piece_texts pw_csv_texts_of(const pw_csv_job *job, int slot,
                                   int64_t target) {
  const piece_slot *s = &job->slots[slot];
  int64_t text = job->states[target].text;
  const pw_csv_part *part = &s->parts[text];
  const pw_csv_unpooled *unpooled = s->overflow.unpooled;
  if (unpooled != NULL) unpooled += part->unpooled;
  pw_csv_piece_texts out = {s->ids + text * (s->to - s->from), unpooled,
                            part->known, part->plain};
  return out;
}

pw_csv_texts *pw_csv_job_texts(pw_csv_job *job, int64_t target) {
  return &job->states[target].texts;
}

/* Chunks share a stretch of the file with their neighbours, and are released in
 * any order: only what lies before the first that is still needed is forgotten.
 */
void pw_csv_job_release(pw_csv_job *job, int slot) {
  const pw_csv_chunk *chunks = job->request->chunks->chunks + job->first_chunk;
  int64_t before = job->passed;
  job->released[job->slots[slot].chunk - job->first_chunk] = 1;
  while (job->passed < job->n_chunks && job->released[job->passed])
    job->passed++;
  if (job->passed / FORGET_TOGETHER > before / FORGET_TOGETHER) {
    pw_csv_forget(job->request, chunks[0].from, chunks[job->passed - 1].to);
  }
  pw_pool_release(job->pool, slot);
}

static void tell_target(const target_state *state, pw_csv_target *target) {
  pw_csv_type next = (pw_csv_type)atomic_load(&state->next);
  target->zones = atomic_load(&state->zones);
  if (target->type == PW_CSV_TIME &&
      target->zones == (PW_CSV_ZONED | PW_CSV_UNZONED)) {
    next = PW_CSV_TEXT;
  }
  target->lost = next != target->type;
  target->type = next;
}

void pw_csv_job_free(pw_csv_job *job) {
  if (job == NULL) return;
  pw_alloc *alloc = job->alloc;
  pw_pool_free(job->pool);
  for (int64_t t = 0; job->states != NULL && t < job->request->n_targets; t++) {
    if (job->states[t].text >= 0) {
      pw_csv_texts_close(&job->states[t].texts, alloc);
    }
    tell_target(&job->states[t], &job->request->targets[t]);
  }
  for (int i = 0; i < job->n_slots; i++) {
    piece_slot *slot = &job->slots[i];
    pw_csv_index_free(&slot->index);
    pw_csv_overflow_free(&slot->overflow);
    pw_free(&slot->alloc, slot->ids);
    pw_free(&slot->alloc, slot->parts);
    pw_free(&slot->alloc, slot->recents);
    pw_alloc_join(alloc, &slot->alloc);
  }
  pw_free(alloc, job->slots);
  pw_free(alloc, job->released);
  pw_free(alloc, job->states);
  pw_free(alloc, job);
}
