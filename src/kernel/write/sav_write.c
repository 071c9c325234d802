#include "write/sav_write.h"

#include "write/part_file.h"
#include "write/sav_extras.h"
#include "write/sav_value_labels.h"
#include "write/zsav_deflate.h"

#define PIECE ((size_t)1 << 20) /* bytes put into the file at once */
#define MOST 4096               /* cases encoded between two looks at that */

static pw_status put_dictionary(pw_byte_buffer *b, const pw_dictionary *d,
                                const pw_sav_layout *layout,
                                const pw_sav_about *about, pw_error *err) {
  pw_sav_put_header(b, d, layout, about);
  pw_sav_put_variables(b, d, layout);
  pw_status status = pw_sav_put_labels(b, d, layout, err);
  pw_sav_put_notes(b, d);
  if (status == PW_OK)
    status = pw_sav_put_extensions(b, d, layout, about->cases, err);
  return status;
}

/* Puts into the file what is final of the encoder's bytes: as they are, or
 * deflated by `zsav`. */
static pw_status drain(pw_sav_encoder *e, pw_part_file *file,
                       pw_zsav_writer *zsav, int last, const pw_stop *stop,
                       pw_error *err) {
  size_t ready = pw_sav_encoded(e);
  pw_status status = zsav == NULL
    ? pw_part_append(file, e->out->bytes, ready, err)
    : pw_zsav_writer_put(zsav, e->out->bytes, ready, last, &ready, stop, err);
  if (status == PW_OK && ready > 0) pw_sav_encoder_drop(e, ready);
  return status;
}

static pw_status put_cases(pw_sav_encoder *e, int64_t cases, pw_part_file *file,
                           pw_zsav_writer *zsav, const pw_stop *stop,
                           pw_error *err) {
  size_t piece = zsav == NULL ? PIECE : pw_zsav_writer_piece(zsav);
  size_t fit = PIECE / ((size_t)e->layout->elements * 9 + 24);
  int64_t step = fit < 1 ? 1 : fit > MOST ? MOST : (int64_t)fit;
  if (cases > step) pw_byte_buffer_reserve(e->out, piece + PIECE);
  for (int64_t row = 0; row < cases; row += step) {
    int64_t some = cases - row < step ? cases - row : step;
    if (pw_stop_asked(stop, (double)row / (double)cases))
      return pw_fail(err, PW_STOPPED, "the writing was stopped");
    pw_status status = pw_sav_encode(e, row, some, err);
    if (status == PW_OK && e->out->used >= piece)
      status = drain(e, file, zsav, 0, stop, err);
    if (status != PW_OK) return status;
  }
  pw_sav_encoder_finish(e);
  return drain(e, file, zsav, 1, stop, err);
}

static pw_status write_into(pw_part_file *file, const pw_dictionary *d,
                            const pw_sav_layout *layout,
                            const pw_sav_cells *cells, pw_sav_texts_of texts_of,
                            void *data, const pw_sav_about *about, int threads,
                            pw_alloc *alloc, const pw_stop *stop,
                            pw_error *err) {
  pw_zsav_writer *zsav = NULL;
  pw_byte_buffer b = pw_byte_buffer_new(alloc);
  pw_sav_encoder e;
  pw_status status = pw_sav_encoder_open(&e, layout, cells, texts_of, data,
                                         about->compression, &b, err);
  if (status == PW_OK) status = put_dictionary(&b, d, layout, about, err);
  uint64_t offset = b.used;
  if (status == PW_OK) status = pw_part_append(file, b.bytes, b.used, err);
  b.used = 0;
  if (status == PW_OK && about->compression == PW_SAV_ZLIB)
    status = pw_zsav_writer_open(&zsav, file, offset, threads, alloc, err);
  if (status == PW_OK)
    status = put_cases(&e, about->cases, file, zsav, stop, err);
  if (status == PW_OK && zsav != NULL)
    status = pw_zsav_writer_finish(zsav, err);
  pw_zsav_writer_free(zsav);
  pw_sav_encoder_close(&e);
  pw_byte_buffer_free(&b);
  return status;
}

pw_status pw_sav_write(const char *path, unsigned mode, const pw_dictionary *d,
                       const pw_sav_cells *cells, pw_sav_texts_of texts_of,
                       void *data, const pw_sav_about *about, int threads,
                       pw_alloc *alloc, const pw_stop *stop, pw_error *err) {
  pw_part_file *file = NULL;
  pw_sav_layout layout;
  pw_status status = pw_sav_layout_new(&layout, d, alloc, err);
  if (status == PW_OK) status = pw_part_open(&file, path, mode, alloc, err);
  if (status == PW_OK) {
    status = write_into(file, d, &layout, cells, texts_of, data, about, threads,
                        alloc, stop, err);
  }
  if (status == PW_OK) status = pw_part_commit(file, err);
  pw_part_free(file);
  pw_sav_layout_free(&layout);
  return status;
}
