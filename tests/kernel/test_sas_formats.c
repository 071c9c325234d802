#include "cmocka_all.h"
#include "failing.h"

#include "read/sas_formats.h"
#include "stata_sas_build.h"

enum { COLUMNS = 4, MARK_BYTES = 8, WIDTH_AT = 24, DECIMALS_AT = 26 };
static const unsigned char mark[MARK_BYTES] = {0xfe, 0xfb, 0xff, 0xff,
                                               0xff, 0xff, 0xff, 0xff};

static void add_format(pw_dictionary *d, const char *format) {
  pw_dictionary_variable *v = pw_dictionary_add_variable(d);
  if (v != NULL && format != NULL) {
    int32_t text = pw_dictionary_text(d, format, strlen(format));
    d->variables[d->count - 1].format = text;
  }
}

static void dictionary_of(pw_dictionary *d, const char *const formats[COLUMNS],
                          pw_alloc *alloc, pw_error *err) {
  pw_dictionary_new(d, alloc, err);
  for (int i = 0; i < COLUMNS; i++) add_format(d, formats[i]);
}

/* A file of four columns whose formats have width 20 and 3, 0, 20 and 3
 * decimals. */
static void build(built_file *file) {
  static const unsigned char decimals[COLUMNS] = {3, 0, 20, 3};
  build_stata_sas(file, PW_SAS, 9, 3);
  int found = 0;
  /* Subheaders stand on their page from its end on. */
  for (size_t at = file->length - MARK_BYTES; at-- > 0 && found < COLUMNS;) {
    if (memcmp(file->at + at, mark, MARK_BYTES) != 0) continue;
    file->at[at + WIDTH_AT] = 20;
    file->at[at + DECIMALS_AT] = decimals[found++];
  }
  assert_int_equal(found, COLUMNS);
}

static void assert_format(const pw_dictionary *d, int32_t variable,
                          const char *expected) {
  pw_text text = pw_strpool_text(d->pool, d->variables[variable].format);
  assert_int_equal(text.length, strlen(expected));
  assert_memory_equal(text.bytes, expected, text.length);
}

static const char *const formats[COLUMNS] = {"TIME20", "F20", "BEST20",
                                             "DATETIME20"};

static void formats_get_their_decimals(void **state) {
  (void)state;
  built_file file;
  build(&file);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_dictionary d;
  dictionary_of(&d, formats, &alloc, &err);
  pw_sas_formats_read(&d, built_bytes(&file));
  assert_format(&d, 0, "TIME20.3");
  assert_format(&d, 1, "F20");
  assert_format(&d, 2, "BEST20");
  assert_format(&d, 3, "DATETIME20.3");
  pw_dictionary_free(&d);
  const char *const others[COLUMNS] = {"TIME8", NULL, "20", "DATETIME20.1"};
  dictionary_of(&d, others, &alloc, &err);
  pw_sas_formats_read(&d, built_bytes(&file));
  assert_format(&d, 0, "TIME8");
  assert_format(&d, 2, "20");
  assert_format(&d, 3, "DATETIME20.1");
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
  free(file.at);
}

/* Whatever is cut off or wrong, nothing beyond the file is read. */
static void broken_files_are_passed_over(void **state) {
  (void)state;
  built_file file;
  build(&file);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_dictionary d;
  uint32_t random = 1;
  dictionary_of(&d, formats, &alloc, &err);
  for (size_t i = 0; i < file.length; i += i < 512 ? 1 : 61) {
    unsigned char *part = malloc(i + 1); /* so that tools see a byte too far */
    assert_non_null(part);
    memcpy(part, file.at, i);
    pw_bytes cut = {part, i};
    pw_sas_formats_read(&d, cut);
    free(part);
  }
  for (int i = 0; i < 3000; i++) {
    random = random * 1664525u + 1013904223u;
    size_t at = (random >> 8) % (i % 2 ? 512 : file.length);
    unsigned char was = file.at[at];
    file.at[at] = (unsigned char)(random >> 3);
    pw_sas_formats_read(&d, built_bytes(&file));
    if (i % 8) file.at[at] = was;
  }
  pw_dictionary_free(&d);
  assert_int_equal(alloc.in_use, 0);
  free(file.at);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  built_file file;
  build(&file);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_error err;
    pw_dictionary d;
    dictionary_of(&d, formats, alloc, &err);
    if (d.status == PW_OK) pw_sas_formats_read(&d, built_bytes(&file));
    walk.status = d.status;
    pw_dictionary_free(&d);
  } while (failed_cleanly(&walk));
  free(file.at);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(formats_get_their_decimals),
    cmocka_unit_test(broken_files_are_passed_over),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
