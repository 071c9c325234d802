#include "base/sha256.h"
#include "glue.h"

SEXP pw_call_digest(SEXP bytes);
SEXP pw_call_keyed_digests(SEXP codes, SEXP key);

/* SHA-256 of a raw vector in hexadecimal. */
SEXP pw_call_digest(SEXP bytes) {
  unsigned char digest[PW_SHA256_BYTES];
  char hex[65];
  pw_sha256 hash;
  pw_sha256_begin(&hash);
  pw_sha256_add(&hash, RAW(bytes), (size_t)XLENGTH(bytes));
  pw_sha256_end(&hash, digest);
  pw_sha256_hex(digest, hex);
  return Rf_mkString(hex);
}

/* HMAC-SHA-256 of every code in hexadecimal; NA stays NA. */
SEXP pw_call_keyed_digests(SEXP codes, SEXP key) {
  R_xlen_t n = XLENGTH(codes);
  SEXP salt = STRING_ELT(key, 0);
  SEXP result = PROTECT(Rf_allocVector(STRSXP, n));
  for (R_xlen_t i = 0; i < n; i++) {
    SEXP code = STRING_ELT(codes, i);
    unsigned char digest[PW_SHA256_BYTES];
    char hex[65];
    if (code == NA_STRING) {
      SET_STRING_ELT(result, i, NA_STRING);
      continue;
    }
    pw_hmac_sha256(CHAR(salt), (size_t)LENGTH(salt), CHAR(code),
                   (size_t)LENGTH(code), digest);
    pw_sha256_hex(digest, hex);
    SET_STRING_ELT(result, i, Rf_mkChar(hex));
  }
  UNPROTECT(1);
  return result;
}
