#include "cmocka_all.h"

#include <stdlib.h>
#include <string.h>

#include "drawing.h"
#include "read/csv_band.h"
#include "read/csv_scan.h"

#define MOST_COLUMNS 40
#define ROWS 12
#define LONGEST (ROWS * (MOST_COLUMNS + 2) * 20)

static const pw_text missing[] = {{"", 0},   {".", 1},    {"9", 1},
                                  {"NA", 2}, {"n.v.", 4}, {"-99", 3}};
#define MISSING (sizeof missing / sizeof *missing)
static const pw_csv_none none = {-7, -1};

/* A text of `columns` fields a row, some absent or too many, in memory that
 * ends where it ends, so that a look behind it is seen. */
typedef struct {
  char *bytes;
  size_t length;
  pw_csv_index index;
} drawn_text;

/* A cell of a drawn text; nearly all of one digit where `odd` is 0. */
static const char *drawn_cell(uint64_t *seed, int odd) {
  static const char *digits[] = {"0", "1", "2", "3", "4", "5", "7", "9"};
  static const char *others[] = {"",
                                 ".",
                                 "NA",
                                 "n.v.",
                                 "-99",
                                 "-1",
                                 "\"3\"",
                                 "\"1,\"",
                                 "a",
                                 "1.5",
                                 " ",
                                 "12",
                                 "123456",
                                 "99",
                                 "-12",
                                 "007",
                                 "-0",
                                 "-0.0",
                                 "0.25",
                                 "-3.125",
                                 "5.",
                                 ".5",
                                 "-.5",
                                 "1.2.3",
                                 "12 ",
                                 " 12",
                                 "+12",
                                 "--1",
                                 "-",
                                 "1-2",
                                 "1e5",
                                 "1.5e3",
                                 "50.123",
                                 "0.1",
                                 "1234567890",
                                 "999999999",
                                 "-99999999",
                                 "123456789012345",
                                 "0.1234567890123",
                                 "1234567890.12345",
                                 "9999999999999999",
                                 "\xc2\xa0"
                                 "12",
                                 "NA ",
                                 "1,2"};
  return next_below(seed, 100) < odd
    ? others[next_below(seed, sizeof others / sizeof *others)]
    : digits[next_below(seed, sizeof digits / sizeof *digits)];
}

static void draw_text(drawn_text *text, uint64_t *seed, int columns, char delim,
                      pw_alloc *alloc) {
  static const char *line_ends[] = {"\n", "\r\n", "\r"};
  static const int odds[] = {0, 1, 10, 60};
  const char *line_end = line_ends[next_below(seed, 3)];
  int odd = odds[next_below(seed, 4)];
  char room[LONGEST];
  size_t used = 0;
  for (int row = 0; row < ROWS; row++) {
    int fields = columns;
    if (odd > 0 && next_below(seed, 8) == 0) fields += next_below(seed, 3) - 1;
    for (int i = 0; i < fields || i == 0; i++) {
      const char *cell = drawn_cell(seed, odd);
      if (i > 0) room[used++] = delim;
      memcpy(room + used, cell, strlen(cell));
      used += strlen(cell);
    }
    if (row == ROWS - 1 && next_below(seed, 2)) break;
    memcpy(room + used, line_end, strlen(line_end));
    used += strlen(line_end);
  }
  text->bytes = malloc(used);
  assert_non_null(text->bytes);
  memcpy(text->bytes, room, used);
  text->length = used;
  pw_error err;
  pw_error_clear(&err);
  pw_csv_marks marks = {delim, '"', 1, 1, 0};
  memset(&text->index, 0, sizeof text->index);
  text->index.alloc = alloc;
  text->index.n_columns = columns;
  pw_csv_stretch stretch = {text->bytes, 0, used, used, 0, 0};
  assert_int_equal(pw_csv_index_records(&text->index, &stretch, &marks, &err),
                   PW_OK);
}

/* Whether a cell of several characters is a number that is plainly written: it
 * begins with a digit or a minus before one, goes on with digits, and of a
 * number with one mark. */
static int is_plain(const pw_csv_cell *cell, pw_csv_type type,
                    const pw_csv_rules *rules) {
  size_t longest = type == PW_CSV_INTEGER ? 9 : 15, at = cell->at[0] == '-';
  int marks = 0;
  for (size_t i = 0; i < rules->n_missing; i++) {
    const pw_text *text = &rules->missing[i];
    for (size_t k = 0; k < text->length && text->length > 1; k++)
      if (strchr("0123456789", text->bytes[k]) != NULL) return 0;
  }
  if (cell->length > longest || at == cell->length) return 0;
  if (cell->at[at] == rules->decimal) return 0;
  if (cell->at[at] == '0' && at + 1 < cell->length &&
      cell->at[at + 1] != rules->decimal)
    return 0;
  for (; at < cell->length; at++) {
    if (cell->at[at] == rules->decimal && type == PW_CSV_NUMBER) {
      marks++;
    } else if (cell->at[at] < '0' || cell->at[at] > '9') {
      return 0;
    }
  }
  return marks < 2;
}

static int is_missing(const pw_csv_cell *cell, const pw_csv_rules *rules) {
  for (size_t i = 0; i < rules->n_missing; i++) {
    if (rules->missing[i].length == cell->length &&
        memcmp(rules->missing[i].bytes, cell->at, cell->length) == 0)
      return 1;
  }
  return 0;
}

/* Whether every cell of a column, looked at one by one, is in the table, a
 * plain number or missing. */
static int all_known(const pw_csv_index *index, int64_t column, int64_t from,
                     int64_t to, pw_csv_type type, const pw_csv_quick *quick) {
  for (int64_t row = from; row < to; row++) {
    if (index->ends[row * index->n_columns + column] == PW_CSV_NO_FIELD)
      return 0;
    pw_csv_cell cell = pw_csv_field(index, row, column, '"');
    if (cell.flags != 0) return 0;
    if (cell.length > 1) {
      if (!is_plain(&cell, type, quick->rules) &&
          !(cell.length <= (type == PW_CSV_INTEGER ? 9 : 15) &&
            is_missing(&cell, quick->rules)))
        return 0;
      continue;
    }
    int place = cell.length == 0 ? PW_CSV_NOTHING : (unsigned char)*cell.at;
    if (!quick->known[place]) return 0;
  }
  return 1;
}

/* Fills a drawn text's columns `first` to `first` + n - 1 both ways. */
static int expect_alike(const drawn_text *text, pw_csv_type type, int first,
                        int n, const pw_csv_rules *rules) {
  pw_csv_quick quick;
  pw_csv_quick_for(&quick, rules, none);
  int64_t from = text->index.n_records > 3 ? 1 : 0, to = text->index.n_records;
  double band[PW_CSV_BAND][ROWS + 1], plain[ROWS + 1];
  void *out[PW_CSV_BAND];
  for (int i = 0; i < n; i++) out[i] = band[i];
  pw_csv_cells cells = {&text->index, first, from, to};
  uint32_t unknown = pw_csv_fill_band(cells, type, n, &quick, out);
  assert_int_equal(n < 32 ? unknown >> n : 0, 0);
  int filled = 0;
  for (int i = 0; i < n; i++) {
    int known = all_known(&text->index, first + i, from, to, type, &quick);
    assert_int_equal(!(unknown >> i & 1), known);
    if (!known) continue;
    cells.column = first + i;
    unsigned zones = 0;
    assert_int_equal(pw_csv_fill(cells, type, rules, &quick, plain, &zones),
                     type);
    size_t size = type == PW_CSV_INTEGER ? sizeof(int32_t) : sizeof(double);
    assert_memory_equal(band[i], plain, size * (size_t)(to - from));
    filled++;
  }
  return filled;
}

static void bands_are_as_columns_one_by_one(void **state) {
  (void)state;
  uint64_t seed = 20181031;
  int filled = 0, left = 0;
  for (int i = 0; i < 4000; i++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_csv_rules rules = {missing, 0, '"', '.', 1000};
    rules.n_missing = (size_t)next_below(&seed, MISSING + 1);
    rules.decimal = next_below(&seed, 4) ? '.' : ',';
    int columns = 1 + next_below(&seed, MOST_COLUMNS);
    int first = next_below(&seed, columns);
    int most = columns - first < PW_CSV_BAND ? columns - first : PW_CSV_BAND;
    int n = 1 + next_below(&seed, most);
    drawn_text text;
    draw_text(&text, &seed, columns, next_below(&seed, 2) ? ',' : ';', &alloc);
    pw_csv_type type = next_below(&seed, 2) ? PW_CSV_INTEGER : PW_CSV_NUMBER;
    int some = expect_alike(&text, type, first, n, &rules);
    filled += some;
    left += n - some;
    pw_csv_index_free(&text.index);
    free(text.bytes);
    assert_int_equal(alloc.in_use, 0);
  }
  /* Both are among the drawn. */
  assert_true(filled > 4000);
  assert_true(left > 4000);
}

/* The separator is not a digit even where it is declared missing. */
static void a_missing_separator_is_no_digit(void **state) {
  (void)state;
  static const pw_text semicolon = {";", 1};
  pw_csv_rules rules = {&semicolon, 1, '"', '.', 1000};
  pw_csv_quick quick;
  pw_csv_quick_for(&quick, &rules, none);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_error_clear(&err);
  static const char text[] = "1;2;3;;;4;5;6;\n1;2;3;4;5;6;7;8\n";
  pw_csv_marks marks = {';', '"', 1, 1, 0};
  pw_csv_index index;
  memset(&index, 0, sizeof index);
  index.alloc = &alloc;
  index.n_columns = 8;
  pw_csv_stretch stretch = {text, 0, strlen(text), strlen(text), 0, 0};
  assert_int_equal(pw_csv_index_records(&index, &stretch, &marks, &err), PW_OK);
  int32_t band[8][2];
  void *out[8];
  for (int i = 0; i < 8; i++) out[i] = band[i];
  pw_csv_cells cells = {&index, 0, 0, 2};
  uint32_t unknown = pw_csv_fill_band(cells, PW_CSV_INTEGER, 8, &quick, out);
  for (int i = 0; i < 8; i++) {
    assert_int_equal(!(unknown >> i & 1),
                     all_known(&index, i, 0, 2, PW_CSV_INTEGER, &quick));
  }
  assert_int_equal(band[2][1], 3);
  pw_csv_index_free(&index);
  assert_int_equal(alloc.in_use, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(bands_are_as_columns_one_by_one),
    cmocka_unit_test(a_missing_separator_is_no_digit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
