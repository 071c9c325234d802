#include "cmocka_all.h"
#include "failing.h"

#include <stdlib.h>
#include <string.h>

#include "read/csv_content.h"

/* Characters across the borders of blocks and of stretches. */
static void every_byte_is_looked_at(void **state) {
  (void)state;
  size_t length = ((size_t)3 << 20) + 77;
  char *text = malloc(length);
  for (int threads = 1; threads <= 2; threads++) {
    for (size_t shift = 0; shift < 3; shift++) {
      memset(text, 'a', length);
      int64_t sequences = 0;
      for (size_t at = shift; at + 3 <= length; at += 3, sequences++) {
        memcpy(text + at, "\xe2\x82\xac", 3);
      }
      pw_alloc alloc = pw_alloc_unlimited();
      pw_csv_content found;
      assert_int_equal(
        pw_csv_inspect(&found, text, length, threads, NULL, &alloc, NULL, NULL),
        PW_OK);
      assert_int_equal(found.sequences, sequences);
      assert_int_equal(found.strays, 0);
      assert_false(found.has_quotes || found.has_cr);
      assert_true(found.first_nul == SIZE_MAX);
      text[length - 1] = '\xe9';
      text[2000000] = 0;
      text[length - 5] = '"';
      text[5] = '\r';
      assert_int_equal(
        pw_csv_inspect(&found, text, length, threads, NULL, &alloc, NULL, NULL),
        PW_OK);
      assert_true(found.strays > 0 && found.controls > 0);
      assert_int_equal(found.first_nul, 2000000);
      assert_true(found.has_quotes && found.has_cr);
      assert_int_equal(alloc.in_use, 0);
    }
  }
  free(text);
}

static void every_failed_allocation_is_clean(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    pw_alloc *alloc = fail_next(&walk);
    pw_csv_content found;
    walk.status =
      pw_csv_inspect(&found, "a,b\n", 4, 2, NULL, alloc, NULL, NULL);
  } while (failed_cleanly(&walk));
}

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(every_byte_is_looked_at),
    cmocka_unit_test(every_failed_allocation_is_clean),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
