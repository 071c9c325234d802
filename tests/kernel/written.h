/* Looks at what was written into a folder of a test's own: `folder` and `path`,
 * a file in it, are the test's. */
#ifndef PW_TEST_WRITTEN_H
#define PW_TEST_WRITTEN_H

#include <dirent.h>
#include <stdio.h>
#include <string.h>

#include "cmocka_all.h"

static inline int count_files(const char *folder) {
  DIR *open = opendir(folder);
  int n = 0;
  for (struct dirent *entry; (entry = readdir(open)) != NULL;)
    n += entry->d_name[0] != '.';
  closedir(open);
  return n;
}

static inline void expect_file(const char *path, const char *text) {
  char found[100] = "";
  FILE *in = fopen(path, "rb");
  assert_non_null(in);
  size_t n = fread(found, 1, sizeof found, in);
  fclose(in);
  assert_int_equal(n, strlen(text));
  assert_memory_equal(found, text, n);
}

#endif
