# Drafts the demographics of a study: questions about the person.

# `entries` (column, label, undisclosed, bands, reason), `open` (columns of which it is
# not known whether they are about the person) and `undisclosed` (the texts of answers
# that decline).
draft_demographics <- function(waves, items, id) {
  found <- lapply(single_columns(waves, items, id), function(column) {
    about_person(column, waves, id)
  })
  found <- found[lengths(found) > 0]
  open <- vapply(found, function(one) isTRUE(one$open), NA)
  list(
    entries = found[!open], open = vapply(found[open], `[[`, "", "column"),
    undisclosed = unique(unlist(lapply(found[!open], `[[`, "declining")))
  )
}

# The columns that may be questions of their own: answered, and nothing else.
single_columns <- function(waves, items, id) {
  everywhere <- unique(unlist(lapply(waves, answered_columns)))
  taken <- c(names(waves), "person", "attended")
  own <- unlist(lapply(waves, function(wave) {
    survey <- wave$survey
    c(own_columns(survey), unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables")),
      undeclared_options(survey), identifying_columns(survey),
      names(survey)[is_attention(survey_labels(survey))])
  }))
  setdiff(everywhere, c(items, id$column, own, taken))
}

# The entry of a column that is about the person, NULL where it is not. It is where the
# same person answers alike in each wave, where it is asked once and is no opinion, or
# where its words say so.
about_person <- function(column, waves, id) {
  asked <- Filter(function(wave) column %in% answered_columns(wave), waves)
  x <- asked[[1]]$survey[[column]]
  label <- squash(column_label(x) %||% column)
  age <- is_age(x, paste(column, label))
  if (!age && !is_single_choice(x)) return(NULL)
  named <- age || is_about_person(paste(column, label))
  constant <- if (length(asked) > 1) same_answers(asked, column, id)
  once <- length(asked) == 1
  first <- identical(names(asked)[1], names(waves)[1])
  mine <- if (once) named || (first && !is_opinion(x, label)) else
    isTRUE(constant > 0.9) || (named && !isTRUE(constant < 0.5)) || age
  if (!mine) {
    open <- !once && is.na(constant) && !is_opinion(x, label)
    return(if (open) list(column = column, open = TRUE))
  }
  declining <- declining_answers(x)
  list(
    column = column, label = label, waves = length(asked), undisclosed = length(declining) > 0,
    declining = declining, constant = isTRUE(constant > 0.9) && !age,
    bands = if (age) age_bands(asked[[1]]$survey[[column]]),
    reason = if (age) "ages, in bands that are large enough to be shown" else if (once) {
      if (isTRUE(asked[[1]]$from_memory)) "asked once" else paste("asked once,", names(asked))
    } else if (is.na(constant)) {
      "its words are about the person; nothing links the waves to see whether it stays"
    } else {
      paste0("the same person answers alike in ", whole_percent(constant), " of ",
             length(asked), " waves")
    }
  )
}

declining_answers <- function(x) {
  texts <- as.character(bare_values(as_label_text(x)))
  own <- unique(c(names(column_labels(x)), texts))
  own[!is.na(own) & is_declining(own)]
}

# Words of the study's people: sex, year of study, ethnicity.
is_about_person <- function(text) {
  words <- unlist(known_words("about-people.yml"), use.names = FALSE)
  text <- lower_case(gsub("_", " ", text, fixed = TRUE))
  any(vapply(words, function(word) {
    grepl(paste0("(^|[^\\p{L}])", word, "($|[^\\p{L}])"), text, perl = TRUE)
  }, NA))
}

# Answers in an order that is known, of more than yes and no, tell what somebody
# thinks.
is_opinion <- function(x, label) {
  labels <- substantive_labels(x)
  texts <- if (length(labels)) names(labels) else {
    text <- unique(squash(as.character(plain_values(as_label_text(x)))))
    text[!is.na(text) & nzchar(text) & !is_declining(text)]
  }
  length(texts) > 2 && !is_about_person(label) &&
    (!is.null(match_answers(texts)) || !is.null(texts_as_numbers(texts)))
}

# Whole numbers from 5 to 110 that are called an age.
is_age <- function(x, text) {
  value <- if (length(column_labels(x)) == 0 && time_kind(x) == 0 && !is.list(x)) numeric_answers(x)
  value <- value[!is.na(value)]
  called <- grepl("\\b(age|how old|alter|wie alt|\u00e2ge|edad)\\b", lower_case(text), perl = TRUE)
  called && is.numeric(value) && length(unique(value)) > 2 && all(value == round(value)) &&
    mean(value >= 5 & value <= 110) > 0.95
}

# Where bands of ages start: at usual ages, so that each band has a tenth of the people
# and five of them at least. "Under 18" is a band of its own.
age_bands <- function(x) {
  value <- numeric_answers(x)
  value <- value[!is.na(value)]
  least <- max(5, length(value) / 10)
  starts <- numeric()
  below <- -Inf
  for (start in c(11, 14, 16, 18, 21, 25, 30, 40, 50, 60, 70)) {
    if (sum(value >= below & value < start) >= least && sum(value >= start) >= least) {
      starts <- c(starts, start)
      below <- start
    }
  }
  if (length(starts)) starts else round(stats::median(value))
}

# The options of a question with several answers, where no set is declared: a
# column of two answers beside others of the same name and another number.
undeclared_options <- function(survey) {
  two <- vapply(survey, function(x) {
    labels <- substantive_labels(x)
    length(labels) == 2 || (length(labels) == 1 && all(plain_values(x) %in% c(0, 1, NA)))
  }, NA)
  name <- names(survey)
  beside <- vapply(seq_along(name)[-1], function(i) {
    two[i] && two[i - 1] && grepl("_[0-9]+$", name[i]) &&
      same_shape(name[i - 1], name[i])
  }, NA)
  name[c(beside, FALSE) | c(FALSE, beside)]
}

# One of a few answers: by labels, or by texts that recur.
is_single_choice <- function(x) {
  if (is.logical(x) || is.list(x) || time_kind(x) > 0 || is_identifying(x)) return(FALSE)
  labels <- column_labels(x)
  if (length(labels)) {
    values <- unique(plain_values(x))
    return(length(labels) <= 20 && mean(values[!is.na(values)] %in% labels) > 0.5)
  }
  if (!is.character(x)) return(FALSE)
  given <- x[!is.na(x) & nzchar(trimws(x))]
  distinct <- length(unique(given))
  distinct >= 2 && distinct <= 12 && length(given) >= 2 * distinct &&
    stats::median(nchar(given)) <= 60
}

# The share of people, of those who answered in two waves, whose answers agree.
same_answers <- function(waves, column, id) {
  if (is.null(id$column)) {
    return(NA)
  }
  rule <- near_rule(columns = length(id$column),
                    leading_zeros = if (isTRUE(id$more > 0)) "drop" else "keep")
  parts <- lapply(waves, function(wave) {
    known <- c(unclass(wave$survey), unclass(wave$beside))
    code <- record_codes(known, id$column, rule, "the wave")
    answer <- as.character(bare_values(as_label_text(wave$survey[[column]])))
    keep <- nzchar(code) & !is.na(answer) & !duplicated(code)
    data.frame(code = code[keep], answer = answer[keep])
  })
  pairs <- lapply(seq_along(parts)[-1], function(i) {
    merge(parts[[1]], parts[[i]], by = "code")
  })
  both <- do.call(rbind, pairs)
  if (nrow(both) == 0) NA else mean(both$answer.x == both$answer.y)
}
