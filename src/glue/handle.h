/* Handles: what the kernel keeps open between calls, on an external pointer of
 * R, which frees it at the latest when the session ends. */
#ifndef PW_GLUE_HANDLE_H
#define PW_GLUE_HANDLE_H

#include "glue.h"

/* An empty handle, which the caller protects. It exists before what it is to
 * hold, so that no jump of R can lose that. */
SEXP pw_handle_new(R_CFinalizer_t finalizer);

/* A handle that holds `size` bytes of zeros, which R frees with it: the
 * finalizer frees what they point to. The caller protects it. */
SEXP pw_handle_of_zeros(R_CFinalizer_t finalizer, size_t size);

/* What a handle holds. NULL where it holds nothing any more or comes from
 * another session: PW_ARGUMENT with PW_DETAIL_NOT_OPEN and `message`. Else the
 * error is cleared. */
void *pw_handle_held(SEXP handle, const char *message, pw_error *err);

#endif
