# Opens a delimited file, or says in one error what is wrong with it and where.

# The opened file, or one clear error. Encodings beyond those the kernel knows
# are converted by R.
#
# `header`, `lines` (to pass over at the top) and `platform` say where the heading
# is; "first" takes the first record for it, as it stands. `later` keeps of a file no more
# in memory than is being looked at; `show` is told how far it is, see progress_of().
open_csv <- function(path, encoding, delim, decimal_mark, context, call,
                     header = "first", lines = 0, platform = NULL, later = FALSE, show = NULL) {
  check_survey_file(path, call)
  known <- c("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1")
  source <- path
  if (!is.null(encoding)) {
    at <- match(lower_case(encoding), lower_case(c(known, "latin1")))
    if (is.na(at)) {
      source <- recoded_bytes(path, encoding, context, call)
      at <- 1
    }
    encoding <- c(known, "ISO-8859-1")[at]
  }
  scan_csv(source, encoding, delim, decimal_mark, context, call, path, header, lines,
           platform, later, show)
}

# A file by its path, or its bytes. `path` is what messages call it.
scan_csv <- function(source, encoding, delim, decimal_mark, context, call, path,
                     header = "first", lines = 0, platform = NULL, later = FALSE, show = NULL) {
  refuse_other_text(path, context, call)
  if (is.numeric(header)) lines <- header[1] - 1
  file <- .Call(pw_call_csv_open, source, encoding, delim, read_threads(),
                as.double(lines), later, half_of(show, 0))
  file <- check_csv(file, context, call, path)
  on.exit(.Call(pw_call_csv_close, file$handle))
  if (length(file$head$fields) == 0) {
    abort_pairwave(
      c("{context}", x = if (lines > 0) {
        "It has {file$passed} line{?s} and then no more, or blank ones only."
      } else {
        "The file holds no column: it has line ends only."
      }),
      "empty_file", call = call
    )
  }
  laid <- lay_out(file, decimal_mark, context, call, text_place(path), header, platform,
                  half_of(show, 0.5))
  on.exit()
  warn_damage(file, path, encoding)
  laid
}

# Lays out an opened text: names its columns and finds its data. `place` says what
# messages call it.
lay_out <- function(file, decimal_mark, context, call, place, header, platform, show = NULL) {
  heading <- csv_columns(file$head, header, platform, place, call)
  laid <- .Call(pw_call_csv_lay, file$handle, heading$from,
                as.double(length(heading$names)), decimal_mark, show)
  laid <- check_csv(laid, context, call, place$path)
  c(file[c("handle", "encoding", "damage", "delim")], laid, heading, list(place = place))
}

# What shows the half of some work that begins at the share `from`.
half_of <- function(show, from) {
  if (!is.null(show)) function(share) show(from + share / 2)
}

# Says how many threads read a file: the option `pairwave.threads`, else 2, and
# never more than OMP_THREAD_LIMIT.
read_threads <- function() {
  threads <- getOption("pairwave.threads", 2L)
  limit <- suppressWarnings(as.integer(Sys.getenv("OMP_THREAD_LIMIT")))
  max(1L, min(as.integer(threads), limit, 64L, na.rm = TRUE))
}

recoded_bytes <- function(path, encoding, context, call) {
  bytes <- readBin(path, "raw", file.size(path))
  bytes <- tryCatch(
    iconv(list(bytes), encoding, "UTF-8", toRaw = TRUE)[[1]],
    error = function(e) NULL
  )
  if (is.null(bytes)) {
    abort_pairwave(
      c("{context}", x = "Its bytes can't be read as {.val {encoding}}.",
        i = "Leave {.arg encoding} out, and it is found from the file."),
      "encoding", call = call
    )
  }
  bytes
}

# As check_kernel(), with the place as a line of the file, and with what the
# first bytes say where the file is no text.
check_csv <- function(result, context, call, path) {
  if (!inherits(result, "pairwave_kernel_error") || result$code == "stopped") {
    return(check_kernel(result, context, call = call))
  }
  abort_csv(result, context, call, path)
}

abort_csv <- function(result, context, call, path) {
  found <- result$message
  if (!is.na(result$row)) {
    line <- format(result$row, big.mark = ",", scientific = FALSE)
    found <- paste0("On line ", line, ", ", found)
  }
  found <- paste0(capital(found), ".")
  remedy <- if (result$detail == "not_open") {
    NULL
  } else if (result$code == "argument") {
    "Is it open in another program, or may you not read it?"
  } else if (result$code == "truncated") {
    "Is it still being written or downloaded? Read it again then."
  } else if (result$detail == "not_text") {
    known <- file_signature(path)
    if (length(known)) found <- paste0("It is ", known$what, ", and no text.")
    known$remedy %||% "Open it in a text editor: an export has readable lines there. Else \\
                       export it as CSV again."
  } else if (result$detail == "open_quote") {
    "Look at that line for a quote without its partner; inside a text it must be doubled."
  } else if (result$code == "range") {
    "Is the delimiter another one, or does a quote lack its partner? R holds texts of up to
     2^31 - 1 bytes."
  }
  abort_pairwave(c("{context}", x = "{found}", i = remedy), result$code,
                 kernel = unclass(result), call = call)
}

# Finds what kind of file its first bytes announce, where that is no text, and what to
# do about it.
file_signature <- function(path) {
  start <- readBin(path, "raw", 8)
  sheet <- paste(
    "Save the sheet as CSV. Give columns with codes the format text before that,",
    "or leading zeros and digits of long numbers are lost."
  )
  kinds <- list(
    list(bytes = c(0x50, 0x4b, 0x03, 0x04), what = "an Excel workbook or a zip archive",
         remedy = paste(sheet, "Unpack an archive.")),
    list(bytes = c(0xd0, 0xcf, 0x11, 0xe0), what = "an old Excel workbook", remedy = sheet),
    list(bytes = c(0x1f, 0x8b), what = "a compressed file", remedy = "Unpack it first."),
    list(bytes = c(0x25, 0x50, 0x44, 0x46), what = "a PDF document",
         remedy = "Export the answers as CSV.")
  )
  fits <- vapply(kinds, function(kind) {
    identical(start[seq_along(kind$bytes)], as.raw(kind$bytes))
  }, NA)
  if (any(fits)) kinds[[which(fits)]]
}

# Texts that are no table: what a server sends in place of a file.
refuse_other_text <- function(path, context, call) {
  kind <- text_kind(path)
  if (is.null(kind)) return(invisible())
  abort_pairwave(
    c("{context}", x = "It is {kind$what}, not a table.", i = kind$remedy),
    "format", call = call
  )
}

text_kind <- function(path) {
  size <- file.size(path)
  start <- visible_text(readBin(path, "raw", min(size, 1000)))
  if (grepl("^<(!doctype html|html|head|body|script|meta|[?]xml)", start, ignore.case = TRUE)) {
    return(list(
      what = "a web page or XML",
      remedy = "Was it saved from a page that asked to log in? Download the export once more."
    ))
  }
  if (!grepl("^(\\{\\s*[\"}]|\\[\\s*[\\[{\"\\]])", start, perl = TRUE)) {
    return(NULL)
  }
  connection <- file(path, "rb")
  on.exit(close(connection))
  seek(connection, max(0, size - 1000))
  if (grepl("[]}]$", visible_text(readBin(connection, "raw", 1000)))) {
    list(what = "JSON", remedy = "Export the answers as CSV.")
  }
}

# ASCII without blanks at its ends.
visible_text <- function(bytes) {
  trimws(rawToChar(bytes[bytes > as.raw(0) & bytes < as.raw(0x80)]))
}

warn_damage <- function(file, path, asked) {
  damage <- file$damage
  if (damage$count == 0) {
    return(invisible())
  }
  lines <- unique(damage$lines)
  where <- paste0(paste(format(lines, big.mark = ",", trim = TRUE), collapse = ", "),
                  if (damage$count > length(damage$lines)) ", ...")
  mixed <- file$encoding == "UTF-8 and windows-1252"
  warn_pairwave(
    c("{.file {path}} must be in one encoding.",
      x = if (mixed) {
        "It is UTF-8, but {damage$count} byte{?s} {?is/are} not."
      } else {
        "{damage$count} character{?s} {?is/are} not valid in {file$encoding}."
      },
      x = "See line{cli::qty(length(lines))}{?s} {where}.",
      i = if (mixed) {
        "These bytes are read as Windows-1252. Look at them, or name the {.arg encoding}."
      } else if (is.null(asked)) {
        "Look at them, or name the {.arg encoding}."
      } else {
        "They are replaced, mostly by U+FFFD. Without {.arg encoding}, it is found from the file."
      }),
    "encoding", lines = lines, count = damage$count
  )
}
