#include "path.h"

/* R_ExpandFileName() leaves alone what does not begin with ~. */
const char *pw_path(SEXP path) {
  SEXP text = STRING_ELT(path, 0);
#ifdef _WIN32
  return R_ExpandFileName(Rf_translateCharUTF8(text));
#else
  return R_ExpandFileName(Rf_translateChar(text));
#endif
}
