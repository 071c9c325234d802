/* 64-bit offsets and fstat, where the headers hide them from strict C. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64

#include "base/file.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

/* So much is read between two looks at whether the user wants to stop. */
#define PIECE ((size_t)8 << 20)

/* Its length in bytes, or -1 for what is no regular file. */
static int64_t length_of(FILE *in) {
#ifdef _WIN32
  struct _stati64 about;
  if (_fstati64(_fileno(in), &about) != 0 || (about.st_mode & _S_IFREG) == 0) return -1;
#else
  struct stat about;
  if (fstat(fileno(in), &about) != 0 || !S_ISREG(about.st_mode)) return -1;
#endif
  return (int64_t)about.st_size;
}

static pw_status read_whole(pw_file *file, FILE *in, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  int64_t length = length_of(in);
  if (length < 0) return pw_fail(err, PW_ARGUMENT, "it is no regular file");
  if ((uint64_t)length > SIZE_MAX) return pw_fail(err, PW_RANGE, "the file is too large");
  if (length == 0) return PW_OK;
  char *to = file->memory = pw_alloc_resize(alloc, NULL, (size_t)length, 1);
  if (to == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  file->bytes = to;
  file->length = (size_t)length;
  for (size_t at = 0; at < file->length; at += PIECE) {
    if (pw_stop_asked(stop, 0)) return pw_fail(err, PW_STOPPED, "stopped");
    size_t wanted = file->length - at < PIECE ? file->length - at : PIECE;
    if (fread(to + at, 1, wanted, in) != wanted) {
      return pw_fail(err, PW_TRUNCATED, "it became shorter while it was read");
    }
  }
  return PW_OK;
}

pw_status pw_file_open(pw_file *file, const char *path, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err) {
  memset(file, 0, sizeof *file);
  file->bytes = "";
  FILE *in = fopen(path, "rb");
  if (in == NULL) return pw_fail(err, PW_ARGUMENT, "it can't be opened");
  setvbuf(in, NULL, _IONBF, 0); /* reads go straight to where they are wanted */
  pw_status status = read_whole(file, in, alloc, stop, err);
  fclose(in);
  if (status != PW_OK) pw_file_close(file, alloc);
  return status;
}

void pw_file_close(pw_file *file, pw_alloc *alloc) {
  pw_free(alloc, file->memory);
  memset(file, 0, sizeof *file);
  file->bytes = "";
}
