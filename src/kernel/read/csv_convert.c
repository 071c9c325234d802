#include "read/csv_convert.h"

#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/large_pages.h"
#include "base/thread_pool.h"
#include "base/utf8.h"

/* Bytes of a piece. */
#define TOGETHER ((size_t)1 << 18)

typedef struct {
  size_t from, to;   /* in the text */
  size_t at, length; /* in the text as UTF-8 */
  pw_csv_damage damage;
} piece;

typedef struct {
  const char *bytes;
  size_t length;
  pw_csv_encoding encoding;
  piece *pieces;
  int64_t count;
  char *out; /* NULL while the pieces are measured */
} converter;

/* Where a piece is written to, or only measured. */
typedef struct {
  char *to; /* or NULL */
  size_t used;
  pw_csv_damage *damage;
} sink;

/* ---- characters --------------------------------------------------------- */

/* 0x80 to 0x9f, as the Encoding Standard maps them: the five bytes that
 * Windows leaves undefined stay the control characters of that number. */
static const uint16_t windows_1252[32] = {
  0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
  0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
  0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
  0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

static void put(sink *out, uint32_t c) {
  char unused[PW_UTF8_LONGEST];
  out->used +=
    pw_utf8_encode(c, out->to == NULL ? unused : out->to + out->used);
}

static void put_bytes(sink *out, const char *bytes, size_t length) {
  if (out->to != NULL) memcpy(out->to + out->used, bytes, length);
  out->used += length;
}

/* Notes that what comes next is damaged. */
static void damaged(sink *out) {
  const int shown = sizeof out->damage->first / sizeof *out->damage->first;
  if (out->damage->count < shown)
    out->damage->first[out->damage->count] = out->used;
  out->damage->count++;
}

static uint32_t unit_at(const char *bytes, size_t i, int big) {
  unsigned char a = (unsigned char)bytes[i], b = (unsigned char)bytes[i + 1];
  return big ? (uint32_t)(a << 8 | b) : (uint32_t)(b << 8 | a);
}

static int is_low_surrogate(uint32_t unit) {
  return unit >= 0xdc00 && unit <= 0xdfff;
}

/* Units that are looked at at once. */
#define UNITS 16

/* Converts UNITS units at `at` where all are ASCII. */
static int units_are_plain(const char *at, int big, sink *out) {
#if defined(__SSE2__)
  __m128i low = _mm_loadu_si128((const __m128i *)(const void *)at);
  __m128i high = _mm_loadu_si128((const __m128i *)(const void *)(at + 16));
  /* A unit's bytes as x86 sees them. */
  __m128i beyond = _mm_set1_epi16((short)(big ? 0x80ff : 0xff80));
  __m128i found = _mm_and_si128(_mm_or_si128(low, high), beyond);
  found = _mm_cmpeq_epi8(found, _mm_setzero_si128());
  if (_mm_movemask_epi8(found) != 0xffff) return 0;
  if (out->to != NULL) {
    int shift = big ? 8 : 0;
    __m128i both =
      _mm_packus_epi16(_mm_srli_epi16(low, shift), _mm_srli_epi16(high, shift));
    _mm_storeu_si128((__m128i *)(void *)(out->to + out->used), both);
  }
#else
  unsigned char high = 0, plain = 0;
  for (size_t i = 0; i < 2 * UNITS; i += 2) {
    plain |= (unsigned char)at[i + (size_t)big];
    high |= (unsigned char)at[i + 1 - (size_t)big];
  }
  if (high != 0 || plain >= 0x80) return 0;
  for (size_t i = 0; out->to != NULL && i < UNITS; i++)
    out->to[out->used + i] = at[2 * i + (size_t)big];
#endif
  out->used += UNITS;
  return 1;
}

static void from_utf16(const char *bytes, size_t length, int big, sink *out) {
  size_t i = 0;
  while (i < length) {
    if (length - i >= 2 * UNITS && units_are_plain(bytes + i, big, out)) {
      i += 2 * UNITS;
      continue;
    }
    /* As many as were looked at, and half of a pair more. */
    size_t upto = length - i < 2 * UNITS ? length : i + 2 * UNITS;
    for (; i < upto; i += 2) {
      uint32_t c = unit_at(bytes, i, big);
      if (c >= 0xd800 && c <= 0xdfff) {
        uint32_t next =
          c < 0xdc00 && i + 2 < length ? unit_at(bytes, i + 2, big) : 0;
        if (is_low_surrogate(next)) {
          c = 0x10000 + ((c - 0xd800) << 10) + (next - 0xdc00);
          i += 2;
        } else {
          damaged(out);
          c = PW_UTF8_REPLACEMENT;
        }
      }
      put(out, c);
    }
  }
}

/* How many of the bytes from the first on are ASCII, as far as they are looked
 * at. */
static size_t plain_bytes(const char *bytes, size_t length) {
  size_t i = 0;
  for (uint64_t word; length - i >= sizeof word; i += sizeof word) {
    memcpy(&word, bytes + i, sizeof word);
    if (word & UINT64_C(0x8080808080808080)) break;
  }
  return i;
}

static void put_byte(sink *out, unsigned char c, pw_csv_encoding encoding) {
  if (c < 0x80 || c > 0x9f || encoding == PW_CSV_LATIN1) {
    put(out, c);
  } else {
    uint16_t mapped = windows_1252[c - 0x80];
    if (mapped == c && encoding == PW_CSV_WINDOWS_1252) damaged(out);
    put(out, mapped);
  }
}

static void from_utf8(const char *bytes, size_t length,
                      pw_csv_encoding encoding, sink *out) {
  for (size_t i = 0; i < length;) {
    size_t taken = plain_bytes(bytes + i, length - i);
    if (taken == 0) taken = pw_utf8_length(bytes + i, length - i);
    if (taken > 0) {
      put_bytes(out, bytes + i, taken);
      i += taken;
      continue;
    }
    damaged(out);
    if (encoding == PW_CSV_MIXED) {
      put_byte(out, (unsigned char)bytes[i], encoding);
    } else {
      put(out, PW_UTF8_REPLACEMENT);
    }
    i++;
  }
}

static void from_bytes(const char *bytes, size_t length,
                       pw_csv_encoding encoding, sink *out) {
  for (size_t i = 0; i < length;) {
    size_t plain = plain_bytes(bytes + i, length - i);
    if (plain > 0) {
      put_bytes(out, bytes + i, plain);
      i += plain;
    } else {
      put_byte(out, (unsigned char)bytes[i++], encoding);
    }
  }
}

/* ---- pieces ------------------------------------------------------------- */

/* Where a piece that begins at `from` ends: within no character. */
static size_t next_cut(const converter *c, size_t from) {
  if (c->length - from <= TOGETHER) return c->length;
  size_t at = from + TOGETHER;
  if (pw_csv_is_utf16(c->encoding)) {
    while (
      at < c->length &&
      is_low_surrogate(unit_at(c->bytes, at, c->encoding == PW_CSV_UTF16BE)))
      at += 2;
  } else if (c->encoding == PW_CSV_UTF8 || c->encoding == PW_CSV_MIXED) {
    at = pw_utf8_between(c->bytes, at, c->length);
  }
  return at;
}

static void cut(converter *c) {
  size_t at = 0;
  while (at < c->length) {
    piece *p = &c->pieces[c->count++];
    p->from = at;
    p->to = at = next_cut(c, at);
  }
}

/* Measures a piece, or writes it, on any thread. */
static pw_status convert_piece(void *data, int64_t item, int slot,
                               pw_error *err) {
  const converter *c = data;
  piece *p = &c->pieces[item];
  (void)slot;
  (void)err;
  p->damage.count = 0;
  sink out = {c->out == NULL ? NULL : c->out + p->at, 0, &p->damage};
  const char *bytes = c->bytes + p->from;
  size_t length = p->to - p->from;
  if (pw_csv_is_utf16(c->encoding)) {
    from_utf16(bytes, length, c->encoding == PW_CSV_UTF16BE, &out);
  } else if (c->encoding == PW_CSV_UTF8 || c->encoding == PW_CSV_MIXED) {
    from_utf8(bytes, length, c->encoding, &out);
  } else {
    from_bytes(bytes, length, c->encoding, &out);
  }
  p->length = out.used;
  return PW_OK;
}

/* Lays the measured pieces one behind another, in memory for all of them. */
static pw_status lay(converter *c, pw_csv_utf8 *out, pw_alloc *alloc,
                     pw_error *err) {
  for (int64_t i = 0; i < c->count; i++) {
    piece *p = &c->pieces[i];
    if (p->length > SIZE_MAX - out->length)
      return pw_fail(err, PW_MEMORY, "no memory for the text");
    p->at = out->length;
    out->length += p->length;
  }
  out->bytes = c->out = pw_alloc_resize(alloc, NULL, out->length, 1);
  if (c->out == NULL) return pw_fail(err, PW_MEMORY, "no memory for the text");
  pw_large_pages(c->out, out->length);
  return PW_OK;
}

static void add_damage(pw_csv_damage *all, const piece *p) {
  const int shown = sizeof all->first / sizeof *all->first;
  for (int i = 0; i < shown && i < p->damage.count; i++) {
    if (all->count + i < shown)
      all->first[all->count + i] = p->at + p->damage.first[i];
  }
  all->count += p->damage.count;
}

pw_status pw_csv_to_utf8(pw_csv_utf8 *out, const char *bytes, size_t length,
                         pw_csv_encoding encoding, int threads, pw_alloc *alloc,
                         const pw_stop *stop, pw_error *err) {
  memset(out, 0, sizeof *out);
  if (pw_csv_is_utf16(encoding) && length % 2 != 0) {
    return pw_fail(
      err, PW_TRUNCATED,
      "the UTF-16 text ends within a character: half of it is missing");
  }
  converter c = {
    bytes,    length,
    encoding, pw_alloc_zeroed(alloc, length / TOGETHER + 1, sizeof(piece)),
    0,        NULL};
  if (c.pieces == NULL)
    return pw_fail(err, PW_MEMORY, "no memory for the text");
  cut(&c);
  pw_stop_step steps[] = {{stop, 0, 0.4}, {stop, 0.4, 1}};
  pw_stop measuring = pw_stop_of_step(&steps[0]),
          writing = pw_stop_of_step(&steps[1]);
  pw_status status =
    pw_pool_each(threads, c.count, convert_piece, &c, alloc, &measuring, err);
  if (status == PW_OK) status = lay(&c, out, alloc, err);
  if (status == PW_OK)
    status =
      pw_pool_each(threads, c.count, convert_piece, &c, alloc, &writing, err);
  for (int64_t i = 0; i < c.count && status == PW_OK; i++)
    add_damage(&out->damage, &c.pieces[i]);
  pw_free(alloc, c.pieces);
  if (status != PW_OK) {
    pw_free(alloc, out->bytes);
    memset(out, 0, sizeof *out);
  }
  return status;
}
