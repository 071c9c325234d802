/* The bytecode of a .zsav, inflated piece by piece.
 *
 * After the 24-byte zheader the zlib streams follow one another up to the
 * ztrailer. They are inflated in file order, so memory does not depend on
 * what the file declares, and a file that lost its trailer still gives the
 * blocks that it has. zsav_pool.h does the same by several threads. */
#ifndef PW_READ_ZSAV_BLOCKS_H
#define PW_READ_ZSAV_BLOCKS_H

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"

typedef struct pw_zsav pw_zsav;

/* Opens the blocks that begin at `from` and end before `end`, an offset in the
 * source. Fails with PW_MEMORY, leaving `*zsav` NULL. Free with pw_zsav_free.
 */
pw_status pw_zsav_open(pw_zsav **zsav, pw_source *source, uint64_t from,
                       uint64_t end, pw_alloc *alloc, pw_error *err);

/* Inflates up to `room` bytes; `*made` 0 means the end. It may run in another
 * thread: what it allocates is put on the opener's account at pw_zsav_free.
 * Fails with PW_FORMAT on bytes that do not inflate, after giving those before
 * them, or PW_MEMORY. */
pw_status pw_zsav_inflate(pw_zsav *zsav, unsigned char *to, size_t room,
                          size_t *made, pw_error *err);

/* NULL is fine. */
void pw_zsav_free(pw_zsav *zsav);

#endif
