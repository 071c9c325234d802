#include "cmocka_all.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/large_pages.h"

#define ROOM ((size_t)8 << 20)

static void what_is_there_stays(void **state) {
  (void)state;
  unsigned char *room = malloc(ROOM);
  for (size_t i = 0; i < ROOM; i++) room[i] = (unsigned char)(i % 251);
  for (size_t from = 0; from < 9000; from += 1999) {
    pw_large_pages(room + from, 0);
    pw_large_pages(room + from, 1);
    pw_large_pages(room + from, ROOM - from);
  }
  for (size_t i = 0; i < ROOM; i++) {
    if (room[i] != i % 251) fail();
  }
  free(room);
}

#ifdef __linux__
/* Whether the system has noted the hint (the flag "hg") for the memory at `at`;
 * -1 where it does not say. */
static int is_noted(const void *at) {
  FILE *maps = fopen("/proc/self/smaps", "r");
  if (maps == NULL) return -1;
  char line[512];
  int within = 0, noted = -1;
  while (fgets(line, sizeof line, maps) != NULL) {
    uintptr_t from, to;
    if (sscanf(line, "%" SCNxPTR "-%" SCNxPTR " ", &from, &to) == 2)
      within = (uintptr_t)at >= from && (uintptr_t)at < to;
    if (within && strncmp(line, "VmFlags:", 8) == 0)
      noted = strstr(line, " hg") != NULL;
  }
  fclose(maps);
  return noted;
}

static void every_page_that_is_touched_is_asked_for(void **state) {
  (void)state;
  FILE *known = fopen("/sys/kernel/mm/transparent_hugepage/enabled", "r");
  if (known == NULL) skip();
  fclose(known);
  unsigned char *room = malloc(ROOM);
  if (is_noted(room + ROOM / 2) < 0) {
    free(room);
    skip();
  }
  pw_large_pages(room + 5000, ROOM / 2);
  assert_int_equal(is_noted(room + 5000), 1);
  assert_int_equal(is_noted(room + ROOM / 4), 1);
  assert_int_equal(is_noted(room + 5000 + ROOM / 2 - 1), 1);
  assert_int_equal(is_noted(room + ROOM - ROOM / 4), 0);
  free(room);
}
#endif

int main(void) {
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(what_is_there_stays),
#ifdef __linux__
    cmocka_unit_test(every_page_that_is_touched_is_asked_for),
#endif
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
