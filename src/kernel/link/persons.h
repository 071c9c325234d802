/* Whose each record is, of waves that come block by block: people by exact
 * code, in memory as long as they fit, else on disk.
 *
 * On disk records lie in buckets by their codes (code_buckets.h), and whose
 * each is then by their rows (owners.h). Which number a person has then
 * differs, and nothing else. */
#ifndef PW_LINK_PERSONS_H
#define PW_LINK_PERSONS_H

#include <stddef.h>
#include <stdint.h>

#include "base/alloc.h"
#include "base/status.h"
#include "base/stop.h"
#include "base/strpool.h"
#include "link/link.h"

typedef struct {
  int as_written; /* compare codes so, else by normal form */
  size_t memory;  /* bytes, about, beyond which people are put on disk */
  const char
    *codes;         /* paths of the files they are put into then: none may be */
  const char *rows; /* there */
  uint64_t key[2];  /* of the hash */
} pw_persons_plan;

typedef struct pw_persons pw_persons;

/* Nobody yet. `plan` is copied, its paths are not and must outlive `*persons`.
 * Fails with PW_MEMORY, leaving it NULL. */
pw_status pw_persons_new(pw_persons **persons, const pw_persons_plan *plan,
                         pw_alloc *alloc, pw_error *err);

/* Begins the next wave, or what is the same wave anew: of `rows` records, at
 * most 2^40, none of which has a code until it is added. Fails with PW_MEMORY,
 * PW_RANGE. */
pw_status pw_persons_wave(pw_persons *persons, int anew, int64_t rows,
                          pw_error *err);

/* Adds the codes in UTF-8 of `n` records of the wave that was begun last, from
 * row `from` on, each once. Fails as pw_code_table_add, and with PW_FULL. */
pw_status pw_persons_add(pw_persons *persons, int64_t from,
                         const pw_text *codes, size_t n, const pw_stop *stop,
                         pw_error *err);

/* Links the waves: `rule` says which of several records stands for a person,
 * under PW_KEEP_MOST_COMPLETE none of them, for the caller to choose. Once,
 * after all records. Fails with PW_MEMORY, PW_FULL, PW_TRUNCATED, PW_RANGE or
 * PW_STOPPED. */
pw_status pw_persons_link(pw_persons *persons, pw_duplicate_rule rule,
                          const pw_stop *stop, pw_error *err);

/* What is known of them since: how many there are, how many records of a wave
 * have no code, and how many stand for somebody, those without a code among
 * them. */
int32_t pw_persons_count(const pw_persons *persons);
int64_t pw_persons_uncoded(const pw_persons *persons, int wave);
int64_t pw_persons_standing(const pw_persons *persons, int wave);
int pw_persons_on_disk(const pw_persons *persons);

/* Whose `n` records of a wave are from row `from` on: the person, from 1; her
 * negative where another record stands for her, or none; 0 without a code.
 * Fails with PW_TRUNCATED or PW_MEMORY. */
pw_status pw_persons_of(pw_persons *persons, int wave, int64_t from, int64_t n,
                        int32_t *person, pw_error *err);

/* NULL is fine. */
void pw_persons_free(pw_persons *persons);

#endif
