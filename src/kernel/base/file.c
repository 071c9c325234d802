#define _DEFAULT_SOURCE /* madvise */
#define _DARWIN_C_SOURCE

#include "base/file.h"

#include <stdint.h>
#include <string.h>

#ifdef _WIN32

#include <stdio.h>

static pw_status read_whole(pw_file *file, FILE *in, pw_alloc *alloc,
                            pw_error *err) {
  if (_fseeki64(in, 0, SEEK_END) != 0) {
    return pw_fail(err, PW_ARGUMENT, "it is no regular file");
  }
  int64_t length = _ftelli64(in);
  rewind(in);
  if (length < 0) return pw_fail(err, PW_ARGUMENT, "it is no regular file");
  if ((uint64_t)length > SIZE_MAX) {
    return pw_fail(err, PW_RANGE, "the file is too large");
  }
  file->length = (size_t)length;
  if (length == 0) return PW_OK;
  file->map = pw_alloc_zeroed(alloc, file->length, 1);
  if (file->map == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  file->bytes = file->map;
  if (fread(file->map, 1, file->length, in) != file->length) {
    return pw_fail(err, PW_TRUNCATED, "it can't be read to its end");
  }
  return PW_OK;
}

pw_status pw_file_open(pw_file *file, const char *path, pw_alloc *alloc,
                       pw_error *err) {
  memset(file, 0, sizeof *file);
  file->bytes = "";
  FILE *in = fopen(path, "rb");
  if (in == NULL) return pw_fail(err, PW_ARGUMENT, "it can't be opened");
  pw_status status = read_whole(file, in, alloc, err);
  fclose(in);
  if (status != PW_OK) pw_file_close(file, alloc);
  return status;
}

void pw_file_forget(const pw_file *file, size_t from, size_t to) {
  (void)file;
  (void)from;
  (void)to;
}

void pw_file_close(pw_file *file, pw_alloc *alloc) {
  pw_free(alloc, file->map);
  memset(file, 0, sizeof *file);
  file->bytes = "";
}

#else

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

pw_status pw_file_open(pw_file *file, const char *path, pw_alloc *alloc,
                       pw_error *err) {
  (void)alloc;
  memset(file, 0, sizeof *file);
  file->bytes = "";
  int in = open(path, O_RDONLY | O_CLOEXEC);
  if (in < 0) return pw_fail(err, PW_ARGUMENT, "it can't be opened");
  struct stat about;
  pw_status status = PW_OK;
  if (fstat(in, &about) != 0 || !S_ISREG(about.st_mode)) {
    status = pw_fail(err, PW_ARGUMENT, "it is no regular file");
  } else if ((uint64_t)about.st_size > SIZE_MAX) {
    status = pw_fail(err, PW_RANGE, "the file is too large");
  } else if (about.st_size > 0) {
    size_t length = (size_t)about.st_size;
    void *map = mmap(NULL, length, PROT_READ, MAP_PRIVATE, in, 0);
    if (map == MAP_FAILED) {
      status = pw_fail(err, PW_MEMORY, "no memory for the file");
    } else {
      file->map = map;
      file->bytes = map;
      file->length = length;
    }
  }
  close(in);
  return status;
}

/* Whole pages, with the one that the range begins within: its first bytes
 * belong to what was read before. */
void pw_file_forget(const pw_file *file, size_t from, size_t to) {
  size_t page = (size_t)sysconf(_SC_PAGESIZE);
  from = from / page * page;
  to = to == file->length ? to : to / page * page;
  if (file->map == NULL || to <= from) return;
  madvise((char *)file->map + from, to - from, MADV_DONTNEED);
}

void pw_file_close(pw_file *file, pw_alloc *alloc) {
  (void)alloc;
  if (file->map != NULL) munmap(file->map, file->length);
  memset(file, 0, sizeof *file);
  file->bytes = "";
}

#endif
