# One number of a result as text, for a sentence that someone else writes.

#' A figure in a sentence
#'
#' Finds one number of a result and writes it as a sentence has it, so that a document
#' never has a number that was typed: `` `r value(change, "belonging", "pre -> post", "p")` ``.
#'
#' @param x A result with a row for each statistic, such as that of [paired_change()],
#'   [item_change()], [persistence()], [scale_reliability()] or [wave_means()].
#' @param scale The scale, by its name or its label; `NULL` where the result has one.
#' @param contrast The contrast, by its name in the result (`"pre -> post"`) or as tables
#'   call it (`"Before to After"`); `NULL` where the result has one or none.
#' @param statistic The statistic, by its name in the result, such as `"n"`, `"change"`,
#'   `"p"`, `"t"` or `"d_av"`.
#' @param ... Further columns of the result by their names, such as `wave = "pre"`,
#'   `item = "q1"` or `group = "Female"`, each with one value.
#' @param style `"apa"` writes what can't go beyond 1 without a 0 before its point, and t with
#'   its degrees of freedom in brackets (American Psychological Association, 2020, sections
#'   6.36 and 6.43); `"jama"` writes P and intervals as the AMA Manual of Style (2020) does;
#'   `"plain"` writes every number with its 0. By default the study's (`style: house`), or
#'   APA's.
#' @return One text: `"p = .012"`, `"0.52 [0.11, 0.93]"` (with its interval where there is
#'   one), `"t(47) = 10.18"`, or the number alone. Digits are those of the printed table.
#' @section Errors: `pairwave_error_value` where the result has no such number, several, or
#'   none because of what its note says (as under a disclosure profile);
#'   `pairwave_error_argument` for a column that the result does not have.
#' @export
#' @examples
#' answers <- data.frame(before = c(24, 27, 31, 22, 29), after = c(27, 31, 30, 27, 33))
#' change <- paired_change(answers, waves = c("before", "after"), label = "Confidence")
#' value(change, statistic = "change")
#' value(change, "Confidence", "before -> after", "t")
#' value(change, statistic = "p", style = "plain")
value <- function(x, ...) UseMethod("value")

#' @rdname value
#' @export
value.pairwave_result <- function(x, scale = NULL, contrast = NULL, statistic, ...,
                                  style = c("apa", "jama", "plain")) {
  written <- attr(x, "written") %||% style_shown()
  style <- if (missing(style)) written$house %||% "apa" else match_choice(style)
  local_style(written)
  frame <- as.data.frame(x)
  wanted <- list(...)
  check_value_columns(frame, wanted)
  line <- rep(TRUE, nrow(frame))
  if (!is.null(scale)) line <- line & rows_called(frame, "scale", scale, frame[["label"]])
  if (!is.null(contrast)) line <- line & rows_called(frame, "contrast", contrast, shown_contrast(x))
  for (name in names(wanted)) line <- line & rows_called(frame, name, wanted[[name]])
  at <- which(line & rows_called(frame, "statistic", statistic))
  if (length(at) != 1) abort_several_values(frame, at, statistic)
  row <- frame[at, ]
  if (is.na(row$estimate)) {
    why <- if (is.na(row$note)) "it does not exist" else row$note
    abort_pairwave(
      c("The result must have the number that is asked for.",
        x = "It has none for {.val {statistic}}: {why}."),
      "value"
    )
  }
  value_text(row, frame[same_line(frame, at), ], style, attr(x, "conf_level") %||% 0.95)
}

# Rows that are called so in a column, or by other words for it.
rows_called <- function(frame, name, asked, words = NULL, call = rlang::caller_env()) {
  known <- c(frame[[name]], words)
  if (!is_text(asked) && !is.numeric(asked) || length(asked) != 1) {
    abort_pairwave(c("{.arg {name}} must be one text.", x = "It is {.val {asked}}."),
                   "argument", call = call)
  }
  if (!asked %in% known) {
    known <- unique(as.character(known[!is.na(known)]))
    abort_pairwave(
      c("The result must have the {name} that is asked for.",
        x = "It has no {name} {.val {asked}}.",
        did_you_mean(as.character(asked), known),
        i = "It has {.val {utils::head(known, 8)}}."),
      "value", call = call
    )
  }
  frame[[name]] %in% asked | (if (is.null(words)) FALSE else words %in% asked)
}

check_value_columns <- function(frame, wanted, call = rlang::caller_env()) {
  named <- names(wanted) %||% rep("", length(wanted))
  odd <- which(!named %in% names(frame))
  if (length(odd)) {
    abort_pairwave(
      c("Each further argument must be a column of the result.",
        x = if (nzchar(named[odd[1]])) "It has no column {.val {named[odd[1]]}}."
            else "Argument {odd[1]} has no name."),
      "argument", call = call
    )
  }
}

abort_several_values <- function(frame, at, statistic, call = rlang::caller_env()) {
  if (!length(at)) {
    abort_pairwave(c("The result must have the number that is asked for.",
                     x = "No row has all of that."), "value", call = call)
  }
  facts <- setdiff(names(frame), c("estimate", "conf_low", "conf_high", "n", "rule", "note"))
  differ <- Filter(function(name) length(unique(frame[[name]][at])) > 1, facts)
  abort_pairwave(
    c("One number must be asked for.",
      x = "{length(at)} rows have {.val {statistic}}.",
      i = if (length(differ)) "Say which by {.arg {utils::head(differ, 3)}}."),
    "value", call = call
  )
}

# Rows of the same line of the printed table as the row `at`.
same_line <- function(frame, at) {
  keys <- intersect(c("scale", "contrast", "group", "item", "wave", "who"), names(frame))
  key <- do.call(paste, c(unname(frame[keys]), sep = "\r"))
  key == key[at]
}

# What can't go beyond 1.
bounded_statistics <- c("alpha", "omega", "r", "item_rest", "reliability")

value_text <- function(row, line, style, level) {
  statistic <- row$statistic
  if (grepl("^p($|_)", statistic)) return(p_words(row$estimate, style))
  of <- function(name) c(line$estimate[line$statistic == name], NA)[1]
  if (statistic == "t" && !is.na(of("df"))) {
    df <- of("df")
    df <- if (df == round(df)) format(df) else decimals(df, 1)
    return(paste0("t(", df, ") = ", decimals(row$estimate)))
  }
  digits <- if (is.null(line[["contrast"]])) 2 else summary_digits(row_with_spread(row, line))[1]
  bounded <- statistic %in% bounded_statistics
  write <- function(x) if (bounded) bounded_text(x, digits, style) else decimals(x, digits)
  text <- if (bounded) write(row$estimate) else summary_cell(statistic, row$estimate, digits)
  if (is.na(row$conf_low %||% NA)) return(text)
  paste0(text, bracketed_limits(write(row$conf_low), write(row$conf_high), level, style))
}

# The row first, with the rows by whose spread its digits are chosen.
row_with_spread <- function(row, line) {
  rbind(row, line[line$statistic %in% c("sd_before", "sd_after", "sd_change"), ])
}
