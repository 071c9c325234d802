#include "cmocka_all.h"
#include "failing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/spill.h"

static const char path[] = "build/test_spill.tmp";

typedef struct {
  uint32_t bucket, number;
  uint64_t noise;
} record;

enum { BUCKETS = 5, MANY = 20000 };

static int is_there(void) {
  FILE *file = fopen(path, "rb");
  if (file != NULL) fclose(file);
  return file != NULL;
}

/* Puts records into random buckets and sees them again, in their order. */
static pw_status there_and_back(uint32_t n, pw_alloc *alloc) {
  pw_spill *spill;
  uint32_t put[BUCKETS] = {0};
  pw_status status =
    pw_spill_new(&spill, path, sizeof(record), BUCKETS, alloc, NULL);
  srand(1);
  for (uint32_t i = 0; i < n && status == PW_OK; i++) {
    /* The last bucket stays empty. */
    record r = {(uint32_t)rand() % (BUCKETS - 1), 0, (uint64_t)i * i};
    r.number = put[r.bucket]++;
    status = pw_spill_put(spill, r.bucket, &r, NULL);
  }
  for (uint32_t b = 0; b < BUCKETS && status == PW_OK; b++) {
    uint32_t seen = 0;
    size_t chunk = 0, some;
    const void *records;
    assert_int_equal(pw_spill_count(spill, b), put[b]);
    do {
      assert_int_equal(pw_spill_next(spill, b, &chunk, &records, &some, NULL),
                       PW_OK);
      for (size_t i = 0; i < some; i++, seen++) {
        record r;
        memcpy(&r, (const char *)records + i * sizeof r, sizeof r);
        assert_int_equal(r.bucket, b);
        assert_int_equal(r.number, seen);
      }
    } while (some > 0);
    assert_int_equal(seen, put[b]);
  }
  pw_spill_free(spill);
  return status;
}

static void records_come_back_in_their_order(void **state) {
  (void)state;
  for (uint32_t n = 0; n <= MANY; n = n * 3 + 1) {
    pw_alloc alloc = pw_alloc_unlimited();
    assert_int_equal(there_and_back(n, &alloc), PW_OK);
    assert_int_equal(alloc.in_use, 0);
    assert_false(is_there());
  }
}

static void memory_may_fail_anywhere(void **state) {
  (void)state;
  pw_walk walk = {0};
  do {
    walk.status = there_and_back(MANY, fail_next(&walk));
    assert_false(is_there());
  } while (failed_cleanly(&walk));
  assert_true(walk.k > BUCKETS);
}

static void a_file_that_cannot_be_made_is_said(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_spill *spill;
  pw_error err;
  assert_int_equal(pw_spill_new(&spill, "build/none/such", 8, 1, &alloc, &err),
                   PW_FULL);
  assert_null(spill);
  /* What is there already is nobody's to write into. */
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  fclose(file);
  assert_int_equal(pw_spill_new(&spill, path, 8, 1, &alloc, &err), PW_FULL);
  assert_true(is_there());
  remove(path);
  assert_int_equal(pw_spill_new(&spill, path, 0, 1, &alloc, &err), PW_ARGUMENT);
  assert_int_equal(
    pw_spill_new(&spill, path, PW_SPILL_CHUNK + 1, 1, &alloc, &err),
    PW_ARGUMENT);
  assert_int_equal(alloc.in_use, 0);
}

#ifdef __linux__
#include <sys/resource.h>
#include <signal.h>

/* A disk that is full, as a limit on the size of files acts it. */
static void a_disk_that_is_full_is_said(void **state) {
  (void)state;
  struct rlimit before, limit;
  getrlimit(RLIMIT_FSIZE, &before);
  signal(SIGXFSZ, SIG_IGN);
  limit = before;
  limit.rlim_cur = 3 * PW_SPILL_CHUNK;
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_status status = there_and_back(MANY, &alloc);
  setrlimit(RLIMIT_FSIZE, &before);
  assert_int_equal(status, PW_FULL);
  assert_int_equal(alloc.in_use, 0);
}

#include <sys/stat.h>
#include <unistd.h>

/* Nobody else may open it, by what name soever: it has none. */
static void the_file_is_its_owners_and_has_no_name(void **state) {
  (void)state;
  pw_alloc alloc = pw_alloc_unlimited();
  pw_spill *spill;
  int next = dup(0); /* the number that the file will have */
  close(next);
  assert_int_equal(pw_spill_new(&spill, path, 8, 1, &alloc, NULL), PW_OK);
  struct stat about;
  assert_int_equal(fstat(next, &about), 0);
  assert_int_equal(about.st_mode & 0777, 0600);
  assert_int_equal(about.st_nlink, 0);
  assert_false(is_there());
  pw_spill_free(spill);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(records_come_back_in_their_order),
    cmocka_unit_test(memory_may_fail_anywhere),
    cmocka_unit_test(a_file_that_cannot_be_made_is_said),
#ifdef __linux__
    cmocka_unit_test(a_disk_that_is_full_is_said),
    cmocka_unit_test(the_file_is_its_owners_and_has_no_name),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
