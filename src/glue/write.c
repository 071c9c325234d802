/* Files written and locked, between R and the kernel. */
#include "calls.h"
#include "glue.h"
#include "handle.h"
#include "path.h"
#include "write/lock.h"
#include "write/whole_file.h"

/* Writes a raw vector as the whole of a file; NULL, or the kernel's error. */
SEXP pw_call_write_whole(SEXP path, SEXP bytes, SEXP mode) {
  const char *name = pw_path(path);
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_status status = pw_write_whole(name, RAW(bytes), (size_t)XLENGTH(bytes),
                                    (unsigned)Rf_asInteger(mode), &alloc, &err);
  return status == PW_OK ? R_NilValue : pw_kernel_error(&err);
}

/* Zero is a lock, so it is kept one higher: an external pointer of NULL has
 * none. */
static void release(SEXP pointer) {
  intptr_t held = (intptr_t)R_ExternalPtrAddr(pointer);
  if (held == 0) return;
  pw_lock_release((pw_lock)(held - 1));
  R_ClearExternalPtr(pointer);
}

/* The lock of a file on an external pointer, NULL where another process has
 * it, or the kernel's error. */
SEXP pw_call_lock_try(SEXP path) {
  const char *name = pw_path(path);
  SEXP pointer = PROTECT(pw_handle_new(release));
  pw_alloc alloc = pw_alloc_unlimited();
  pw_error err;
  pw_lock lock;
  pw_status status = pw_lock_try(name, &lock, &alloc, &err);
  if (status == PW_OK && lock != PW_NO_LOCK) {
    R_SetExternalPtrAddr(pointer, (void *)(lock + 1));
  }
  UNPROTECT(1);
  if (status != PW_OK) return pw_kernel_error(&err);
  return lock == PW_NO_LOCK ? R_NilValue : pointer;
}

SEXP pw_call_lock_release(SEXP pointer) {
  release(pointer);
  return R_NilValue;
}
