/* pread, O_CLOEXEC and 64-bit offsets, where strict C hides them. */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define _FILE_OFFSET_BITS 64

#include "base/spill.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

typedef struct {
  unsigned char *buffer; /* the chunk that is being filled, or NULL */
  size_t used;           /* records in it */
  int64_t *chunks;       /* where the full ones are, in chunks of the file */
  size_t n, room;
} bucket;

struct pw_spill {
  pw_alloc *alloc;
  int file; /* or -1 */
  size_t size, per_chunk;
  bucket *buckets;
  size_t n_buckets;
  int64_t chunks;      /* in the file */
  unsigned char *read; /* a chunk */
};

static const char no_memory[] = "no memory for records";

/* ---- the file, as the system has it -------------------------------------- */

#ifdef _WIN32

#include <io.h>

#include "base/wide_path.h"

static int open_unnamed(const char *path) {
  wchar_t wide[PW_WIDE_PATH];
  if (!pw_path_widen(path, wide)) return -1;
  return _wopen(
    wide,
    _O_RDWR | _O_CREAT | _O_EXCL | _O_BINARY | _O_TEMPORARY | _O_NOINHERIT,
    _S_IREAD | _S_IWRITE);
}

static int64_t some_at(int file, unsigned char *bytes, size_t n, int64_t at,
                       int writes) {
  if (_lseeki64(file, at, SEEK_SET) < 0) return -1;
  return writes ? _write(file, bytes, (unsigned)n)
                : _read(file, bytes, (unsigned)n);
}

static void close_file(int file) { _close(file); }

#else

#include <unistd.h>

static int open_unnamed(const char *path) {
  int file =
    open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file >= 0 && unlink(path) != 0) {
    close(file);
    return -1;
  }
  return file;
}

static int64_t some_at(int file, unsigned char *bytes, size_t n, int64_t at,
                       int writes) {
  return writes ? (int64_t)pwrite(file, bytes, n, (off_t)at)
                : (int64_t)pread(file, bytes, n, (off_t)at);
}

static void close_file(int file) { close(file); }

#endif

/* Writes or reads all of `n` bytes; 0 where it can't. */
static int all_at(int file, unsigned char *bytes, size_t n, int64_t at,
                  int writes) {
  for (size_t done = 0; done < n;) {
    int64_t got =
      some_at(file, bytes + done, n - done, at + (int64_t)done, writes);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return 0;
    done += (size_t)got;
  }
  return 1;
}

/* ---- buckets --------------------------------------------------------------
 */

pw_status pw_spill_new(pw_spill **out, const char *path, size_t record_size,
                       size_t buckets, pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  if (record_size == 0 || record_size > PW_SPILL_CHUNK || buckets == 0)
    return pw_fail(err, PW_ARGUMENT, "records of this size can't be put away");
  pw_spill *spill = pw_alloc_zeroed(alloc, 1, sizeof *spill);
  if (spill == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  spill->alloc = alloc;
  spill->file = -1;
  spill->size = record_size;
  spill->per_chunk = PW_SPILL_CHUNK / record_size;
  spill->n_buckets = buckets;
  spill->buckets = pw_alloc_zeroed(alloc, buckets, sizeof *spill->buckets);
  spill->read = pw_alloc_resize(alloc, NULL, PW_SPILL_CHUNK, 1);
  pw_status status = PW_OK;
  if (spill->buckets == NULL || spill->read == NULL)
    status = pw_fail(err, PW_MEMORY, no_memory);
  if (status == PW_OK) {
    spill->file = open_unnamed(path);
    if (spill->file < 0)
      status = pw_fail(err, PW_FULL, "a temporary file can't be made");
  }
  if (status == PW_OK) *out = spill;
  else pw_spill_free(spill);
  return status;
}

/* Writes a bucket's chunk to the end of the file. */
static pw_status write_chunk(pw_spill *spill, bucket *b, pw_error *err) {
  if (b->n == b->room) {
    size_t room = b->room == 0 ? 8 : b->room * 2;
    int64_t *chunks =
      pw_alloc_resize(spill->alloc, b->chunks, room, sizeof *chunks);
    if (chunks == NULL) return pw_fail(err, PW_MEMORY, no_memory);
    b->chunks = chunks;
    b->room = room;
  }
  if (!all_at(spill->file, b->buffer, b->used * spill->size,
              spill->chunks * (int64_t)PW_SPILL_CHUNK, 1))
    return pw_fail(err, PW_FULL, "a temporary file can't be written");
  b->chunks[b->n++] = spill->chunks++;
  b->used = 0;
  return PW_OK;
}

pw_status pw_spill_put(pw_spill *spill, size_t at, const void *record,
                       pw_error *err) {
  bucket *b = &spill->buckets[at];
  if (b->buffer == NULL) {
    b->buffer =
      pw_alloc_resize(spill->alloc, NULL, spill->per_chunk, spill->size);
    if (b->buffer == NULL) return pw_fail(err, PW_MEMORY, no_memory);
  }
  if (b->used == spill->per_chunk) {
    pw_status status = write_chunk(spill, b, err);
    if (status != PW_OK) return status;
  }
  memcpy(b->buffer + b->used++ * spill->size, record, spill->size);
  return PW_OK;
}

int64_t pw_spill_count(const pw_spill *spill, size_t at) {
  const bucket *b = &spill->buckets[at];
  return (int64_t)(b->n * spill->per_chunk + b->used);
}

pw_status pw_spill_next(pw_spill *spill, size_t at, size_t *chunk,
                        const void **records, size_t *n, pw_error *err) {
  const bucket *b = &spill->buckets[at];
  *n = 0;
  *records = b->buffer;
  if (*chunk > b->n) return PW_OK;
  if (*chunk == b->n) {
    *n = b->used;
  } else {
    size_t bytes = spill->per_chunk * spill->size;
    if (!all_at(spill->file, spill->read, bytes,
                b->chunks[*chunk] * (int64_t)PW_SPILL_CHUNK, 0))
      return pw_fail(err, PW_TRUNCATED, "a temporary file can't be read");
    *records = spill->read;
    *n = spill->per_chunk;
  }
  ++*chunk;
  return PW_OK;
}

void pw_spill_free(pw_spill *spill) {
  if (spill == NULL) return;
  if (spill->file >= 0) close_file(spill->file);
  for (size_t i = 0; spill->buckets != NULL && i < spill->n_buckets; i++) {
    pw_free(spill->alloc, spill->buckets[i].buffer);
    pw_free(spill->alloc, spill->buckets[i].chunks);
  }
  pw_free(spill->alloc, spill->buckets);
  pw_free(spill->alloc, spill->read);
  pw_free(spill->alloc, spill);
}
