# What the answers to an item are: ordered, yes or no, or categories.

# An item with its answers as a double for each person and wave: numbers or
# positions where they are ordered, 1 for yes and 0 for no, or the position of
# the category. `columns` is a list with a column for each wave.
new_item <- function(columns, item, nominal, range, reversed, call) {
  question <- shared_question(columns)
  if (!length(question)) question <- NA_character_
  label <- if (reversed) item_words(if (is.na(question)) item else question) else question
  new <- function(kind, answers, ...) {
    list(item = item, label = label, question = question, reversed = reversed,
         kind = kind, answers = answers, ...)
  }
  text <- vapply(columns, function(x) is.character(x) || is.factor(x), NA)
  if (any(text) && !all(text)) {
    abort_pairwave(
      c("An item must be of one type in every wave.",
        x = "{.val {item}} is text in {.val {names(columns)[text][1]}} and \\
             numbers in {.val {names(columns)[!text][1]}}."),
      "argument", call = call
    )
  }
  if (!is.null(range) && !all(text)) {
    return(ranged_item(columns, item, range, reversed, new, call))
  }
  known <- item_levels(columns)
  two <- length(known$text) == 2 && (known$declared || all(text) ||
                                       all(known$value %in% c("0", "1")))
  if (two) {
    yes <- which(lower_case(known$text) == "yes")
    yes <- if (length(yes) == 1) yes else 2L
    return(new("yes_no", lapply(known$at, function(at) as.double(at == yes)),
               yes = known$text[yes]))
  }
  ordered <- vapply(columns, is.ordered, NA)
  if (nominal || any(text & !ordered)) {
    return(new("nominal", lapply(known$at, as.double),
               categories = length(known$text)))
  }
  # Their numbers are positions, which `positions` names.
  if (any(text)) {
    return(new("ordered", lapply(known$at, as.double), positions = known$text))
  }
  # So that an error names the item and the wave.
  called <- stats::setNames(columns, paste(item, "in", names(columns)))
  answers <- lapply(names(called), wave_answers, x = called, call = call)
  new("ordered", stats::setNames(answers, names(columns)))
}

# An item whose lowest and highest answer are known.
ranged_item <- function(columns, item, range, reversed, new, call) {
  answers <- lapply(columns, function(column) {
    found <- item_answers(stats::setNames(list(column), item), item, range, call)
    x <- as.double(found[[1]])
    if (reversed) sum(range) - x else x
  })
  if (range[2] - range[1] != 1 ||
      !all(unlist(answers) %in% c(range, NA))) {
    return(new("ordered", answers))
  }
  new("yes_no", lapply(answers, `-`, range[1]),
      yes = code_text(if (reversed) range[1] else range[2]))
}

# The answers that an item can have over all waves, in the order of their
# labels, then of the code: `value` as text, `text`, and the position of each
# person's in each wave (`at`). `declared` where the file or factor names them.
item_levels <- function(columns) {
  waves <- lapply(columns, function(x) {
    x <- if (is.factor(x) || is.character(x) || is.logical(x)) x else {
      new_labelled_column(plain_values(x), labels = column_labels(x),
                          na_values = column_na_values(x), na_range = column_na_range(x))
    }
    found <- answer_levels(x)
    answer <- !is_declared_missing(found$value, x)
    found$of_row[is_missing_answer(x)] <- NA
    found$value <- found$value[answer]
    found$text <- found$text[answer]
    # No comes before yes.
    if (is.logical(x)) found[c("value", "text")] <- lapply(found[c("value", "text")], rev)
    found
  })
  value <- unlist(lapply(waves, function(one) code_text(one$value)))
  text <- unlist(lapply(waves, `[[`, "text"))
  first <- !duplicated(value)
  value <- unname(value[first])
  declared <- vapply(columns, function(x) {
    is.factor(x) || is.logical(x) || is_labelled(x)
  }, NA)
  in_order <- if (any(declared)) seq_along(value) else {
    number <- suppressWarnings(as.numeric(value))
    if (anyNA(number)) order(value, method = "radix") else order(number)
  }
  value <- value[in_order]
  list(
    value = value, text = unname(text[first])[in_order],
    declared = any(declared),
    at = lapply(waves, function(one) match(code_text(one$of_row), value))
  )
}
