#include "stretches.h"

#include <string.h>

#include "text/offsets.h"

/* Orders the rows by their texts: counting sort, stable. */
static void order_rows(stretches *all, size_t n) {
  size_t n_texts = (size_t)XLENGTH(all->texts);
  size_t *next = (size_t *)(void *)R_alloc(n_texts + 2, sizeof *next);
  memset(next, 0, (n_texts + 2) * sizeof *next);
  for (size_t i = 0; i < n; i++) {
    if (all->of[i] != NA_INTEGER) next[all->of[i] + 1]++;
  }
  for (size_t text = 0; text <= n_texts; text++) next[text + 1] += next[text];
  all->n = next[n_texts + 1];
  all->rows = (size_t *)(void *)R_alloc(all->n + 1, sizeof *all->rows);
  for (size_t i = 0; i < n; i++) {
    if (all->of[i] != NA_INTEGER) all->rows[next[all->of[i]]++] = i;
  }
}

stretches pw_stretches(SEXP texts, SEXP of, SEXP start, SEXP end) {
  stretches all = {0};
  all.texts = texts;
  all.of = INTEGER(of);
  all.start = INTEGER(start);
  all.end = INTEGER(end);
  order_rows(&all, (size_t)XLENGTH(of));
  return all;
}

static void measure(stretches *all, int text) {
  SEXP string = STRING_ELT(all->texts, text - 1);
  all->text = text;
  all->whole.bytes = CHAR(string);
  all->whole.length = (size_t)LENGTH(string);
  if (all->whole.length + 1 > all->room) {
    all->room = 2 * (all->whole.length + 1);
    all->starts = (size_t *)(void *)R_alloc(all->room, sizeof *all->starts);
  }
  all->characters =
    pw_text_starts(all->whole.bytes, all->whole.length, all->starts);
}

int pw_next_stretch(stretches *all, size_t *row, pw_span *stretch) {
  if (all->done == all->n) return 0;
  *row = all->rows[all->done++];
  if (all->of[*row] != all->text) measure(all, all->of[*row]);
  int from = all->start[*row], to = all->end[*row];
  int there = from != NA_INTEGER && to != NA_INTEGER && from >= 0 &&
    to >= from && (size_t)to <= all->characters;
  stretch->bytes = there ? all->whole.bytes + all->starts[from] : NULL;
  stretch->length = there ? all->starts[to] - all->starts[from] : 0;
  return 1;
}
