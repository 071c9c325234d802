/* The bytes of a file in memory.
 *
 * They are read at once and not mapped: a file that another program makes shorter
 * or writes anew while it is being read would end the process. */
#ifndef PW_BASE_FILE_H
#define PW_BASE_FILE_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef struct {
  const char *bytes; /* valid until the file is closed; never NULL */
  size_t length;
  void *memory;      /* what must be freed, or NULL */
} pw_file;

/* Reads the file at `path`, in the system's own spelling. Fails with PW_ARGUMENT
 * where it cannot be opened or is no regular file, PW_TRUNCATED where it cannot
 * be read to the end that it had when it was opened, PW_MEMORY, PW_RANGE, or
 * PW_STOPPED. */
pw_status pw_file_open(pw_file *file, const char *path, pw_alloc *alloc,
                       const pw_stop *stop, pw_error *err);

/* Closes a file; one that was never opened, all zero, is fine. */
void pw_file_close(pw_file *file, pw_alloc *alloc);

#endif
