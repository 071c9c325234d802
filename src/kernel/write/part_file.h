/* A file that is written piece by piece under another name beside its place,
 * and takes its place when it is whole: readers find the earlier file or the
 * new one, never a part.
 *
 * Open, append any number of times, commit; free in any case, which leaves
 * nothing behind of a file that was not committed. Where the place is a device
 * or a pipe, which nothing can take the place of, the bytes go into it as they
 * come and can't be overwritten. */
#ifndef PW_WRITE_PART_FILE_H
#define PW_WRITE_PART_FILE_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"

typedef struct pw_part_file pw_part_file;

/* Begins a file that is to stand at `path` (in the system's own spelling) with
 * the permissions `mode` as POSIX counts them. Fails with PW_ARGUMENT where
 * the place can't be written to, PW_FULL or PW_MEMORY, leaving `*part` NULL. */
pw_status pw_part_open(pw_part_file **part, const char *path, unsigned mode,
                       pw_alloc *alloc, pw_error *err);

/* Appends `length` bytes. Fails with PW_FULL where there is no room for all of
 * them. */
pw_status pw_part_append(pw_part_file *part, const void *bytes, size_t length,
                         pw_error *err);

/* Writes `length` bytes over those at `offset`, which have been appended.
 * Fails as pw_part_append, and with PW_ARGUMENT in a device or pipe. */
pw_status pw_part_overwrite(pw_part_file *part, uint64_t offset,
                            const void *bytes, size_t length, pw_error *err);

/* Waits until the disk has every byte and puts the file in its place. Fails
 * with PW_FULL or PW_ARGUMENT; the place is then what it was. */
pw_status pw_part_commit(pw_part_file *part, pw_error *err);

/* NULL is fine. */
void pw_part_free(pw_part_file *part);

#endif
