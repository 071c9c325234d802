/* fseeko and 64-bit offsets, where <stdio.h> hides them from strict C. */
#define _POSIX_C_SOURCE 200809L
#define _FILE_OFFSET_BITS 64

#include "base/source.h"

#include <stdio.h>
#include <string.h>

#include "base/wide_path.h"

#ifdef _WIN32
#define seek_to(file, offset, whence) \
  _fseeki64(file, (long long)(offset), whence)
#define position(file) _ftelli64(file)
#else
#define seek_to(file, offset, whence) fseeko(file, (off_t)(offset), whence)
#define position(file) ftello(file)
#endif

pw_source pw_source_memory(pw_bytes bytes) {
  pw_source source = {bytes.length, bytes, NULL, 0};
  return source;
}

pw_status pw_source_open(pw_source *source, const char *path, pw_error *err) {
  memset(source, 0, sizeof *source);
  FILE *file = pw_path_open(path, "rb");
  if (file == NULL)
    return pw_fail(err, PW_ARGUMENT, "the file can't be opened");
  /* Reads are large and go straight to where they are wanted. */
  setvbuf(file, NULL, _IONBF, 0);
  int64_t length = seek_to(file, 0, SEEK_END) == 0 ? (int64_t)position(file)
                                                   : -1;
  if (length < 0) {
    fclose(file);
    return pw_fail(err, PW_ARGUMENT, "the file can't be read from any place");
  }
  source->file = file;
  source->length = source->at = (uint64_t)length;
  return PW_OK;
}

size_t pw_source_read(pw_source *source, uint64_t offset, unsigned char *to,
                      size_t n) {
  if (offset >= source->length) return 0;
  if (n > source->length - offset) n = (size_t)(source->length - offset);
  if (source->file == NULL) {
    memcpy(to, source->memory.at + offset, n);
    return n;
  }
  if (source->at != offset && seek_to(source->file, offset, SEEK_SET) != 0)
    return 0;
  size_t got = fread(to, 1, n, source->file);
  source->at = offset + got;
  return got;
}

void pw_source_close(pw_source *source) {
  if (source->file != NULL) fclose(source->file);
  memset(source, 0, sizeof *source);
}
