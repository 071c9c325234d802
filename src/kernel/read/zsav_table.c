#include "read/zsav_table.h"

#include <string.h>

#define ZHEADER 24u
#define ZTRAILER 24u
#define ENTRY 24u

/* Tells whether `table` was filled with blocks that follow one another from the
 * end of the zheader to the ztrailer. */
static int read_entries(pw_zsav_table *table, pw_source *source, int swap) {
  unsigned char entry[ENTRY];
  uint64_t at = table->from;
  for (int64_t i = 0; i < table->n; i++) {
    uint64_t offset = table->end + ZTRAILER + (uint64_t)i * ENTRY;
    if (pw_source_read(source, offset, entry, ENTRY) < ENTRY) return 0;
    pw_zsav_block *block = &table->blocks[i];
    block->at = pw_read_u64(entry + 8, swap);
    block->unpacked = pw_read_i32(entry + 16, swap);
    block->packed = pw_read_i32(entry + 20, swap);
    if (block->at != at || block->packed <= 0 || block->unpacked <= 0 ||
        block->unpacked > PW_ZSAV_BLOCK_MOST)
      return 0;
    if ((uint64_t)block->packed > table->end - at) return 0;
    at += (uint64_t)block->packed;
  }
  return at == table->end;
}

pw_status pw_zsav_table_read(pw_zsav_table *table, pw_source *source,
                             uint64_t offset, int swap, pw_alloc *alloc,
                             pw_error *err) {
  memset(table, 0, sizeof *table);
  unsigned char header[ZHEADER], trailer[ZTRAILER];
  if (pw_source_read(source, offset, header, ZHEADER) < ZHEADER) {
    return pw_fail_at(err, PW_TRUNCATED, "the file ends before its data",
                      (int64_t)offset);
  }
  uint64_t end = pw_read_u64(header + 8, swap);
  if (pw_read_u64(header, swap) != offset || end < offset + ZHEADER) {
    return pw_fail_at(err, PW_FORMAT,
                      "the header of the compressed data is wrong",
                      (int64_t)offset);
  }
  table->from = offset + ZHEADER;
  table->end = end < source->length ? end : source->length;
  if (pw_source_read(source, end, trailer, ZTRAILER) < ZTRAILER) return PW_OK;
  uint64_t entries = (source->length - end - ZTRAILER) / ENTRY;
  int32_t n = pw_read_i32(trailer + 20, swap);
  if (n < 2 || (uint64_t)n > entries) return PW_OK;
  table->n = n;
  table->blocks = pw_alloc_zeroed(alloc, (size_t)n, sizeof *table->blocks);
  if (table->blocks == NULL)
    return pw_fail(err, PW_MEMORY, "no memory to decompress");
  if (!read_entries(table, source, swap)) pw_zsav_table_free(table, alloc);
  return PW_OK;
}

void pw_zsav_table_free(pw_zsav_table *table, pw_alloc *alloc) {
  pw_free(alloc, table->blocks);
  table->blocks = NULL;
  table->n = 0;
}
