/* Streams of a compound file, in which old programs of Office keep their
 * documents, and new ones what has a password ([MS-CFB] 2.2 to 2.6). */
#ifndef PW_READ_OLE_STREAM_H
#define PW_READ_OLE_STREAM_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"

/* Reads the stream of one of `n_names` names (of ASCII), the first of them that
 * there is: `*which` says which, -1 where there is none, and `*bytes` and `*n`
 * are its content, the caller's to pw_free. Fails with PW_FORMAT where the file
 * is no compound file or a broken one, or PW_MEMORY. */
pw_status pw_ole_read(pw_bytes file, const char *const *names, int n_names,
                      int *which, unsigned char **bytes, size_t *n,
                      pw_alloc *alloc, pw_error *err);

#endif
