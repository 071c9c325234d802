/* Where the compressed blocks of a .zsav lie, by its ztrailer. */
#ifndef PW_READ_ZSAV_TABLE_H
#define PW_READ_ZSAV_TABLE_H

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"

/* Bytes of a block once inflated, at most; SPSS makes blocks of 0x3ff000. */
#define PW_ZSAV_BLOCK_MOST ((int32_t)1 << 22)

typedef struct {
  uint64_t at;      /* of its compressed bytes, in the file */
  int32_t packed;   /* compressed bytes */
  int32_t unpacked; /* bytes once inflated */
} pw_zsav_block;

typedef struct {
  pw_zsav_block *blocks; /* NULL where the file doesn't tell them apart */
  int64_t n;
  uint64_t from, end; /* between which all compressed bytes lie */
} pw_zsav_table;

/* Reads the zheader at `offset` and the ztrailer that it names. A table is only
 * given where there are two blocks or more, each of at most PW_ZSAV_BLOCK_MOST,
 * and they fill the room between zheader and ztrailer without a gap; what they
 * hold is not looked at. Fails with PW_TRUNCATED or PW_FORMAT on the zheader,
 * or PW_MEMORY; there is nothing to free then. */
pw_status pw_zsav_table_read(pw_zsav_table *table, pw_source *source,
                             uint64_t offset, int swap, pw_alloc *alloc,
                             pw_error *err);

/* Twice is fine, and so is a zeroed table. */
void pw_zsav_table_free(pw_zsav_table *table, pw_alloc *alloc);

#endif
