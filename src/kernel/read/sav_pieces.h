/* The bytes of the cases of a .sav or .zsav, piece by piece: as they are in
 * the file, or inflated. */
#ifndef PW_READ_SAV_PIECES_H
#define PW_READ_SAV_PIECES_H

#include "base/thread_ahead.h"
#include "base/source.h"
#include "read/sav_records.h"
#include "read/sav_sieve.h"

typedef struct pw_sav_pieces pw_sav_pieces;

/* Bytes of one piece that may be repeated in front of the next. */
#define PW_SAV_KEEP 8u

/* Bytes of a piece. The tests have small ones, so that small files have many.
 */
#ifndef PW_SAV_PIECE
#define PW_SAV_PIECE ((size_t)1 << 18)
#endif

/* Begins `skip` bytes into the data (0 for a .zsav), or at the case of a
 * `sieve`, whose spans of at most PW_SAV_PIECE bytes pieces are then made of;
 * NULL for none. With `threaded` the next piece is made in a thread while one
 * is in use. `source` is theirs until pw_sav_pieces_free. Fails with
 * PW_TRUNCATED, PW_FORMAT or PW_MEMORY, leaving `*pieces` NULL. */
pw_status pw_sav_pieces_open(pw_sav_pieces **pieces,
                             const pw_sav_records *records, pw_source *source,
                             uint64_t skip, const pw_sav_sieve *sieve,
                             int threaded, pw_alloc *alloc, pw_error *err);

/* Gives the next piece, with the last `keep` (at most PW_SAV_KEEP) bytes of
 * the one before in front of it; nothing but those at the end. It is valid
 * until the next call, of which there may be none after a failure. Fails with
 * PW_FORMAT (data that does not inflate), PW_MEMORY or PW_STOPPED. */
pw_status pw_sav_pieces_next(pw_sav_pieces *pieces, size_t keep,
                             const pw_stop *stop, pw_bytes *piece,
                             pw_error *err);

/* NULL is fine. */
void pw_sav_pieces_free(pw_sav_pieces *pieces);

#endif
