# Drops the codes once they have linked people, or puts pseudonyms in their place.

# A cohort without its codes, or with pseudonyms in their place, as its study
# says.
pseudonymise <- function(cohort) {
  choice <- cohort$study$id$pseudonymise
  if (choice == "none") {
    return(cohort)
  }
  masked <- if (choice == "drop") function(codes) rep(NA_character_, length(codes)) else
    masked_codes
  column <- cohort$study$id$column
  # Of a code in several columns the first has the pseudonym.
  cohort$surveys <- lapply(cohort$surveys, function(survey) {
    codes <- record_codes(survey, column, study_rule(cohort$study$id), "the study")
    codes[!nzchar(codes)] <- NA
    survey[column] <- NA_character_
    survey[[column[1]]] <- masked(codes)
    survey
  })
  for (code in intersect(c("code_one", "code_other"), names(cohort$links))) {
    cohort$links[[code]] <- masked(cohort$links[[code]])
  }
  cohort
}

masked_codes <- function(codes) {
  known <- unique(codes[!is.na(codes)])
  digests <- vapply(known, keyed_digest, "", key = charToRaw(enc2utf8(secret_salt())))
  pseudonyms <- paste0("p", substr(digests, 1, 16))
  pseudonyms[match(codes, known)]
}

# Computes HMAC-SHA-256 (FIPS 198-1; RFC 2104) of a text, in hexadecimal digits;
# the key is bytes.
keyed_digest <- function(text, key) {
  block <- 64
  if (length(key) > block) key <- hexadecimal_bytes(cli::hash_raw_sha256(key))
  key <- c(key, raw(block - length(key)))
  inner <- cli::hash_raw_sha256(c(xor(key, as.raw(0x36)), charToRaw(enc2utf8(text))))
  cli::hash_raw_sha256(c(xor(key, as.raw(0x5c)), hexadecimal_bytes(inner)))
}

hexadecimal_bytes <- function(text) {
  at <- seq(1, nchar(text), 2)
  as.raw(strtoi(substring(text, at, at + 1), 16L))
}

is_pseudonym <- function(codes) grepl("^p[0-9a-f]{16}$", codes)

# The secret that pseudonyms are made with. A short one could be found by trying.
secret_salt <- function() {
  salt <- Sys.getenv("PAIRWAVE_SALT")
  if (nchar(salt) < 16) {
    abort_pairwave(
      c("Pseudonyms need a secret of at least 16 characters in the environment
         variable {.envvar PAIRWAVE_SALT}.",
        x = if (nzchar(salt)) "It has {nchar(salt)}." else "It is not set.",
        i = "Put it in {.file .Renviron}, not in the study's folder, and keep it:
             another secret makes other pseudonyms."),
      "salt", call = NULL
    )
  }
  salt
}
