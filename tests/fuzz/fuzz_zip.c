/* Hostile zip archives: what an entry gives is as long as it says and has the
 * checksum that it says. */
#include <stdlib.h>
#include <zlib.h>

#include "text/zip.h"

#define CEILING ((size_t)16 << 20)
#define MOST_BYTES ((uint64_t)1 << 20)
#define MOST_ENTRIES 200

static void check(int holds) {
  if (!holds) abort();
}

static void take_entry(pw_source *source, const pw_zip_entry *entry,
                       pw_alloc *alloc) {
  pw_error err;
  if (!pw_zip_is_possible(entry) || entry->size > MOST_BYTES) return;
  size_t n = (size_t)entry->size;
  unsigned char *to = malloc(n ? n : 1);
  if (to == NULL) return;
  if (pw_zip_read(source, entry, to, alloc, &err) == PW_OK) {
    check((uint32_t)crc32(0, to, (uInt)n) == entry->crc);
  }
  free(to);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  pw_bytes bytes = {data, size};
  pw_source source = pw_source_memory(bytes);
  pw_alloc alloc = pw_alloc_unlimited();
  alloc.ceiling = CEILING;
  pw_error err;
  pw_zip_place place;
  if (pw_zip_find(&source, &place, &alloc, &err) == PW_OK) {
    check(place.at <= size && place.length <= size - place.at);
    pw_bytes directory = {data + place.at, place.length};
    pw_zip_entry entry;
    uint64_t at = 0;
    for (int i = 0; i < MOST_ENTRIES; i++) {
      pw_status status =
        pw_zip_next(directory, place.before, &at, &entry, &err);
      check(at <= place.length);
      if (status != PW_OK || entry.name == NULL) break;
      check((const uint8_t *)entry.name + entry.name_length <= data + size);
      take_entry(&source, &entry, &alloc);
    }
  }
  check(alloc.in_use == 0);
  return 0;
}
