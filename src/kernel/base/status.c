#include "base/status.h"

#include <stddef.h>

void pw_error_clear(pw_error *err) {
  err->code = PW_OK;
  err->message = "";
  err->row = PW_NOWHERE;
  err->column = PW_NOWHERE;
  err->offset = PW_NOWHERE;
}

pw_status pw_fail(pw_error *err, pw_status code, const char *message) {
  return pw_fail_at(err, code, message, PW_NOWHERE);
}

pw_status pw_fail_at(pw_error *err, pw_status code, const char *message,
                     int64_t offset) {
  if (err != NULL) {
    pw_error_clear(err);
    err->code = code;
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
