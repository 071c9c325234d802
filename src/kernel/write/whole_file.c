#define _DEFAULT_SOURCE /* mkstemp, fchmod */
#define _DARWIN_C_SOURCE

#include "write/whole_file.h"

#include <errno.h>
#include <string.h>

static pw_status no_room(pw_error *err) {
  return pw_fail(err, PW_FULL, "no room is left for it");
}

static pw_status no_place(pw_error *err) {
  return pw_fail(err, PW_ARGUMENT, "its place can't be written to");
}

/* A name for the new file in the folder of `path`, to be freed; NULL without
 * memory. Its X are for the system to replace. */
static char *name_part(const char *path, const char *separators,
                       pw_alloc *alloc) {
  static const char name[] = "pairwave-XXXXXX";
  size_t folder = strlen(path);
  while (folder > 0 && strchr(separators, path[folder - 1]) == NULL) folder--;
  char *part = pw_alloc_zeroed(alloc, folder + sizeof name, 1);
  if (part == NULL) return NULL;
  memcpy(part, path, folder);
  memcpy(part + folder, name, sizeof name);
  return part;
}

#ifdef _WIN32

#include <io.h>
#include <stdio.h>
#include <windows.h>

static pw_status fill(const char *part, const void *bytes, size_t length,
                      pw_error *err) {
  FILE *out = fopen(part, "wb");
  if (out == NULL) return no_place(err);
  int whole = fwrite(bytes, 1, length, out) == length && fflush(out) == 0 &&
    _commit(_fileno(out)) == 0;
  if (fclose(out) != 0) whole = 0;
  return whole ? PW_OK : no_room(err);
}

pw_status pw_write_whole(const char *path, const void *bytes, size_t length,
                         unsigned mode, pw_alloc *alloc, pw_error *err) {
  (void)mode;
  char *part = name_part(path, "/\\:", alloc);
  if (part == NULL) return pw_fail(err, PW_MEMORY, "no memory for a name");
  pw_status status = _mktemp(part) == NULL ? no_place(err)
                                           : fill(part, bytes, length, err);
  if (status == PW_OK &&
      !MoveFileExA(part, path,
                   MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH)) {
    status = no_place(err);
  }
  if (status != PW_OK) remove(part);
  pw_free(alloc, part);
  return status;
}

#else

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* What the system's error means: a disk, a quota or a limit on the size of a
 * file leaves no room. */
static pw_status failed(pw_error *err) {
  int full = errno == ENOSPC || errno == EFBIG || errno == EIO;
#ifdef EDQUOT
  full = full || errno == EDQUOT;
#endif
  return full ? no_room(err) : no_place(err);
}

static pw_status put(int out, const void *bytes, size_t length, pw_error *err) {
  const char *from = bytes;
  while (length > 0) {
    ssize_t n = write(out, from, length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(err);
    from += n;
    length -= (size_t)n;
  }
  return PW_OK;
}

/* Some file systems can't be told to wait for the disk, which is no failure. */
static pw_status wait_for_disk(int out, pw_error *err) {
  if (fsync(out) == 0 || errno == EINVAL || errno == ENOTSUP) return PW_OK;
  return failed(err);
}

static pw_status fill(int out, const void *bytes, size_t length, unsigned mode,
                      pw_error *err) {
  struct stat about;
  pw_status status = put(out, bytes, length, err);
  if (status == PW_OK && fchmod(out, (mode_t)mode) != 0 && errno != EPERM) {
    status = failed(err);
  }
  if (status == PW_OK) status = wait_for_disk(out, err);
  if (status == PW_OK &&
      (fstat(out, &about) != 0 || (size_t)about.st_size != length)) {
    status = no_room(err);
  }
  return status;
}

/* A new name is safe only once the folder is on the disk as well; where that
 * can't be asked for, the file itself is. */
static void wait_for_folder(char *part) {
  char *last = strrchr(part, '/');
  if (last != NULL) last[last == part ? 1 : 0] = '\0';
  int folder = open(last == NULL ? "." : part, O_RDONLY | O_CLOEXEC);
  if (folder < 0) return;
  (void)fsync(folder);
  close(folder);
}

static pw_status replace(const char *path, const void *bytes, size_t length,
                         unsigned mode, char *part, pw_error *err) {
  int out = mkstemp(part);
  if (out < 0) return failed(err);
  pw_status status = fill(out, bytes, length, mode, err);
  if (close(out) != 0 && status == PW_OK) status = failed(err);
  if (status == PW_OK && rename(part, path) != 0) status = failed(err);
  if (status == PW_OK) {
    wait_for_folder(part);
  } else {
    unlink(part);
  }
  return status;
}

static pw_status write_into(const char *path, const void *bytes, size_t length,
                            pw_error *err) {
  int out = open(path, O_WRONLY | O_CLOEXEC);
  if (out < 0) return failed(err);
  pw_status status = put(out, bytes, length, err);
  if (close(out) != 0 && status == PW_OK) status = failed(err);
  return status;
}

pw_status pw_write_whole(const char *path, const void *bytes, size_t length,
                         unsigned mode, pw_alloc *alloc, pw_error *err) {
  struct stat about;
  if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) {
    return write_into(path, bytes, length, err);
  }
  char *part = name_part(path, "/", alloc);
  if (part == NULL) return pw_fail(err, PW_MEMORY, "no memory for a name");
  pw_status status = replace(path, bytes, length, mode, part, err);
  pw_free(alloc, part);
  return status;
}

#endif
