#include "cmocka_all.h"
#include "failing.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "csv_build.h"
#include "read/csv_file.h"
#include "read/csv_guess.h"
#include "read/csv_job.h"

#define COLUMNS 6
#define MOST_ROWS 3000
#define MOST_TEXT 64

static const pw_text missing[] = {{"", 0}, {"NA", 2}};

/* A file read to its end, as a caller does. */
typedef struct {
  pw_csv_type types[COLUMNS];
  double values[COLUMNS][MOST_ROWS];
  char texts[COLUMNS][MOST_ROWS][MOST_TEXT];
  int64_t ragged;
  int readings;
} result;

static void take_texts(pw_csv_job *job, const pw_csv_piece *piece,
                       int64_t target, char (*out)[MOST_TEXT]) {
  pw_csv_piece_texts texts = pw_csv_texts_of(job, piece->slot, target);
  for (int64_t i = 0; i < piece->count; i++) {
    pw_text text;
    int32_t id = texts.ids[i];
    if (texts.plain) assert_true(id >= PW_CSV_MISSING);
    if (id >= 0) {
      assert_true(id < texts.known);
      assert_true(texts.known <=
                  pw_csv_texts_count(pw_csv_job_texts(job, target)));
      pw_csv_texts_get(pw_csv_job_texts(job, target), id, id + 1, &text);
    } else if (id == PW_CSV_UNPOOLED) {
      text.bytes = texts.unpooled->bytes;
      text.length = texts.unpooled->length;
      texts.unpooled++;
    } else {
      text.bytes = id == PW_CSV_MISSING ? "<missing>" : "<empty>";
      text.length = strlen(text.bytes);
    }
    assert_true(text.length < MOST_TEXT);
    memcpy(out[piece->row + i], text.bytes, text.length);
    out[piece->row + i][text.length] = 0;
  }
}

/* A column of integers is read into its doubles' room, and spread over it. */
static void as_doubles(double *values, int64_t count) {
  const char *integers = (const char *)values;
  for (int64_t i = count - 1; i >= 0; i--) {
    int32_t value;
    memcpy(&value, integers + i * (int64_t)sizeof value, sizeof value);
    values[i] = value == INT32_MIN ? (double)NAN : value;
  }
}

static pw_status read_once(const pw_csv_request *request, result *out,
                           pw_alloc *alloc, const pw_stop *stop,
                           pw_error *err) {
  pw_csv_job *job;
  pw_csv_piece piece;
  pw_status status = pw_csv_job_start(&job, request, alloc, err);
  out->ragged = 0;
  while (status == PW_OK) {
    status = pw_csv_job_next(job, &piece, stop, err);
    if (status != PW_OK || piece.slot < 0) break;
    for (int64_t t = 0; t < request->n_targets; t++) {
      if (request->targets[t].type != PW_CSV_TEXT || piece.count == 0) continue;
      take_texts(job, &piece, t, out->texts[request->targets[t].tag]);
    }
    out->ragged += (int64_t)piece.n_ragged;
    pw_csv_job_release(job, piece.slot);
  }
  pw_csv_job_free(job);
  return status;
}

/* From `text`, or from `source` that holds it. */
static pw_status read_source(const char *text, pw_file *source, int64_t first,
                             int64_t count, int threads, int guess, result *out,
                             pw_alloc *alloc, const pw_stop *stop,
                             pw_error *err) {
  memset(out, 0, sizeof *out);
  pw_csv_options options = {-1, ',', '.', threads, 64, 0, NULL};
  pw_csv_rules rules = {missing, 2, '"', '.', INT32_MAX};
  pw_csv_target targets[COLUMNS];
  pw_csv_file file;
  size_t length = source == NULL ? strlen(text) : source->length;
  if (source != NULL) text = source->bytes;
  pw_status status = csv_open(&file, text, length, &options, alloc, err);
  if (status != PW_OK) return status;
  if (count < 0) count = file.chunks.records;
  pw_csv_request request = {.text = file.text,
                            .length = file.length,
                            .file = source,
                            .chunks = &file.chunks,
                            .marks = file.marks,
                            .n_columns = file.n_columns,
                            .rules = &rules,
                            .none = {INT32_MIN, NAN},
                            .first = first,
                            .count = count,
                            .targets = targets,
                            .n_targets = file.n_columns,
                            .threads = threads};
  for (int64_t t = 0; t < request.n_targets; t++) {
    pw_csv_target target = {t, PW_CSV_INTEGER, 0, 0, out->values[t], t};
    targets[t] = target;
  }
  if (guess) status = pw_csv_guess_types(&request, alloc, err);
  while (status == PW_OK && request.n_targets > 0) {
    status = read_once(&request, out, alloc, stop, err);
    out->readings++;
    int64_t lost = 0;
    for (int64_t t = 0; t < request.n_targets; t++) {
      out->types[targets[t].tag] = targets[t].type;
      if (targets[t].lost) {
        targets[lost++] = targets[t];
      } else if (targets[t].type == PW_CSV_INTEGER) {
        as_doubles(targets[t].values, count);
      }
    }
    request.n_targets = lost;
  }
  pw_csv_close(&file, alloc);
  return status;
}

static pw_status read_rows(const char *text, int64_t first, int64_t count,
                           int threads, int guess, result *out, pw_alloc *alloc,
                           const pw_stop *stop, pw_error *err) {
  return read_source(text, NULL, first, count, threads, guess, out, alloc, stop,
                     err);
}

static char *survey(int rows) {
  char *text = malloc((size_t)rows * 128 + 128);
  size_t at = (size_t)sprintf(text, "id,item,day,time,late,words\n");
  for (int i = 0; i < rows; i++) {
    at += (size_t)sprintf(text + at,
                          "p%05d,%d,2018-10-%02d,2018-10-31 %02d:05,%s,%s\n", i,
                          i % 5 + 1, i % 31 + 1, i % 24,
                          i == rows - 1 ? "x"
                            : i % 3     ? "1"
                                        : "NA",
                          i % 7 == 0 ? "\"say \"\"hi\"\",\n\""
                            : i % 2  ? "yes"
                                     : "");
  }
  return text;
}

static void a_survey_is_read_the_same_by_any_number_of_threads(void **state) {
  (void)state;
  char *text = survey(MOST_ROWS);
  result *one = malloc(sizeof *one), *more = malloc(sizeof *more);
  for (int threads = 1; threads <= 4; threads++) {
    pw_alloc alloc = pw_alloc_unlimited();
    result *out = threads == 1 ? one : more;
    assert_int_equal(
      read_rows(text, 0, -1, threads, 1, out, &alloc, NULL, NULL), PW_OK);
    assert_int_equal(alloc.in_use, 0);
    if (threads > 1) {
      assert_memory_equal(one->types, more->types, sizeof one->types);
      assert_memory_equal(one->values, more->values, sizeof one->values);
      assert_memory_equal(one->texts, more->texts, sizeof one->texts);
    }
  }
  static const pw_csv_type types[] = {PW_CSV_TEXT, PW_CSV_INTEGER, PW_CSV_DATE,
                                      PW_CSV_TIME, PW_CSV_TEXT,    PW_CSV_TEXT};
  assert_memory_equal(one->types, types, sizeof types);
  for (int i = 0; i < MOST_ROWS; i++) {
    char id[16];
    sprintf(id, "p%05d", i);
    assert_string_equal(one->texts[0][i], id);
    assert_true(one->values[1][i] == i % 5 + 1);
    assert_true(one->values[2][i] == 17805 + i % 31);
    assert_true(one->values[3][i] == (17835 * 24 + i % 24) * 3600.0 + 300);
    assert_string_equal(one->texts[4][i],
                        i == MOST_ROWS - 1 ? "x"
                          : i % 3          ? "1"
                                           : "<missing>");
    assert_string_equal(one->texts[5][i],
                        i % 7 == 0 ? "say \"hi\",\n"
                          : i % 2  ? "yes"
                                   : "<missing>");
  }
  free(one);
  free(more);
  free(text);
}

static void a_wrong_guess_costs_a_reading_and_no_cell(void **state) {
  (void)state;
  char *text = survey(500);
  result *guessed = malloc(sizeof *guessed), *not = malloc(sizeof *not );
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(read_rows(text, 0, -1, 2, 1, guessed, &alloc, NULL, NULL),
                   PW_OK);
  assert_int_equal(read_rows(text, 0, -1, 2, 0, not, &alloc, NULL, NULL),
                   PW_OK);
  assert_true(not ->readings > 1);
  assert_memory_equal(guessed->types, not ->types, sizeof not ->types);
  assert_memory_equal(guessed->texts, not ->texts, sizeof not ->texts);
  free(guessed);
  free(not );
  free(text);
}

static void write_text(const char *path, const char *text) {
  FILE *to = fopen(path, "wb");
  assert_non_null(to);
  assert_int_equal(fwrite(text, 1, strlen(text), to), strlen(text));
  fclose(to);
}

/* A late text makes a second reading needed, of stretches that are forgotten by
 * then; and whoever reads on finds the file as it was. */
static void what_is_forgotten_makes_no_difference(void **state) {
  (void)state;
  const char *path = "build/kernel/test_csv_job.tmp";
  char *text = survey(MOST_ROWS);
  write_text(path, text);
  result *memory = calloc(1, sizeof *memory),
         *forgot = calloc(1, sizeof *forgot);
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(read_rows(text, 0, -1, 1, 0, memory, &alloc, NULL, NULL),
                   PW_OK);
  for (int threads = 1; threads <= 3; threads++) {
    pw_file source;
    pw_error err;
    assert_int_equal(pw_file_open(&source, path, threads, &alloc, NULL, &err),
                     PW_OK);
    assert_true(source.length > 4 * PW_FILE_STRETCH);
    assert_int_equal(
      read_source(NULL, &source, 0, -1, threads, 0, forgot, &alloc, NULL, &err),
      PW_OK);
    assert_true(forgot->readings > 1);
    assert_memory_equal(memory->types, forgot->types, sizeof memory->types);
    for (int c = 0; c < COLUMNS; c++) {
      /* What a column of texts has as numbers is left from the first reading,
       * which ends where its threads happen to be. */
      if (memory->types[c] == PW_CSV_TEXT) {
        assert_memory_equal(memory->texts[c], forgot->texts[c],
                            sizeof memory->texts[c]);
      } else {
        assert_memory_equal(memory->values[c], forgot->values[c],
                            sizeof memory->values[c]);
      }
    }
#ifndef _WIN32
    assert_true(memcmp(source.bytes, text, source.length) != 0);
#endif
    assert_int_equal(pw_file_recall(&source, 0, source.length, &err), PW_OK);
    assert_memory_equal(source.bytes, text, source.length);
    pw_file_close(&source, &alloc);
  }
  assert_int_equal(alloc.in_use, 0);
  remove(path);
  free(memory);
  free(forgot);
  free(text);
}

typedef struct {
  const char *path;
  int calls;
} rewriting;

static int rewrite(void *data, double done) {
  rewriting *call = data;
  if (done > 0.9 && call->calls++ == 0) write_text(call->path, "another file");
  return 0;
}

/* Never a mixture of two files, nor a signal. */
static void a_file_that_changes_before_it_is_read_again_is_an_error(
  void **state) {
  (void)state;
  const char *path = "build/kernel/test_csv_job.tmp";
  char *text = survey(MOST_ROWS);
  write_text(path, text);
  result *out = malloc(sizeof *out);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file source;
  pw_error err;
  rewriting call = {path, 0};
  pw_stop stop = {rewrite, &call};
  assert_int_equal(pw_file_open(&source, path, 2, &alloc, NULL, &err), PW_OK);
  pw_status status =
    read_source(NULL, &source, 0, -1, 2, 0, out, &alloc, &stop, &err);
#ifdef _WIN32
  assert_int_equal(status, PW_OK);
#else
  assert_int_equal(status, PW_TRUNCATED);
#endif
  assert_true(call.calls > 0);
  pw_file_close(&source, &alloc);
  assert_int_equal(alloc.in_use, 0);
  remove(path);
  free(out);
  free(text);
}

static void zones_must_agree_across_stretches(void **state) {
  (void)state;
  char text[4000];
  size_t at = (size_t)sprintf(text, "t,u\n");
  for (int i = 0; i < 60; i++) {
    at +=
      (size_t)sprintf(text + at, "2018-10-31 10:00%s,1\n", i == 59 ? "Z" : "");
  }
  result *out = malloc(sizeof *out);
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(read_rows(text, 0, -1, 2, 0, out, &alloc, NULL, NULL),
                   PW_OK);
  assert_int_equal(out->types[0], PW_CSV_TEXT);
  assert_string_equal(out->texts[0][59], "2018-10-31 10:00Z");
  free(out);
}

static void rows_are_chosen(void **state) {
  (void)state;
  char *text = survey(1000);
  result *all = malloc(sizeof *all), *some = malloc(sizeof *some);
  pw_alloc alloc = pw_alloc_unlimited();
  assert_int_equal(read_rows(text, 0, -1, 2, 1, all, &alloc, NULL, NULL),
                   PW_OK);
  static const int64_t cases[][2] = {
    {0, 1}, {999, 1}, {500, 0}, {1000, 0}, {123, 456}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    int64_t first = cases[i][0], count = cases[i][1];
    assert_int_equal(
      read_rows(text, first, count, 2, 1, some, &alloc, NULL, NULL), PW_OK);
    for (int64_t r = 0; r < count; r++) {
      assert_true(all->values[1][first + r] == some->values[1][r]);
      assert_string_equal(all->texts[0][first + r], some->texts[0][r]);
    }
    assert_string_equal(some->texts[0][count], "");
  }
  assert_int_equal(alloc.in_use, 0);
  free(all);
  free(some);
  free(text);
}

static void ragged_records_come_with_their_piece(void **state) {
  (void)state;
  result *out = malloc(sizeof *out);
  pw_alloc alloc = pw_alloc_unlimited();
  const char *text = "a,b\n1\n2,3\n4,5,6\n7\n";
  assert_int_equal(read_rows(text, 0, -1, 1, 1, out, &alloc, NULL, NULL),
                   PW_OK);
  assert_int_equal(out->ragged, 3);
  assert_int_equal(read_rows(text, 1, 2, 1, 1, out, &alloc, NULL, NULL), PW_OK);
  assert_int_equal(out->ragged, 1);
  assert_true(out->values[1][0] == 3 && out->values[0][1] == 4);
  free(out);
}

static int late(void *data, double done) {
  (void)data;
  return done > 0.3;
}

static void stops_when_asked(void **state) {
  (void)state;
  char *text = survey(2000);
  result *out = malloc(sizeof *out);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_stop stop = {late, NULL};
  pw_error err;
  assert_int_equal(read_rows(text, 0, -1, 2, 1, out, &alloc, &stop, &err),
                   PW_STOPPED);
  assert_int_equal(alloc.in_use, 0);
  free(out);
  free(text);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  char *text = survey(40);
  result *out = malloc(sizeof *out);
  for (int threads = 1; threads <= 2; threads++) {
    pw_walk walk = {0};
    do {
      pw_alloc *alloc = fail_next(&walk);
      pw_error err;
      walk.status = read_rows(text, 0, -1, threads, 1, out, alloc, NULL, &err);
    } while (failed_cleanly(&walk));
  }
  free(out);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_survey_is_read_the_same_by_any_number_of_threads),
    cmocka_unit_test(a_wrong_guess_costs_a_reading_and_no_cell),
    cmocka_unit_test(what_is_forgotten_makes_no_difference),
    cmocka_unit_test(a_file_that_changes_before_it_is_read_again_is_an_error),
    cmocka_unit_test(zones_must_agree_across_stretches),
    cmocka_unit_test(rows_are_chosen),
    cmocka_unit_test(ragged_records_come_with_their_piece),
    cmocka_unit_test(stops_when_asked),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
