#include "read/zsav_blocks.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>

#define PIECE ((size_t)1 << 18)
#define ZHEADER 24u

struct pw_zsav {
  pw_alloc *alloc;
  pw_bytes file;
  uint64_t at, end;
  z_stream stream;
  int ready;   /* the stream is initialised */
  int between; /* no block is open */
  uint64_t have;
  unsigned char buffer[PIECE];
};

/* zlib's memory goes through the account too. */
static voidpf take(voidpf account, uInt count, uInt size) {
  return pw_alloc_zeroed(account, count, size);
}
static void give(voidpf account, voidpf block) { pw_free(account, block); }

pw_status pw_zsav_open(pw_zsav **out, pw_bytes file, uint64_t offset, int swap,
                       pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  if (file.length < offset || file.length - offset < ZHEADER) {
    return pw_fail_at(err, PW_TRUNCATED, "the file ends before its data",
                      (int64_t)offset);
  }
  uint64_t trailer = pw_read_u64(file.at + offset + 8, swap);
  if (pw_read_u64(file.at + offset, swap) != offset || trailer < offset + ZHEADER) {
    return pw_fail_at(err, PW_FORMAT, "the header of the compressed data is wrong",
                      (int64_t)offset);
  }
  pw_zsav *zsav = pw_alloc_zeroed(alloc, 1, sizeof *zsav);
  if (zsav == NULL) return pw_fail(err, PW_MEMORY, "no memory to decompress");
  zsav->alloc = alloc;
  zsav->file = file;
  zsav->at = offset + ZHEADER;
  zsav->end = trailer < file.length ? trailer : file.length;
  zsav->between = 1;
  zsav->stream.zalloc = take;
  zsav->stream.zfree = give;
  zsav->stream.opaque = alloc;
  if (inflateInit(&zsav->stream) != Z_OK) {
    pw_zsav_free(zsav);
    return pw_fail(err, PW_MEMORY, "no memory to decompress");
  }
  zsav->ready = 1;
  *out = zsav;
  return PW_OK;
}

pw_status pw_zsav_next(pw_zsav *zsav, uint64_t keep, pw_bytes *piece,
                       pw_error *err) {
  memmove(zsav->buffer, zsav->buffer + zsav->have - keep, (size_t)keep);
  z_stream *stream = &zsav->stream;
  stream->next_out = zsav->buffer + keep;
  stream->avail_out = (uInt)(PIECE - keep);
  while (stream->avail_out > 0 && zsav->at < zsav->end) {
    uint64_t left = zsav->end - zsav->at;
    uInt give_in = left > UINT_MAX ? UINT_MAX : (uInt)left;
    if (zsav->between && inflateReset(stream) != Z_OK) break;
    zsav->between = 0;
    stream->next_in = (Bytef *)(uintptr_t)(zsav->file.at + zsav->at);
    stream->avail_in = give_in;
    int result = inflate(stream, Z_NO_FLUSH);
    zsav->at += give_in - stream->avail_in;
    if (result == Z_STREAM_END) {
      zsav->between = 1;
    } else if (result == Z_MEM_ERROR) {
      return pw_fail(err, PW_MEMORY, "no memory to decompress");
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      return pw_fail_at(err, PW_FORMAT, "a compressed block is damaged",
                        (int64_t)zsav->at);
    } else if (result == Z_BUF_ERROR && stream->avail_out > 0) {
      break;
    }
  }
  zsav->have = PIECE - stream->avail_out;
  piece->at = zsav->buffer;
  piece->length = zsav->have;
  return PW_OK;
}

void pw_zsav_free(pw_zsav *zsav) {
  if (zsav == NULL) return;
  if (zsav->ready) inflateEnd(&zsav->stream);
  pw_free(zsav->alloc, zsav);
}
