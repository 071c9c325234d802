#include "cmocka_all.h"
#include "failing.h"

#include "read/readstat.h"
#include "sav_build.h"

static void it_collects_from_memory_and_failure_is_clean(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 1, 2);
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_dictionary d;
    pw_error err;
    pw_readstat_memory memory = {.file = bytes_of(&f)};
    walk.status = pw_dictionary_new(&d, alloc, &err);
    if (walk.status == PW_OK) {
      readstat_parser_t *parser = pw_readstat_parser(&memory, NULL);
      assert_non_null(parser);
      readstat_error_t code = readstat_parse_sav(parser, "", &d);
      readstat_parser_free(parser);
      walk.status = pw_readstat_verdict(&d, code, memory.at, &err);
    }
    if (walk.status == PW_OK) {
      assert_int_equal(d.count, 2);
      assert_false(d.variables[0].is_text);
      assert_true(d.variables[1].is_text);
    }
    pw_dictionary_free(&d);
  } while (failed_cleanly(&walk));
}

static void a_cut_has_its_offset(void **state) {
  (void)state;
  sav_file f;
  build_sav(&f, 1, 2);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_dictionary d;
  pw_error err;
  pw_bytes cut = {f.at, 200};
  pw_readstat_memory memory = {.file = cut};
  assert_int_equal(pw_dictionary_new(&d, &alloc, &err), PW_OK);
  readstat_parser_t *parser = pw_readstat_parser(&memory, NULL);
  readstat_error_t code = readstat_parse_sav(parser, "", &d);
  readstat_parser_free(parser);
  assert_int_equal(pw_readstat_verdict(&d, code, memory.at, &err),
                   PW_TRUNCATED);
  assert_int_equal(err.offset, 200);
  pw_dictionary_free(&d);
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(it_collects_from_memory_and_failure_is_clean),
    cmocka_unit_test(a_cut_has_its_offset),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
