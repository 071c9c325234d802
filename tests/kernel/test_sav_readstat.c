/* Our reader and writer of .sav and .zsav against ReadStat's reader: every
 * value, over generated files of many shapes, over what we write, and over real
 * exports where they are there. */
#include <dirent.h>
#include <math.h>

#include "cmocka_all.h"

#include "base/source.h"
#include "read/readstat.h"
#include "read/sav_cases.h"
#include "read/sav_dictionary.h"
#include "read/spss_text.h"
#include "sav_frame.h"
#include "sav_shape.h"

/* What ReadStat said, row by row: numbers (NaN where missing) and texts. */
typedef struct {
  pw_dictionary dictionary; /* first: the handlers collect into it */
  double *numbers;
  int32_t *texts;
  int64_t rows, room;
} readstat_table;

static int on_value(int row, readstat_variable_t *variable,
                    readstat_value_t value, void *context) {
  readstat_table *t = context;
  size_t columns = (size_t)t->dictionary.count;
  if (row >= t->room) {
    t->room = t->room == 0 ? 64 : t->room * 2;
    t->numbers =
      realloc(t->numbers, (size_t)t->room * columns * sizeof *t->numbers);
    t->texts = realloc(t->texts, (size_t)t->room * columns * sizeof *t->texts);
    assert_true(t->numbers != NULL && t->texts != NULL);
  }
  size_t at = (size_t)row * columns +
    (size_t)readstat_variable_get_index(variable);
  t->rows = row + 1;
  if (readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING) {
    const char *text = readstat_string_value(value);
    t->texts[at] = pw_dictionary_text(&t->dictionary, text ? text : "",
                                      text ? strlen(text) : 0);
  } else {
    t->numbers[at] = readstat_value_is_system_missing(value)
      ? (double)NAN
      : readstat_double_value(value);
  }
  return READSTAT_HANDLER_OK;
}

static int read_by_readstat(readstat_table *t, pw_bytes file, pw_alloc *alloc) {
  memset(t, 0, sizeof *t);
  assert_int_equal(pw_dictionary_new(&t->dictionary, alloc, NULL), PW_OK);
  pw_readstat_memory memory = {.file = file};
  readstat_parser_t *parser = pw_readstat_parser(&memory, NULL);
  assert_non_null(parser);
  readstat_set_value_handler(parser, on_value);
  readstat_error_t code = readstat_parse_sav(parser, "", t);
  readstat_parser_free(parser);
  return code == READSTAT_OK;
}

static void free_table(readstat_table *t) {
  pw_dictionary_free(&t->dictionary);
  free(t->numbers);
  free(t->texts);
}

/* Texts end at their last character that is no blank in ours. */
static void assert_same_text(pw_text ours, const pw_strpool *pool, int32_t id) {
  pw_text theirs = {"", 0};
  if (id != PW_NO_TEXT) theirs = pw_strpool_text(pool, id);
  while (theirs.length > 0 && theirs.bytes[theirs.length - 1] == ' ')
    theirs.length--;
  assert_int_equal(ours.length, theirs.length);
  if (ours.length > 0)
    assert_memory_equal(ours.bytes, theirs.bytes, ours.length);
}

static void assert_same_dictionary(const pw_dictionary *ours,
                                   const pw_dictionary *theirs) {
  assert_int_equal(ours->count, theirs->count);
  for (int32_t i = 0; i < ours->count; i++) {
    const pw_dictionary_variable *a = &ours->variables[i],
                                 *b = &theirs->variables[i];
    assert_int_equal(a->is_text, b->is_text);
    assert_same_text(pw_strpool_text(ours->pool, a->name), theirs->pool,
                     b->name);
    assert_same_text(pw_strpool_text(ours->pool, a->format), theirs->pool,
                     b->format);
    assert_int_equal(a->measure, b->measure);
    assert_int_equal(a->ranges, b->ranges);
    for (int k = 0; k < a->ranges; k++) {
      if (a->is_text) {
        assert_same_text(pw_strpool_text(ours->pool, a->low_text[k]),
                         theirs->pool, b->low_text[k]);
      } else {
        assert_true(a->low[k] == b->low[k] && a->high[k] == b->high[k]);
      }
    }
  }
}

static void assert_same_cases(const pw_sav_records *records, pw_source *source,
                              const readstat_table *t, int threaded,
                              pw_alloc *alloc) {
  int32_t n = records->count;
  pw_sav_column *columns = calloc((size_t)n + 1, sizeof *columns);
  double *numbers = calloc((size_t)t->rows * (size_t)n + 1, sizeof *numbers);
  assert_true(columns != NULL && numbers != NULL);
  for (int32_t i = 0; i < n; i++) {
    if (records->variables[i].width > 0) columns[i].text = 1;
    else columns[i].numbers = numbers + (size_t)i * (size_t)t->rows;
  }
  int64_t from = 0, got = 0;
  pw_sav_count count, rest;
  assert_int_equal(
    pw_sav_cases_count(records, source, &count, alloc, NULL, NULL), PW_OK);
  assert_int_equal(count.rows, t->rows);
  assert_int_equal(count.beyond, 0);
  pw_sav_cases *cases;
  assert_int_equal(
    pw_sav_cases_open(&cases, records, source, columns, 0, count.rows, NAN,
                      threaded, alloc, NULL, NULL),
    PW_OK);
  do {
    assert_int_equal(pw_sav_cases_next(cases, NULL, &got, NULL), PW_OK);
    int32_t text = 0;
    for (int32_t i = 0; i < n; i++) {
      for (int64_t r = 0; r < got; r++) {
        size_t at = (size_t)(from + r) * (size_t)n + (size_t)i;
        if (columns[i].text) {
          assert_same_text(pw_sav_cases_text(cases, text, r),
                           t->dictionary.pool, t->texts[at]);
        } else {
          double x = columns[i].numbers[from + r], y = t->numbers[at];
          assert_true(x == y || (x != x && y != y));
        }
      }
      text += columns[i].text;
    }
    from += got;
  } while (got > 0);
  assert_int_equal(from, t->rows);
  assert_int_equal(pw_sav_cases_rest(cases, NULL, &rest, NULL), PW_OK);
  assert_int_equal(rest.rows, 0);
  assert_int_equal(rest.beyond, 0);
  pw_sav_cases_free(cases);
  free(numbers);
  free(columns);
}

/* Reads the file both ways and compares; 0 where ReadStat can't read it. */
static int compare(pw_bytes file) {
  pw_alloc alloc = pw_alloc_unlimited();
  readstat_table t;
  int known = read_by_readstat(&t, file, &alloc);
  if (known) {
    pw_sav_records records;
    pw_dictionary d;
    char charset[64];
    pw_source source = pw_source_memory(file);
    assert_int_equal(pw_sav_records_read(&records, file, &alloc, NULL), PW_OK);
    pw_spss_charset(NULL, records.charset, records.charset_code, charset);
    assert_int_equal(
      pw_sav_dictionary_read(&d, &records, file, charset, &alloc, NULL), PW_OK);
    assert_int_equal(d.repair_count, 0);
    assert_same_dictionary(&d, &t.dictionary);
    for (int threaded = 0; threaded < 2; threaded++) {
      assert_same_cases(&records, &source, &t, threaded, &alloc);
    }
    pw_dictionary_free(&d);
    pw_sav_records_free(&records);
  }
  free_table(&t);
  assert_int_equal(alloc.in_use, 0);
  return known;
}

static void generated_files_of_many_shapes(void **state) {
  (void)state;
  for (int i = 0; i < 600; i++) {
    sav_shape shape = shape_number(i);
    sav_bytes file = build_shape(&shape);
    pw_bytes bytes = {file.at, file.n};
    if (!compare(bytes)) fail_msg("ReadStat can't read shape %d", i);
    free(file.at);
  }
}

static size_t read_whole(const char *path, unsigned char **bytes) {
  pw_source source;
  if (pw_source_open(&source, path, NULL) != PW_OK) return 0;
  *bytes = malloc((size_t)source.length + 1);
  assert_non_null(*bytes);
  size_t n = pw_source_read(&source, 0, *bytes, (size_t)source.length);
  pw_source_close(&source);
  return n;
}

/* The code and label of each value label that ReadStat finds for a variable, in
 * order; a set of ReadStat's belongs to the variables that name it. */
static void assert_same_labels(const sav_frame *f, const pw_dictionary *theirs,
                               int32_t i) {
  const pw_dictionary *ours = &f->d;
  int32_t k = 0;
  for (int32_t j = 0; j < ours->label_count; j++) {
    const pw_dictionary_label *a = &ours->labels[j];
    if (a->set != ours->variables[i].label_set) continue;
    while (k < theirs->label_count &&
           theirs->labels[k].set != theirs->variables[i].label_set)
      k++;
    assert_true(k < theirs->label_count);
    const pw_dictionary_label *b = &theirs->labels[k++];
    assert_same_text(pw_strpool_text(ours->pool, a->label), theirs->pool,
                     b->label);
    if (a->is_text) {
      assert_same_text(pw_strpool_text(ours->pool, a->text), theirs->pool,
                       b->text);
    } else {
      assert_true(a->number == b->number);
    }
  }
}

/* What ReadStat says of a file that was written of a frame. */
static void assert_written(const sav_frame *f, const readstat_table *t) {
  const pw_dictionary *theirs = &t->dictionary;
  assert_same_dictionary(&f->d, theirs);
  assert_int_equal(t->rows, f->rows);
  for (int32_t i = 0; i < f->d.count; i++) {
    pw_text label = {"", 0};
    if (f->d.variables[i].label >= 0)
      label = pw_strpool_text(f->d.pool, f->d.variables[i].label);
    assert_same_text(label, theirs->pool, theirs->variables[i].label);
    assert_same_labels(f, theirs, i);
    for (int64_t row = 0; row < f->rows; row++) {
      size_t at = (size_t)row * (size_t)f->d.count + (size_t)i;
      if (f->texts[i] != NULL) {
        assert_same_text(f->texts[i][row], theirs->pool, t->texts[at]);
        continue;
      }
      double x = f->numbers[i] != NULL         ? f->numbers[i][row]
        : f->integers[i][row] == PW_NO_INTEGER ? (double)NAN
                                               : f->integers[i][row];
      double wanted = pw_spss_time_stored(x, f->cells[i].time);
      double y = t->numbers[at];
      assert_true(wanted == y || (wanted != wanted && y != y));
    }
  }
}

/* As many frames as PAIRWAVE_WRITTEN_FRAMES says, or some. */
static void what_we_write(void **state) {
  (void)state;
  static const char path[] = "build/kernel/test_sav_readstat.sav";
  const char *asked = getenv("PAIRWAVE_WRITTEN_FRAMES");
  int frames = asked == NULL ? 60 : atoi(asked);
  for (int seed = 0; seed < frames; seed++) {
    for (int kind = 0; kind < 3; kind++) {
      pw_alloc alloc = pw_alloc_unlimited();
      sav_frame f;
      sav_choices c = {NULL, 0, (uint64_t)seed * 2654435761u + 99};
      make_frame(&f, &c, &alloc);
      assert_int_equal(
        write_frame(&f, path, (pw_sav_compression)kind, 1, &alloc, NULL),
        PW_OK);
      unsigned char *bytes = NULL;
      pw_bytes file = {NULL, read_whole(path, &bytes)};
      file.at = bytes;
      readstat_table t;
      if (!read_by_readstat(&t, file, &alloc))
        fail_msg("ReadStat can't read frame %d, compression %d", seed, kind);
      assert_written(&f, &t);
      free_table(&t);
      free(bytes);
      free_frame(&f);
      assert_int_equal(alloc.in_use, 0);
    }
  }
}

static void real_exports(void **state) {
  (void)state;
  const char *folder = getenv("PAIRWAVE_FIXTURES");
  if (folder == NULL) folder = "../shared/fixtures";
  DIR *files = opendir(folder);
  if (files == NULL) skip();
  int compared = 0;
  for (struct dirent *entry; (entry = readdir(files)) != NULL;) {
    const char *end = strrchr(entry->d_name, '.');
    if (end == NULL || (strcmp(end, ".sav") != 0 && strcmp(end, ".zsav") != 0))
      continue;
    char path[1024];
    unsigned char *bytes = NULL;
    snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
    pw_bytes file = {NULL, read_whole(path, &bytes)};
    file.at = bytes;
    compared += compare(file);
    free(bytes);
  }
  closedir(files);
  assert_true(compared > 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(generated_files_of_many_shapes),
    cmocka_unit_test(what_we_write),
    cmocka_unit_test(real_exports),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
