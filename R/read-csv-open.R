# Opens a delimited file, or says in one error what is wrong with it and where.

# The opened file, or one clear error. Encodings beyond those the kernel knows
# are converted by R.
open_csv <- function(path, encoding, delim, decimal_mark, doing, call) {
  check_survey_file(path, call)
  known <- c("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-1")
  source <- path
  if (!is.null(encoding)) {
    at <- match(tolower(encoding), tolower(c(known, "latin1")))
    if (is.na(at)) {
      source <- recoded_bytes(path, encoding, doing, call)
      at <- 1
    }
    encoding <- c(known, "ISO-8859-1")[at]
  }
  scan_csv(source, encoding, delim, decimal_mark, doing, call, path)
}

# A file by its path, or its bytes. `path` is what messages call it.
scan_csv <- function(source, encoding, delim, decimal_mark, doing, call, path) {
  file <- .Call(pw_call_csv_open, source, encoding, delim, decimal_mark,
                read_threads())
  file <- check_csv(file, doing, call, path)
  if (length(file$names) == 0) {
    abort_pairwave(
      c("{doing}", x = "The file holds no column: it has line ends only."),
      "empty_file", call = call
    )
  }
  warn_damage(file, path, encoding)
  file
}

# How many threads read a file: the option `pairwave.threads`, else 2, and
# never more than OMP_THREAD_LIMIT.
read_threads <- function() {
  threads <- getOption("pairwave.threads", 2L)
  limit <- suppressWarnings(as.integer(Sys.getenv("OMP_THREAD_LIMIT")))
  max(1L, min(as.integer(threads), limit, 64L, na.rm = TRUE))
}

recoded_bytes <- function(path, encoding, doing, call) {
  bytes <- readBin(path, "raw", file.size(path))
  bytes <- tryCatch(
    iconv(list(bytes), encoding, "UTF-8", toRaw = TRUE)[[1]],
    error = function(e) NULL
  )
  if (is.null(bytes)) {
    abort_pairwave(
      c("{doing}", x = "Its bytes can't be read as {.val {encoding}}.",
        i = "Leave {.arg encoding} out, and it is found from the file."),
      "encoding", call = call
    )
  }
  bytes
}

# As check_kernel(), with the place as a line of the file, and with what the
# first bytes say where the file is no text.
check_csv <- function(result, doing, call, path) {
  if (!inherits(result, "pairwave_kernel_error") || result$code == "stopped") {
    return(check_kernel(result, doing, call = call))
  }
  found <- result$message
  if (!is.na(result$row)) {
    line <- format(result$row, big.mark = ",", scientific = FALSE)
    found <- paste0("On line ", line, ", ", found)
  }
  found <- paste0(toupper(substr(found, 1, 1)), substring(found, 2), ".")
  remedy <- if (result$code == "argument") {
    "Is it open in another program, or may you not read it?"
  } else if (grepl("no text has", found)) {
    what <- file_signature(path)
    if (length(what)) paste0("It looks like ", what, ".") else
      "Is it a text file? Export it as CSV again."
  } else if (grepl("never closed", found)) {
    "Look at that line for a quote without its partner; inside a text it must be doubled."
  } else if (result$code == "range") {
    "Is the delimiter another one, or does a quote lack its partner? R holds texts of up to 2^31 - 1 bytes."
  }
  abort_pairwave(c("{doing}", x = "{found}", i = remedy), result$code,
                 kernel = unclass(result), call = call)
}

# What kind of file its first bytes announce, where that is no text.
file_signature <- function(path) {
  start <- readBin(path, "raw", 8)
  kinds <- list(
    "an Excel workbook or a zip archive: save the sheet, or what is inside, as CSV" =
      c(0x50, 0x4b, 0x03, 0x04),
    "an old Excel workbook: save the sheet as CSV" = c(0xd0, 0xcf, 0x11, 0xe0),
    "a compressed file: unpack it first" = c(0x1f, 0x8b),
    "a PDF document" = c(0x25, 0x50, 0x44, 0x46)
  )
  fits <- vapply(kinds, function(bytes) {
    identical(start[seq_along(bytes)], as.raw(bytes))
  }, NA)
  names(kinds)[fits]
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
