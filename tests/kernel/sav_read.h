/* Reads the dictionary of a file built by sav_build.h, for the tests of its
 * records. */
#include "read/sav_dictionary.h"

static inline pw_status read_dictionary(const sav_file *f, pw_dictionary *d,
                                        pw_alloc *alloc, pw_error *err) {
  pw_sav_records records;
  memset(d, 0, sizeof *d);
  pw_status status = pw_sav_records_read(&records, bytes_of(f), alloc, err);
  if (status == PW_OK) {
    status =
      pw_sav_dictionary_read(d, &records, bytes_of(f), "UTF-8", alloc, err);
  }
  pw_sav_records_free(&records);
  return status;
}

static inline void assert_text(const pw_dictionary *d, int32_t id,
                               const char *expected) {
  assert_true(id >= 0);
  pw_text text = pw_strpool_text(d->pool, id);
  assert_int_equal(text.length, strlen(expected));
  assert_memory_equal(text.bytes, expected, text.length);
}

/* Reads `f` with its k-th allocation failing, for every k, and checks that
 * nothing is left; then `check` sees the dictionary of the whole. */
static inline void read_with_every_failure(
  const sav_file *f, void (*check)(const pw_dictionary *)) {
  for (long k = 0;; k++) {
    pw_alloc alloc = pw_alloc_unlimited();
    pw_dictionary d;
    pw_error err;
    alloc.fail_after = k;
    pw_status status = read_dictionary(f, &d, &alloc, &err);
    if (status == PW_OK) check(&d);
    pw_dictionary_free(&d);
    assert_int_equal(alloc.in_use, 0);
    if (status == PW_OK) return;
    assert_int_equal(status, PW_MEMORY);
  }
}
