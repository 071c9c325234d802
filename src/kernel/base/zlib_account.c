#include "base/zlib_account.h"

static voidpf take(voidpf account, uInt count, uInt size) {
  return pw_alloc_zeroed(account, count, size);
}

static void give(voidpf account, voidpf block) { pw_free(account, block); }

void pw_zlib_on_account(z_stream *stream, pw_alloc *account) {
  stream->zalloc = take;
  stream->zfree = give;
  stream->opaque = account;
}
