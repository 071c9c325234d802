#include "cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/csv_texts.h"

static const pw_text missing[] = {{"", 0}, {"NA", 2}};
static pw_csv_rules rules = {missing, 2, '"', '.', SIZE_MAX};

/* A column and what one thread remembers of it. */
typedef struct {
  pw_alloc alloc;
  pw_csv_texts texts;
  pw_csv_part part;
  pw_csv_recents recents;
  pw_csv_overflow overflow;
  pw_csv_index index; /* of the last stretch */
} column;

static void open_long(column *c, int64_t rows) {
  memset(c, 0, sizeof *c);
  c->alloc = pw_alloc_unlimited();
  c->overflow.alloc = &c->alloc;
  c->index.alloc = &c->alloc;
  c->index.n_columns = 1;
  c->part.recents = &c->recents;
  assert_int_equal(pw_csv_texts_open(&c->texts, rows, &c->alloc, NULL), PW_OK);
}

static void open_column(column *c, int64_t columns) {
  open_long(c, 10000);
  c->index.n_columns = columns;
}

static void close_column(column *c) {
  pw_csv_index_free(&c->index);
  pw_csv_overflow_free(&c->overflow);
  pw_csv_texts_close(&c->texts, &c->alloc);
  assert_int_equal(c->alloc.in_use, 0);
}

/* The first column of `text`, a stretch of its own, into `ids`. */
static pw_status fill(column *c, const char *text, int32_t *ids,
                      pw_error *err) {
  pw_csv_marks marks = {',', '"', 1, 1, 0};
  pw_csv_stretch stretch = {text, 0, strlen(text), strlen(text), 0, 0};
  pw_status status = pw_csv_index_records(&c->index, &stretch, &marks, err);
  if (status != PW_OK) return status;
  if (c->overflow.unescaped_room < strlen(text)) {
    pw_free(&c->alloc, c->overflow.unescaped);
    c->overflow.unescaped = NULL;
    c->overflow.unescaped_room = strlen(text);
  }
  c->overflow.unescaped_used = c->overflow.n_unpooled = 0;
  pw_csv_cells cells = {&c->index, 0, 0, c->index.n_records};
  return pw_csv_texts_fill(&c->texts, &c->part, cells, &rules, &c->overflow,
                           ids, err);
}

static void expect_text(column *c, int32_t id, const char *text) {
  pw_text got;
  pw_csv_texts_get(&c->texts, id, id + 1, &got);
  assert_int_equal(got.length, strlen(text));
  assert_memory_equal(got.bytes, text, got.length);
}

static void each_distinct_text_has_an_id(void **state) {
  (void)state;
  column c;
  int32_t ids[8];
  open_column(&c, 1);
  assert_int_equal(
    fill(&c, "x\n\"say \"\"hi\"\"\"\nx\n NA \n\nx \n", ids, NULL), PW_OK);
  static const int32_t expected[] = {0, 1, 0, PW_CSV_MISSING, PW_CSV_MISSING,
                                     2};
  assert_memory_equal(ids, expected, sizeof expected);
  assert_int_equal(c.part.known, 3);
  expect_text(&c, 1, "say \"hi\"");
  close_column(&c);
}

static void quoted_empty_is_kept_where_it_means_something(void **state) {
  (void)state;
  static const struct {
    const char *text;
    int kept;
  } cases[] = {{"x,1\n\"\",1\n,1\n", 1}, {"\"x\",1\n\"\",1\n", 0}};
  for (size_t i = 0; i < 2; i++) {
    column c;
    int32_t ids[4];
    open_column(&c, 2);
    for (int again = 0; again < 2; again++) {
      assert_int_equal(fill(&c, cases[i].text, ids, NULL), PW_OK);
      assert_int_equal(ids[1], PW_CSV_QUOTED_EMPTY);
    }
    assert_true(c.texts.has_quoted_empty);
    assert_int_equal(pw_csv_texts_empty(&c.texts, &rules), cases[i].kept);
    close_column(&c);
  }
}

/* Ids come unpooled after a while, repeated answers do not. */
static void only_a_column_without_repeats_comes_apart(void **state) {
  (void)state;
  enum { ROWS = 5000 };
  char *text = malloc(ROWS * 16);
  int32_t *ids = malloc(ROWS * sizeof *ids);
  for (int distinct = 100; distinct <= ROWS; distinct += ROWS - 100) {
    column c;
    size_t at = 0;
    for (int i = 0; i < ROWS; i++) {
      at += (size_t)sprintf(text + at, "p%d\n", i % distinct);
    }
    open_column(&c, 1);
    for (int round = 0; round < 2; round++) {
      assert_int_equal(fill(&c, text, ids, NULL), PW_OK);
      int unpooled = round == 1 && distinct == ROWS;
      assert_int_equal(ids[7], unpooled ? PW_CSV_UNPOOLED : 7);
      assert_int_equal(c.overflow.n_unpooled, unpooled ? ROWS : 0);
      if (unpooled) {
        assert_int_equal(c.overflow.unpooled[7].length, 2);
        assert_memory_equal(c.overflow.unpooled[7].bytes, "p7", 2);
      }
    }
    close_column(&c);
  }
  free(ids);
  free(text);
}

/* One text in fifty is another's: worth the search where many rows follow. */
static void seldom_repeated_texts_are_searched_in_a_long_column(void **state) {
  (void)state;
  enum { ROWS = 5000 };
  char *text = malloc(ROWS * 16);
  int32_t *ids = malloc(ROWS * sizeof *ids);
  size_t at = 0;
  for (int i = 0; i < ROWS; i++) {
    at += (size_t)sprintf(text + at, "p%d\n", i % 50 == 49 ? i - 25 : i);
  }
  for (int64_t rows = 10000; rows <= 1000000; rows *= 100) {
    column c;
    open_long(&c, rows);
    assert_int_equal(fill(&c, text, ids, NULL), PW_OK);
    assert_int_equal(fill(&c, text, ids, NULL), PW_OK);
    assert_int_equal(ids[49], rows == 10000 ? PW_CSV_UNPOOLED : ids[24]);
    assert_int_equal(c.overflow.n_unpooled, rows == 10000 ? ROWS : 0);
    close_column(&c);
  }
  free(ids);
  free(text);
}

/* Texts that are alike in all that is compared first. */
static const char *const alike[] = {"",
                                    "N",
                                    "NA",
                                    " NA",
                                    "NA ",
                                    "\tNA",
                                    "No",
                                    "on",
                                    "a",
                                    "aa",
                                    "aaaaaaaa",
                                    "aaaaaaaaa",
                                    "aaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaa",
                                    "aaaaaaaabaaaaaaa",
                                    "aaaaaaaabaaaaaaaa",
                                    "aaaaaaaabaaaaaaaaaaaaaaa",
                                    "aaaaaaaacaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaabaaaaaaaa",
                                    "aaaaaaaaaaaaaaaacaaaaaaaa",
                                    "aaaaaaaaaaaaaaaabbaaaaaaaa",
                                    "say \"hi\"",
                                    " x",
                                    "x",
                                    "x ",
                                    "aaaaaaaaaa",
                                    "aaaaaaaaaaa",
                                    "aaaaaaaaaaaa",
                                    "aaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaa",
                                    "aaaaaaaab",
                                    "aaaaaaaac",
                                    "aaaaaaaad",
                                    "aaaaaaaae",
                                    "aaaaaaaaf",
                                    "aaaaaaaag",
                                    "aaaaaaaah",
                                    "aaaaaaaai",
                                    "aaaaaaaaj",
                                    "aaaaaaaak",
                                    "aaaaaaaal",
                                    "aaaaaaaam",
                                    "aaaaaaaan",
                                    "aaaaaaaao",
                                    "aaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaaaaa",
                                    "aaaaaaaaaaaaaaaaaaaaaaaa"};
#define ALIKE ((int)(sizeof alike / sizeof *alike))

static size_t write_cell(char *out, const char *text, int quoted) {
  size_t used = 0;
  if (!quoted) return (size_t)sprintf(out, "%s,1\n", text);
  out[used++] = '"';
  for (; *text; text++) {
    if (*text == '"') out[used++] = '"';
    out[used++] = *text;
  }
  return used + (size_t)sprintf(out + used, "\",1\n");
}

/* What is remembered never changes what a cell says: against each cell looked
 * at by itself, with few texts of a column and with all of them, stretch after
 * stretch, quoted and not. */
static void remembered_texts_are_the_same_texts(void **state) {
  (void)state;
  enum { ROWS = 40 };
  uint32_t seed = 7;
  char text[ROWS * 64];
  const char *said[ROWS];
  int quoted[ROWS];
  int32_t ids[ROWS];
  for (int first = 0; first < ALIKE; first++) {
    for (int among = 2; among <= ALIKE; among += 6) {
      column c;
      open_column(&c, 2);
      if (first == 0) c.part.recents = NULL; /* nothing is remembered */
      for (int round = 0; round < 12; round++) {
        size_t used = 0;
        for (int i = 0; i < ROWS; i++) {
          seed = seed * 1664525u + 1013904223u;
          said[i] = alike[(first + (int)(seed >> 8) % among) % ALIKE];
          quoted[i] = (seed >> 28 & 3) == 0;
          used += write_cell(text + used, said[i], quoted[i]);
        }
        assert_int_equal(fill(&c, text, ids, NULL), PW_OK);
        int plain = 1;
        for (int i = 0; i < ROWS; i++) plain &= ids[i] >= PW_CSV_MISSING;
        assert_int_equal(c.part.plain, plain);
        for (int i = 0; i < ROWS; i++) {
          pw_csv_cell cell = {said[i], strlen(said[i]),
                              quoted[i] ? PW_CSV_QUOTED : 0};
          if (!pw_csv_is_missing(&cell, &rules)) {
            assert_true(ids[i] >= 0 && ids[i] < c.part.known);
            expect_text(&c, ids[i], said[i]);
          } else {
            assert_int_equal(ids[i],
                             quoted[i] && *said[i] == 0 ? PW_CSV_QUOTED_EMPTY
                                                        : PW_CSV_MISSING);
          }
        }
      }
      close_column(&c);
    }
  }
}

/* Whatever stands in a column of few texts, it is filled as one of which
 * nothing is remembered. */
static void remembering_changes_nothing(void **state) {
  (void)state;
  static const char *kinds[] = {"",
                                "\"\"",
                                "NA",
                                " NA ",
                                "\"NA\"",
                                "\" NA\"",
                                "\"NA\" ",
                                "a",
                                "\"a\"",
                                " a",
                                "\" a\"",
                                "a ",
                                "\"a\" ",
                                "\xc2\xa0"
                                "a",
                                "\"\xc2\xa0"
                                "a\"",
                                "a\"b",
                                "\"a\"\"b\"",
                                "\"a\"b\"",
                                "\"a\"b",
                                "b\"\"",
                                "\"b,\n\"",
                                "b,",
                                "seven",
                                "sevens!",
                                "eights!!",
                                "0123456789abcdef0123456789abcdef",
                                "0123456789abcdef0123456789abcdeX",
                                "\"0123456789abcdef0123456789abcdef\"",
                                "0123456789abcdef0123456789abcdefX",
                                "0123456789abcdef0123456789abcdefY",
                                "\"0123456789abcdef0123456789abcdefY\""};
  enum { KINDS = sizeof kinds / sizeof *kinds, ROWS = 150 };
  unsigned random = 1;
  for (int round = 0; round < 200; round++) {
    column with, without;
    open_column(&with, 2);
    open_column(&without, 2);
    without.part.recents = NULL;
    const char *few[9];
    for (int i = 0; i < 9; i++) {
      random = random * 1664525u + 1013904223u;
      few[i] = kinds[(random >> 16) % KINDS];
    }
    for (int stretch = 0; stretch < 3; stretch++) {
      char text[ROWS * 48];
      size_t length = 0;
      for (int row = 0; row < ROWS; row++) {
        random = random * 1664525u + 1013904223u;
        length += (size_t)snprintf(text + length, sizeof text - length,
                                   "%s,1\n", few[(random >> 16) % 9]);
      }
      int32_t ids[2][2 * ROWS];
      assert_int_equal(fill(&with, text, ids[0], NULL), PW_OK);
      assert_int_equal(fill(&without, text, ids[1], NULL), PW_OK);
      assert_memory_equal(ids[0], ids[1],
                          (size_t)with.index.n_records * sizeof(int32_t));
      assert_int_equal(with.texts.has_unquoted, without.texts.has_unquoted);
      assert_int_equal(with.texts.has_quoted_empty,
                       without.texts.has_quoted_empty);
    }
    close_column(&with);
    close_column(&without);
  }
}

/* Blanks around a missing text count in quotes only. */
static void a_quoted_text_is_not_its_unquoted_twin(void **state) {
  (void)state;
  static const char *const stretches[] = {
    "padding\n\" NA\"\n", "padding\n NA\n", "padding\n\" NA\"\n",
    "padding\n NA\n"};
  for (int first = 0; first < 2; first++) {
    column c;
    int32_t ids[2];
    open_column(&c, 1);
    for (int i = first; i < 4; i++) {
      assert_int_equal(fill(&c, stretches[i], ids, NULL), PW_OK);
      assert_int_equal(ids[0], 0);
      assert_int_equal(ids[1], i % 2 == 0 ? 1 : PW_CSV_MISSING);
    }
    close_column(&c);
  }
}

/* So does a missing text that has blanks of its own. */
static void a_missing_text_with_blanks_is_missing_in_quotes_only(void **state) {
  (void)state;
  static const pw_text blank[] = {{" NA", 3}};
  static const char *const stretches[] = {
    "padding\n\" NA\"\n", "padding\n NA\n", "padding\n\" NA\"\n",
    "padding\n NA\n"};
  pw_csv_rules before = rules;
  rules.missing = blank;
  rules.n_missing = 1;
  for (int first = 0; first < 2; first++) {
    column c;
    int32_t ids[2];
    open_column(&c, 1);
    for (int i = first; i < 4; i++) {
      assert_int_equal(fill(&c, stretches[i], ids, NULL), PW_OK);
      assert_int_equal(ids[1], i % 2 == 0 ? PW_CSV_MISSING : 1);
    }
    close_column(&c);
  }
  rules = before;
}

static void a_text_that_cannot_be_held_is_refused(void **state) {
  (void)state;
  column c;
  int32_t ids[4];
  pw_error err;
  rules.longest_text = 4;
  open_column(&c, 1);
  assert_int_equal(fill(&c, "abcd\n", ids, &err), PW_OK);
  assert_int_equal(fill(&c, "abcd\n\"abcde\"\n", ids, &err), PW_RANGE);
  assert_int_equal(err.offset, 6);
  rules.longest_text = SIZE_MAX;
  close_column(&c);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    alloc.fail_after = k;
    column c;
    pw_csv_texts texts;
    int32_t ids[8];
    pw_error err;
    pw_status status = pw_csv_texts_open(&texts, 10, &alloc, &err);
    pw_csv_texts_close(&texts, &alloc);
    open_column(&c, 1);
    c.texts.alloc.fail_after = c.alloc.fail_after = status == PW_OK ? k : -1;
    atomic_store(&c.texts.unpooled, k % 2);
    if (status == PW_OK) status = fill(&c, "\"x\"\"y\"\nz\n", ids, &err);
    close_column(&c);
    if (status == PW_OK && k > 20) return;
    if (status != PW_OK) assert_int_equal(status, PW_MEMORY);
  }
}

static void a_column_may_take_what_the_account_has_left(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = 1000000;
  void *taken = pw_alloc_zeroed(&alloc, 999900, 1);
  pw_csv_texts texts;
  pw_error err;
  pw_status status = pw_csv_texts_open(&texts, 10, &alloc, &err);
  assert_int_equal(texts.alloc.ceiling, 100);
  assert_int_equal(status, PW_MEMORY);
  pw_csv_texts_close(&texts, &alloc);
  pw_free(&alloc, taken);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(each_distinct_text_has_an_id),
    cmocka_unit_test(quoted_empty_is_kept_where_it_means_something),
    cmocka_unit_test(only_a_column_without_repeats_comes_apart),
    cmocka_unit_test(seldom_repeated_texts_are_searched_in_a_long_column),
    cmocka_unit_test(remembered_texts_are_the_same_texts),
    cmocka_unit_test(remembering_changes_nothing),
    cmocka_unit_test(a_quoted_text_is_not_its_unquoted_twin),
    cmocka_unit_test(a_missing_text_with_blanks_is_missing_in_quotes_only),
    cmocka_unit_test(a_text_that_cannot_be_held_is_refused),
    cmocka_unit_test(every_failed_allocation_is_clean),
    cmocka_unit_test(a_column_may_take_what_the_account_has_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
