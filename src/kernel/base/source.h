/* Where bytes come from: memory, or a file that is read piece by piece so
 * that it need not fit in memory. */
#ifndef PW_BASE_SOURCE_H
#define PW_BASE_SOURCE_H

#include <stddef.h>

#include "base/bytes.h"
#include "base/status.h"

typedef struct {
  uint64_t length; /* bytes in all */
  pw_bytes memory; /* of the caller, who keeps it; unused with a file */
  void *file;      /* NULL for memory */
  uint64_t at;     /* where the file stands */
} pw_source;

pw_source pw_source_memory(pw_bytes bytes);

/* Opens the file at `path`. Fails with PW_ARGUMENT where it can't be opened.
 * Close with pw_source_close. */
pw_status pw_source_open(pw_source *source, const char *path, pw_error *err);

/* Copies up to `n` bytes from `offset` and says how many there were: fewer
 * only at the end, or where the file can't be read any further. One thread at
 * a time. */
size_t pw_source_read(pw_source *source, uint64_t offset, unsigned char *to,
                      size_t n);

/* Twice is fine, and so is a zeroed source. */
void pw_source_close(pw_source *source);

#endif
