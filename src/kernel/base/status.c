#include "base/status.h"

#include <stddef.h>

void pw_error_clear(pw_error *err) {
  err->code = PW_OK;
  err->message = "";
  err->row = PW_NOWHERE;
  err->column = PW_NOWHERE;
  err->offset = PW_NOWHERE;
  err->detail = PW_DETAIL_NONE;
}

pw_status pw_fail(pw_error *err, pw_status code, const char *message) {
  return pw_fail_at(err, code, message, PW_NOWHERE);
}

pw_status pw_fail_at(pw_error *err, pw_status code, const char *message,
                     int64_t offset) {
  return pw_fail_detail(err, code, PW_DETAIL_NONE, message, offset);
}

pw_status pw_fail_detail(pw_error *err, pw_status code, pw_detail detail,
                         const char *message, int64_t offset) {
  if (err != NULL) {
    pw_error_clear(err);
    err->code = code;
    err->detail = detail;
    err->message = message;
    err->offset = offset;
  }
  return code;
}

const char *pw_status_name(pw_status code) {
  switch (code) {
  case PW_OK: return "ok";
  case PW_MEMORY: return "memory";
  case PW_STOPPED: return "stopped";
  case PW_FORMAT: return "format";
  case PW_TRUNCATED: return "truncated";
  case PW_UNSUPPORTED: return "unsupported";
  case PW_RANGE: return "range";
  case PW_ARGUMENT: return "argument";
  case PW_FULL: return "full";
  }
  return "unknown";
}

const char *pw_detail_name(pw_detail detail) {
  switch (detail) {
  case PW_DETAIL_NONE: return "none";
  case PW_DETAIL_NOT_OPEN: return "not_open";
  case PW_DETAIL_NOT_TEXT: return "not_text";
  case PW_DETAIL_OPEN_QUOTE: return "open_quote";
  }
  return "unknown";
}
