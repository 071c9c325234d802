#include "base/wide_path.h"

#ifdef _WIN32

#include <windows.h>

int pw_path_widen(const char *path, wchar_t wide[PW_WIDE_PATH]) {
  return MultiByteToWideChar(CP_UTF8, MB_ERR_INVALID_CHARS, path, -1, wide,
                             PW_WIDE_PATH) > 0;
}

FILE *pw_path_open(const char *path, const char *mode) {
  wchar_t wide[PW_WIDE_PATH], as[8];
  if (!pw_path_widen(path, wide)) return NULL;
  size_t n = 0;
  /* Modes are ASCII. */
  for (; mode[n] != '\0' && n + 1 < sizeof as / sizeof *as; n++)
    as[n] = (wchar_t)mode[n];
  as[n] = L'\0';
  return _wfopen(wide, as);
}

#else

FILE *pw_path_open(const char *path, const char *mode) {
  return fopen(path, mode);
}

#endif
