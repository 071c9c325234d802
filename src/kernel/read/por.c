#include "read/por.h"

#include <string.h>

#include "read/readstat.h"

#define ROWS_BETWEEN_POLLS 1024

static pw_status no_memory(pw_dictionary *d) {
  return d->status = pw_fail(d->err, PW_MEMORY, "no memory for the rows");
}

static pw_status grow(pw_por *por) {
  pw_dictionary *d = &por->dictionary;
  size_t n = (size_t)d->count;
  if (por->numbers == NULL)
    por->numbers = pw_alloc_zeroed(d->alloc, n, sizeof *por->numbers);
  if (por->texts == NULL)
    por->texts = pw_alloc_zeroed(d->alloc, n, sizeof *por->texts);
  if (por->numbers == NULL || por->texts == NULL) return no_memory(d);
  size_t room = por->room == 0 ? 64 : (size_t)por->room * 2;
  for (size_t i = 0; i < n; i++) {
    int is_text = d->variables[i].is_text;
    void *block = is_text ? (void *)por->texts[i] : (void *)por->numbers[i];
    block = pw_alloc_resize(d->alloc, block, room,
                            is_text ? sizeof(int32_t) : sizeof(double));
    if (block == NULL) return no_memory(d);
    if (is_text) por->texts[i] = block;
    else por->numbers[i] = block;
  }
  por->room = (int64_t)room;
  return PW_OK;
}

static int on_value(int row, readstat_variable_t *variable,
                    readstat_value_t value, void *context) {
  pw_por *por = context;
  pw_dictionary *d = &por->dictionary;
  int column = readstat_variable_get_index(variable);
  /* ReadStat gives the text before in place of one that is cut short. */
  if (row < 0 || column < 0 || column >= d->count || por->memory->is_over) {
    return READSTAT_HANDLER_ABORT;
  }
  if (column == 0 && row % ROWS_BETWEEN_POLLS == 0 &&
      pw_stop_asked(por->stop, 0)) {
    d->status = pw_fail(d->err, PW_STOPPED, "stopped");
    return READSTAT_HANDLER_ABORT;
  }
  if (row >= por->room && grow(por) != PW_OK) return READSTAT_HANDLER_ABORT;
  if (d->variables[column].is_text) {
    const char *text = readstat_string_value(value);
    if (text == NULL) text = "";
    d->status = pw_strpool_intern(d->pool, text, strlen(text),
                                  &por->texts[column][row], d->err);
  } else {
    double number = readstat_double_value(value);
    int absent = readstat_value_is_system_missing(value) || number != number;
    por->numbers[column][row] = absent ? por->missing : number;
  }
  if (column == d->count - 1) por->rows = (int64_t)row + 1;
  return d->status == PW_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

/* The table of characters, which follows 200 bytes of greetings, says which
 * byte each of 256 characters is; a zero at a place means none. PSPP writes a
 * byte a second time for a character that looks like the first, as 8 for a
 * superscript eight, and ReadStat would take every 8 for the last of them. So
 * only the first stays. Line ends do not count. */
static void first_use_wins(unsigned char *bytes, uint64_t length) {
  enum { TABLE = 200, ZERO = TABLE + 64, END = TABLE + 256 };
  uint64_t at[END]; /* of each character that counts */
  char seen[256] = {0};
  int n = 0;
  for (uint64_t i = 0; i < length && n < END; i++) {
    if (bytes[i] != '\r' && bytes[i] != '\n') at[n++] = i;
  }
  for (int k = TABLE; n == END && k < END; k++) {
    unsigned char *byte = &bytes[at[k]], zero = bytes[at[ZERO]];
    if (*byte != zero && seen[*byte]) *byte = zero;
    seen[*byte] = 1;
  }
}

pw_status pw_por_read(pw_por *por, pw_bytes file, const char *encoding,
                      double missing, pw_alloc *alloc, const pw_stop *stop,
                      pw_error *err) {
  memset(por, 0, sizeof *por);
  pw_error_clear(&por->damage);
  por->missing = missing;
  por->stop = stop;
  pw_status status = pw_dictionary_new(&por->dictionary, alloc, err);
  if (status != PW_OK) return status;
  unsigned char *copy = pw_alloc_zeroed(alloc, (size_t)file.length, 1);
  if (copy == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  memcpy(copy, file.at, (size_t)file.length);
  first_use_wins(copy, file.length);
  pw_readstat_memory memory = {.file = {copy, file.length}};
  por->memory = &memory;
  readstat_parser_t *parser = pw_readstat_parser(&memory, encoding);
  readstat_error_t code = READSTAT_ERROR_MALLOC;
  if (parser != NULL) {
    readstat_set_value_handler(parser, on_value);
    code = readstat_parse_por(parser, "", por);
    readstat_parser_free(parser);
  }
  pw_free(alloc, copy);
  por->stop = NULL;
  por->memory = NULL;
  /* What ends too early ReadStat may also call something that it can't parse.
   */
  if (por->dictionary.status == PW_OK && code != READSTAT_OK &&
      code != READSTAT_ERROR_MALLOC && memory.at == file.length &&
      por->rows > 0) {
    pw_fail_at(&por->damage, PW_TRUNCATED, "the file ends too early",
               (int64_t)file.length);
    code = READSTAT_OK;
  }
  return pw_readstat_verdict(&por->dictionary, code, memory.at, err);
}

void pw_por_free(pw_por *por) {
  pw_alloc *alloc = por->dictionary.alloc;
  if (alloc == NULL) return;
  for (int32_t i = 0; i < por->dictionary.count; i++) {
    if (por->numbers != NULL) pw_free(alloc, por->numbers[i]);
    if (por->texts != NULL) pw_free(alloc, por->texts[i]);
  }
  pw_free(alloc, por->numbers);
  pw_free(alloc, por->texts);
  pw_dictionary_free(&por->dictionary);
}
