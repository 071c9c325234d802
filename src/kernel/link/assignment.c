#include "link/assignment.h"

#include <string.h>

/* The Hungarian method in its form with potentials (Kuhn 1955; Jonker and
 * Volgenant 1987): rows are added one by one, each along the shortest
 * augmenting path. Every row has a column of its own behind the real ones,
 * which stands for nobody, so that a full pairing always exists. */
typedef struct {
  const pw_assign_input *in;
  int32_t width;                     /* columns, and one more for each row */
  int32_t barred_row, barred_column; /* a pair that may not be, or -1 */
  int64_t *row_price; /* from 1; place 0 is the row that is being added */
  int64_t *column_price;
  int64_t *slack;
  int32_t *row_of; /* the row that has a column, 0 for none */
  int32_t *via;
  char *done;
} table;

static const int64_t FORBIDDEN = INT64_C(1) << 40;

static int64_t cost_of(const table *t, int32_t row, int32_t column) {
  const pw_assign_input *in = t->in;
  if (row == t->barred_row && column == t->barred_column) return FORBIDDEN;
  if (column >= in->columns) {
    return column - in->columns == row ? in->alone : FORBIDDEN;
  }
  int32_t cost = in->cost[(int64_t)row * in->columns + column];
  return cost == PW_NO_PAIR ? FORBIDDEN : cost;
}

/* Relaxes the free columns from row `row`; gives the nearest of them. */
static int32_t nearest_column(table *t, int32_t from, int32_t row,
                              int64_t *distance) {
  int32_t nearest = 0;
  *distance = INT64_MAX;
  for (int32_t column = 1; column <= t->width; column++) {
    if (t->done[column]) continue;
    int64_t reduced = cost_of(t, row - 1, column - 1) - t->row_price[row] -
      t->column_price[column];
    if (reduced < t->slack[column]) {
      t->slack[column] = reduced;
      t->via[column] = from;
    }
    if (t->slack[column] < *distance) {
      *distance = t->slack[column];
      nearest = column;
    }
  }
  return nearest;
}

static void add_row(table *t, int32_t row) {
  for (int32_t column = 0; column <= t->width; column++) {
    t->slack[column] = INT64_MAX;
    t->done[column] = 0;
  }
  t->row_of[0] = row;
  int32_t at = 0;
  do {
    int64_t distance;
    t->done[at] = 1;
    int32_t next = nearest_column(t, at, t->row_of[at], &distance);
    for (int32_t column = 0; column <= t->width; column++) {
      if (t->done[column]) {
        t->row_price[t->row_of[column]] += distance;
        t->column_price[column] -= distance;
      } else {
        t->slack[column] -= distance;
      }
    }
    at = next;
  } while (t->row_of[at] != 0);
  while (at != 0) {
    t->row_of[at] = t->row_of[t->via[at]];
    at = t->via[at];
  }
}

/* The least total; the pairing is left in row_of. */
static int64_t solve(table *t) {
  memset(t->row_price, 0, ((size_t)t->in->rows + 1) * sizeof *t->row_price);
  memset(t->column_price, 0, ((size_t)t->width + 1) * sizeof *t->column_price);
  memset(t->row_of, 0, ((size_t)t->width + 1) * sizeof *t->row_of);
  for (int32_t row = 1; row <= t->in->rows; row++) add_row(t, row);
  int64_t total = 0;
  for (int32_t column = 1; column <= t->width; column++) {
    if (t->row_of[column] > 0) {
      total += cost_of(t, t->row_of[column] - 1, column - 1);
    }
  }
  return total;
}

static void find_margins(table *t, int64_t least, const int32_t *match,
                         int32_t *margin) {
  for (int32_t row = 0; row < t->in->rows; row++) {
    margin[row] = 0;
    if (match[row] < 0) continue;
    t->barred_row = row;
    t->barred_column = match[row];
    margin[row] = (int32_t)(solve(t) - least);
  }
}

static int is_valid(const pw_assign_input *in) {
  if (in->rows < 0 || in->columns < 0 || in->rows > PW_MOST_ASSIGNED ||
      in->columns > PW_MOST_ASSIGNED || in->alone < 0)
    return 0;
  for (int64_t i = 0; i < (int64_t)in->rows * in->columns; i++) {
    if (in->cost[i] < PW_NO_PAIR) return 0;
  }
  return 1;
}

pw_status pw_assign(const pw_assign_input *in, int32_t *match, int32_t *margin,
                    pw_alloc *alloc, pw_error *err) {
  if (!is_valid(in)) return pw_fail(err, PW_ARGUMENT, "no such pairing");
  table t = {in,  in->columns + in->rows, -1, -1, NULL, NULL, NULL, NULL, NULL,
             NULL};
  size_t rows = (size_t)in->rows + 1, width = (size_t)t.width + 1;
  t.row_price = pw_alloc_zeroed(alloc, rows, sizeof *t.row_price);
  t.column_price = pw_alloc_zeroed(alloc, width, sizeof *t.column_price);
  t.slack = pw_alloc_zeroed(alloc, width, sizeof *t.slack);
  t.row_of = pw_alloc_zeroed(alloc, width, sizeof *t.row_of);
  t.via = pw_alloc_zeroed(alloc, width, sizeof *t.via);
  t.done = pw_alloc_zeroed(alloc, width, sizeof *t.done);
  pw_status status = PW_OK;
  if (t.row_price == NULL || t.column_price == NULL || t.slack == NULL ||
      t.row_of == NULL || t.via == NULL || t.done == NULL) {
    status = pw_fail(err, PW_MEMORY, "no memory for pairing people");
  } else {
    int64_t least = solve(&t);
    for (int32_t row = 0; row < in->rows; row++) match[row] = -1;
    for (int32_t column = 1; column <= in->columns; column++) {
      if (t.row_of[column] > 0) match[t.row_of[column] - 1] = column - 1;
    }
    find_margins(&t, least, match, margin);
  }
  pw_free(alloc, t.done);
  pw_free(alloc, t.via);
  pw_free(alloc, t.row_of);
  pw_free(alloc, t.slack);
  pw_free(alloc, t.column_price);
  pw_free(alloc, t.row_price);
  return status;
}
