#ifndef PW_GLUE_PATH_H
#define PW_GLUE_PATH_H

#include "glue.h"

/* The path in a character vector of one, ~ expanded, as the kernel takes
 * paths: UTF-8 on Windows, in the session's encoding elsewhere. R keeps it
 * until the call ends, or the next path is asked for. */
const char *pw_path(SEXP path);

#endif
