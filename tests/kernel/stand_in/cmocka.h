/* What the kernel's tests use of cmocka, in one header, for systems that no
 * package of it is built for: the same names do the same, and the tests' own
 * numbers of passed and failed are printed in cmocka's words. */
#ifndef PW_TEST_STAND_IN_CMOCKA_H
#define PW_TEST_STAND_IN_CMOCKA_H

#include <setjmp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct CMUnitTest {
  const char *name;
  void (*test)(void **state);
  int (*setup)(void **state);
  int (*teardown)(void **state);
};

#define cmocka_unit_test(f) \
  { #f, f, NULL, NULL }
#define cmocka_unit_test_setup(f, setup) \
  { #f, f, setup, NULL }

enum { STAND_IN_FAILED = 1, STAND_IN_SKIPPED };
static jmp_buf stand_in_out; /* of the test that runs */

static inline _Noreturn void stand_in_fail(const char *file, int line,
                                           const char *what) {
  printf("%s:%d: %s\n", file, line, what);
  longjmp(stand_in_out, STAND_IN_FAILED);
}

#define fail_msg(...)                                  \
  do {                                                 \
    printf(__VA_ARGS__);                               \
    stand_in_fail(__FILE__, __LINE__, "it fails");     \
  } while (0)
#define skip() longjmp(stand_in_out, STAND_IN_SKIPPED)

#define STAND_IN_HOLDS(fact, text)                               \
  do {                                                           \
    if (!(fact)) stand_in_fail(__FILE__, __LINE__, text);        \
  } while (0)
#define assert_true(x) STAND_IN_HOLDS(x, "not true: " #x)
#define assert_false(x) STAND_IN_HOLDS(!(x), "not false: " #x)
#define assert_null(x) STAND_IN_HOLDS((x) == NULL, "not NULL: " #x)
#define assert_non_null(x) STAND_IN_HOLDS((x) != NULL, "NULL: " #x)
#define assert_ptr_equal(a, b) \
  STAND_IN_HOLDS((const void *)(a) == (const void *)(b), #a " is not " #b)

static inline void stand_in_equal(uint64_t a, uint64_t b, int wanted,
                                  const char *file, int line,
                                  const char *what) {
  if ((a == b) == wanted) return;
  printf("%#llx and %#llx: ", (unsigned long long)a, (unsigned long long)b);
  stand_in_fail(file, line, what);
}

#define assert_int_equal(a, b)                                                 \
  stand_in_equal((uint64_t)(a), (uint64_t)(b), 1, __FILE__, __LINE__, \
                 #a " is not " #b)
#define assert_int_not_equal(a, b)                                             \
  stand_in_equal((uint64_t)(a), (uint64_t)(b), 0, __FILE__, __LINE__, \
                 #a " is " #b)
#define assert_in_range(x, least, most)                                 \
  STAND_IN_HOLDS((uint64_t)(x) >= (uint64_t)(least) &&                  \
                   (uint64_t)(x) <= (uint64_t)(most),                   \
                 #x " is out of range")
#define assert_memory_equal(a, b, n) \
  STAND_IN_HOLDS(memcmp(a, b, n) == 0, #a " has not the bytes of " #b)

static inline void stand_in_texts(const char *a, const char *b, int wanted,
                                  const char *file, int line) {
  if ((strcmp(a, b) == 0) == wanted) return;
  printf("\"%s\" and \"%s\": ", a, b);
  stand_in_fail(file, line, wanted ? "not the same text" : "the same text");
}

#define assert_string_equal(a, b) stand_in_texts(a, b, 1, __FILE__, __LINE__)
#define assert_string_not_equal(a, b) \
  stand_in_texts(a, b, 0, __FILE__, __LINE__)

/* Runs one test; gives 0, STAND_IN_FAILED or STAND_IN_SKIPPED. */
static inline int stand_in_run(const struct CMUnitTest *one, void **state) {
  int ended = setjmp(stand_in_out);
  if (ended != 0) return ended;
  if (one->setup != NULL && one->setup(state) != 0) return STAND_IN_FAILED;
  one->test(state);
  if (one->teardown != NULL && one->teardown(state) != 0)
    return STAND_IN_FAILED;
  return 0;
}

static inline int stand_in_group(const struct CMUnitTest *tests, size_t n,
                                 int (*setup)(void **), int (*end)(void **)) {
  static const char *const said[] = {"      OK", " FAILED ", "SKIPPED "};
  void *shared = NULL;
  int counts[3] = {0};
  if (setup != NULL && setup(&shared) != 0) return 1;
  for (size_t i = 0; i < n; i++) {
    void *state = shared;
    int ended = stand_in_run(&tests[i], &state);
    counts[ended]++;
    printf("[ %s ] %s\n", said[ended], tests[i].name);
  }
  if (end != NULL) end(&shared);
  printf("[  PASSED  ] %d test(s).\n", counts[0]);
  if (counts[STAND_IN_SKIPPED] > 0)
    printf("[  SKIPPED ] %d test(s).\n", counts[STAND_IN_SKIPPED]);
  if (counts[STAND_IN_FAILED] > 0)
    printf("[  FAILED  ] %d test(s).\n", counts[STAND_IN_FAILED]);
  fflush(stdout);
  return counts[STAND_IN_FAILED];
}

#define cmocka_run_group_tests(tests, setup, teardown) \
  stand_in_group(tests, sizeof tests / sizeof *tests, setup, teardown)

#endif
