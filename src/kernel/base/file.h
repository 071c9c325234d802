/* The bytes of a file as memory.
 *
 * Where the system can map a file, its bytes are read when they are touched
 * and cost no copy; elsewhere they are read into memory at once. The file must
 * keep its length until it is closed. */
#ifndef PW_BASE_FILE_H
#define PW_BASE_FILE_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct {
  const char *bytes; /* valid until the file is closed; never NULL */
  size_t length;
  void *map;         /* what must be unmapped or freed, or NULL */
} pw_file;

/* Opens the file at `path`, in the system's own spelling. Fails with
 * PW_ARGUMENT where it cannot be opened or is no regular file, PW_TRUNCATED
 * where it cannot be read to its end, PW_MEMORY or PW_RANGE. */
pw_status pw_file_open(pw_file *file, const char *path, pw_alloc *alloc,
                       pw_error *err);

/* Says that bytes `from` to `to` will hardly be touched again, so that they
 * need not stay in memory. They keep their values. */
void pw_file_forget(const pw_file *file, size_t from, size_t to);

/* Closes a file; one that was never opened, all zero, is fine. */
void pw_file_close(pw_file *file, pw_alloc *alloc);

#endif
