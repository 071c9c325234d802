# Answers to the items of scales, before they are scored. Texts become numbers
# by a scale's `answers`, which lists them from the lowest to the highest; an
# export of codes needs no such list. An answer that the study counts as
# undisclosed is missing, unless it lies within the scale's range.

# `odd` says what becomes of a text that is none of them: "error" or "keep".
number_texts <- function(survey, study, wave, odd, call) {
  for (scale in study$scales) {
    asked <- c(scale$items, retrospective_columns(study, wave, scale))
    for (item in intersect(asked, names(survey))) {
      if (!is.null(scale$answers)) {
        survey[[item]] <- number_item(survey[[item]], item, scale,
                                      study$undisclosed$codes, wave, odd, call)
      }
      survey[[item]] <- set_aside_declined(survey[[item]], scale$range,
                                           study$undisclosed$codes)
    }
  }
  survey
}

# The column as numbers labelled with their texts. Columns of numbers, and of
# texts that are numbers, stay as they are.
number_item <- function(x, item, scale, undisclosed, wave, odd, call) {
  texts <- plain_values(as_label_text(x))
  if (is.numeric(bare_values(x)) || !is.null(numeric_answers(x))) {
    return(x)
  }
  value <- seq(scale$range[1], scale$range[2])
  texts <- plain_answer(texts)
  number <- value[match(texts, plain_answer(scale$answers))]
  given <- !is.na(texts) & texts != ""
  declined <- given & texts %in% plain_answer(undisclosed)
  strange <- given & is.na(number) & !declined
  if (any(strange) && odd == "keep") {
    return(ifelse(strange, plain_values(as_label_text(x)), as.character(number)))
  }
  if (any(strange)) {
    abort_pairwave(
      c("Answers of a scale must be among its {.field answers}.",
        x = "Wave {.field {wave}}: {cli::qty(sum(strange))}{sum(strange)} answer{?s} to {.field {item}} {?is/are} not among those of the scale {.field {scale$name}}.",
        i = "Its answers are {.val {scale$answers}}.",
        i = "Texts that mean no answer go to {.field undisclosed: codes}."),
      "score", call = call
    )
  }
  new_labelled_column(
    as.double(number), label = attr(x, "label", exact = TRUE),
    labels = stats::setNames(as.double(value), scale$answers)
  )
}

set_aside_declined <- function(x, range, codes) {
  values <- bare_values(x)
  if (!is.numeric(values) || is.null(range) || length(codes) == 0) {
    return(x)
  }
  outside <- unique(values[!is.na(values) & (values < range[1] | values > range[2])])
  labels <- attr(x, "labels", exact = TRUE)
  declining <- labels[plain_answer(names(labels)) %in% plain_answer(codes)]
  declined <- outside[code_text(outside) %in% codes | outside %in% declining]
  if (length(declined) == 0) {
    return(x)
  }
  new_labelled_column(
    values, label = attr(x, "label", exact = TRUE), labels = labels,
    na_values = union(attr(x, "na_values", exact = TRUE), declined),
    na_range = attr(x, "na_range", exact = TRUE),
    format = attr(x, "format.spss", exact = TRUE), measure = attr(x, "measure", exact = TRUE)
  )
}

# Case, blanks, quotes and a number in front ("1 - Never") put aside.
plain_answer <- function(x) {
  x <- gsub("\u2019", "'", lower_case(squash(x)), fixed = TRUE)
  sub("^[0-9]+ ?[-.:)=] ?(?=.)", "", x, perl = TRUE)
}
