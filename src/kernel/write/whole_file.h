/* Writing a file so that its readers find the earlier one or the new one, never
 * a part. */
#ifndef PW_WRITE_WHOLE_FILE_H
#define PW_WRITE_WHOLE_FILE_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"

/* Writes `length` bytes under another name into the folder of `path`, waits
 * until the disk has them and puts them in the place of `path`. `mode` has the
 * permissions of the new file as POSIX counts them. Where `path` is a device or
 * a pipe, which nothing can take the place of, the bytes are written into it.
 *
 * Fails with PW_FULL where there is no room for all bytes, with PW_ARGUMENT
 * where the place can't be written to, and with PW_MEMORY; `path` is then what
 * it was, and nothing is left beside it. Paths are in the system's own
 * spelling. */
pw_status pw_write_whole(const char *path, const void *bytes, size_t length,
                         unsigned mode, pw_alloc *alloc, pw_error *err);

#endif
