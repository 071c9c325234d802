#include "text/overlaps.h"

#include <string.h>

#include "base/sort.h"

enum { POLL_EVERY = 1 << 16 };

/* Where a coding begins (+1) or ends (-1). */
typedef struct {
  int32_t who, text;
  double at;
  int32_t code, step;
} edge;

static int by_place(const void *a, const void *b, const void *unused) {
  const edge *x = a, *y = b;
  (void)unused;
  if (x->who != y->who) return x->who < y->who ? -1 : 1;
  if (x->text != y->text) return x->text < y->text ? -1 : 1;
  return x->at < y->at ? -1 : x->at > y->at;
}

static size_t fill_edges(const pw_placed *p, edge *edges) {
  size_t n = 0;
  for (size_t i = 0; i < p->codings; i++) {
    if (!(p->start[i] < p->end[i])) continue;
    edge one = {p->who[i], p->text[i], p->start[i], p->code[i], 1};
    edges[n++] = one;
    one.at = p->end[i];
    one.step = -1;
    edges[n++] = one;
  }
  return n;
}

/* What is open at a place of a text. */
typedef struct {
  size_t codes;
  int32_t *depth;  /* codings, by code */
  int32_t *place;  /* in `open`, by code; -1 where none is */
  int32_t *open;   /* the codes that are, in no order */
  double *since;   /* by code */
  int32_t *met_by; /* codes x codes: 1 + the last who has both */
  size_t n_open;
  double *runs, *characters;
  pw_meetings *met;
  pw_alloc *alloc;
} sweep;

static pw_status note_meeting(sweep *w, int32_t who, int32_t a, int32_t b,
                              pw_error *err) {
  pw_meeting one = {who, a < b ? a : b, a < b ? b : a};
  int32_t *last = &w->met_by[(size_t)one.first * w->codes + (size_t)one.second];
  if (*last == who + 1) return PW_OK;
  *last = who + 1;
  pw_meetings *met = w->met;
  if (met->count == met->room) {
    size_t room = met->room == 0 ? 256 : 2 * met->room;
    pw_meeting *more = pw_alloc_resize(w->alloc, met->list, room, sizeof *more);
    if (more == NULL) return pw_fail(err, PW_MEMORY, "no memory for overlaps");
    met->list = more;
    met->room = room;
  }
  met->list[met->count++] = one;
  return PW_OK;
}

static void add_run(sweep *w, int32_t a, int32_t b, double length) {
  size_t at = (size_t)a * w->codes + (size_t)b;
  w->runs[at]++;
  w->characters[at] += length;
}

static void open_code(sweep *w, int32_t code, double at) {
  w->since[code] = at;
  w->place[code] = (int32_t)w->n_open;
  w->open[w->n_open++] = code;
}

/* A run of two codes is over where the first of them ends. */
static pw_status close_code(sweep *w, const edge *e, pw_error *err) {
  int32_t code = e->code, last = w->open[--w->n_open];
  w->open[w->place[code]] = last;
  w->place[last] = w->place[code];
  w->place[code] = -1;
  add_run(w, code, code, e->at - w->since[code]);
  for (size_t i = 0; i < w->n_open; i++) {
    int32_t other = w->open[i];
    double since = w->since[code] > w->since[other] ? w->since[code]
                                                    : w->since[other];
    add_run(w, code, other, e->at - since);
    add_run(w, other, code, e->at - since);
    pw_status status = note_meeting(w, e->who, code, other, err);
    if (status != PW_OK) return status;
  }
  return PW_OK;
}

/* All that begins or ends at one place: what ends and begins there again goes
 * on, and what ends meets nothing that begins. */
static pw_status pass_place(sweep *w, const edge *edges, size_t n,
                            pw_error *err) {
  pw_status status = PW_OK;
  for (size_t i = 0; i < n; i++) w->depth[edges[i].code] += edges[i].step;
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    int32_t code = edges[i].code;
    if (w->place[code] >= 0 && w->depth[code] == 0)
      status = close_code(w, &edges[i], err);
  }
  for (size_t i = 0; i < n && status == PW_OK; i++) {
    int32_t code = edges[i].code;
    if (w->place[code] < 0 && w->depth[code] > 0)
      open_code(w, code, edges[i].at);
  }
  return status;
}

static pw_status sweep_edges(sweep *w, const edge *edges, size_t n,
                             const pw_stop *stop, pw_error *err) {
  size_t since_poll = POLL_EVERY;
  for (size_t from = 0, to; from < n; from = to) {
    if (since_poll >= POLL_EVERY) {
      since_poll = 0;
      if (pw_stop_asked(stop, (double)from / (double)n))
        return pw_fail(err, PW_STOPPED, "stopped");
    }
    to = from + 1;
    while (to < n && by_place(&edges[from], &edges[to], NULL) == 0) to++;
    pw_status status = pass_place(w, edges + from, to - from, err);
    if (status != PW_OK) return status;
    since_poll += to - from;
  }
  return PW_OK;
}

pw_status pw_overlaps(const pw_placed *p, double *runs, double *characters,
                      pw_meetings *met, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err) {
  size_t q = p->codes;
  for (size_t i = 0; i < q * q; i++) runs[i] = characters[i] = 0;
  edge *edges = pw_alloc_zeroed(alloc, 2 * p->codings, sizeof *edges);
  int32_t *numbers = pw_alloc_zeroed(alloc, 3 * q + q * q, sizeof *numbers);
  double *since = pw_alloc_zeroed(alloc, q, sizeof *since);
  pw_status status = PW_OK;
  if (edges == NULL || numbers == NULL || since == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for overlaps");
  } else {
    size_t n = fill_edges(p, edges);
    sweep w = {q,           numbers,
               numbers + q, numbers + 2 * q,
               since,       numbers + 3 * q,
               0,           runs,
               characters,  met,
               alloc};
    for (size_t i = 0; i < q; i++) w.place[i] = -1;
    status = pw_sort(edges, n, sizeof *edges, by_place, NULL, alloc, err);
    if (status == PW_OK) status = sweep_edges(&w, edges, n, stop, err);
  }
  pw_free(alloc, edges);
  pw_free(alloc, numbers);
  pw_free(alloc, since);
  return status;
}
