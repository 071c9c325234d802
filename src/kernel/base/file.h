/* The bytes of a file in memory.
 *
 * They are read and not mapped: a file that another program makes shorter or
 * writes anew while it is being read would end the process.
 *
 * What has been worked on can be forgotten, so that a large file and what is
 * made of it need not be in memory together; what is wanted once more is read
 * again. Where the system offers no such thing, nothing is forgotten. */
#ifndef PW_BASE_FILE_H
#define PW_BASE_FILE_H

#include <stddef.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

/* Forgotten are whole stretches of so many bytes, a multiple of a page; the
 * tests have smaller ones. */
#ifndef PW_FILE_STRETCH
#define PW_FILE_STRETCH ((size_t)1 << 21)
#endif

typedef struct {
  const char *bytes; /* valid until the file is closed; never NULL */
  size_t length;
  void *memory;                  /* what must be freed, or NULL */
  struct pw_file_source *source; /* to read from again, or NULL */
} pw_file;

/* Reads the file at `path`, in the system's own spelling, by up to `threads`
 * threads. Fails with PW_ARGUMENT where it cannot be opened or is no regular
 * file, PW_TRUNCATED where it cannot be read to the end that it had when it was
 * opened, PW_MEMORY, PW_RANGE, or PW_STOPPED. */
pw_status pw_file_open(pw_file *file, const char *path, int threads,
                       pw_alloc *alloc, const pw_stop *stop, pw_error *err);

/* Opens the file without reading it: all of it is forgotten, as below, and is
 * read when it is recalled. Where the system forgets nothing it is read now.
 * Fails as pw_file_open. */
pw_status pw_file_open_later(pw_file *file, const char *path, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err);

/* Forgets the stretches that lie within the bytes from `from` to `to - 1`,
 * which no other thread may be looking at. */
void pw_file_forget(pw_file *file, size_t from, size_t to);

/* Makes sure of the bytes from `from` to `to - 1`, on any thread. Fails with
 * PW_TRUNCATED where they were forgotten and the file is no longer what it was
 * when it was opened. */
pw_status pw_file_recall(pw_file *file, size_t from, size_t to, pw_error *err);

/* For who goes over the bytes from front to back, of a file that may not be in
 * memory: makes sure of those at `from` to `to` - 1, or as far as the file
 * goes, and forgets what lies before `upto`. Of text that lies elsewhere `file`
 * is NULL, and nothing is done. Fails as pw_file_recall. */
pw_status pw_file_see(pw_file *file, const char *from, const char *to,
                      pw_error *err);
void pw_file_pass(pw_file *file, const char *upto);

/* Closes a file; one that was never opened, all zero, is fine. */
void pw_file_close(pw_file *file, pw_alloc *alloc);

#endif
