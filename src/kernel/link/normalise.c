#include "link/normalise.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* What each accented Latin letter becomes, one character per code point:
 * a small letter stands for itself, '.' for nothing, '=' for "keep as it is",
 * and a capital for two letters (see pair_of). After the Unicode character
 * database's compatibility decompositions, plus the letters with strokes. */
static const char latin_1_to_extended_b[] = /* U+00C0 to U+024F */
  "aaaaaaAceeeeiiiidnooooo.ouuuuyTSaaaaaaAceeeeiiiidnooooo.ouuuuyTy"
  "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiIIjjkkklllllll"
  "lllnnnnnnnnnooooooOOrrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
  "================================oo=============uu==============="
  "====DDDLLLNNNaaiioouuuuuuuuuu=aaaaAA==ggkkoooo==jDDDgg==nnaaAAoo"
  "aaaaeeeeiiiioooorrrruuuusstt==hh======aaeeooooooooyy============"
  "================";
static const char latin_additional[] = /* U+1E00 to U+1EFF */
  "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm"
  "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv"
  "wwwwwwwwwwxxxxyyzzzzzzhtwyasssS=aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
  "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy======";

/* The two letters that a capital in the tables stands for. */
static const char *pair_of(char mark) {
  switch (mark) {
  case 'A': return "ae";
  case 'D': return "dz";
  case 'I': return "ij";
  case 'L': return "lj";
  case 'N': return "nj";
  case 'O': return "oe";
  case 'S': return "ss";
  default: return "th";
  }
}

/* The table's mark for a code point: a small letter or digit, '.', a capital
 * for a pair, or '=' where the character is kept. */
static char mark_of(uint32_t point) {
  if (point >= 0xff01 && point <= 0xff5e) point -= 0xfee0; /* full width */
  if (point < 0x80) {
    if (point >= 'A' && point <= 'Z') return (char)(point - 'A' + 'a');
    if ((point >= 'a' && point <= 'z') || (point >= '0' && point <= '9')) {
      return (char)point;
    }
    return '.';
  }
  if (point < 0xc0) { /* C1 controls, signs, ordinals and small digits */
    switch (point) {
    case 0xaa: return 'a';
    case 0xba: return 'o';
    case 0xb2: return '2';
    case 0xb3: return '3';
    case 0xb5: return '=';
    case 0xb9: return '1';
    default: return '.';
    }
  }
  if (point <= 0x24f) return latin_1_to_extended_b[point - 0xc0];
  if (point >= 0x1e00 && point <= 0x1eff) {
    return latin_additional[point - 0x1e00];
  }
  if (point >= 0x2000 && point <= 0x206f)
    return '.'; /* blanks, dashes, quotes */
  if (point >= 0x3000 && point <= 0x3003) return '.';
  if (point >= 0x3008 && point <= 0x3020) return '.';
  if (point == 0x1680 || point == 0xfeff) return '.';
  return '=';
}

pw_status pw_normalise_code(const char *text, size_t length, char *out,
                            size_t room, size_t *written, pw_error *err) {
  size_t used = 0;
  int after_latin =
    1; /* a combining mark is dropped from a Latin letter only */
  for (size_t at = 0; at < length;) {
    uint32_t point;
    size_t step = pw_utf8_decode(text + at, length - at, &point);
    if (step == 0) {
      return pw_fail_at(err, PW_FORMAT, "a code is not valid UTF-8",
                        (int64_t)at);
    }
    char mark = mark_of(point);
    char one[1] = {mark};
    const char *put = one;
    size_t count = 1;
    if (point >= 0x300 && point <= 0x36f && after_latin) {
      count = 0;
    } else if (mark == '.') {
      count = 0;
    } else if (mark == '=') {
      put = text + at;
      count = step;
      after_latin = 0;
    } else {
      after_latin = 1;
      if (mark >= 'A' && mark <= 'Z') {
        put = pair_of(mark);
        count = 2;
      }
    }
    if (count > room - used) {
      return pw_fail(err, PW_ARGUMENT, "the buffer for a code is too small");
    }
    if (count > 0) memcpy(out + used, put, count);
    used += count;
    at += step;
  }
  *written = used;
  return PW_OK;
}
