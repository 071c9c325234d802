# Numbers the answers to the items of scales, before they are scored. Texts, and
# codes whose labels are texts, become numbers by a scale's `answers`, which lists
# them from the lowest to the highest; without `answers`, texts become the numbers
# that they carry; codes without labels stay as they are. An
# answer that the study counts as undisclosed is missing, unless it lies within the
# scale's range.

# An item's column in each wave, a place for each person of the cohort; without
# an answer in a wave that did not ask it.
people_answers <- function(cohort, item) {
  waves <- names(cohort$study$waves)
  columns <- lapply(waves, function(wave) {
    cohort$surveys[[wave]][[item]][cohort$people[[wave]]]
  })
  absent <- vapply(columns, is.null, NA)
  columns[absent] <- list(columns[!absent][[1]][NA_integer_][
    rep(1L, nrow(cohort$people))])
  stats::setNames(columns, waves)
}

# A matrix: the records of people in a wave, a column for each item.
scale_item_answers <- function(cohort, scale, wave) {
  rows <- cohort$people[[wave]]
  survey <- cohort$surveys[[wave]][rows[!is.na(rows)], , drop = FALSE]
  answers <- lapply(survey[scale$items], function(x) as.double(numeric_answers(x)))
  matrix(unlist(answers), nrow(survey), length(scale$items), dimnames = list(NULL, scale$items))
}

# `odd` says what becomes of texts and labels that are none of the answers:
# "error", or "keep" for a check to find. The survey's facts name the items whose
# codes run otherwise than `answers` (`by_label`) and those whose labels can't be
# brought in line with them (`odd_labels`).
number_texts <- function(survey, study, wave, odd, call) {
  codes <- study$undisclosed$codes
  for (scale in c(study$scales, study$questions)) {
    asked <- c(scale$items, retrospective_columns(study, wave, scale))
    for (item in intersect(asked, names(survey))) {
      x <- numbers_with_declined(survey[[item]], codes)
      if (!is.null(scale$answers)) {
        said <- label_order(x, scale, codes)
        state <- label_state(x, said, scale, codes)
        if (state != "none") {
          if (state == "odd" && odd == "error") {
            refuse_labels(said, scale, item, wave, call)
          }
          fact <- c(moved = "by_label", odd = "odd_labels")[state]
          if (!is.na(fact)) {
            attr(survey, "survey")[[fact]] <- c(attr(survey, "survey")[[fact]], item)
          }
          if (state == "moved") x <- score_by_label(x, said, scale, codes)
        } else {
          x <- number_item(x, item, scale, codes, wave, odd, call)
        }
      } else {
        numbered <- number_carried(x, codes)
        if (!is.null(numbered)) {
          attr(survey, "survey")$by_number <- c(attr(survey, "survey")$by_number, item)
          x <- numbered
        }
      }
      survey[[item]] <- set_aside_declined(x, scale$range, codes)
    }
  }
  survey
}

# A column of numbers in which some declined in words, as numbers.
numbers_with_declined <- function(x, codes) {
  if (!is.character(bare_values(x)) || length(codes) == 0 ||
      length(column_labels(x))) {
    return(x)
  }
  text <- plain_values(x)
  declined <- is_declined_text(text, codes)
  text[declined] <- NA
  number <- numeric_answers(text)
  if (!any(declined) || is.null(number) || all(is.na(number))) {
    return(x)
  }
  column_update(x, number, na_values = NULL, na_range = NULL)
}

# A column of texts as the numbers that they carry, labelled with them; NULL where it
# is no such column. Texts by which people declined are no answer.
number_carried <- function(x, codes) {
  if (!is.character(bare_values(x))) return(NULL)
  text <- plain_values(as_label_text(x))
  text[is_declined_text(text, codes)] <- NA
  number <- texts_as_numbers(text)
  if (is.null(number) || !is.null(numeric_answers(text))) return(NULL)
  texts <- tapply(squash(text), number, function(same) same[which.max(nchar(same))])
  column_update(x, number, labels = stats::setNames(as.numeric(names(texts)), texts),
                na_values = NULL, na_range = NULL)
}

is_declined_text <- function(text, codes) {
  !is.na(text) & plain_answer(text) %in% plain_answer(codes)
}

# Finds what the value labels of a column say by the scale's answers: `code`, `label`
# and `value`, which is NA where the label is no answer. Codes that mean no answer
# are left out, as are labels that are their code over again.
label_order <- function(x, scale, codes) {
  labels <- column_labels(x)
  code <- as.vector(labels)
  text <- plain_answer(names(labels))
  value <- seq(scale$range[1], scale$range[2])[match(text, plain_answer(scale$answers))]
  aside <- is.na(code) | is_declared_missing(code, x) | text == code_text(code) |
    is_declined_code(code, x, codes)
  new_frame(list(code = code[!aside], label = names(labels)[!aside] %||% character(),
                 value = value[!aside]))
}

is_declined_code <- function(values, x, codes) {
  labels <- column_labels(x)
  declining <- as.vector(labels)[plain_answer(names(labels)) %in% plain_answer(codes)]
  !is.na(values) & (code_text(values) %in% codes | values %in% declining)
}

# Tells whether the labels say nothing of the answers ("none"), say what the codes say
# ("same"), say otherwise ("moved"), or can't be brought in line ("odd"). An
# instrument's answers are in one language, so labels that are none of them say
# nothing there.
label_state <- function(x, said, scale, codes) {
  if (nrow(said) == 0 || (!is.null(scale$instrument) && all(is.na(said$value)))) {
    return("none")
  }
  values <- bare_values(x)
  used <- unique(values[!is_missing_answer(x) & !is_declined_code(values, x, codes)])
  if (is.character(used)) used <- used[nzchar(trimws(used))]
  used <- used[!is.na(used)]
  number <- function(code) suppressWarnings(as.numeric(code))
  same <- number(said$code) == said$value
  within <- function(code) number(code) >= scale$range[1] & number(code) <= scale$range[2]
  odd <- is.na(said$value) & said$code %in% used
  if (all(is.na(said$value) | same %in% TRUE)) {
    lenient <- !is.null(scale$instrument)
    return(if (any(odd & within(said$code) %in% TRUE) && !lenient) "odd" else "same")
  }
  if (all(used %in% said$code[!is.na(said$value)])) "moved" else "odd"
}

# The column's codes as the scale's numbers. A code that means no answer is kept
# where no answer has its number.
score_by_label <- function(x, said, scale, codes) {
  values <- bare_values(x)
  number <- as.double(said$value[match(values, said$code)])
  blank <- is_missing_answer(x) | is_declined_code(values, x, codes)
  number[blank] <- NA
  outside <- function(code) {
    is.numeric(code) & !is.na(code) & (code < scale$range[1] | code > scale$range[2])
  }
  kept <- blank & outside(values)
  if (any(kept)) number[kept] <- values[kept]
  labels <- column_labels(x)
  na_values <- column_na_values(x)
  na_range <- column_na_range(x)
  column_update(
    x, number,
    labels = c(
      stats::setNames(as.double(seq(scale$range[1], scale$range[2])), scale$answers),
      labels[outside(as.vector(labels)) & !as.vector(labels) %in% said$code]
    ),
    na_values = na_values[outside(na_values)],
    na_range = if (all(outside(na_range))) na_range
  )
}

refuse_labels <- function(said, scale, item, wave, call) {
  found <- paste0(code_text(said$code), " = ", encodeString(said$label, quote = "\""))
  strange <- said$label[is.na(said$value)]
  why <- if (length(strange)) {
    "{.val {strange}} {?is/are} not among the scale's answers."
  } else {
    "The codes run otherwise than the answers, and some of the codes given have no label."
  }
  abort_pairwave(
    c("The labels of an item must be those of its scale's {.field answers}.",
      x = "Wave {.field {wave}}, {.field {item}}: its labels are {found}.",
      x = why,
      i = "The answers of the scale {.field {scale$name}} are {.val {scale$answers}}, from the
           lowest to the highest.",
      i = "Write them as the labels stand, or leave {.field answers} out to score the codes.
           Labels that mean no answer go to {.field undisclosed: codes}."),
    "score", item = item, wave = wave, call = call
  )
}

# The column's texts as numbers labelled with them. Columns of numbers, and of
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
        x = "Wave {.field {wave}}: {cli::qty(sum(strange))}{sum(strange)} answer{?s} to
             {.field {item}} {cli::qty(sum(strange))}{?is/are} not among those of
             {.field {scale$name}}.",
        i = "Its answers are {.val {scale$answers}}.",
        i = "Texts that mean no answer go to {.field undisclosed: codes}."),
      "score", call = call
    )
  }
  column_update(
    x, as.double(number), labels = stats::setNames(as.double(value), scale$answers),
    na_values = NULL, na_range = NULL
  )
}

set_aside_declined <- function(x, range, codes) {
  values <- bare_values(x)
  if (!is.numeric(values) || is.null(range) || length(codes) == 0) {
    return(x)
  }
  outside <- unique(values[!is.na(values) & (values < range[1] | values > range[2])])
  if (length(outside) == 0) {
    return(x)
  }
  labels <- column_labels(x)
  declining <- labels[plain_answer(names(labels)) %in% plain_answer(codes)]
  declined <- outside[code_text(outside) %in% codes | outside %in% declining]
  if (length(declined) == 0) {
    return(x)
  }
  column_update(x, na_values = union(column_na_values(x), declined))
}
