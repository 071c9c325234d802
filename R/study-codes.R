# Reads what a study says of the codes that link people: what they are called in each
# wave, and which values their elements may have.

# A wave whose columns with the code have names of their own renames them to those of
# the study.
rename_codes <- function(wave, name, column) {
  if (is.null(wave$id)) wave else renamed_to_codes(wave, c("waves", name, "id"), column)
}

renamed_to_codes <- function(wave, where, column) {
  if (length(wave$id) != length(column)) {
    abort_study(
      c("{.field {where}} must name as many columns as {.field id: column}.",
        x = "It names {length(wave$id)}, and {.field id: column} {length(column)}.")
    )
  }
  twice <- intersect(column, names(wave$rename))
  if (length(twice)) {
    abort_study(
      c("{.field {where}} and {.field rename} of a wave must not name the same column.",
        x = "Both say which column is {.field {twice[1]}}.")
    )
  }
  other <- wave$id != column
  wave$rename <- c(wave$rename, stats::setNames(as.list(wave$id[other]), column[other]))
  wave
}

# The admissible values of each element of a code, NULL where any may stand: `given`
# has them by the element's column, or by its number where the code has one column.
# `what` is what the caller calls them.
element_values <- function(given, column, elements, what, topic,
                           call = rlang::caller_env()) {
  if (length(given)) values_of_elements(given, column, elements, what, topic, call)
}

values_of_elements <- function(given, column, elements, what, topic, call) {
  several <- length(column) > 1
  known <- if (several) column else as.character(seq_along(elements))
  if (!length(known)) {
    abort_pairwave(
      c(paste(what, "must be about elements of the code."),
        x = "The code is one column without {.field elements}.",
        i = "Declare the widths of its elements, or name a column for each."),
      topic, call = call
    )
  }
  unknown <- setdiff(names(given), known)
  if (length(unknown)) {
    abort_pairwave(
      c(paste(what, if (several) "must name columns of the code." else
        "must name elements of the code by their number."),
        x = "There is no element {.val {unknown[1]}}.",
        if (several) did_you_mean(unknown[1], known), i = "The elements are {.val {known}}."),
      topic, call = call
    )
  }
  lapply(stats::setNames(nm = known), function(element) {
    unlist(lapply(given[[element]], expand_values, what = what, topic = topic, call = call))
  })
}

# "1:12" as the whole numbers from 1 to 12; any other text as it is.
expand_values <- function(text, what, topic, call) {
  text <- as.character(text)
  if (!grepl("^[0-9]{1,6}:[0-9]{1,6}$", text)) return(text)
  ends <- as.integer(strsplit(text, ":", fixed = TRUE)[[1]])
  if (ends[1] > ends[2]) {
    abort_pairwave(
      c(paste(what, "must have runs from low to high."), x = "It has {.val {text}}."),
      topic, call = call
    )
  }
  as.character(seq(ends[1], ends[2]))
}

check_admissible <- function(id) {
  element_values(id$admissible, id$column, id$elements, "{.field id: admissible}", "study",
                 call = NULL)
}
