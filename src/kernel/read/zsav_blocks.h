/* The bytecode of a .zsav, inflated piece by piece.
 *
 * After the 24-byte zheader the zlib streams follow one another up to the
 * ztrailer. They are inflated in file order into one buffer of fixed size, so
 * memory does not depend on what the file declares, and a file that lost its
 * trailer still gives the blocks that it has. */
#ifndef PW_READ_ZSAV_BLOCKS_H
#define PW_READ_ZSAV_BLOCKS_H

#include "base/alloc.h"
#include "base/bytes.h"
#include "base/status.h"

typedef struct pw_zsav pw_zsav;

/* Opens the blocks whose zheader begins at `offset`. Fails with PW_TRUNCATED,
 * PW_FORMAT or PW_MEMORY, leaving `*zsav` NULL. Free with pw_zsav_free. */
pw_status pw_zsav_open(pw_zsav **zsav, pw_bytes file, uint64_t offset, int swap,
                       pw_alloc *alloc, pw_error *err);

/* Gives the next piece (length 0 at the end), valid until the next call. The
 * last `keep` (under 8) bytes of the piece before are repeated in front of
 * it. Fails with PW_FORMAT on bytes that do not inflate. */
pw_status pw_zsav_next(pw_zsav *zsav, uint64_t keep, pw_bytes *piece,
                       pw_error *err);

/* NULL is fine. */
void pw_zsav_free(pw_zsav *zsav);

#endif
