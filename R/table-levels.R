# The answers that a column can hold, in the order of the table, and which of
# them withhold the answer.

# The answers that are possible or occur, in the order of the table: `value`,
# its `label` in the file, its `text`, which no other value has, and the value
# in each row (`of_row`, NA for no answer).
answer_levels <- function(x) {
  if (is.factor(x)) {
    text <- levels(x)[!is.na(levels(x))]
    return(list(value = text, label = text, text = text, of_row = as.character(x)))
  }
  if (is.logical(x) && !is_labelled(x)) {
    text <- c("Yes", "No")
    return(list(value = c(TRUE, FALSE), label = text, text = text,
                of_row = as.vector(x)))
  }
  labels <- attr(x, "labels", exact = TRUE)
  value <- as.vector(unclass(x))
  # A date or the like is counted as the text that it prints.
  if (is.object(x) && !inherits(x, "haven_labelled")) {
    value <- ifelse(is_missing_answer(x), NA_character_, as.character(x))
    labels <- NULL
  }
  if (is.character(value)) {
    value[!nzchar(trimws(value)) & !value %in% labels] <- NA
  }
  labels <- labels[!is.na(labels) & !duplicated(as.vector(labels))]
  # The order of text must not depend on the machine's language.
  other <- setdiff(value[!is.na(value)], labels)
  if (length(other) > 1) other <- sort(other, method = "radix")
  all <- c(as.vector(labels), other)
  label <- c(names(labels), code_text(other))
  list(value = all, label = label, text = distinct_labels(label, all), of_row = value)
}

# Labels that several codes have, with the code behind them.
distinct_labels <- function(label, value) {
  shared <- label %in% label[duplicated(label)]
  label[shared] <- paste0(label[shared], " (", code_text(value[shared]), ")")
  label
}

is_labelled <- function(x) length(attr(x, "labels", exact = TRUE)) > 0

# A code as text, never in scientific notation.
code_text <- function(value) {
  if (!is.numeric(value)) return(as.character(value))
  if (all(value == floor(value) & abs(value) < 1e15, na.rm = TRUE)) {
    # Adding 0 takes the sign off -0.
    return(sprintf("%.0f", value + 0))
  }
  vapply(value, format, "", digits = 15, scientific = FALSE)
}

# Whether each level is one of the codes: equal to it as a number or as text,
# or labelled with it.
matches_code <- function(value, text, codes) {
  all <- tolower(c(code_text(value), text, unlist(lapply(codes, code_text))))
  if (any(grepl("[[:space:]]", all))) all <- trimws(all)
  n <- length(value)
  wanted <- all[-seq_len(2 * n)]
  if (n == 0) logical() else
    all[seq_len(n)] %in% wanted | all[n + seq_len(n)] %in% wanted
}

declares_missing <- function(x) {
  length(attr(x, "na_values", exact = TRUE)) > 0 ||
    length(attr(x, "na_range", exact = TRUE)) == 2
}

# Whether each value is a user-missing code of the column.
is_declared_missing <- function(value, x) {
  attributes(value) <- attributes(x)[c("na_values", "na_range")]
  is_missing_answer(value)
}

# The levels of a question: `level` (code) and `level_label` of the ordinary
# ones, `possible` (whether non-disclosure was), and for each row of `x` the
# level it is `at`: a number, 0 for an answer that was withheld or is missing.
# A level that stands for non-disclosure, or that the column declares to be
# missing, is no level of its own.
question_levels <- function(x, possible, codes) {
  answers <- answer_levels(x)
  withheld <- matches_code(answers$value, answers$label, codes)
  if (is.na(possible)) {
    possible <- any(withheld) || declares_missing(x)
  }
  ordinary <- !(withheld | is_declared_missing(answers$value, x))
  list(
    level = code_text(answers$value[ordinary]),
    level_label = answers$text[ordinary],
    possible = possible,
    at = match(answers$of_row, answers$value[ordinary], nomatch = 0L)
  )
}

# Some rows of a column, with everything that the column says about itself and
# whether or not the package that has its methods is loaded.
take_rows <- function(column, rows) {
  # Without a copy of the column, which unclass() would make.
  taken <- .subset(column, rows)
  attributes(taken) <- attributes(column)[
    setdiff(names(attributes(column)), "names")
  ]
  taken
}

# Whether people could decline to answer, NA where the answers will tell. The
# numbers behind bands and means must tell it themselves.
could_decline <- function(x, variable, rule) {
  numbers <- length(variable$bands) > 0 || variable$summary != "count"
  if (!is.na(variable$possible) || !numbers) return(variable$possible)
  column <- x[[variable$columns]]
  declares_missing(column) ||
    any(withheld_numbers(column, rule$codes) %in% bare_values(column))
}

# The numbers that stand for non-disclosure, by themselves or by their label.
withheld_numbers <- function(x, codes) {
  labels <- attr(x, "labels", exact = TRUE)
  found <- c(
    suppressWarnings(as.numeric(unlist(codes))),
    as.vector(labels)[matches_code(as.vector(labels), names(labels), codes)]
  )
  found[!is.na(found)]
}

# The numbers of a column, NA where the answer is missing or withheld.
number_answers <- function(x, column, codes, call) {
  if (!is.numeric(bare_values(x)) || is.factor(x)) {
    abort_pairwave(
      c("A column must hold numbers to be summarised or cut into bands.",
        x = "Column {.val {column}} is {.obj_type_friendly {bare_values(x)}}."),
      topic = "column", call = call
    )
  }
  value <- plain_values(x)
  value[value %in% withheld_numbers(x, codes)] <- NA
  value
}
