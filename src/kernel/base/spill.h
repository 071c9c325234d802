/* Records of one size put away in buckets on disk, for what has no room in
 * memory.
 *
 * The file belongs to whoever runs the process (mode 0600) and loses its name
 * as soon as it is open: however the process ends, the system takes the bytes
 * back. Windows deletes it when it is closed, be it by the end of the process.
 */
#ifndef PW_BASE_SPILL_H
#define PW_BASE_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

/* Bytes of a bucket that are written together. The tests have fewer. */
#ifndef PW_SPILL_CHUNK
#define PW_SPILL_CHUNK ((size_t)1 << 14)
#endif

typedef struct pw_spill pw_spill;

/* Opens a file at `path`, where there must be none, for records of
 * `record_size` bytes, at most PW_SPILL_CHUNK, in so many buckets. Memory is
 * two chunks a bucket. Fails with PW_FULL where the file can't be made,
 * PW_ARGUMENT or PW_MEMORY, leaving `*spill` NULL. */
pw_status pw_spill_new(pw_spill **spill, const char *path, size_t record_size,
                       size_t buckets, pw_alloc *alloc, pw_error *err);

/* Puts a record behind those of its bucket. Fails with PW_FULL or PW_MEMORY. */
pw_status pw_spill_put(pw_spill *spill, size_t bucket, const void *record,
                       pw_error *err);

/* How many records a bucket has. */
int64_t pw_spill_count(const pw_spill *spill, size_t bucket);

/* Gives some records of a bucket, as they were put: those of its first chunk
 * with `*chunk` 0, which goes on by one, then those of the next; none at the
 * end. They stay until the next call, and until records are put. Fails with
 * PW_TRUNCATED where the file can't be read. */
pw_status pw_spill_next(pw_spill *spill, size_t bucket, size_t *chunk,
                        const void **records, size_t *n, pw_error *err);

/* Closes the file, which is gone then. NULL is fine. */
void pw_spill_free(pw_spill *spill);

#endif
