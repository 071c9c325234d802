# The answers that a column can hold, in the order of the table, and which of
# them decline to answer.

# Case, blanks, quotes and a number in front ("1 - Never") put aside. A number
# that goes on behind the mark is no such number: "0.5 hours", "1-2 hours". The last
# few sets of labels are remembered: the items of a scale have the same ones.
plain_answer <- function(x) {
  if (length(x) > most_labels) return(plain_texts(x))
  for (met in plain_met$sets) {
    if (identical(met$text, x)) return(met$plain)
  }
  plain <- plain_texts(x)
  plain_met$sets <- utils::head(c(list(list(text = x, plain = plain)), plain_met$sets), 8)
  plain
}

most_labels <- 50
plain_met <- new.env(parent = emptyenv())

plain_texts <- function(x) {
  x <- gsub("[\u2018\u2019\u02bc\u00b4`]", "'", lower_case(squash(x)))
  sub("^[0-9]+ ?[-.:)=](?: (?=.)|(?=[^0-9 ]))", "", x, perl = TRUE)
}

# The whole number that the text of an answer begins or ends with, as platforms write
# the points of a scale: "5 (very much)", "1 = not at all", "Stimme nicht zu - 2", "3".
# NA for any other text: one with two numbers, or with one in its middle.
carried_number <- function(text) {
  text <- squash(as.character(text))
  inside <- "(?![0-9%+]|[.,][0-9])"
  form <- paste0(
    "^[(\\[]?([0-9]{1,2})", inside, "(?:[)\\]]?$|[)\\]]?[^0-9\\p{L}][^0-9]*$)",
    "|^[^0-9]*[^0-9\\p{L} ,.] ?([0-9]{1,2})[)\\]]?$"
  )
  found <- regmatches(text, regexec(form, text, perl = TRUE))
  vapply(found, function(one) {
    if (length(one)) as.numeric(paste0(one[-1], collapse = "")) else NA_real_
  }, 0)
}

# The numbers that the texts of one question carry, NULL where they carry none: each
# text must have one, and each number one wording, which may be absent ("3").
texts_as_numbers <- function(text) {
  given <- !is.na(text) & nzchar(squash(text))
  distinct <- unique(squash(text[given]))
  number <- carried_number(distinct)
  if (length(distinct) == 0 || anyNA(number)) return(NULL)
  worded <- grepl("[^0-9]", distinct)
  if (anyDuplicated(data.frame(number, said = lower_case(distinct))[worded, "number"])) return(NULL)
  out <- rep(NA_real_, length(text))
  out[given] <- carried_number(text[given])
  out
}

# The answers that are possible or occur, in the order of the table: `value`,
# the same as text (`code`), its `label` in the file, its `text`, which no other
# value has, and the value in each row (`of_row`, NA for no answer).
answer_levels <- function(x) {
  if (is.factor(x)) {
    text <- levels(x)[!is.na(levels(x))]
    return(list(value = text, code = text, label = text, text = text,
                of_row = as.character(x)))
  }
  labels <- column_labels(x)
  if (is.logical(x) && !length(labels)) {
    text <- c("Yes", "No")
    return(list(value = c(TRUE, FALSE), code = c("TRUE", "FALSE"), label = text,
                text = text, of_row = as.vector(x)))
  }
  value <- as.vector(unclass(x))
  # A date or the like is counted as the text that it prints.
  if (is.object(x) && !inherits(x, "haven_labelled")) {
    value <- ifelse(is_missing_answer(x), NA_character_, as.character(x))
    labels <- NULL
  }
  if (is.character(value)) {
    blank <- !grepl("[^ \t\r\n]", value)
    value[blank & !value %in% labels] <- NA
  }
  labels <- labels[!is.na(labels) & is_first(as.vector(labels))]
  other <- unique(value[!is.na(value) & !value %in% labels])
  # The order of text must not depend on the machine's language.
  if (length(other) > 1) other <- other[order(other, method = "radix")]
  all <- c(as.vector(labels), other)
  code <- code_text(all)
  label <- c(names(labels), code[length(labels) + seq_along(other)])
  list(value = all, code = code, label = label,
       text = distinct_labels(label, code), of_row = value)
}

# Tells whether each of a few values is the first of its kind: duplicated() takes
# longer to find its method than to look.
is_first <- function(x) match(x, x) == seq_along(x)

# Labels that several codes have, with the code behind them.
distinct_labels <- function(label, code) {
  again <- !is_first(label)
  if (!any(again)) return(label)
  shared <- label %in% label[again]
  label[shared] <- paste0(label[shared], " (", code[shared], ")")
  label
}

is_labelled <- function(x) length(column_labels(x)) > 0

# A code as text, never in scientific notation.
code_text <- function(value) {
  if (!is.numeric(value)) return(as.character(value))
  if (all(value == floor(value) & abs(value) < 1e15, na.rm = TRUE)) {
    # Adding 0 takes the sign off -0.
    return(sprintf("%.0f", value + 0))
  }
  out <- sprintf("%.15g", value + 0)
  long <- grepl("e", out, fixed = TRUE)
  out[long] <- vapply(value[long], format, "", digits = 15, scientific = FALSE)
  out
}

# The codes or labels of answers that decline to answer, as matches_code()
# and declined_numbers() want them.
declined_codes <- function(codes) {
  plain_code(unlist(lapply(codes, code_text)))
}

# Capitals, and blanks around a code, do not matter.
plain_code <- function(text) {
  text <- lower_case(text)
  if (any(grepl("^[ \t\r\n]|[ \t\r\n]$", text))) trimws(text) else text
}

# Tells whether each level is one of the declined_codes(): its `code`, or its `label`.
matches_code <- function(code, label, codes) {
  plain <- plain_code(c(code, label))
  at <- seq_along(code)
  plain[at] %in% codes | plain[length(code) + at] %in% codes
}

declares_missing <- function(x) {
  length(column_na_values(x)) > 0 ||
    length(column_na_range(x)) == 2
}

# Tells whether each value is a user-missing code of the column.
is_declared_missing <- function(value, x) {
  if (!declares_missing(x)) return(is.na(value))
  attributes(value) <- attributes(x)[c("na_values", "na_range")]
  is_missing_answer(value)
}

# The levels of a question: `level` (code) and `level_label` of the ordinary
# ones, `possible` (whether non-disclosure was), and for each row of `x` the
# level it is `at`: a number, 0 for an answer that was declined or is missing.
# A level that stands for non-disclosure, or that the column declares to be
# missing, is no level of its own.
question_levels <- function(x, possible, codes) {
  answers <- answer_levels(x)
  declined <- matches_code(answers$code, answers$label, codes)
  if (is.na(possible)) {
    possible <- any(declined) || declares_missing(x)
  }
  ordinary <- !(declined | is_declared_missing(answers$value, x))
  list(
    level = answers$code[ordinary],
    level_label = answers$text[ordinary],
    possible = possible,
    at = match(answers$of_row, answers$value[ordinary], nomatch = 0L)
  )
}

# Tells whether people could decline to answer, NA where the answers will tell. The
# numbers behind bands and means must tell it themselves.
could_decline <- function(x, variable, rule) {
  numbers <- length(variable$bands) > 0 || variable$summary != "count"
  if (!is.na(variable$possible) || !numbers) return(variable$possible)
  column <- x[[variable$columns]]
  declares_missing(column) ||
    any(declined_numbers(column, rule$codes) %in% bare_values(column))
}

# The numbers that stand for non-disclosure, by themselves or by their label.
declined_numbers <- function(x, codes) {
  labels <- column_labels(x)
  values <- as.vector(labels)
  found <- c(
    suppressWarnings(as.numeric(codes)),
    values[matches_code(code_text(values), names(labels), codes)]
  )
  found[!is.na(found)]
}

# The numbers of a column, NA where the answer is missing or declined.
number_answers <- function(x, column, codes, call) {
  if (!is.numeric(bare_values(x)) || is.factor(x)) {
    abort_pairwave(
      c("A column must hold numbers to be summarised or cut into bands.",
        x = "Column {.val {column}} is {.obj_type_friendly {bare_values(x)}}."),
      topic = "column", call = call
    )
  }
  value <- plain_values(x)
  value[value %in% declined_numbers(x, codes)] <- NA
  value
}
