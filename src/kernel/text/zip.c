#include "text/zip.h"

#include <string.h>
#include <zlib.h>

#include "base/zlib_account.h"

#define INPUT ((size_t)1 << 16)
#define MOST_OUTPUT ((uint64_t)1 << 30) /* at once, as zlib counts in uInt */

enum {
  END = 22,        /* bytes of the record at the end, without its comment */
  COMMENT = 65535, /* most bytes of the comment */
  LOCATOR = 20,    /* which stands before it in an archive of zip64 */
  END64 = 56,      /* and says where this one is */
  ENTRY = 46,      /* bytes of an entry without names and more */
  LOCAL = 30,      /* of a local header */
  ZIP64 = 1,       /* the field that has what 32 bits can't */
  ENCRYPTED = 1,   /* a flag */
  STORED = 0,      /* methods */
  DEFLATED = 8
};

#define FULL32 UINT32_C(0xffffffff)
#define FULL16 0xffffu

static uint16_t get16(const unsigned char *at) {
  return (uint16_t)(at[0] | at[1] << 8);
}
static uint32_t get32(const unsigned char *at) {
  return get16(at) | (uint32_t)get16(at + 2) << 16;
}
static uint64_t get64(const unsigned char *at) {
  return get32(at) | (uint64_t)get32(at + 4) << 32;
}

static int is_record(const unsigned char *at, unsigned char a,
                     unsigned char b) {
  return at[0] == 'P' && at[1] == 'K' && at[2] == a && at[3] == b;
}

static pw_status broken(const char *message, uint64_t at, pw_error *err) {
  return pw_fail_at(err, PW_FORMAT, message, (int64_t)at);
}

/* ---- the directory ------------------------------------------------------- */

/* Where the record at the end begins: the last one whose comment fits. */
static pw_status find_end(pw_source *source, unsigned char *record,
                          uint64_t *at, pw_alloc *alloc, pw_error *err) {
  uint64_t most = source->length < END + COMMENT ? source->length
                                                 : END + COMMENT;
  unsigned char *tail = pw_alloc_zeroed(alloc, (size_t)most, 1);
  if (tail == NULL) return pw_fail(err, PW_MEMORY, "no memory for an archive");
  uint64_t from = source->length - most;
  size_t got = pw_source_read(source, from, tail, (size_t)most), i = got;
  int found = 0;
  while (!found && i >= END) {
    i--;
    size_t begin = i + 1 - END;
    found = is_record(tail + begin, 5, 6) &&
      begin + END + get16(tail + begin + 20) <= got;
    if (found) {
      memcpy(record, tail + begin, END);
      *at = from + begin;
    }
  }
  pw_free(alloc, tail);
  return found ? PW_OK
               : pw_fail(err, PW_FORMAT, "there is no directory at its end");
}

/* The directory's place in an archive of zip64; `end` is where the plain record
 * stands. 0 in *found where there is none. */
static pw_status find_zip64(pw_source *source, uint64_t end,
                            pw_zip_place *place, int *found, pw_error *err) {
  unsigned char locator[LOCATOR], record[END64];
  *found = 0;
  if (end < LOCATOR ||
      pw_source_read(source, end - LOCATOR, locator, LOCATOR) < LOCATOR ||
      !is_record(locator, 6, 7)) {
    return PW_OK;
  }
  uint64_t at = get64(locator + 8);
  if (at > end - LOCATOR || end - LOCATOR - at < END64 ||
      pw_source_read(source, at, record, END64) < END64 ||
      !is_record(record, 6, 6)) {
    return broken("its directory is not where it says", end - LOCATOR, err);
  }
  if (get32(record + 16) != 0 || get32(record + 20) != 0) {
    return pw_fail(err, PW_UNSUPPORTED, "it is one part of several");
  }
  place->length = get64(record + 40);
  place->at = get64(record + 48);
  place->before = 0;
  if (place->at > at || place->length > at - place->at) {
    return broken("its directory is not where it says", at, err);
  }
  *found = 1;
  return PW_OK;
}

pw_status pw_zip_find(pw_source *source, pw_zip_place *place, pw_alloc *alloc,
                      pw_error *err) {
  unsigned char record[END] = {0};
  uint64_t end = 0;
  int found;
  pw_status status = find_end(source, record, &end, alloc, err);
  if (status != PW_OK) return status;
  status = find_zip64(source, end, place, &found, err);
  if (status != PW_OK || found) return status;
  if (get16(record + 4) != 0 || get16(record + 6) != 0) {
    return pw_fail(err, PW_UNSUPPORTED, "it is one part of several");
  }
  uint64_t length = get32(record + 12), at = get32(record + 16);
  if (length > end || at > end - length) {
    return broken("its directory is not where it says", end, err);
  }
  place->length = length;
  place->at = end - length;
  place->before = end - length - at;
  return PW_OK;
}

/* What is too large for 32 bits stands in the field of zip64, in this order and
 * only that. */
static pw_status take_zip64(pw_zip_entry *entry, const unsigned char *extra,
                            size_t length, uint64_t at, pw_error *err) {
  uint64_t *large[] = {&entry->size, &entry->packed, &entry->header};
  size_t from = 0, wanted = 0;
  for (size_t i = 0; i < 3; i++) wanted += *large[i] == FULL32;
  while (wanted > 0 && length - from >= 4) {
    size_t bytes = get16(extra + from + 2);
    int is_zip64 = get16(extra + from) == ZIP64;
    from += 4;
    if (bytes > length - from) break;
    if (is_zip64) {
      if (bytes < 8 * wanted) break;
      for (size_t i = 0; i < 3; i++) {
        if (*large[i] != FULL32) continue;
        *large[i] = get64(extra + from);
        from += 8;
      }
      return PW_OK;
    }
    from += bytes;
  }
  return wanted == 0 ? PW_OK : broken("an entry has no size", at, err);
}

pw_status pw_zip_next(pw_bytes directory, uint64_t before, uint64_t *at,
                      pw_zip_entry *entry, pw_error *err) {
  memset(entry, 0, sizeof *entry);
  uint64_t left = directory.length - *at;
  if (left == 0) return PW_OK;
  const unsigned char *record = directory.at + *at;
  if (left < ENTRY || !is_record(record, 1, 2)) {
    return broken("its directory has something that is no entry", *at, err);
  }
  size_t name = get16(record + 28), extra = get16(record + 30),
         comment = get16(record + 32);
  if (left - ENTRY < name + extra + comment) {
    return broken("its directory ends within an entry", *at, err);
  }
  entry->flags = get16(record + 8);
  entry->method = get16(record + 10);
  entry->crc = get32(record + 16);
  entry->packed = get32(record + 20);
  entry->size = get32(record + 24);
  entry->header = get32(record + 42);
  entry->name = (const char *)record + ENTRY;
  entry->name_length = name;
  if (memchr(entry->name, 0, name) != NULL) {
    return broken("an entry has a zero in its name", *at, err);
  }
  if (get16(record + 34) != 0 && get16(record + 34) != FULL16) {
    return pw_fail(err, PW_UNSUPPORTED, "it is one part of several");
  }
  pw_status status = take_zip64(entry, record + ENTRY + name, extra, *at, err);
  if (status != PW_OK) return status;
  if (entry->header > INT64_MAX - before) {
    return broken("an entry is not where it says", *at, err);
  }
  entry->header += before;
  *at += ENTRY + name + extra + comment;
  return PW_OK;
}

int pw_zip_is_possible(const pw_zip_entry *entry) {
  enum { MOST_TIMES = 1032 };
  if (entry->method == STORED) return entry->size == entry->packed;
  return entry->size / MOST_TIMES <= entry->packed;
}

/* ---- an entry ------------------------------------------------------------ */

static pw_status damaged(const pw_zip_entry *entry, pw_error *err) {
  return broken("a packed entry is damaged", entry->header, err);
}

static uint32_t checksum(const unsigned char *bytes, uint64_t n) {
  uLong crc = crc32(0, NULL, 0);
  while (n > 0) {
    uInt part = (uInt)(n < MOST_OUTPUT ? n : MOST_OUTPUT);
    crc = crc32(crc, bytes, part);
    bytes += part;
    n -= part;
  }
  return (uint32_t)crc;
}

/* Inflates to just as many bytes as the entry has, out of as many. */
static pw_status inflate_into(pw_source *source, uint64_t at,
                              const pw_zip_entry *entry, z_stream *stream,
                              unsigned char *input, unsigned char *to,
                              pw_error *err) {
  uint64_t left = entry->packed, made = 0;
  int result = Z_OK;
  stream->avail_in = 0;
  while (result == Z_OK) {
    if (stream->avail_in == 0 && left > 0) {
      size_t n = left < INPUT ? (size_t)left : INPUT;
      if (pw_source_read(source, at, input, n) < n) {
        return pw_fail_at(err, PW_TRUNCATED, "it ends within an entry",
                          (int64_t)at);
      }
      at += n;
      left -= n;
      stream->next_in = input;
      stream->avail_in = (uInt)n;
    }
    uint64_t room = entry->size - made;
    unsigned char none; /* where an entry that is full would go on */
    stream->next_out = room > 0 ? to + made : &none;
    uInt most = (uInt)(room == 0 ? 1 : room < MOST_OUTPUT ? room : MOST_OUTPUT);
    stream->avail_out = most;
    result = inflate(stream, Z_NO_FLUSH);
    made += most - stream->avail_out;
    if (made > entry->size) return damaged(entry, err);
  }
  if (result == Z_MEM_ERROR) {
    return pw_fail(err, PW_MEMORY, "no memory to decompress");
  }
  if (result != Z_STREAM_END || made != entry->size || left > 0 ||
      stream->avail_in > 0) {
    return damaged(entry, err);
  }
  return PW_OK;
}

static pw_status inflate_entry(pw_source *source, uint64_t at,
                               const pw_zip_entry *entry, unsigned char *to,
                               pw_alloc *alloc, pw_error *err) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  pw_zlib_on_account(&stream, alloc);
  unsigned char *input = pw_alloc_zeroed(alloc, INPUT, 1);
  pw_status status = PW_OK;
  if (input == NULL || inflateInit2(&stream, -MAX_WBITS) != Z_OK) {
    status = pw_fail(err, PW_MEMORY, "no memory to decompress");
  } else {
    status = inflate_into(source, at, entry, &stream, input, to, err);
    inflateEnd(&stream);
  }
  pw_free(alloc, input);
  return status;
}

/* Where the bytes of an entry begin, which only its local header tells. */
static pw_status find_bytes(pw_source *source, const pw_zip_entry *entry,
                            uint64_t *at, pw_error *err) {
  unsigned char header[LOCAL];
  if (pw_source_read(source, entry->header, header, LOCAL) < LOCAL ||
      !is_record(header, 3, 4)) {
    return broken("an entry is not where it says", entry->header, err);
  }
  *at = entry->header + LOCAL + get16(header + 26) + get16(header + 28);
  if (*at > source->length || entry->packed > source->length - *at) {
    return pw_fail_at(err, PW_TRUNCATED, "it ends within an entry",
                      (int64_t)source->length);
  }
  return PW_OK;
}

pw_status pw_zip_read(pw_source *source, const pw_zip_entry *entry,
                      unsigned char *to, pw_alloc *alloc, pw_error *err) {
  uint64_t at = 0;
  if (entry->flags & ENCRYPTED) {
    return pw_fail(err, PW_UNSUPPORTED, "it is encrypted");
  }
  if (entry->method != STORED && entry->method != DEFLATED) {
    return pw_fail(err, PW_UNSUPPORTED, "it is packed in a way not known here");
  }
  pw_status status = find_bytes(source, entry, &at, err);
  if (status != PW_OK) return status;
  if (!pw_zip_is_possible(entry)) return damaged(entry, err);
  if (entry->method == DEFLATED) {
    status = inflate_entry(source, at, entry, to, alloc, err);
  } else if (pw_source_read(source, at, to, (size_t)entry->size) <
             entry->size) {
    status =
      pw_fail_at(err, PW_TRUNCATED, "it ends within an entry", (int64_t)at);
  }
  if (status == PW_OK && checksum(to, entry->size) != entry->crc) {
    status = damaged(entry, err);
  }
  return status;
}
