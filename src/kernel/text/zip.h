/* The entries of a zip archive, by its central directory, which alone says
 * what the archive has (APPNOTE 6.3.10, with zip64). Nothing is written to a
 * disk, and no name becomes a path.
 *
 * Read are entries that are stored or deflated; an entry must inflate to just
 * the bytes and the checksum that the directory says, or it is damaged. */
#ifndef PW_TEXT_ZIP_H
#define PW_TEXT_ZIP_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/source.h"
#include "base/status.h"

/* Where the directory lies in the file. */
typedef struct {
  uint64_t at, length;
  uint64_t before; /* bytes in front of the archive that its places leave out */
} pw_zip_place;

typedef struct {
  uint64_t header;       /* byte of its local header */
  uint64_t packed, size; /* bytes, as it is packed and as it is */
  uint32_t crc;
  uint16_t flags, method;
  const char *name; /* in the directory; of whatever encoding */
  size_t name_length;
} pw_zip_entry;

/* Finds the directory. Fails with PW_FORMAT where the file is no zip archive or
 * a broken one, PW_UNSUPPORTED where it is one part of several, or PW_MEMORY.
 */
pw_status pw_zip_find(pw_source *source, pw_zip_place *place, pw_alloc *alloc,
                      pw_error *err);

/* The entry at the byte `*at` of the directory, whose bytes the caller has
 * read, and moves `*at` behind it. `*entry` has no name, NULL, at the end.
 * Fails with PW_FORMAT. */
pw_status pw_zip_next(pw_bytes directory, uint64_t before, uint64_t *at,
                      pw_zip_entry *entry, pw_error *err);

/* Whether an entry can be as large as it says: what is deflated is at most
 * 1,032 times longer than it was. */
int pw_zip_is_possible(const pw_zip_entry *entry);

/* Writes the `entry->size` bytes of an entry. Fails with PW_FORMAT where they
 * are not what the directory says, PW_TRUNCATED, PW_UNSUPPORTED where the entry
 * is encrypted or packed in another way, or PW_MEMORY. */
pw_status pw_zip_read(pw_source *source, const pw_zip_entry *entry,
                      unsigned char *to, pw_alloc *alloc, pw_error *err);

#endif
