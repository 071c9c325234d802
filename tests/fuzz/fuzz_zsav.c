/* Hostile zlib blocks of a .zsav, behind a sound zheader. */
#include <stdlib.h>
#include <string.h>

#include "read/sav_pieces.h"

#define CEILING ((size_t)16 << 20)
#define MOST_BYTES ((uint64_t)1 << 20)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  unsigned char *file = malloc(size + 24);
  if (file == NULL) return 0;
  uint64_t zero = 0, trailer = size + 24;
  memcpy(file, &zero, 8), memcpy(file + 8, &trailer, 8),
    memcpy(file + 16, &zero, 8);
  memcpy(file + 24, data, size);
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_bytes bytes = {file, trailer}, piece = {NULL, 0};
  pw_source source = pw_source_memory(bytes);
  pw_sav_records records;
  memset(&records, 0, sizeof records);
  records.compression = PW_SAV_ZLIB;
  pw_sav_pieces *pieces;
  uint64_t total = 0;
  if (pw_sav_pieces_open(&pieces, &records, &source, 0, size % 16 == 15, &alloc,
                         &err) == PW_OK) {
    size_t keep = 0;
    while (total < MOST_BYTES &&
           pw_sav_pieces_next(pieces, keep, NULL, &piece, &err) == PW_OK &&
           piece.length > keep) {
      total += piece.length - keep;
      keep = piece.length % 8;
    }
  }
  pw_sav_pieces_free(pieces);
  if (alloc.in_use != 0) abort();
  free(file);
  return 0;
}
