/* Looks at what was written into a folder of a test's own: `folder` and `path`,
 * a file in it, are the test's. */
#ifndef PW_TEST_WRITTEN_H
#define PW_TEST_WRITTEN_H

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#ifdef _WIN32
#include <direct.h>
#else
#include <sys/resource.h>
#endif

#include "cmocka_all.h"

static inline void make_folder_at(const char *folder) {
#ifdef _WIN32
  _mkdir(folder);
#else
  mkdir(folder, 0700);
#endif
}

/* Windows has permissions of another kind. */
static inline void expect_mode(const char *path, unsigned mode) {
#ifdef _WIN32
  (void)path;
  (void)mode;
#else
  struct stat about;
  assert_int_equal(stat(path, &about), 0);
  assert_int_equal(about.st_mode & 0777, mode);
#endif
}

#ifndef _WIN32
/* Lets no file grow beyond `most` bytes, as a full disk does; gives what held
 * before, to be put back. Windows has no such limit. */
static inline struct rlimit limit_files(size_t most) {
  struct rlimit before, small;
  getrlimit(RLIMIT_FSIZE, &before);
  small = before;
  small.rlim_cur = most;
  signal(SIGXFSZ, SIG_IGN);
  setrlimit(RLIMIT_FSIZE, &small);
  return before;
}
#endif

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
