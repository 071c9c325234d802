#define _DEFAULT_SOURCE /* flock */
#define _DARWIN_C_SOURCE

#include "write/lock.h"

#include <string.h>

#ifdef _WIN32

#include <windows.h>

#include "base/wide_path.h"

/* A file beside `path` that the system deletes when its only user closes it. */
pw_status pw_lock_try(const char *path, pw_lock *lock, pw_alloc *alloc,
                      pw_error *err) {
  *lock = PW_NO_LOCK;
  size_t length = strlen(path);
  char *name = pw_alloc_zeroed(alloc, length + sizeof ".lock", 1);
  if (name == NULL) return pw_fail(err, PW_MEMORY, "no memory for a name");
  memcpy(name, path, length);
  memcpy(name + length, ".lock", sizeof ".lock");
  wchar_t wide[PW_WIDE_PATH];
  int has_name = pw_path_widen(name, wide);
  pw_free(alloc, name);
  if (!has_name) return pw_fail(err, PW_ARGUMENT, "its name is not UTF-8");
  HANDLE held = CreateFileW(wide, GENERIC_WRITE, 0, NULL, OPEN_ALWAYS,
                            FILE_FLAG_DELETE_ON_CLOSE, NULL);
  DWORD why = GetLastError();
  if (held != INVALID_HANDLE_VALUE) {
    *lock = (pw_lock)held;
  } else if (why != ERROR_SHARING_VIOLATION && why != ERROR_ACCESS_DENIED) {
    return pw_fail(err, PW_ARGUMENT, "its folder can't be opened");
  }
  return PW_OK;
}

void pw_lock_release(pw_lock lock) {
  if (lock != PW_NO_LOCK) CloseHandle((HANDLE)lock);
}

#else

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

/* The folder is locked, not the file: that is replaced by a new one when it is
 * written, and nothing is left behind. */
static int open_folder(const char *path, pw_alloc *alloc) {
  const char *last = strrchr(path, '/');
  if (last == NULL) return open(".", O_RDONLY | O_CLOEXEC);
  size_t length = last == path ? 1 : (size_t)(last - path);
  char *name = pw_alloc_zeroed(alloc, length + 1, 1);
  if (name == NULL) {
    errno = ENOMEM;
    return -1;
  }
  memcpy(name, path, length);
  int folder = open(name, O_RDONLY | O_CLOEXEC);
  pw_free(alloc, name);
  return folder;
}

pw_status pw_lock_try(const char *path, pw_lock *lock, pw_alloc *alloc,
                      pw_error *err) {
  *lock = PW_NO_LOCK;
  int folder = open_folder(path, alloc);
  if (folder < 0 && errno == ENOMEM) {
    return pw_fail(err, PW_MEMORY, "no memory for a name");
  }
  if (folder < 0)
    return pw_fail(err, PW_ARGUMENT, "its folder can't be opened");
  if (flock(folder, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    close(folder);
    return PW_OK;
  }
  *lock = folder;
  return PW_OK;
}

void pw_lock_release(pw_lock lock) {
  if (lock != PW_NO_LOCK) close((int)lock);
}

#endif
