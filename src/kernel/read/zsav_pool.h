/* The bytecode of a .zsav, its blocks inflated by several threads and given in
 * their order.
 *
 * What is given is what zsav_blocks.h gives: a block that is not what the table
 * says of it is left to that reader, which goes on from where it begins. */
#ifndef PW_READ_ZSAV_POOL_H
#define PW_READ_ZSAV_POOL_H

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"
#include "read/zsav_table.h"

typedef struct pw_zsav_pool pw_zsav_pool;

/* Starts `threads` (the one that asks for blocks among them). The table, the
 * source and the account are the pool's until pw_zsav_pool_free; the table's
 * blocks stay the caller's. Fails with PW_MEMORY, leaving `*pool` NULL. */
pw_status pw_zsav_pool_open(pw_zsav_pool **pool, const pw_zsav_table *table,
                            pw_source *source, int threads, pw_alloc *alloc,
                            pw_error *err);

/* Gives the next block, valid until the next call, with PW_ZSAV_BEFORE bytes in
 * front of it that the caller may write. No bytes at the end: of the data,
 * where
 * `*resume` is the table's end, or of what the table is right about, where it
 * is the offset from which to inflate on. Fails with PW_MEMORY. */
pw_status pw_zsav_pool_next(pw_zsav_pool *pool, unsigned char **block,
                            size_t *length, uint64_t *resume, pw_error *err);

/* Bytes in front of each block that are the caller's. */
#define PW_ZSAV_BEFORE 8u

/* NULL is fine. */
void pw_zsav_pool_free(pw_zsav_pool *pool);

#endif
