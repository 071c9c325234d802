/* The bytecode of a .zsav, deflated block by block into a file.
 *
 * A zheader, blocks of zlib that each hold PW_ZSAV_BLOCK bytes of bytecode
 * (the last what is left), and a ztrailer that says where they are. Blocks are
 * deflated by several threads at once; the bytes are the same for any number
 * of them. */
#ifndef PW_WRITE_ZSAV_DEFLATE_H
#define PW_WRITE_ZSAV_DEFLATE_H

#include "base/stop.h"
#include "write/part_file.h"

#define PW_ZSAV_BLOCK ((size_t)0x3ff000)

typedef struct pw_zsav_writer pw_zsav_writer;

/* Appends a zheader to `file`, which holds `offset` bytes so far. Fails with
 * PW_FULL or PW_MEMORY, leaving `*writer` NULL. */
pw_status pw_zsav_writer_open(pw_zsav_writer **writer, pw_part_file *file,
                              uint64_t offset, int threads, pw_alloc *alloc,
                              pw_error *err);

/* How many bytes pw_zsav_writer_put should be given at once for every thread
 * to have a block. */
size_t pw_zsav_writer_piece(const pw_zsav_writer *writer);

/* Deflates the whole blocks among `length` bytes, with `last` also what is
 * left; `*taken` says how many bytes that was. Fails with PW_FULL, PW_MEMORY or
 * PW_STOPPED. */
pw_status pw_zsav_writer_put(pw_zsav_writer *writer, const unsigned char *bytes,
                             size_t length, int last, size_t *taken,
                             const pw_stop *stop, pw_error *err);

/* Appends the ztrailer and writes its place into the zheader. */
pw_status pw_zsav_writer_finish(pw_zsav_writer *writer, pw_error *err);

/* NULL is fine. */
void pw_zsav_writer_free(pw_zsav_writer *writer);

#endif
