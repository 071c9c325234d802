#define _DEFAULT_SOURCE /* mkstemp, fchmod */
#define _DARWIN_C_SOURCE

#include "write/part_file.h"

#include <errno.h>
#include <string.h>

#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <windows.h>

#include "base/wide_path.h"
#else
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

struct pw_part_file {
  pw_alloc *alloc;
  uint64_t length; /* bytes appended */
  unsigned mode;
  int whole;  /* committed */
  int direct; /* a device or pipe, written into */
  char *path; /* owned */
#ifdef _WIN32
  FILE *out; /* NULL when closed */
  int made;
  wchar_t wide[PW_WIDE_PATH]; /* of the new file, once it is made */
#else
  char *part; /* owned; NULL until the file exists */
  int out;    /* -1 when closed */
#endif
};

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

/* Writes over the X of a name in ASCII letters, differently for each `attempt`
 * of each moment and process. */
static void number_part(wchar_t *wide, unsigned attempt) {
  unsigned long long number = GetTickCount64() * 31 + GetCurrentProcessId();
  number = number * 1000003 + attempt;
  for (wchar_t *at = wide + wcslen(wide); *--at == L'X'; number /= 26)
    *at = (wchar_t)(L'a' + number % 26);
}

static FILE *create_part(const wchar_t *wide) {
  HANDLE made = CreateFileW(wide, GENERIC_READ | GENERIC_WRITE, 0, NULL,
                            CREATE_NEW, FILE_ATTRIBUTE_NORMAL, NULL);
  if (made == INVALID_HANDLE_VALUE) return NULL;
  int number = _open_osfhandle((intptr_t)made, _O_BINARY);
  if (number < 0) CloseHandle(made);
  FILE *out = number < 0 ? NULL : _fdopen(number, "w+b");
  if (out == NULL && number >= 0) _close(number);
  return out;
}

static pw_status open_part(pw_part_file *file, pw_error *err) {
  enum { ATTEMPTS = 100 };
  char *part = name_part(file->path, "/\\:", file->alloc);
  if (part == NULL) return pw_fail(err, PW_MEMORY, "no memory for a name");
  int has_name = pw_path_widen(part, file->wide);
  pw_free(file->alloc, part);
  if (!has_name) return no_place(err);
  size_t length = wcslen(file->wide);
  for (unsigned i = 0; i < ATTEMPTS && file->out == NULL; i++) {
    wmemset(file->wide + length - 6, L'X', 6);
    number_part(file->wide, i);
    file->out = create_part(file->wide);
    if (file->out == NULL && GetLastError() != ERROR_FILE_EXISTS) break;
  }
  if (file->out == NULL) return no_place(err);
  file->made = 1;
  return PW_OK;
}

static pw_status put(pw_part_file *file, const void *bytes, size_t length,
                     pw_error *err) {
  return fwrite(bytes, 1, length, file->out) == length ? PW_OK : no_room(err);
}

static pw_status put_at(pw_part_file *file, uint64_t offset, const void *bytes,
                        size_t length, pw_error *err) {
  int there = _fseeki64(file->out, (int64_t)offset, SEEK_SET) == 0 &&
    fwrite(bytes, 1, length, file->out) == length &&
    _fseeki64(file->out, 0, SEEK_END) == 0;
  return there ? PW_OK : no_room(err);
}

static pw_status take_place(pw_part_file *file, pw_error *err) {
  int whole = fflush(file->out) == 0 && _commit(_fileno(file->out)) == 0;
  if (fclose(file->out) != 0) whole = 0;
  file->out = NULL;
  if (!whole) return no_room(err);
  wchar_t place[PW_WIDE_PATH];
  int moved = pw_path_widen(file->path, place) &&
    MoveFileExW(file->wide, place,
                MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH);
  return moved ? PW_OK : no_place(err);
}

static void leave(pw_part_file *file) {
  if (file->out != NULL) fclose(file->out);
  if (file->made && !file->whole) DeleteFileW(file->wide);
}

#else

/* What the system's error means: a disk, a quota or a limit on the size of a
 * file leaves no room. */
static pw_status failed(pw_error *err) {
  int full = errno == ENOSPC || errno == EFBIG || errno == EIO;
#ifdef EDQUOT
  full = full || errno == EDQUOT;
#endif
  return full ? no_room(err) : no_place(err);
}

static pw_status open_part(pw_part_file *file, pw_error *err) {
  struct stat about;
  if (stat(file->path, &about) == 0 && !S_ISREG(about.st_mode)) {
    file->direct = 1;
    file->out = open(file->path, O_WRONLY | O_CLOEXEC);
    return file->out < 0 ? failed(err) : PW_OK;
  }
  char *part = name_part(file->path, "/", file->alloc);
  if (part == NULL) return pw_fail(err, PW_MEMORY, "no memory for a name");
  file->out = mkstemp(part);
  if (file->out < 0) {
    pw_status status = failed(err);
    pw_free(file->alloc, part);
    return status;
  }
  file->part = part;
  return PW_OK;
}

static pw_status put(pw_part_file *file, const void *bytes, size_t length,
                     pw_error *err) {
  const char *from = bytes;
  while (length > 0) {
    ssize_t n = write(file->out, from, length);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return failed(err);
    from += n;
    length -= (size_t)n;
  }
  return PW_OK;
}

static pw_status put_at(pw_part_file *file, uint64_t offset, const void *bytes,
                        size_t length, pw_error *err) {
  if (lseek(file->out, (off_t)offset, SEEK_SET) < 0) return failed(err);
  pw_status status = put(file, bytes, length, err);
  if (status == PW_OK && lseek(file->out, 0, SEEK_END) < 0)
    status = failed(err);
  return status;
}

/* Some file systems can't be told to wait for the disk, which is no failure. */
static pw_status wait_for_disk(int out, pw_error *err) {
  if (fsync(out) == 0 || errno == EINVAL || errno == ENOTSUP) return PW_OK;
  return failed(err);
}

/* A new name is safe only once the folder is on the disk as well; where that
 * can't be asked for, the file itself is. Takes the name off `part`. */
static void wait_for_folder(char *part) {
  char *last = strrchr(part, '/');
  if (last != NULL) last[last == part ? 1 : 0] = '\0';
  int folder = open(last == NULL ? "." : part, O_RDONLY | O_CLOEXEC);
  if (folder < 0) return;
  (void)fsync(folder);
  close(folder);
}

static pw_status close_part(pw_part_file *file, pw_error *err) {
  int out = file->out;
  file->out = -1;
  return close(out) == 0 ? PW_OK : failed(err);
}

static pw_status take_place(pw_part_file *file, pw_error *err) {
  struct stat about;
  if (file->direct) return close_part(file, err);
  pw_status status = PW_OK;
  if (fchmod(file->out, (mode_t)file->mode) != 0 && errno != EPERM)
    status = failed(err);
  if (status == PW_OK) status = wait_for_disk(file->out, err);
  if (status == PW_OK &&
      (fstat(file->out, &about) != 0 ||
       (uint64_t)about.st_size != file->length)) {
    status = no_room(err);
  }
  pw_error ignored;
  pw_status closed = close_part(file, status == PW_OK ? err : &ignored);
  if (status == PW_OK) status = closed;
  if (status == PW_OK && rename(file->part, file->path) != 0)
    status = failed(err);
  if (status == PW_OK) wait_for_folder(file->part);
  return status;
}

static void leave(pw_part_file *file) {
  if (file->out >= 0) close(file->out);
  if (file->part != NULL && !file->whole) unlink(file->part);
  pw_free(file->alloc, file->part);
}

#endif

pw_status pw_part_open(pw_part_file **out, const char *path, unsigned mode,
                       pw_alloc *alloc, pw_error *err) {
  *out = NULL;
  pw_part_file *file = pw_alloc_zeroed(alloc, 1, sizeof *file);
  if (file == NULL) return pw_fail(err, PW_MEMORY, "no memory for a file");
  file->alloc = alloc;
  file->mode = mode;
#ifndef _WIN32
  file->out = -1;
#endif
  size_t length = strlen(path) + 1;
  file->path = pw_alloc_zeroed(alloc, length, 1);
  if (file->path == NULL) {
    pw_part_free(file);
    return pw_fail(err, PW_MEMORY, "no memory for a name");
  }
  memcpy(file->path, path, length);
  pw_status status = open_part(file, err);
  if (status != PW_OK) {
    pw_part_free(file);
    return status;
  }
  *out = file;
  return PW_OK;
}

pw_status pw_part_append(pw_part_file *file, const void *bytes, size_t length,
                         pw_error *err) {
  file->length += length;
  return put(file, bytes, length, err);
}

pw_status pw_part_overwrite(pw_part_file *file, uint64_t offset,
                            const void *bytes, size_t length, pw_error *err) {
  if (file->direct) return no_place(err);
  return put_at(file, offset, bytes, length, err);
}

pw_status pw_part_commit(pw_part_file *file, pw_error *err) {
  pw_status status = take_place(file, err);
  file->whole = status == PW_OK;
  return status;
}

void pw_part_free(pw_part_file *file) {
  if (file == NULL) return;
  leave(file);
  pw_free(file->alloc, file->path);
  pw_free(file->alloc, file);
}
