# Reports a file that is not whole: rows that it lacks, texts that were replaced.

# `declared` rows the file says it has, `asked` of them were wanted, `n_read`
# complete ones are there; `damage` is the kernel's error where the rows ended
# in data that can't be read; `cut` says that they ended within a row.
check_complete <- function(declared, asked, n_read, path, damaged, call,
                           damage = NULL, cut = FALSE) {
  absent <- max(0, asked - n_read)
  if (absent == 0 && is.null(damage) && !cut) {
    return(invisible())
  }
  count <- counted_rows
  message <- c(
    if (is.null(damage)) "{.file {basename(path)}} ends too early."
    else "{.file {basename(path)}} is damaged.",
    x = if (!is.null(damage)) kernel_finding(damage),
    x = if (absent > 0) {
      paste("It declares {count(declared)} row{cli::qty(declared)}{?s}, of which",
            "{count(absent)} {cli::qty(absent)}{?is/are} missing at its end.")
    },
    x = if (absent == 0 && cut) "Its last row is not complete.",
    i = paste("{count(n_read)} complete row{cli::qty(n_read)}{?s} can be read.",
              "Export or copy the file again.")
  )
  if (damaged == "error") {
    abort_pairwave(message, "truncated", absent = absent, call = call)
  }
  warn_pairwave(message, "truncated", absent = absent)
}

# A file ends too early, and how many rows that costs is none or not known: `lost` says what.
warn_end_cut <- function(path, lost, damaged, call) {
  message <- c("{.file {basename(path)}} ends too early.", x = lost,
               i = "Export or copy the file again.")
  if (damaged == "error") abort_pairwave(message, "truncated", call = call)
  warn_pairwave(message, "truncated")
}

counted_rows <- function(n) format(n, big.mark = ",", scientific = FALSE)

# A file states its number of rows in its header and, of SPSS, perhaps in a record
# of its dictionary: `stated` has both, NA where there is none. They contradict one
# another, or the data, which have `there` complete rows and perhaps a part of
# another.
report_miscounted <- function(stated, there, part, path, damaged, call) {
  count <- counted_rows
  says <- c("Its header says", "its dictionary says")[!is.na(stated)]
  says <- paste(says, vapply(stated[!is.na(stated)], count, ""), collapse = ", ")
  says <- capital(says)
  message <- c(
    "{.file {basename(path)}} contradicts itself about its number of rows.",
    x = "{says}; its data hold {count(there)} complete row{cli::qty(there)}{?s}.",
    x = if (part) "A row that is not complete follows.",
    i = paste("What the data hold can be read.",
              "Compare its rows with the program that wrote the file.")
  )
  if (damaged == "error") {
    abort_pairwave(message, "miscounted", stated = stated, rows = there, call = call)
  }
  warn_pairwave(message, "miscounted", stated = stated, rows = there)
}

# `bad` says in how many rows of each column bytes were replaced, `names_bad` in
# how many names and labels.
warn_replaced <- function(columns, bad, skip, path, names_bad = 0) {
  if (any(bad > 0) || names_bad > 0) warn_bad_bytes(columns, bad, skip, path, names_bad)
}

warn_bad_bytes <- function(columns, bad, skip, path, names_bad) {
  found <- vapply(which(bad > 0), function(k) {
    rows <- which(grepl("\ufffd", bare_values(columns[[k]]), fixed = TRUE)) + skip
    shown <- utils::head(rows, 5)
    more <- bad[k] - length(shown)
    escape_braces(paste0(
      names(columns)[k], ": row", if (bad[k] > 1) "s", " ",
      paste(shown, collapse = ", "), if (more > 0) paste(" and", more, "more"), "."
    ))
  }, "")
  more <- length(found) - 10
  found <- c(utils::head(found, 10), if (more > 0) paste("And", more, "more columns."))
  if (names_bad > 0) found <- c(paste(names_bad, "names or labels."), found)
  warn_pairwave(c(
    "{.file {basename(path)}} holds bytes that are not text in its encoding; U+FFFD stands for
     them.",
    stats::setNames(found, rep("x", length(found))),
    i = "If there are many, name the file's encoding with {.arg encoding}."
  ), "encoding", columns = names(columns)[bad > 0], rows = bad[bad > 0])
}
