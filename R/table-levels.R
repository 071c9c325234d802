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
  other <- sort(setdiff(value[!is.na(value)], labels), method = "radix")
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
  vapply(value, format, "", digits = 15, scientific = FALSE)
}

# Whether each level is one of the codes: equal to it as a number or as text,
# or labelled with it.
matches_code <- function(value, text, codes) {
  plain <- function(x) tolower(trimws(code_text(x)))
  wanted <- unlist(lapply(codes, plain))
  plain(value) %in% wanted | plain(text) %in% wanted
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
