#include "read/sav_elements.h"

#include <string.h>

#define BLANKS UINT64_C(0x2020202020202020)
#define ALL_BLANK UINT64_C(0xFEFEFEFEFEFEFEFE)
#define ONES UINT64_C(0x0101010101010101)
#define HIGHS UINT64_C(0x8080808080808080)
#define SEGMENT 32 /* elements of a string of 255 bytes */
#define SEGMENT_BYTES 255

enum { NOTHING = 0, END = 252, LITERAL = 253, BLANK = 254, SYSMIS = 255 };

pw_status pw_sav_elements_open(pw_sav_elements *e,
                               const pw_sav_records *records, pw_source *source,
                               const pw_sav_sieve *sieve, int64_t first,
                               int64_t *at, double missing, int threaded,
                               pw_alloc *alloc, const pw_stop *stop,
                               pw_error *err) {
  memset(e, 0, sizeof *e);
  e->packed = records->compression != PW_SAV_PLAIN;
  e->swap = records->swap;
  e->next = 8;
  e->sysmis = records->sysmis;
  e->missing = missing;
  e->stop = stop;
  e->alloc = alloc;
  e->err = err;
  for (int i = 0; i < 256; i++) e->value[i] = i - records->bias;
  e->value[SYSMIS] = missing;
  memset(&e->value[BLANK], ' ', sizeof *e->value);
  int64_t left = ((int64_t)source->length - records->data_offset) / 8;
  *at = e->packed ? 0 : first < left ? first : left;
  if (sieve != NULL) *at = first;
  return pw_sav_pieces_open(&e->pieces, records, source,
                            sieve != NULL ? 0 : (uint64_t)*at * 8, sieve,
                            threaded, alloc, err);
}

void pw_sav_elements_close(pw_sav_elements *e) {
  pw_sav_pieces_free(e->pieces);
  memset(e, 0, sizeof *e);
}

/* Makes 8 more bytes available, or ends the data. */
static int refill(pw_sav_elements *e) {
  pw_bytes piece;
  if (e->over) return 0;
  e->status = pw_sav_pieces_next(e->pieces, (size_t)(e->end - e->at), e->stop,
                                 &piece, e->err);
  if (e->status == PW_OK) {
    e->at = piece.at;
    e->end = piece.at + piece.length;
    if (piece.length >= 8) return 1;
  }
  e->over = 1;
  e->next = 8; /* what commands are left have nothing to stand for */
  return 0;
}

static inline const unsigned char *take(pw_sav_elements *e) {
  if (e->end - e->at < 8 && !refill(e)) return NULL;
  const unsigned char *word = e->at;
  e->at += 8;
  return word;
}

static inline int take_commands(pw_sav_elements *e) {
  const unsigned char *word = take(e);
  if (word == NULL) return 0;
  memcpy(e->command, word, 8);
  e->next = 0;
  return 1;
}

/* The high bit of each byte that is 0, and no other. */
static inline uint64_t zero_bytes(uint64_t x) {
  return ~(((x & ~HIGHS) + ~HIGHS) | x) & HIGHS;
}

double pw_sav_number(const pw_sav_elements *e, double bytes) {
  if (e->swap) bytes = pw_read_f64((const unsigned char *)&bytes, 1);
  return bytes == e->sysmis || bytes != bytes ? e->missing : bytes;
}

/* Blocks of eight commands that all stand for a number themselves. */
static int64_t simple_blocks(pw_sav_elements *e, double *out, int64_t count) {
  int64_t done = 0;
  while (count - done >= 8 && e->end - e->at >= 8) {
    uint64_t commands;
    memcpy(&commands, e->at, 8);
    if (zero_bytes(commands) | zero_bytes((commands | ONES) ^ LITERAL * ONES))
      break;
    for (int i = 0; i < 8; i++) out[done + i] = e->value[e->at[i]];
    e->at += 8;
    done += 8;
  }
  return done;
}

static int64_t packed_numbers(pw_sav_elements *e, double *out, int64_t count) {
  int64_t done = 0;
  while (done < count) {
    if (e->next == 8) {
      done += simple_blocks(e, out + done, count - done);
      if (done == count) break;
      if (!take_commands(e)) return done;
    }
    unsigned char command = e->command[e->next++];
    if (command == NOTHING) continue;
    if (command == END) {
      e->over = 1;
      e->end = e->at;
      e->next = 8;
      return done;
    }
    if (command == LITERAL) {
      const unsigned char *word = take(e);
      double bytes;
      if (word == NULL) return done;
      memcpy(&bytes, word, 8);
      out[done++] = pw_sav_number(e, bytes);
    } else {
      out[done++] = e->value[command];
    }
  }
  return done;
}

static int64_t plain_numbers(pw_sav_elements *e, double *out, int64_t count) {
  int64_t done = 0;
  while (done < count) {
    if (e->end - e->at < 8 && !refill(e)) break;
    int64_t there = (e->end - e->at) / 8;
    if (there > count - done) there = count - done;
    memcpy(out + done, e->at, (size_t)there * 8);
    e->at += there * 8;
    done += there;
  }
  return done;
}

int64_t pw_sav_numbers(pw_sav_elements *e, double *out, int64_t count) {
  return e->packed ? packed_numbers(e, out, count)
                   : plain_numbers(e, out, count);
}

/* Blocks of commands without an end or a gap, with the elements after them. */
static int64_t pass_blocks(pw_sav_elements *e, int64_t count) {
  int64_t done = 0;
  while (count - done >= 8 && e->end - e->at >= 8) {
    uint64_t commands;
    memcpy(&commands, e->at, 8);
    if (zero_bytes(commands) | zero_bytes(commands ^ END * ONES)) break;
    uint64_t literals = zero_bytes(commands ^ LITERAL * ONES) >> 7;
    int64_t bytes = 8 + 8 * (int64_t)((literals * ONES) >> 56);
    if (e->end - e->at < bytes) break;
    e->at += bytes;
    done += 8;
  }
  return done;
}

static int64_t pass_packed(pw_sav_elements *e, int64_t count) {
  int64_t done = 0;
  while (done < count) {
    if (e->next == 8) {
      done += pass_blocks(e, count - done);
      if (done == count) break;
    }
    double unused;
    if (e->next == 8 && !take_commands(e)) break;
    int64_t within = 8 - e->next < count - done ? 8 - e->next : count - done;
    for (int64_t i = 0; i < within; i++) {
      if (packed_numbers(e, &unused, 1) == 0) return done;
      done++;
    }
  }
  return done;
}

static int64_t pass_plain(pw_sav_elements *e, int64_t count) {
  int64_t done = 0;
  while (done < count) {
    if (e->end - e->at < 8 && !refill(e)) break;
    int64_t there = (e->end - e->at) / 8;
    if (there > count - done) there = count - done;
    e->at += there * 8;
    done += there;
  }
  return done;
}

int64_t pw_sav_pass(pw_sav_elements *e, int64_t count) {
  return e->packed ? pass_packed(e, count) : pass_plain(e, count);
}

/* Passes over elements that are blank, up to `most`. */
static inline int32_t blank_run(pw_sav_elements *e, int32_t most) {
  int32_t passed = 0;
  uint64_t word;
  while (passed < most && e->next == 8 && e->end - e->at >= 8) {
    memcpy(&word, e->at, 8);
    if (e->packed ? word != ALL_BLANK || most - passed < 8 : word != BLANKS)
      break;
    e->at += 8;
    passed += e->packed ? 8 : 1;
  }
  return passed;
}

/* The next element as text: 1 with its bytes, 0 if it is blank or a number,
 * -1 at the end. */
static inline int next_text(pw_sav_elements *e, const unsigned char **raw) {
  if (!e->packed) return (*raw = take(e)) == NULL ? -1 : 1;
  for (;;) {
    if (e->next == 8 && !take_commands(e)) return -1;
    unsigned char command = e->command[e->next++];
    if (command == NOTHING) continue;
    if (command == LITERAL) return (*raw = take(e)) == NULL ? -1 : 1;
    if (command != END) return 0;
    e->over = 1;
    e->end = e->at;
    e->next = 8;
    return -1;
  }
}

static int make_room(pw_sav_elements *e, size_t size) {
  if (size <= e->texts->room) return 1;
  size_t room = size < 4096 ? 4096 : size * 2;
  char *bytes = pw_alloc_resize(e->alloc, e->texts->bytes, room, 1);
  if (bytes == NULL) {
    e->status = pw_fail(e->err, PW_MEMORY, "no memory for a text");
    e->over = 1;
    return 0;
  }
  e->texts->bytes = bytes;
  e->texts->room = room;
  return 1;
}

/* Puts the eight bytes of element `i` into place. Each segment of a very long
 * string carries 255 bytes in 32 elements. `*used` is how far the text goes. */
static int put(pw_sav_elements *e, int32_t i, const unsigned char *raw,
               size_t width, size_t *used) {
  size_t within = (size_t)(i % SEGMENT) * 8;
  size_t at = (size_t)(i / SEGMENT) * SEGMENT_BYTES + within;
  size_t bytes = within + 8 > SEGMENT_BYTES ? SEGMENT_BYTES - within : 8;
  if (at >= width) return 1;
  if (at + bytes > width) bytes = width - at;
  if (!make_room(e, e->texts->used + at + 8)) return 0;
  char *text = e->texts->bytes + e->texts->used; /* which has room */
  if (at > *used) memset(text + *used, ' ', at - *used);
  memcpy(text + at, raw, 8);
  *used = at + bytes;
  return 1;
}

/* How much of the text is left without what a NUL or blanks end. */
static size_t text_length(const char *text, size_t length) {
  const char *nul = length == 0 ? NULL : memchr(text, '\0', length);
  if (nul != NULL) length = (size_t)(nul - text);
  while (length >= 8 && memcmp(text + length - 8, "        ", 8) == 0)
    length -= 8;
  while (length > 0 && text[length - 1] == ' ') length--;
  return length;
}

/* A text of one segment that is there as it is: 0 where it is not. */
static int take_whole_text(pw_sav_elements *e, const pw_sav_variable *variable,
                           size_t *length) {
  int64_t bytes = (int64_t)variable->elements * 8;
  if (e->packed || variable->width > SEGMENT_BYTES || e->end - e->at < bytes)
    return 0;
  size_t used = text_length((const char *)e->at, (size_t)variable->width);
  if (!make_room(e, e->texts->used + used)) return 0;
  if (used > 0) memcpy(e->texts->bytes + e->texts->used, e->at, used);
  e->at += bytes;
  e->texts->used += used;
  *length = used;
  return 1;
}

int pw_sav_text_cell(pw_sav_elements *e, const pw_sav_variable *variable,
                     size_t *length) {
  size_t used = 0;
  if (take_whole_text(e, variable, length)) return 1;
  for (int32_t i = 0; i < variable->elements; i++) {
    const unsigned char *raw;
    i += blank_run(e, variable->elements - i);
    if (i >= variable->elements) break;
    int found = next_text(e, &raw);
    if (found < 0) return 0;
    if (found > 0 && !put(e, i, raw, (size_t)variable->width, &used)) return 0;
  }
  *length = 0;
  if (used == 0) return 1;
  *length = text_length(e->texts->bytes + e->texts->used, used);
  e->texts->used += *length;
  return 1;
}
