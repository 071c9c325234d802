#include "read/csv_file.h"

#include <string.h>

#include "read/csv_dialect.h"

typedef struct {
  pw_csv_file *file;
  const pw_csv_options *options;
  pw_alloc *alloc;
  const pw_stop *stop;
  pw_error *err;
} opener;

static pw_status inspect(const opener *o, pw_csv_content *content) {
  return pw_csv_inspect(content, o->file->text, o->file->length,
                        o->options->threads, o->alloc, o->stop, o->err);
}

/* Turns the text into UTF-8 by way of memory of its own. */
static pw_status convert(const opener *o, pw_csv_content *content) {
  pw_csv_file *file = o->file;
  size_t length;
  pw_status status = pw_csv_to_utf8(file->text, file->length, file->encoding,
                                    o->alloc, &file->converted, &length,
                                    &file->damage, o->err);
  if (status != PW_OK) return status;
  file->text = file->converted;
  file->length = length;
  return inspect(o, content);
}

static pw_status decode(const opener *o, pw_csv_content *content) {
  pw_csv_file *file = o->file;
  size_t mark;
  int forced = o->options->encoding;
  file->encoding = pw_csv_guess_width(file->text, file->length, &mark);
  if (forced >= 0 && (pw_csv_encoding)forced != file->encoding) {
    mark = 0;
    file->encoding = (pw_csv_encoding)forced;
  }
  file->text += mark;
  file->length -= mark;
  int single = file->encoding != PW_CSV_UTF16LE &&
    file->encoding != PW_CSV_UTF16BE;
  pw_status status = PW_OK;
  if (single) {
    status = inspect(o, content);
    if (status != PW_OK) return status;
    if (forced < 0) file->encoding = pw_csv_guess_bytes(content);
  }
  int other = content->strays > 0 ||
    (content->sequences > 0 && file->encoding != PW_CSV_UTF8);
  if (!single || (other && content->first_nul == SIZE_MAX)) {
    status = convert(o, content);
  }
  if (status == PW_OK && content->first_nul != SIZE_MAX) {
    status = pw_fail_at(o->err, PW_FORMAT, "there is a zero byte, which no text has",
                        (int64_t)content->first_nul);
  }
  if (status == PW_OK && pw_csv_is_binary(file->text, file->length)) {
    status = pw_fail(o->err, PW_FORMAT, "there are control characters, which no text has");
  }
  return status;
}

/* Of the line ends that a text ends with, only the first belongs to it. */
static size_t without_blank_end(const char *text, size_t length) {
  size_t end = length;
  while (end > 0 && (text[end - 1] == '\n' || text[end - 1] == '\r')) end--;
  if (end == length) return length;
  int two = text[end] == '\r' && end + 1 < length && text[end + 1] == '\n';
  return end + 1 + (size_t)two;
}

static pw_status find_delim(const opener *o, size_t *from) {
  pw_csv_file *file = o->file;
  char guessed;
  pw_status status = pw_csv_guess_delim(file->text, file->length, &guessed,
                                        from, o->alloc, o->err);
  if (status != PW_OK) return status;
  file->marks.delim = o->options->delim != 0 ? o->options->delim : guessed;
  file->marks.quote = '"';
  return PW_OK;
}

static pw_status open_text(const opener *o) {
  pw_csv_file *file = o->file;
  pw_csv_content content;
  memset(&content, 0, sizeof content);
  content.first_nul = SIZE_MAX;
  size_t from = 0;
  pw_status status = decode(o, &content);
  if (status != PW_OK) return status;
  file->marks.has_quotes = content.has_quotes;
  file->marks.has_cr = content.has_cr;
  file->length = without_blank_end(file->text, file->length);
  status = find_delim(o, &from);
  if (status != PW_OK) return status;
  status = pw_csv_scan(&file->header, file->text, file->length, from,
                       file->marks.delim, file->marks.quote, 1, o->alloc,
                       o->err);
  if (status != PW_OK) return status;
  file->decimal = o->options->decimal;
  if (file->decimal == 0) {
    file->decimal = pw_csv_guess_decimal(file->text + file->header.end,
                                         file->length - file->header.end,
                                         file->marks.delim);
  }
  pw_csv_cutting cutting = {o->options->chunk_bytes, o->options->threads,
                            file->header.n_columns == 1};
  return pw_csv_cut(&file->chunks, file->text, file->header.end, file->length,
                    &file->marks, &cutting, o->alloc, o->stop, o->err);
}

pw_status pw_csv_open(pw_csv_file *file, const char *bytes, size_t length,
                      const pw_csv_options *options, pw_alloc *alloc,
                      const pw_stop *stop, pw_error *err) {
  memset(file, 0, sizeof *file);
  file->text = bytes;
  file->length = length;
  opener o = {file, options, alloc, stop, err};
  pw_status status = open_text(&o);
  if (status != PW_OK) {
    if (err != NULL) pw_csv_locate(file, err);
    pw_csv_close(file, alloc);
  }
  return status;
}

void pw_csv_close(pw_csv_file *file, pw_alloc *alloc) {
  pw_csv_chunks_free(&file->chunks, alloc);
  pw_csv_table_free(&file->header, alloc);
  pw_free(alloc, file->converted);
  memset(file, 0, sizeof *file);
}

void pw_csv_locate(const pw_csv_file *file, pw_error *err) {
  if (err->offset == PW_NOWHERE || err->row != PW_NOWHERE) return;
  size_t upto = (size_t)err->offset < file->length ? (size_t)err->offset
                                                   : file->length;
  err->row = pw_csv_lines(file->text, upto);
}
