/* How the kernel reports failure.
 *
 * A function that can fail returns a pw_status and fills the caller's
 * pw_error. Nothing in the kernel prints, exits, jumps or keeps an error
 * anywhere else. An error owns no memory: its message is a constant. */
#ifndef PW_BASE_STATUS_H
#define PW_BASE_STATUS_H

#include <stdint.h>

typedef enum {
  PW_OK = 0,
  PW_MEMORY,      /* an allocation failed or passed the ceiling */
  PW_STOPPED,     /* the stop callback asked for an end */
  PW_FORMAT,      /* the bytes are not what the format demands */
  PW_TRUNCATED,   /* the bytes end too early */
  PW_UNSUPPORTED, /* understood and refused, such as an encrypted file */
  PW_RANGE,       /* a count or size that no memory could hold */
  PW_ARGUMENT,    /* the caller broke the function's contract */
  PW_FULL         /* there is no room for what is to be written */
} pw_status;

/* What a caller must know besides the status to say what can be done about a
 * failure; messages are for people only and nobody looks into them. */
typedef enum {
  PW_DETAIL_NONE = 0,
  PW_DETAIL_NOT_OPEN,  /* what the caller asks of is closed, or not ready yet */
  PW_DETAIL_NOT_TEXT,  /* there are bytes that no text has */
  PW_DETAIL_OPEN_QUOTE /* a quote opens a text and is never closed */
} pw_detail;

#define PW_NOWHERE INT64_C(-1)

typedef struct {
  pw_status code;
  const char *message; /* constant, English, without trailing stop */
  int64_t row;         /* 0-based case or line, or PW_NOWHERE */
  int64_t column;      /* 0-based variable or field, or PW_NOWHERE */
  int64_t offset;      /* bytes from the start of the input, or PW_NOWHERE */
  pw_detail detail;
} pw_error;

/* Empties an error. Never fails. */
void pw_error_clear(pw_error *err);

/* Fills `err` (which may be NULL) and returns `code`, so that a caller can
 * write `return pw_fail(err, PW_FORMAT, "...")`. Place: nowhere,
 * detail: none. */
pw_status pw_fail(pw_error *err, pw_status code, const char *message);

/* As pw_fail, with the byte offset where reading stopped. */
pw_status pw_fail_at(pw_error *err, pw_status code, const char *message,
                     int64_t offset);

/* As pw_fail_at, with a detail. */
pw_status pw_fail_detail(pw_error *err, pw_status code, pw_detail detail,
                         const char *message, int64_t offset);

/* The status as a constant lower-case word ("ok", "memory", "stopped", ...),
 * which the glue passes to R. */
const char *pw_status_name(pw_status code);

/* The detail as a constant word ("none", "not_open", "not_text", ...). */
const char *pw_detail_name(pw_detail detail);

#endif
