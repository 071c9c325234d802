# Which numbers of a document no result has: a figure that was typed, or that stayed when
# the data changed.

#' Numbers of a document that no result has
#'
#' Reads a document and looks for each number in it that is written as a statistic is
#' (`p = .012`, `0.52 [0.11, 0.93]`, `t(47) = 10.18`, `n = 43`, `12 (27.9%)`, `43%`, `M = 3.27`
#' and other numbers of two decimals or more) in results, to the decimals that are written. What
#' no row has is listed with its line and the nearest number of its kind, so that a figure
#' that was typed wrongly, or left from older data, is found before readers find it.
#'
#' An interval is found only where one row has all its numbers, and a t or F only with its
#' degrees of freedom. A number without a sign is found whichever sign it has, as in "fell
#' by 0.36". `p < .05` is found where some p is below it. A level of confidence (`95% CI`) is
#' no statistic. Chunks and inline code of R Markdown are not read: knit the document first
#' to have their figures looked at. Numbers can agree by chance, so what is not listed is not
#' thereby proved right.
#'
#' Nothing is said that the results do not show: what a disclosure profile suppresses is in
#' no result, and so the nearest number is never one of them.
#'
#' @param path One file that ends in `.md`, `.Rmd`, `.qmd`, `.txt`, `.html`, `.htm` or `.docx`.
#' @param results A result, such as that of [paired_change()], a list of results, or a cohort:
#'   then all that [report()] tells in tables.
#' @param ... Must be empty.
#' @return A data frame of class `pairwave_document_numbers`, a row for each number that was
#'   not found: `line` (integer; of Word the paragraph), `written` (as it stands there),
#'   `kind` (`"p"`, `"interval"`, `"test"`, `"n"`, `"count"`, `"percent"`, `"named"` or
#'   `"decimal"`), `value` (the number, the first of several), `nearest` (the nearest number of
#'   this kind that a result has; `NA` where none has one) and `of` (which statistic of which
#'   line that is). Attribute `checked` says how many numbers were looked for. It prints as a
#'   table.
#' @section Errors: `pairwave_error_argument` for a path that is no such file, or what are no
#'   results; `pairwave_error_input` for a Word file that can't be read.
#' @seealso [value()], which writes a number of a result into a sentence.
#' @export
#' @examples
#' answers <- data.frame(before = c(24, 27, 31, 22, 29), after = c(27, 31, 30, 27, 33))
#' change <- paired_change(answers, waves = c("before", "after"), label = "Confidence")
#' path <- tempfile(fileext = ".md")
#' writeLines(c("Confidence rose by 3.00 [0.09, 5.91],", "p = .040 (n = 5)."), path)
#' check_document(path, change)
check_document <- function(path, results, ...) {
  check_dots_empty()
  ending <- check_read_document(path)
  results <- check_document_results(results)
  lines <- document_lines(path, ending)
  found <- numbers_of_text(lines)
  known <- numbers_of_results(results)
  verdict <- lapply(seq_along(found), function(i) look_up(found[[i]], known))
  absent <- which(!vapply(verdict, `[[`, NA, "found"))
  of <- function(name, from, type) vapply(from[absent], function(one) one[[name]], type)
  out <- new_frame(list(
    line = of("line", found, 1L), written = of("written", found, ""),
    kind = of("kind", found, ""), value = of("value", found, 1),
    nearest = of("nearest", verdict, 1), of = of("of", verdict, "")
  ))
  structure(out, checked = length(found), class = c("pairwave_document_numbers", "data.frame"))
}

document_endings <- c("md", "Rmd", "qmd", "txt", "html", "htm", "docx")

check_read_document <- function(path, call = rlang::caller_env()) {
  ending <- if (is_text(path)) file_ending(path) else ""
  if (!ending %in% lower_case(document_endings)) {
    abort_pairwave(
      c("{.arg path} must be one file name that ends in
         {.or {.val {paste0('.', document_endings)}}}.",
        x = if (is_text(path)) "It is {.val {path}}." else "It is {.obj_type_friendly {path}}."),
      "argument", call = call
    )
  }
  if (!file.exists(path) || dir.exists(path)) {
    abort_pairwave(c("{.arg path} must be a file that exists.", x = "There is no {.path {path}}."),
                   "argument", call = call)
  }
  ending
}

check_document_results <- function(results, call = rlang::caller_env()) {
  if (inherits(results, "pairwave_cohort")) {
    # A report's pictures say of each item how many gave which answer.
    answers <- if (length(results$study$scales)) list(Answers = item_frequencies(results))
    return(c(report_tables(results), answers))
  }
  if (inherits(results, "pairwave_result")) results <- list(results)
  good <- is.list(results) && !is.data.frame(results) && length(results) > 0 &&
    all(vapply(results, inherits, NA, "pairwave_result"))
  if (good) return(results)
  abort_pairwave(
    c("{.arg results} must be a result of pairwave, a list of them, or a cohort.",
      x = "It is {.obj_type_friendly {results}}."),
    "argument", call = call
  )
}

is_found <- list(found = TRUE, nearest = NA_real_, of = NA_character_)
not_found <- list(found = FALSE, nearest = NA_real_, of = NA_character_)

# Looks a number up among those of its kind.
look_up <- function(number, known) {
  if (number_key(number) %in% known$noted) return(is_found)
  pool <- known[[pool_of(number)]]
  if (number$kind %in% c("n", "percent", "count")) return(look_up_whole(number, known))
  if (is.null(pool) || !nrow(pool)) return(not_found)
  if (number$kind == "p" && number$sign %in% c("<", "\u2264")) {
    agrees <- pool$estimate < number$value + (number$sign != "<") * 1e-12
  } else if (number$kind == "p" && number$sign == ">") {
    agrees <- pool$estimate > number$value
  } else {
    agrees <- Reduce(`&`, lapply(names(number$parts), function(part) {
      same_as_written(pool[[part]], number$parts[[part]])
    }))
  }
  verdict(agrees, pool, number$value)
}

look_up_whole <- function(number, known) {
  parts <- number$parts
  if (number$kind == "count") {
    pool <- known$share
    agrees <- same_as_written(pool$n, parts$n) & same_as_written(pool$estimate, parts$estimate)
  } else {
    pool <- known[[if (number$kind == "n") "n" else "share"]]
    agrees <- same_as_written(pool$estimate, parts$estimate)
  }
  verdict(agrees, pool, number$value, if (number$kind == "count") pool$n else pool$estimate)
}

verdict <- function(agrees, pool, value, by = pool$estimate) {
  if (any(agrees, na.rm = TRUE)) return(is_found)
  apart <- abs(by - value)
  if (all(is.na(apart))) return(not_found)
  at <- which.min(apart)
  list(found = FALSE, nearest = by[at], of = pool$of[at])
}

# Tells which numbers are this text when they are rounded to its decimals, half away from
# zero, whatever sign they have where the text has none.
same_as_written <- function(numbers, text) {
  digits <- nchar(sub("^[^.]*[.]?", "", text))
  written <- as.double(text)
  rounded <- floor(abs(numbers) * 10^digits + 0.5 + 1e-9)
  same <- rounded == round(abs(written) * 10^digits)
  signed <- startsWith(text, "-")
  !is.na(same) & same & (!signed | numbers < 0 | rounded == 0)
}

#' @export
print.pairwave_document_numbers <- function(x, ...) {
  checked <- attr(x, "checked")
  if (!nrow(x)) {
    said <- if (checked == 0) "No number in the document is written as a statistic is." else
      paste0("Numbers written as statistics: ", checked, ". All of them are in the results.")
    writeLines(wrap_text(said, console_width()))
    return(invisible(x))
  }
  number <- function(n) if (is.na(n)) dash() else format(signif(n, 4))
  body <- data.frame(
    line = format(x$line), written = x$written,
    nearest = vapply(x$nearest, number, ""), of = ifelse(is.na(x$of), "", x$of),
    stringsAsFactors = FALSE
  )
  table <- new_print_table(
    body, align = c("r", "l", "r", "l"), head = c("Line", "Written", "Nearest", "Of"),
    caption = paste0(said_of(nrow(x), "number", "numbers"), " of ", checked,
                     " that no result has, to the decimals written")
  )
  writeLines(write_table(table, "console"))
  invisible(x)
}
