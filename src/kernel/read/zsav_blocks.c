#include "read/zsav_blocks.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

#include "base/zlib_account.h"

#define INPUT ((size_t)1 << 16)

struct pw_zsav {
  pw_alloc *alloc;
  pw_alloc own; /* account of the thread that inflates */
  pw_source *source;
  uint64_t at, end; /* compressed bytes still to be read */
  z_stream stream;
  int ready;   /* the stream is initialised */
  int between; /* no block is open */
  pw_status status;
  unsigned char input[INPUT];
};

pw_status pw_zsav_open(pw_zsav **out, pw_source *source, uint64_t from,
                       uint64_t end, pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_zsav *zsav = pw_alloc_zeroed(alloc, 1, sizeof *zsav);
  if (zsav == NULL) return pw_fail(err, PW_MEMORY, "no memory to decompress");
  zsav->alloc = alloc;
  zsav->own = pw_alloc_branch(alloc);
  zsav->source = source;
  zsav->at = from;
  zsav->end = end;
  zsav->between = 1;
  pw_zlib_on_account(&zsav->stream, &zsav->own);
  if (inflateInit(&zsav->stream) != Z_OK) {
    pw_zsav_free(zsav);
    return pw_fail(err, PW_MEMORY, "no memory to decompress");
  }
  zsav->ready = 1;
  *out = zsav;
  return PW_OK;
}

static int more_input(pw_zsav *zsav) {
  z_stream *stream = &zsav->stream;
  if (stream->avail_in > 0) return 1;
  uint64_t left = zsav->end - zsav->at;
  size_t got = pw_source_read(zsav->source, zsav->at, zsav->input,
                              left < INPUT ? (size_t)left : INPUT);
  zsav->at += got;
  stream->next_in = zsav->input;
  stream->avail_in = (uInt)got;
  return got > 0;
}

/* One step of inflating; 0 where no more can be had. */
static int step(pw_zsav *zsav, pw_error *err) {
  z_stream *stream = &zsav->stream;
  if (!more_input(zsav)) return 0;
  if (zsav->between) {
    inflateReset(stream);
    zsav->between = 0;
  }
  int result = inflate(stream, Z_NO_FLUSH);
  if (result == Z_STREAM_END) zsav->between = 1;
  if (result == Z_OK || result == Z_STREAM_END) return 1;
  zsav->status = result == Z_MEM_ERROR
    ? pw_fail(err, PW_MEMORY, "no memory to decompress")
    : pw_fail_at(err, PW_FORMAT, "a compressed block is damaged",
                 (int64_t)(zsav->at - stream->avail_in));
  return 0;
}

pw_status pw_zsav_inflate(pw_zsav *zsav, unsigned char *to, size_t room,
                          size_t *made, pw_error *err) {
  z_stream *stream = &zsav->stream;
  stream->next_out = to;
  stream->avail_out = room > UINT_MAX ? UINT_MAX : (uInt)room;
  while (zsav->status == PW_OK && stream->avail_out > 0 && step(zsav, err)) {
  }
  *made = (size_t)(stream->next_out - to);
  return zsav->status == PW_FORMAT && *made > 0 ? PW_OK : zsav->status;
}

void pw_zsav_free(pw_zsav *zsav) {
  if (zsav == NULL) return;
  if (zsav->ready) inflateEnd(&zsav->stream);
  pw_alloc_join(zsav->alloc, &zsav->own);
  pw_free(zsav->alloc, zsav);
}
