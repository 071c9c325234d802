#include "read/csv_file.h"

#include <string.h>

#include "read/csv_dialect.h"

/* How long stretches are in a text with many columns. */
#define BYTES_PER_COLUMN 128
#define MOST_BYTES ((size_t)1 << 21)
#define LEAST_STRETCHES 16

typedef struct {
  pw_csv_file *file;
  const pw_csv_options *options;
  pw_alloc *alloc;
  const pw_stop *stop;
  pw_error *err;
} opener;

static pw_status inspect(const opener *o, pw_csv_content *content,
                         const pw_stop *stop) {
  return pw_csv_inspect(content, o->file->text, o->file->length,
                        o->options->threads, o->file->source, o->alloc, stop,
                        o->err);
}

/* At the front of a text lie its heading and the records from which its dialect
 * is guessed, at most 1,000: room for so many as long as four first lines. At
 * the end lie blank lines. */
#define HEAD (2 * PW_CSV_WINDOW)
#define HEAD_LINES 4000
#define MOST_HEAD (16 * HEAD)
#define TAIL (PW_CSV_WINDOW / 4)

static size_t shorter(size_t length, size_t most) {
  return length < most ? length : most;
}

/* How much of the text its dialect is guessed from, whose first HEAD bytes are
 * in memory. Lines of any length may follow: there is a limit. */
static size_t front_bytes(const pw_csv_file *file) {
  size_t head = shorter(file->length, HEAD);
  const char *line = memchr(file->text, '\n', head);
  size_t length = line == NULL ? head : (size_t)(line - file->text) + 1;
  size_t lines = length < MOST_HEAD / HEAD_LINES ? length * HEAD_LINES
                                                 : MOST_HEAD;
  return shorter(file->length, lines > head ? lines : head);
}

static pw_status see_ends(const opener *o) {
  const pw_csv_file *file = o->file;
  const char *text = file->text, *end = text + file->length;
  pw_status status =
    pw_file_see(file->source, text, text + shorter(file->length, HEAD), o->err);
  if (status != PW_OK) return status;
  status = pw_file_see(file->source, text, text + front_bytes(file), o->err);
  if (status != PW_OK) return status;
  return pw_file_see(file->source, end - shorter(file->length, TAIL), end,
                     o->err);
}

/* Brings all of the text into memory. */
static pw_status see_all(const opener *o, const pw_stop *stop) {
  const pw_csv_file *file = o->file;
  pw_status status = PW_OK;
  for (size_t at = 0; at < file->length && status == PW_OK;) {
    size_t to = file->length - at < PW_CSV_WINDOW ? file->length
                                                  : at + PW_CSV_WINDOW;
    if (pw_stop_asked(stop, (double)at / (double)file->length))
      return pw_fail(o->err, PW_STOPPED, "stopped");
    status =
      pw_file_see(file->source, file->text + at, file->text + to, o->err);
    at = to;
  }
  return status;
}

/* Turns the text into UTF-8 by way of memory of its own. */
static pw_status convert(const opener *o, pw_csv_content *content) {
  pw_csv_file *file = o->file;
  pw_csv_utf8 text;
  pw_stop_step steps[] = {
    {o->stop, 0, 0.3}, {o->stop, 0.3, 0.7}, {o->stop, 0.7, 1}};
  pw_stop seeing = pw_stop_of_step(&steps[0]),
          converting = pw_stop_of_step(&steps[1]),
          inspecting = pw_stop_of_step(&steps[2]);
  pw_status status = see_all(o, &seeing);
  if (status != PW_OK) return status;
  file->source = NULL;
  status = pw_csv_to_utf8(&text, file->text, file->length, file->encoding,
                          o->options->threads, o->alloc, &converting, o->err);
  if (status != PW_OK) return status;
  file->text = file->converted = text.bytes;
  file->length = text.length;
  file->damage = text.damage;
  return inspect(o, content, &inspecting);
}

static pw_status decode(const opener *o, pw_csv_content *content) {
  pw_csv_file *file = o->file;
  size_t mark;
  int forced = o->options->encoding;
  pw_status status = see_ends(o);
  if (status != PW_OK) return status;
  file->encoding = pw_csv_guess_width(file->text, file->length, &mark);
  if (forced >= 0 && (pw_csv_encoding)forced != file->encoding) {
    mark = 0;
    file->encoding = (pw_csv_encoding)forced;
  }
  file->text += mark;
  file->length -= mark;
  int single = !pw_csv_is_utf16(file->encoding);
  if (single) {
    status = inspect(o, content, o->stop);
    if (status != PW_OK) return status;
    if (forced < 0) file->encoding = pw_csv_guess_bytes(content);
  }
  int other = content->strays > 0 ||
    (content->sequences > 0 && file->encoding != PW_CSV_UTF8);
  if (!single || (other && content->first_nul == SIZE_MAX)) {
    status = convert(o, content);
  }
  if (status == PW_OK) status = see_ends(o);
  if (status == PW_OK && content->first_nul != SIZE_MAX) {
    status = pw_fail_detail(o->err, PW_FORMAT, PW_DETAIL_NOT_TEXT,
                            "there is a zero byte, which no text has",
                            (int64_t)content->first_nul);
  }
  if (status == PW_OK && pw_csv_is_binary(file->text, file->length)) {
    status = pw_fail_detail(o->err, PW_FORMAT, PW_DETAIL_NOT_TEXT,
                            "it is no text: it has control characters, as a "
                            "picture or a damaged file has",
                            PW_NOWHERE);
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

/* Marks at the front that an editor shows nothing of; some writers put two. */
static void pass_marks(pw_csv_file *file) {
  while (file->length >= 3 && memcmp(file->text, "\xef\xbb\xbf", 3) == 0) {
    file->text += 3;
    file->length -= 3;
  }
}

/* Behind the lines to be passed over, whatever they hold. */
static void pass_lines(pw_csv_file *file, int64_t lines) {
  while (file->passed < lines && file->from < file->length) {
    const char *at = file->text + file->from, *end = file->text + file->length;
    while (at < end && *at != '\n' && *at != '\r') at++;
    at += at + 1 < end && at[0] == '\r' && at[1] == '\n';
    file->from = at < end ? (size_t)(at + 1 - file->text) : file->length;
    file->passed++;
  }
}

static pw_status find_marks(const opener *o, const pw_csv_content *content) {
  pw_csv_file *file = o->file;
  char delim = 0;
  size_t named = pw_csv_named_delim(file->text, file->length, &delim);
  pass_lines(file, o->options->lines);
  if (file->from < named) file->from = named;
  pw_csv_marks marks = {o->options->delim != 0 ? o->options->delim : delim, '"',
                        content->has_quotes, content->has_cr, 0};
  file->marks = marks;
  pw_status status = PW_OK;
  size_t bytes = front_bytes(file);
  pw_csv_front front = {file->text, bytes, file->from, bytes == file->length};
  if (marks.delim == 0) {
    status =
      pw_csv_guess_delim(&front, &file->marks.delim, o->alloc, o->stop, o->err);
  }
  if (status == PW_OK && content->has_padded) {
    status = pw_csv_guess_padded(&front, &file->marks, &file->marks.padded,
                                 o->alloc, o->stop, o->err);
  }
  return status;
}

static pw_status open_text(const opener *o) {
  pw_csv_file *file = o->file;
  pw_csv_content content;
  memset(&content, 0, sizeof content);
  content.first_nul = SIZE_MAX;
  pw_status status = decode(o, &content);
  if (status != PW_OK) return status;
  pass_marks(file);
  file->length = without_blank_end(file->text, file->length);
  return find_marks(o, &content);
}

pw_status pw_csv_open(pw_csv_file *file, const char *bytes, size_t length,
                      const pw_csv_options *options, pw_alloc *alloc,
                      const pw_stop *stop, pw_error *err) {
  memset(file, 0, sizeof *file);
  file->text = bytes;
  file->length = length;
  file->source = options->file;
  opener o = {file, options, alloc, stop, err};
  pw_status status = open_text(&o);
  if (status != PW_OK) {
    if (err != NULL) pw_csv_locate(file, err);
    pw_csv_close(file, alloc);
  }
  return status;
}

pw_status pw_csv_file_record(const pw_csv_file *file, size_t at,
                             pw_csv_table *record, pw_alloc *alloc,
                             const pw_stop *stop, pw_error *err) {
  const char *text = file->text;
  pw_status status = PW_OK;
  for (size_t bytes = HEAD;; bytes *= 2) {
    size_t upto = at + shorter(file->length - at, bytes);
    status = pw_file_see(file->source, text + at, text + upto, err);
    if (status != PW_OK) return status;
    status = pw_csv_scan(record, text, upto, at, &file->marks, 1, alloc, err);
    int goes_on = status == PW_FORMAT ||
      (status == PW_OK && (record->n_rows == 0 || record->end == upto));
    if (upto == file->length || !goes_on) break;
    pw_csv_table_free(record, alloc);
    if (pw_stop_asked(stop, 1)) return pw_fail(err, PW_STOPPED, "stopped");
  }
  if (status != PW_OK && err != NULL) pw_csv_locate(file, err);
  return status;
}

/* Stretches of a text with many columns are longer, so that each has many rows:
 * to begin with a column takes as long as reading some cells of it. */
static size_t stretch_bytes(size_t bytes, int64_t n_columns, size_t length) {
  size_t wanted = (size_t)n_columns * BYTES_PER_COLUMN;
  if (wanted > length / LEAST_STRETCHES) wanted = length / LEAST_STRETCHES;
  if (wanted > MOST_BYTES) wanted = MOST_BYTES;
  return wanted > bytes ? wanted : bytes;
}

pw_status pw_csv_lay(pw_csv_file *file, size_t from, int64_t n_columns,
                     const pw_csv_options *options, pw_alloc *alloc,
                     const pw_stop *stop, pw_error *err) {
  file->n_columns = n_columns;
  file->decimal = options->decimal;
  int guesses = file->decimal == 0 && file->marks.delim != ',';
  pw_stop_step steps[] = {{stop, 0, 0.5}, {stop, guesses ? 0.5 : 0, 1}};
  pw_stop guessing = pw_stop_of_step(&steps[0]),
          cuts = pw_stop_of_step(&steps[1]);
  if (file->decimal == 0) {
    pw_status found = pw_csv_guess_decimal(
      file->text + from, file->length - from, file->marks.delim, file->source,
      &file->decimal, &guessing, err);
    if (found != PW_OK) return found;
  }
  pw_csv_cutting cutting = {
    stretch_bytes(options->chunk_bytes, n_columns, file->length - from),
    options->threads, n_columns == 1, file->source};
  pw_status status = pw_csv_cut(&file->chunks, file->text, from, file->length,
                                &file->marks, &cutting, alloc, &cuts, err);
  if (status != PW_OK && err != NULL) pw_csv_locate(file, err);
  return status;
}

void pw_csv_close(pw_csv_file *file, pw_alloc *alloc) {
  pw_csv_chunks_free(&file->chunks, alloc);
  pw_free(alloc, file->converted);
  memset(file, 0, sizeof *file);
}

void pw_csv_locate(const pw_csv_file *file, pw_error *err) {
  if (err->offset == PW_NOWHERE || err->row != PW_NOWHERE) return;
  size_t upto = (size_t)err->offset < file->length ? (size_t)err->offset
                                                   : file->length;
  err->row = 0;
  for (size_t at = 0; at < upto;) {
    size_t to = upto - at < PW_CSV_WINDOW ? upto : at + PW_CSV_WINDOW;
    size_t seen = upto - to < PW_CSV_BEYOND ? upto : to + PW_CSV_BEYOND;
    if (pw_file_see(file->source, file->text + at, file->text + seen, NULL) !=
        PW_OK) {
      err->row = PW_NOWHERE;
      return;
    }
    /* CR and LF are one line end. */
    if (to < upto && file->text[to - 1] == '\r') to++;
    err->row += pw_csv_lines(file->text + at, to - at);
    pw_file_pass(file->source, file->text + to);
    at = to;
  }
}
