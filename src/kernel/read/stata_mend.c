#include "read/stata_mend.h"

#include <string.h>

#define PARTS 14 /* entries of the map */
enum { DATA = 9, STRLS, VALUE_LABELS, LAST_TAG, END_OF_FILE };

static const char start[] = "<stata_dta><header><release>";
static const char tail[] = "</data><strls></strls><value_labels></value_labels></stata_dta>";
#define LENGTH(text) (sizeof(text) - 1)

/* What the header says, and where. */
typedef struct {
  int swap;
  uint64_t rows_at, rows_width, map_at;
  uint64_t rows, map[PARTS];
} stata_layout;

static int is_big_endian(void) {
  const uint16_t one = 1;
  unsigned char first;
  memcpy(&first, &one, 1);
  return first == 0;
}

static int has(pw_bytes file, uint64_t at, const char *text, size_t n) {
  return at <= file.length && n <= file.length - at && memcmp(file.at + at, text, n) == 0;
}

static uint64_t get(pw_bytes file, uint64_t at, uint64_t width, int swap) {
  if (width == 8) return pw_read_u64(file.at + at, swap);
  return (uint32_t)pw_read_i32(file.at + at, swap);
}

static void put(unsigned char *at, uint64_t value, uint64_t width, int swap) {
  unsigned char bytes[8];
  int big = is_big_endian() != swap; /* of the file */
  for (uint64_t i = 0; i < width; i++) {
    uint64_t place = big ? width - 1 - i : i;
    bytes[place] = (unsigned char)(value >> (8 * i));
  }
  memcpy(at, bytes, width);
}

static int find_layout(pw_bytes file, stata_layout *layout) {
  if (!has(file, 0, start, LENGTH(start)) || file.length < 128) return 0;
  const unsigned char *release = file.at + LENGTH(start);
  int version = (release[0] - '0') * 100 + (release[1] - '0') * 10 + release[2] - '0';
  uint64_t at = LENGTH(start) + 3 + LENGTH("</release><byteorder>");
  int big = has(file, at, "MSF", 3);
  if (version < 117 || version > 119 || (!big && !has(file, at, "LSF", 3))) return 0;
  layout->swap = big != is_big_endian();
  layout->rows_width = version == 117 ? 4 : 8;
  layout->rows_at = at + 3 + LENGTH("</byteorder><K>") + (version == 119 ? 4 : 2) +
                    LENGTH("</K><N>");
  if (!has(file, layout->rows_at - 3, "<N>", 3)) return 0;
  layout->rows = get(file, layout->rows_at, layout->rows_width, layout->swap);
  /* A label of up to 320 bytes and a time stand before the map. */
  for (at = layout->rows_at; !has(file, at, "<map>", 5); at++) {
    if (at >= file.length || at - layout->rows_at > 512) return 0;
  }
  layout->map_at = at + 5;
  if (layout->map_at > file.length || file.length - layout->map_at < 8 * PARTS) return 0;
  for (int k = 0; k < PARTS; k++) {
    layout->map[k] = get(file, layout->map_at + 8 * (uint64_t)k, 8, layout->swap);
  }
  return 1;
}

pw_status pw_stata_mend(pw_bytes file, unsigned char **mended, uint64_t *length,
                        int64_t *declared, pw_alloc *alloc, pw_error *err) {
  stata_layout layout;
  *mended = NULL;
  if (!find_layout(file, &layout)) return PW_OK;
  uint64_t data = layout.map[DATA], strls = layout.map[STRLS];
  uint64_t tags = LENGTH("<data>") + LENGTH("</data>");
  if (!has(file, data, "<data>", 6) || strls < file.length || layout.rows == 0 ||
      strls > INT64_MAX || strls - data <= tags) return PW_OK;
  uint64_t first = data + LENGTH("<data>"), bytes = strls - data - tags;
  uint64_t row = bytes / layout.rows;
  if (row == 0 || bytes % layout.rows != 0) return PW_OK;
  uint64_t whole = (file.length - first) / row;
  if (whole > layout.rows) whole = layout.rows;
  uint64_t kept = first + whole * row;
  unsigned char *out = pw_alloc_zeroed(alloc, (size_t)(kept + LENGTH(tail)), 1);
  if (out == NULL) return pw_fail(err, PW_MEMORY, "no memory for the file");
  memcpy(out, file.at, (size_t)kept);
  memcpy(out + kept, tail, LENGTH(tail));
  uint64_t places[] = {
    [STRLS] = kept + LENGTH("</data>"),
    [VALUE_LABELS] = kept + LENGTH("</data><strls></strls>"),
    [LAST_TAG] = kept + LENGTH(tail) - LENGTH("</stata_dta>"),
    [END_OF_FILE] = kept + LENGTH(tail),
  };
  for (int k = STRLS; k < PARTS; k++) {
    put(out + layout.map_at + 8 * (uint64_t)k, places[k], 8, layout.swap);
  }
  put(out + layout.rows_at, whole, layout.rows_width, layout.swap);
  *mended = out;
  *length = kept + LENGTH(tail);
  *declared = (int64_t)layout.rows;
  return PW_OK;
}
