/* Texts that wait until R's strings are made of them, in memory that R does not
 * look through for garbage: while they are read, R would do so the more often
 * the more of them there are.
 *
 * A store is of one reading. Its memory is freed with the last of the columns
 * that it holds texts of. */
#ifndef PW_GLUE_LATE_TEXTS_H
#define PW_GLUE_LATE_TEXTS_H

#include "base/status.h"
#include "base/strpool.h"
#include "glue.h"

/* An empty store, not protected; who keeps its memory keeps it. May jump. */
SEXP pw_late_texts_new(void);

/* So many bytes that are not set, at a multiple of `align`, or NULL where there
 * are none: PW_MEMORY. */
char *pw_late_texts_room(SEXP store, size_t bytes, size_t align, pw_error *err);

#endif
