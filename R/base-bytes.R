# Reads the texts of users as bytes: UTF-8 in every locale, or an error that
# names the line.

# The text of a file, as one string marked as UTF-8. `context` opens the message
# of the error.
read_utf8 <- function(path, context, topic, call = NULL) {
  bytes <- without_mark(all_bytes(path, context, topic, call), context, topic, call)
  text <- rawToChar(as.raw(bytes))
  if (!validUTF8(text)) {
    lines <- strsplit(text, "\n", fixed = TRUE, useBytes = TRUE)[[1]]
    line <- which(!validUTF8(lines))[1]
    abort_pairwave(
      c("{context}", x = "Line {line} is not valid UTF-8: it looks like Latin-1 or Windows-1252.",
        i = "Save the file as UTF-8 (in RStudio: {.emph File}, {.emph Save with Encoding})."),
      topic, call = call
    )
  }
  Encoding(text) <- "UTF-8"
  text
}

# Reading from what is no file on disk ends somewhere; a text of this
# size is no text that a person wrote.
all_bytes <- function(path, context, topic, call, most = 2e7) {
  con <- file(path, "rb", raw = TRUE)
  on.exit(close(con))
  parts <- list()
  # Most texts are some kilobytes, and readBin() makes room for all that it is asked for.
  while (length(part <- readBin(con, "raw", if (length(parts) < 10) 1e4 else 1e6))) {
    parts[[length(parts) + 1]] <- part
    if (sum(lengths(parts)) > most) {
      abort_pairwave(
        c("{context}", x = "It holds over {most / 1e6} MB.",
          i = "See whether it is the right file."),
        topic, call = call
      )
    }
  }
  unlist(parts)
}

# The bytes without the byte order mark of UTF-8. Zero bytes are those of UTF-16,
# or of no text.
without_mark <- function(bytes, context, topic, call) {
  if (identical(bytes[1:3], as.raw(c(0xef, 0xbb, 0xbf)))) bytes <- bytes[-(1:3)]
  zero <- which(bytes == 0)
  if (length(zero)) abort_zero_byte(bytes, zero, context, topic, call)
  bytes
}

abort_zero_byte <- function(bytes, zero, context, topic, call) {
  marked <- as.integer(bytes[1:2])
  half <- length(zero) > length(bytes) / 4
  if (identical(marked, c(255L, 254L)) || identical(marked, c(254L, 255L)) || half) {
    abort_pairwave(
      c("{context}", x = "It is in UTF-16.",
        i = "Save the file as UTF-8 (in RStudio: {.emph File}, {.emph Save with Encoding})."),
      topic, call = call
    )
  }
  line <- sum(bytes[seq_len(zero[1])] == charToRaw("\n")) + 1
  abort_pairwave(
    c("{context}", x = "Line {line} holds a zero byte, which no text has.",
      i = "See whether it is the right file."),
    topic, call = call
  )
}

# YAML with every scalar as the text that was written.
parse_study_yaml <- function(path) {
  delayedAssign("context", cli::format_inline("Can't read the study {.file {basename(path)}}."))
  parse_study_text(read_utf8(path, context, "study"), context)
}

parse_study_text <- function(text, context = "Can't read the study.") {
  refuse_overgrown(text, context)
  as_written <- function(x) x
  tags <- c("bool#yes", "bool#no", "int", "int#hex", "int#oct", "int#base60",
            "float", "float#fix", "float#exp", "float#base60", "float#inf",
            "float#neginf", "float#nan", "timestamp", "timestamp#iso8601",
            "timestamp#spaced", "timestamp#ymd")
  handlers <- rep(list(as_written), length(tags))
  names(handlers) <- tags
  tryCatch(
    yaml::yaml.load(text, handlers = handlers, eval.expr = FALSE),
    error = function(e) {
      reason <- sub("^[(][^)]*[)] ", "", gsub("\n", " ", conditionMessage(e)))
      repeated <- regmatches(reason, regexec("Duplicate map key: '([^']*)'", reason))[[1]]
      found <- if (length(repeated)) {
        "The key {.field {repeated[2]}} stands there twice."
      } else {
        "It is not valid YAML: {reason}"
      }
      abort_pairwave(c("{context}", x = found), "study", call = NULL)
    }
  )
}

# The parser's time grows with the square of nesting and of the keys of one
# mapping: what no study needs is refused before it is parsed.
refuse_overgrown <- function(text, context) {
  bytes <- charToRaw(text)
  opens <- bytes == charToRaw("[") | bytes == charToRaw("{")
  closes <- bytes == charToRaw("]") | bytes == charToRaw("}")
  depth <- cumsum(opens - closes)
  # A bracket that closes nothing, as in "[0, 1)" turned round, opens nothing.
  depth <- depth - cummin(pmin(depth, 0))
  nested <- any(depth > 200) || grepl("(?m)^(?!\\s*#).*([-?] +){200}", text, perl = TRUE)
  colons <- which(bytes == charToRaw(":"))
  n_keys <- sum(bytes[colons + 1L] %in% charToRaw(" \t\r\n"))
  if (nested || n_keys > 10000) {
    found <- if (nested) "Its brackets or lists are nested more than 200 deep." else
      "It has {format(n_keys, big.mark = ',')} keys; a study has at most 10,000."
    abort_pairwave(c("{context}", x = found), "study", call = NULL)
  }
}
