# What is said of a file that is not whole.

# `declared` rows the file says it has, `asked` of them were wanted, `n_read`
# complete ones are there; `damage` is the kernel's error where the rows ended
# in data that can't be read.
check_complete <- function(declared, asked, n_read, path, damaged, call,
                           damage = NULL) {
  absent <- max(0, asked - n_read)
  if (absent == 0 && is.null(damage)) {
    return(invisible())
  }
  count <- function(n) format(n, big.mark = ",", scientific = FALSE)
  message <- c(
    if (is.null(damage)) "{.file {basename(path)}} ends too early."
    else "{.file {basename(path)}} is damaged.",
    x = if (!is.null(damage)) kernel_finding(damage),
    x = if (absent > 0) {
      paste("It declares {count(declared)} row{cli::qty(declared)}{?s}, of which",
            "{count(absent)} {cli::qty(absent)}{?is/are} missing at its end.")
    },
    i = paste("{count(n_read)} complete row{cli::qty(n_read)}{?s} can be read.",
              "Export or copy the file again.")
  )
  if (damaged == "error") {
    abort_pairwave(message, "truncated", absent = absent, call = call)
  }
  warn_pairwave(message, "truncated", absent = absent)
}

# `bad` says in how many rows of each column bytes were replaced, `names_bad` in
# how many names and labels.
warn_replaced <- function(columns, bad, skip, path, names_bad = 0) {
  if (!any(bad > 0) && names_bad == 0) {
    return(invisible())
  }
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
    "{.file {basename(path)}} holds bytes that are not text in its encoding; U+FFFD stands for them.",
    stats::setNames(found, rep("x", length(found))),
    i = "If there are many, name the file's encoding with {.arg encoding}."
  ), "encoding", columns = names(columns)[bad > 0], rows = bad[bad > 0])
}
