#include "table/crosstab.h"

#define BLOCK INT64_C(65536)

/* `done` and `all` count rows of columns. */
static pw_status count_column(pw_counter *s, const pw_people *people,
                              pw_answers *in, const pw_stop *stop, double done,
                              double all, pw_error *err) {
  pw_counter_begin(s, people, in);
  int64_t n = people->n_rows;
  for (int64_t from = 0; from < n; from += BLOCK) {
    int64_t to = from + BLOCK < n ? from + BLOCK : n;
    double before = done + (double)from;
    if (before > 0 && pw_stop_asked(stop, before / all)) {
      return pw_fail(err, PW_STOPPED, "stopped");
    }
    pw_status status = pw_counter_rows(s, people, in, from, to, err);
    if (status != PW_OK) return status;
  }
  pw_counter_give(s, people, in);
  return PW_OK;
}

static int answers_fit(const pw_people *people, const pw_answers *columns,
                       int64_t n_columns) {
  if (people->n_groups < 1 || people->most < 1 ||
      people->most > INT32_MAX / people->n_groups) {
    return 0;
  }
  for (int64_t i = 0; i < n_columns; i++) {
    if ((people->weights == NULL) != (columns[i].weighted == NULL)) return 0;
  }
  return 1;
}

pw_status pw_crosstab(const pw_people *people, pw_answers *columns,
                      int64_t n_columns, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err) {
  if (!answers_fit(people, columns, n_columns)) {
    return pw_fail(err, PW_ARGUMENT, "the groups or the weights do not fit");
  }
  pw_counter s;
  pw_status status = PW_OK;
  if (!pw_counter_start(&s, people, alloc)) {
    status = pw_fail(err, PW_MEMORY, "no memory to count answers");
  }
  double n_rows = (double)people->n_rows, all = n_rows * (double)n_columns;
  for (int64_t i = 0; status == PW_OK && i < n_columns; i++) {
    status =
      count_column(&s, people, &columns[i], stop, n_rows * (double)i, all, err);
    if (status != PW_OK && err != NULL) err->column = i;
  }
  pw_counter_end(&s, alloc);
  return status;
}
