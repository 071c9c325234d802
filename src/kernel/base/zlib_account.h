/* zlib's own memory, on an account of the kernel's. */
#ifndef PW_BASE_ZLIB_ACCOUNT_H
#define PW_BASE_ZLIB_ACCOUNT_H

#include <zlib.h>

#include "base/alloc.h"

/* Has a stream that is not initialised yet take its memory from `account`,
 * which outlives it. */
void pw_zlib_on_account(z_stream *stream, pw_alloc *account);

#endif
