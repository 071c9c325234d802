/* Each distinct text once.
 *
 * Survey columns repeat their strings, and creating a string in the caller's
 * language is the cost of reading text. A reader interns each cell and
 * writes its id; the caller then creates one string per id. Ids count from 0
 * in order of first appearance. Texts are byte runs, may hold NUL and are
 * compared byte by byte. */
#ifndef PW_BASE_STRPOOL_H
#define PW_BASE_STRPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"

typedef struct {
  const char *bytes; /* not NUL-terminated; valid until the pool is freed */
  size_t length;
} pw_text;

/* A hash of a text, the same for the same bytes within one run. */
uint64_t pw_text_hash(const char *bytes, size_t length);

typedef struct pw_strpool pw_strpool;

/* Makes an empty pool in `*pool`; the caller frees it with pw_strpool_free.
 * Fails with PW_MEMORY, leaving `*pool` NULL. `alloc` must outlive it. */
pw_status pw_strpool_new(pw_strpool **pool, pw_alloc *alloc, pw_error *err);

/* Frees a pool and every text in it. NULL is fine. */
void pw_strpool_free(pw_strpool *pool);

/* Gives the id of the text, adding a copy when it is new. Fails with
 * PW_MEMORY, or PW_RANGE at 2^31 - 1 distinct texts; the pool stays whole. */
pw_status pw_strpool_intern(pw_strpool *pool, const char *bytes, size_t length,
                            int32_t *id, pw_error *err);

/* Makes room for so many more texts: what takes longest of adding them to a
 * large pool, and can be stopped. PW_MEMORY or PW_STOPPED; the pool stays
 * whole.
 */
pw_status pw_strpool_reserve(pw_strpool *pool, int32_t more,
                             const pw_stop *stop, pw_error *err);

/* Gives the ids of `n` texts, as pw_strpool_intern one after another would,
 * and faster: the search for one is begun while another's waits for memory. */
pw_status pw_strpool_intern_all(pw_strpool *pool, const pw_text *texts,
                                size_t n, int32_t *ids, pw_error *err);

/* The id of a text, or -1 where the pool has it not. */
int32_t pw_strpool_find(const pw_strpool *pool, const char *bytes,
                        size_t length);

/* How many distinct texts there are. */
int32_t pw_strpool_count(const pw_strpool *pool);

/* The text of an id below the count; owned by the pool. */
pw_text pw_strpool_text(const pw_strpool *pool, int32_t id);

#endif
