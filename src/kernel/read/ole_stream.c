#include "read/ole_stream.h"

#include <string.h>

enum {
  HEADER = 512,
  SECTOR_SHIFT = 30, /* bytes of the header */
  N_FAT = 44,
  DIRECTORY = 48,
  CUTOFF = 56,
  MINI_FAT = 60,
  MORE_FAT = 68,
  FAT = 76,
  FAT_IN_HEADER = 109,
  ENTRY = 128, /* of the directory */
  NAME_LENGTH = 64,
  KIND = 66,
  START = 116,
  SIZE = 120,
  MINI_SHIFT = 6,
  IS_STREAM = 2,
  IS_ROOT = 5
};

#define NO_SECTOR UINT32_C(0xfffffffa) /* from here on, numbers are marks */

typedef struct {
  pw_bytes file;
  pw_alloc *alloc;
  pw_error *err;
  int shift;      /* a sector has 2^shift bytes */
  uint32_t *next; /* of each sector, the one behind it in its chain */
  size_t n_next;
} container;

typedef struct {
  unsigned char *at;
  size_t n;
} block;

static uint32_t get16(const unsigned char *at) {
  return (uint32_t)(at[0] | at[1] << 8);
}
static uint32_t get32(const unsigned char *at) {
  return get16(at) | get16(at + 2) << 16;
}

static pw_status broken(container *in) {
  return pw_fail(in->err, PW_FORMAT, "the compound file is broken");
}

static pw_status no_memory(container *in) {
  return pw_fail(in->err, PW_MEMORY, "no memory for a compound file");
}

static size_t sector_size(const container *in) {
  return (size_t)1 << in->shift;
}

/* The bytes of a sector, which may be cut at the end of the file; NULL where
 * the file has none of them. */
static const unsigned char *sector_at(const container *in, uint32_t sector,
                                      size_t *n) {
  uint64_t at = ((uint64_t)sector + 1) << in->shift;
  if (sector >= NO_SECTOR || at >= in->file.length) return NULL;
  uint64_t left = in->file.length - at;
  *n = left < sector_size(in) ? (size_t)left : sector_size(in);
  return in->file.at + at;
}

static pw_status take_chain_sector(container *in, uint32_t sector) {
  size_t n = 0, words = sector_size(in) / 4;
  const unsigned char *from = sector_at(in, sector, &n);
  if (from == NULL || n < sector_size(in)) return broken(in);
  uint32_t *next =
    pw_alloc_resize(in->alloc, in->next, in->n_next + words, sizeof *next);
  if (next == NULL) return no_memory(in);
  in->next = next;
  for (size_t i = 0; i < words; i++) next[in->n_next++] = get32(from + 4 * i);
  return PW_OK;
}

/* Reads which sector is behind which. Sectors that say so are listed in the
 * header and, where there are many, in a chain of their own. */
static pw_status read_chains(container *in) {
  const unsigned char *list = in->file.at + FAT;
  uint32_t left = get32(in->file.at + N_FAT);
  uint32_t more = get32(in->file.at + MORE_FAT);
  size_t room = FAT_IN_HEADER, n = 0;
  if (left > in->file.length >> in->shift) return broken(in);
  while (left > 0) {
    for (size_t i = 0; i < room && left > 0; i++, left--) {
      pw_status status = take_chain_sector(in, get32(list + 4 * i));
      if (status != PW_OK) return status;
    }
    if (left == 0) break;
    list = sector_at(in, more, &n);
    if (list == NULL || n < sector_size(in)) return broken(in);
    room = sector_size(in) / 4 - 1;
    more = get32(list + 4 * room);
  }
  return PW_OK;
}

/* Reads a chain of sectors, the first `most` bytes of it. */
static pw_status read_chain(container *in, uint32_t sector, uint64_t most,
                            block *out) {
  uint64_t room = most < in->file.length ? most : in->file.length;
  out->n = 0;
  out->at = pw_alloc_zeroed(in->alloc, (size_t)room + 1, 1);
  if (out->at == NULL) return no_memory(in);
  while (out->n < room && sector < NO_SECTOR) {
    size_t n = 0;
    const unsigned char *from = sector_at(in, sector, &n);
    if (from == NULL || sector >= in->n_next) return broken(in);
    if (n > room - out->n) n = (size_t)(room - out->n);
    memcpy(out->at + out->n, from, n);
    out->n += n;
    sector = in->next[sector];
  }
  return PW_OK;
}

static int has_name(const unsigned char *entry, const char *name) {
  size_t n = strlen(name);
  if (get16(entry + NAME_LENGTH) != 2 * (n + 1)) return 0;
  for (size_t i = 0; i < n; i++) {
    if (get16(entry + 2 * i) != (unsigned char)name[i]) return 0;
  }
  return 1;
}

static const unsigned char *find_entry(block directory, int kind,
                                       const char *name) {
  for (size_t at = 0; directory.n - at >= ENTRY; at += ENTRY) {
    const unsigned char *entry = directory.at + at;
    if (entry[KIND] == kind && (name == NULL || has_name(entry, name)))
      return entry;
  }
  return NULL;
}

/* A short stream is packed in small sectors, within a stream of the root, that
 * have a chain of their own. */
static pw_status read_short(container *in, block directory, uint32_t sector,
                            size_t size, block *out) {
  const unsigned char *root = find_entry(directory, IS_ROOT, NULL);
  block all = {NULL, 0}, next = {NULL, 0};
  size_t mini = (size_t)1 << MINI_SHIFT;
  if (root == NULL) return broken(in);
  pw_status status =
    read_chain(in, get32(root + START), get32(root + SIZE), &all);
  if (status == PW_OK)
    status = read_chain(in, get32(in->file.at + MINI_FAT), UINT64_MAX, &next);
  out->n = 0;
  if (status == PW_OK) {
    out->at = pw_alloc_zeroed(in->alloc, size + 1, 1);
    if (out->at == NULL) status = no_memory(in);
  }
  while (status == PW_OK && out->n < size) {
    uint64_t at = (uint64_t)sector << MINI_SHIFT;
    if (sector >= NO_SECTOR || at + mini > all.n ||
        (uint64_t)sector * 4 + 4 > next.n) {
      status = broken(in);
      break;
    }
    size_t n = mini < size - out->n ? mini : size - out->n;
    memcpy(out->at + out->n, all.at + at, n);
    out->n += n;
    sector = get32(next.at + 4 * (size_t)sector);
  }
  pw_free(in->alloc, all.at);
  pw_free(in->alloc, next.at);
  return status;
}

static pw_status read_stream(container *in, block directory,
                             const unsigned char *entry, block *out) {
  uint32_t size = get32(entry + SIZE), sector = get32(entry + START);
  if (size < get32(in->file.at + CUTOFF) && size < in->file.length)
    return read_short(in, directory, sector, size, out);
  pw_status status = read_chain(in, sector, size, out);
  return status == PW_OK && out->n < size ? broken(in) : status;
}

static pw_status open_container(container *in) {
  static const unsigned char magic[] = {0xd0, 0xcf, 0x11, 0xe0,
                                        0xa1, 0xb1, 0x1a, 0xe1};
  if (in->file.length < HEADER || memcmp(in->file.at, magic, sizeof magic) != 0)
    return broken(in);
  in->shift = (int)get16(in->file.at + SECTOR_SHIFT);
  if (in->shift != 9 && in->shift != 12) return broken(in);
  return read_chains(in);
}

pw_status pw_ole_read(pw_bytes file, const char *const *names, int n_names,
                      int *which, unsigned char **bytes, size_t *n,
                      pw_alloc *alloc, pw_error *err) {
  container in = {file, alloc, err, 0, NULL, 0};
  block directory = {NULL, 0}, stream = {NULL, 0};
  *which = -1;
  pw_status status = open_container(&in);
  if (status == PW_OK) {
    status =
      read_chain(&in, get32(file.at + DIRECTORY), UINT64_MAX, &directory);
  }
  for (int i = 0; status == PW_OK && *which < 0 && i < n_names; i++) {
    const unsigned char *entry = find_entry(directory, IS_STREAM, names[i]);
    if (entry == NULL) continue;
    *which = i;
    status = read_stream(&in, directory, entry, &stream);
  }
  pw_free(alloc, in.next);
  pw_free(alloc, directory.at);
  if (status != PW_OK) {
    pw_free(alloc, stream.at);
    stream.at = NULL;
    stream.n = 0;
  }
  *bytes = stream.at;
  *n = stream.n;
  return status;
}
