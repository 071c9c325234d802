/* How much is done between two questions whether to stop, of all that reads a
 * file of any size block by block: counted in bytes or rows and not by a clock,
 * so that it is the same on every machine. */
#include "cmocka_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/stop.h"
#include "change/joined_tally.h"
#include "link/persons.h"
#include "read/csv_convert.h"
#include "read/csv_file.h"
#include "read/sav_elements.h"
#include "table/block_counts.h"

/* What was asked: how often, the longest step between two shares, and whether
 * shares went back. */
typedef struct {
  long asked;
  double last, longest;
  int back;
} polls;

static int note_poll(void *data, double done) {
  polls *p = data;
  p->asked++;
  p->back |= done < p->last;
  if (done - p->last > p->longest) p->longest = done - p->last;
  p->last = done;
  return 0;
}

static pw_stop noting(polls *p) {
  memset(p, 0, sizeof *p);
  pw_stop stop = {note_poll, p};
  return stop;
}

static void a_step_has_the_shares_of_the_whole(void **state) {
  (void)state;
  polls p;
  pw_stop stop = noting(&p);
  pw_stop_step step = {&stop, 0.25, 0.75};
  pw_stop part = pw_stop_of_step(&step);
  assert_false(pw_stop_asked(&part, 0));
  assert_true(p.last == 0.25);
  assert_false(pw_stop_asked(&part, 1));
  assert_true(p.last == 0.75);
  pw_stop_step nobody = {NULL, 0, 1};
  part = pw_stop_of_step(&nobody);
  assert_false(pw_stop_asked(&part, 0.5));
}

/* ---- text files ------------------------------------------------------------
 */

enum { TEXT = 3000000, CHUNK = 8192 };

static char text[TEXT];
static const char path[] = "build/test_stop.csv";

/* Writes a file of one record over and over; gives its length. */
static size_t write_file(const char *heading, const char *record, int wide) {
  size_t n = 0;
  for (const char *at = heading; *at != 0;) {
    text[n++] = *at++;
    if (wide) text[n++] = 0;
  }
  while (n + 200 < TEXT) {
    for (const char *at = record; *at != 0;) {
      text[n++] = *at++;
      if (wide) text[n++] = 0;
    }
  }
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, n, file), n);
  fclose(file);
  return n;
}

/* Opens and lays out the file, as it is streamed. */
static void open_noting(polls *opening, polls *laying, int threads) {
  pw_alloc alloc = pw_alloc_unlimited();
  pw_file file;
  pw_csv_file csv;
  pw_stop stop = noting(opening);
  assert_int_equal(pw_file_open_later(&file, path, &alloc, &stop, NULL), PW_OK);
  pw_csv_options options = {-1, 0, 0, threads, CHUNK, 0, &file};
  assert_int_equal(
    pw_csv_open(&csv, file.bytes, file.length, &options, &alloc, &stop, NULL),
    PW_OK);
  stop = noting(laying);
  assert_int_equal(pw_csv_lay(&csv, 0, 2, &options, &alloc, &stop, NULL),
                   PW_OK);
  pw_csv_close(&csv, &alloc);
  pw_file_close(&file, &alloc);
  assert_int_equal(alloc.in_use, 0);
  remove(path);
}

/* A window of text and what lies beyond it are worked on at once, at most, or a
 * quarter of a megabyte that becomes UTF-8. */
static const double most_bytes = 2.0 * (PW_CSV_WINDOW + PW_CSV_BEYOND) +
  (1 << 19);

static void text_files_are_asked_about_as_they_are_passed(void **state) {
  (void)state;
  const struct {
    const char *heading, *record;
    int wide, goes_back;
  } files[] = {
    {"a,b\n", "1,2\n", 0, 0},
    /* The decimal mark is looked for all over. */
    {"a;b\n", "1,5;2\n", 0, 0},
    {"a;b\n", "one;2\n", 0, 0},
    /* Bytes that become UTF-8, and UTF-16. */
    {"a,b\n", "caf\xe9,2\n", 0, 1},
    {"\xff\xfe", "a,1\n", 1, 0},
    /* Texts with line ends, so that stretches begin within one. */
    {"a,b\n", "\"one\ntwo\n\",2\n", 0, 0},
    {"a,b\r\n", "\"x\r\ny\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\",2\r\n", 0,
     0},
    {"a,b\n", " \"padded\" ,2\n", 0, 0},
  };
  for (size_t k = 0; k < sizeof files / sizeof *files; k++) {
    for (int threads = 1; threads <= 2; threads++) {
      polls opening, laying;
      double bytes =
        (double)write_file(files[k].heading, files[k].record, files[k].wide);
      open_noting(&opening, &laying, threads);
      assert_true(opening.longest * bytes <= most_bytes);
      assert_true(laying.longest * bytes <= most_bytes);
      assert_true((1 - opening.last) * bytes <= most_bytes);
      assert_true((1 - laying.last) * bytes <= most_bytes);
      assert_int_equal(opening.back, files[k].goes_back);
      assert_false(laying.back);
    }
  }
}

/* One text in quotes that is as long as the file: no line ends where a stretch
 * could. */
static void a_record_without_end_is_asked_about(void **state) {
  (void)state;
  polls opening, laying;
  memset(text, 'x', TEXT);
  memcpy(text, "a,b\n1,\"", 7);
  memcpy(text + TEXT - 2, "\"\n", 2);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(text, 1, TEXT, file), TEXT);
  fclose(file);
  open_noting(&opening, &laying, 1);
  assert_true(opening.longest * TEXT <= most_bytes);
  /* Laid out as one stretch, which comes into memory piece by piece. */
  assert_true((double)laying.asked >= TEXT / most_bytes);
}

/* A quote that is never closed: neither the guess of a dialect nor the look for
 * the heading's end goes over all of it unasked. */
static void a_quote_that_never_closes_is_asked_about(void **state) {
  (void)state;
  long asked[2];
  for (int named = 0; named < 2; named++) {
    memset(text, 'x', TEXT);
    memcpy(text, "a,\"b", 4);
    FILE *to = fopen(path, "wb");
    assert_non_null(to);
    assert_int_equal(fwrite(text, 1, TEXT, to), TEXT);
    fclose(to);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_file file;
    pw_csv_file csv;
    pw_csv_table record;
    polls p;
    pw_stop stop = noting(&p);
    assert_int_equal(pw_file_open_later(&file, path, &alloc, NULL, NULL),
                     PW_OK);
    pw_csv_options options = {-1, named ? ',' : 0, 0, 1, CHUNK, 0, &file};
    assert_int_equal(
      pw_csv_open(&csv, file.bytes, file.length, &options, &alloc, &stop, NULL),
      PW_OK);
    asked[named] = p.asked;
    stop = noting(&p);
    assert_int_equal(pw_csv_file_record(&csv, 0, &record, &alloc, &stop, NULL),
                     PW_FORMAT);
    /* Each time twice as far. */
    assert_in_range(p.asked, 4, 8);
    pw_csv_close(&csv, &alloc);
    pw_file_close(&file, &alloc);
    assert_int_equal(alloc.in_use, 0);
    remove(path);
  }
  /* Once for each delimiter that it may be. */
  assert_int_equal(asked[0], asked[1] + 4);
}

static void text_in_another_encoding_is_asked_about(void **state) {
  (void)state;
  const pw_csv_encoding encodings[] = {PW_CSV_UTF8,    PW_CSV_UTF16LE,
                                       PW_CSV_UTF16BE, PW_CSV_WINDOWS_1252,
                                       PW_CSV_LATIN1,  PW_CSV_MIXED};
  for (size_t k = 0; k < sizeof encodings / sizeof *encodings; k++) {
    for (int zeros = 0; zeros < 2; zeros++) {
      for (size_t i = 0; i < TEXT; i++)
        text[i] = zeros && i % 2 == (k == 1) ? 0 : 'a';
      polls p;
      pw_stop stop = noting(&p);
      pw_alloc alloc = pw_alloc_unlimited();
      pw_csv_utf8 out;
      assert_int_equal(
        pw_csv_to_utf8(&out, text, TEXT, encodings[k], 1, &alloc, &stop, NULL),
        PW_OK);
      assert_true(p.longest * TEXT <= 1 << 19);
      pw_free(&alloc, out.bytes);
    }
  }
}

/* ---- SPSS files ------------------------------------------------------------
 */

static void spss_cases_are_asked_about_piece_by_piece(void **state) {
  (void)state;
  for (int packed = 0; packed < 2; packed++) {
    for (size_t i = 0; i < TEXT; i++) text[i] = 101;
    pw_sav_records records;
    memset(&records, 0, sizeof records);
    records.compression = packed ? PW_SAV_BYTECODE : PW_SAV_PLAIN;
    pw_bytes bytes = {(const unsigned char *)text, TEXT};
    pw_source source = pw_source_memory(bytes);
    polls p;
    pw_stop stop = noting(&p);
    pw_alloc alloc = pw_alloc_unlimited();
    pw_sav_elements e;
    int64_t at;
    assert_int_equal(pw_sav_elements_open(&e, &records, &source, NULL, 0, &at,
                                          -1, 0, &alloc, &stop, NULL),
                     PW_OK);
    int64_t elements = pw_sav_pass(&e, INT64_MAX);
    assert_int_equal(elements, packed ? TEXT : TEXT / 8);
    assert_true(p.asked >= (long)(TEXT / PW_SAV_PIECE));
    pw_sav_elements_close(&e);
    assert_int_equal(alloc.in_use, 0);
  }
}

/* ---- people and answers ----------------------------------------------------
 */

enum { ROWS = 200000 };

/* Rows between two questions, at most. */
static const long most_rows = 33000;

static void people_are_asked_about(void **state) {
  (void)state;
  static char codes[ROWS][8];
  static pw_text texts[ROWS];
  for (int i = 0; i < ROWS; i++) {
    int length = snprintf(codes[i], sizeof *codes, "p%d", i / 2);
    texts[i] = (pw_text){codes[i], (size_t)length};
  }
  for (int disk = 0; disk < 2; disk++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_persons_plan plan = {0,
                            disk ? 0 : SIZE_MAX,
                            "build/test_stop.codes",
                            "build/test_stop.rows",
                            {1, 2}};
    pw_persons *persons;
    polls p;
    pw_stop stop = noting(&p);
    assert_int_equal(pw_persons_new(&persons, &plan, &alloc, NULL), PW_OK);
    assert_int_equal(pw_persons_wave(persons, 0, ROWS, NULL), PW_OK);
    assert_int_equal(pw_persons_add(persons, 0, texts, ROWS, &stop, NULL),
                     PW_OK);
    assert_true((p.asked + 1) * most_rows >= ROWS);
    stop = noting(&p);
    assert_int_equal(pw_persons_link(persons, PW_KEEP_LAST, &stop, NULL),
                     PW_OK);
    assert_true((p.asked + 1) * 2 * most_rows >= ROWS);
    pw_persons_free(persons);
  }
}

static void answers_are_asked_about(void **state) {
  (void)state;
  static double answers[ROWS];
  static int32_t person[ROWS];
  const double *columns[] = {answers};
  for (int i = 0; i < ROWS; i++) {
    answers[i] = i % 70000;
    person[i] = i + 1;
  }
  polls p;
  pw_stop stop = noting(&p);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_tally tally;
  pw_tally_begin(&tally, &alloc, 1);
  assert_int_equal(pw_tally_add(&tally, columns, NULL, ROWS, &stop, NULL),
                   PW_OK);
  assert_true(p.longest * ROWS <= (double)most_rows);
  stop = noting(&p);
  assert_int_equal(pw_tally_finish(&tally, &stop, NULL), PW_OK);
  /* Each of the patterns is moved as often as their number has digits. */
  assert_true(p.asked >= 70000 * 16 / 65537 - 1);
  pw_tally_free(&tally);

  pw_counts *counts;
  stop = noting(&p);
  assert_int_equal(
    pw_counts_begin(&counts, PW_ANSWER_DOUBLE, 1, 100000, &alloc, NULL), PW_OK);
  assert_int_equal(pw_counts_add(counts, answers, NULL, ROWS, &stop, NULL),
                   PW_OK);
  assert_true(p.longest * ROWS <= (double)most_rows);
  pw_counts_free(counts);

  for (int disk = 0; disk < 2; disk++) {
    pw_joined_plan plan = {
      1, 3, 1, ROWS, disk ? 1000000 : SIZE_MAX, "build/test_stop.joined"};
    pw_joined *joined;
    stop = noting(&p);
    assert_int_equal(pw_joined_new(&joined, &plan, &alloc, NULL), PW_OK);
    assert_int_equal(
      pw_joined_add(joined, 0, person, ROWS, 2, columns, 1, &stop, NULL),
      PW_OK);
    assert_true(p.longest * ROWS <= (double)most_rows);
    stop = noting(&p);
    assert_int_equal(pw_joined_finish(joined, &tally, &stop, NULL), PW_OK);
    assert_true(p.asked * most_rows >= ROWS);
    pw_tally_free(&tally);
    pw_joined_free(joined);
  }
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(a_step_has_the_shares_of_the_whole),
    cmocka_unit_test(text_files_are_asked_about_as_they_are_passed),
    cmocka_unit_test(a_record_without_end_is_asked_about),
    cmocka_unit_test(a_quote_that_never_closes_is_asked_about),
    cmocka_unit_test(text_in_another_encoding_is_asked_about),
    cmocka_unit_test(spss_cases_are_asked_about_piece_by_piece),
    cmocka_unit_test(people_are_asked_about),
    cmocka_unit_test(answers_are_asked_about),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
