/* 64-bit offsets, madvise and anonymous memory, where strict C hides them. */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define _FILE_OFFSET_BITS 64

#include "base/file.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>

static size_t place_of(const pw_file *file, const char *at) {
  if (at <= file->bytes) return 0;
  size_t place = (size_t)(at - file->bytes);
  return place < file->length ? place : file->length;
}

pw_status pw_file_see(pw_file *file, const char *from, const char *to,
                      pw_error *err) {
  if (file == NULL) return PW_OK;
  return pw_file_recall(file, place_of(file, from), place_of(file, to), err);
}

void pw_file_pass(pw_file *file, const char *upto) {
  if (file != NULL) pw_file_forget(file, 0, place_of(file, upto));
}

#ifdef _WIN32

#include <stdio.h>

#include "base/wide_path.h"

/* Its length in bytes, or -1 for what is no regular file. */
static int64_t length_of(FILE *in) {
  struct _stati64 about;
  if (_fstati64(_fileno(in), &about) != 0 || (about.st_mode & _S_IFREG) == 0)
    return -1;
  return (int64_t)about.st_size;
}

static pw_status read_whole(pw_file *file, FILE *in, pw_alloc *alloc,
                            const pw_stop *stop, pw_error *err) {
  int64_t length = length_of(in);
  if (length < 0) return pw_fail(err, PW_ARGUMENT, "it is no regular file");
  if ((uint64_t)length > SIZE_MAX)
    return pw_fail(err, PW_RANGE, "the file is too large");
  if (length == 0) return PW_OK;
  char *to = file->memory = pw_alloc_resize(alloc, NULL, (size_t)length, 1);
  if (to == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  file->bytes = to;
  file->length = (size_t)length;
  for (size_t at = 0; at < file->length; at += PW_FILE_STRETCH) {
    if (pw_stop_asked(stop, 0)) return pw_fail(err, PW_STOPPED, "stopped");
    size_t wanted = file->length - at < PW_FILE_STRETCH ? file->length - at
                                                        : PW_FILE_STRETCH;
    if (fread(to + at, 1, wanted, in) != wanted) {
      return pw_fail(err, PW_TRUNCATED, "it became shorter while it was read");
    }
  }
  return PW_OK;
}

pw_status pw_file_open(pw_file *file, const char *path, int threads,
                       pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  (void)threads;
  memset(file, 0, sizeof *file);
  file->bytes = "";
  FILE *in = pw_path_open(path, "rb");
  if (in == NULL) return pw_fail(err, PW_ARGUMENT, "it can't be opened");
  setvbuf(in, NULL, _IONBF, 0); /* reads go straight to where they are wanted */
  pw_status status = read_whole(file, in, alloc, stop, err);
  fclose(in);
  if (status != PW_OK) pw_file_close(file, alloc);
  return status;
}

pw_status pw_file_open_later(pw_file *file, const char *path, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err) {
  return pw_file_open(file, path, 1, alloc, stop, err);
}

void pw_file_forget(pw_file *file, size_t from, size_t to) {
  (void)file;
  (void)from;
  (void)to;
}

pw_status pw_file_recall(pw_file *file, size_t from, size_t to, pw_error *err) {
  (void)file;
  (void)from;
  (void)to;
  (void)err;
  return PW_OK;
}

void pw_file_close(pw_file *file, pw_alloc *alloc) {
  pw_free(alloc, file->memory);
  memset(file, 0, sizeof *file);
  file->bytes = "";
}

#else

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/large_pages.h"
#include "base/thread_pool.h"

#ifdef __APPLE__
#define CHANGED(about) ((about).st_mtimespec)
#else
#define CHANGED(about) ((about).st_mtim)
#endif

struct pw_file_source {
  int in;
  struct stat about; /* as it was when it was opened */
  size_t mapped;     /* bytes of pw_file.memory */
  atomic_int forgets;
  pthread_mutex_t mutex; /* guards what follows */
  unsigned char *gone;   /* for each stretch */
};

static size_t stretch_end(const pw_file *file, size_t from) {
  return file->length - from < PW_FILE_STRETCH ? file->length
                                               : from + PW_FILE_STRETCH;
}

/* One stretch, on any thread. */
static pw_status read_stretch(void *data, int64_t item, int slot,
                              pw_error *err) {
  const pw_file *file = data;
  (void)slot;
  size_t at = (size_t)item * PW_FILE_STRETCH, end = stretch_end(file, at);
  while (at < end) {
    /* The memory is this file's own and can be written to. */
    ssize_t got = pread(file->source->in, (char *)(uintptr_t)file->bytes + at,
                        end - at, (off_t)at);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0)
      return pw_fail(err, PW_TRUNCATED, "it can't be read to its end");
    if (got == 0) {
      return pw_fail(err, PW_TRUNCATED, "it became shorter while it was read");
    }
    at += (size_t)got;
  }
  return PW_OK;
}

/* Memory that begins where a large page does: reading into many small ones
 * takes longer for the pages than for the bytes. */
static pw_status take_memory(pw_file *file, int later, pw_error *err) {
  size_t mapped = file->length + PW_FILE_STRETCH;
  void *memory = MAP_FAILED;
  if (mapped > file->length) {
    memory = mmap(NULL, mapped, PROT_READ | PROT_WRITE,
                  MAP_PRIVATE | MAP_ANONYMOUS | (later ? MAP_NORESERVE : 0), -1,
                  0);
  }
  if (memory == MAP_FAILED)
    return pw_fail(err, PW_MEMORY, "no memory for the file");
  file->memory = memory;
  file->source->mapped = mapped;
  uintptr_t start = (uintptr_t)memory + PW_FILE_STRETCH - 1;
  file->bytes = (const char *)(start - start % PW_FILE_STRETCH);
  size_t whole = file->length - file->length % PW_FILE_STRETCH;
  pw_large_pages(file->bytes, whole);
  return PW_OK;
}

/* Of a file that is read `later` every stretch is gone, which is read when it
 * is wanted. */
static pw_status read_whole(pw_file *file, int threads, int later,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  size_t length = (size_t)file->source->about.st_size;
  if (length == 0) return PW_OK;
  size_t stretches = (length - 1) / PW_FILE_STRETCH + 1;
  file->length = length;
  file->source->gone = pw_alloc_zeroed(alloc, stretches, 1);
  if (file->source->gone == NULL) {
    return pw_fail(err, PW_MEMORY, "no memory for the file");
  }
  pw_status status = take_memory(file, later, err);
  if (status != PW_OK) return status;
  if (later) {
    memset(file->source->gone, 1, stretches);
    atomic_store(&file->source->forgets, 1);
    return PW_OK;
  }
  return pw_pool_each(threads, (int64_t)stretches, read_stretch, file, alloc,
                      stop, err);
}

static pw_status open_source(struct pw_file_source *source, const char *path,
                             pw_error *err) {
  source->in = open(path, O_RDONLY | O_CLOEXEC);
  if (source->in < 0) return pw_fail(err, PW_ARGUMENT, "it can't be opened");
  if (fstat(source->in, &source->about) != 0 ||
      !S_ISREG(source->about.st_mode)) {
    return pw_fail(err, PW_ARGUMENT, "it is no regular file");
  }
  if ((uint64_t)source->about.st_size > SIZE_MAX) {
    return pw_fail(err, PW_RANGE, "the file is too large");
  }
  return PW_OK;
}

static pw_status open_file(pw_file *file, const char *path, int threads,
                           int later, pw_alloc *alloc, const pw_stop *stop,
                           pw_error *err) {
  memset(file, 0, sizeof *file);
  file->bytes = "";
  file->source = pw_alloc_zeroed(alloc, 1, sizeof *file->source);
  if (file->source == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the file");
  atomic_init(&file->source->forgets, 0);
  pthread_mutex_init(&file->source->mutex, NULL);
  pw_status status = open_source(file->source, path, err);
  if (status == PW_OK) {
    status = read_whole(file, threads, later, alloc, stop, err);
  }
  if (status != PW_OK) pw_file_close(file, alloc);
  return status;
}

pw_status pw_file_open(pw_file *file, const char *path, int threads,
                       pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  return open_file(file, path, threads, 0, alloc, stop, err);
}

pw_status pw_file_open_later(pw_file *file, const char *path, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err) {
  return open_file(file, path, 1, 1, alloc, stop, err);
}

void pw_file_forget(pw_file *file, size_t from, size_t to) {
  struct pw_file_source *source = file->source;
  if (source == NULL) return;
  from += (PW_FILE_STRETCH - from % PW_FILE_STRETCH) % PW_FILE_STRETCH;
  pthread_mutex_lock(&source->mutex);
  for (size_t at = from; at < to && stretch_end(file, at) <= to;
       at += PW_FILE_STRETCH) {
    unsigned char *gone = &source->gone[at / PW_FILE_STRETCH];
    if (*gone) continue;
    *gone = madvise((char *)(uintptr_t)file->bytes + at,
                    stretch_end(file, at) - at, MADV_DONTNEED) == 0;
    if (*gone) atomic_store(&source->forgets, 1);
  }
  pthread_mutex_unlock(&source->mutex);
}

/* Whether the file that is open is as it was. */
static int is_unchanged(const struct pw_file_source *source) {
  struct stat now;
  const struct stat *then = &source->about;
  return fstat(source->in, &now) == 0 && now.st_size == then->st_size &&
    CHANGED(now).tv_sec == CHANGED(*then).tv_sec &&
    CHANGED(now).tv_nsec == CHANGED(*then).tv_nsec;
}

pw_status pw_file_recall(pw_file *file, size_t from, size_t to, pw_error *err) {
  struct pw_file_source *source = file->source;
  if (source == NULL || !atomic_load(&source->forgets)) return PW_OK;
  pw_status status = PW_OK;
  pthread_mutex_lock(&source->mutex);
  for (size_t k = from / PW_FILE_STRETCH;
       k * PW_FILE_STRETCH < to && status == PW_OK; k++) {
    if (!source->gone[k]) continue;
    status = read_stretch(file, (int64_t)k, 0, err);
    /* Looked at afterwards: what changes now has been read. */
    if (status == PW_OK && !is_unchanged(source)) {
      status = pw_fail(err, PW_TRUNCATED, "it was changed while it was read");
    }
    source->gone[k] = status != PW_OK;
  }
  pthread_mutex_unlock(&source->mutex);
  return status;
}

void pw_file_close(pw_file *file, pw_alloc *alloc) {
  struct pw_file_source *source = file->source;
  if (source != NULL) {
    if (file->memory != NULL) munmap(file->memory, source->mapped);
    if (source->in >= 0) close(source->in);
    pthread_mutex_destroy(&source->mutex);
    pw_free(alloc, source->gone);
    pw_free(alloc, source);
  }
  memset(file, 0, sizeof *file);
  file->bytes = "";
}

#endif
