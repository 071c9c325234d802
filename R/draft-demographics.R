# Drafts the demographics of a study: questions about the person.

# `entries` (column, label, undisclosed, reason), `later` (asked in later waves
# only) and `undisclosed` (the texts of answers that decline).
draft_demographics <- function(waves, items, id) {
  everywhere <- unique(unlist(lapply(waves, answered_columns)))
  entries <- list()
  later <- character()
  declined <- character()
  taken <- c(names(waves), "person", "attended")
  for (column in setdiff(everywhere, c(items, id$column))) {
    asked <- Filter(function(wave) column %in% answered_columns(wave), waves)
    survey <- asked[[1]]$survey
    members <- unlist(lapply(attr(survey, "survey")$mr_sets, `[[`, "variables"))
    x <- survey[[column]]
    if (column %in% c(own_columns(survey), members, undeclared_options(survey), taken) ||
        !is_single_choice(x)) next
    constant <- if (length(asked) > 1) same_answers(asked, column, id$column)
    if (length(asked) > 1 && !isTRUE(constant > 0.9)) next
    label <- squash(column_label(x) %||% column)
    if (!identical(names(asked)[1], names(waves)[1])) {
      later <- c(later, paste0(column, " (", names(asked)[1], ")"))
      next
    }
    texts <- as.character(bare_values(as_label_text(x)))
    own <- unique(c(names(column_labels(x)), texts))
    own <- own[!is.na(own) & is_declining(own)]
    declined <- union(declined, own)
    entries[[length(entries) + 1]] <- list(
      column = column, label = label, waves = length(asked),
      undisclosed = length(own) > 0,
      reason = if (length(asked) == 1) paste("asked once,", names(asked)) else
        paste0("the same person answers alike in ", whole_percent(constant), " of ",
               length(asked), " waves")
    )
  }
  list(entries = entries, later = later, undisclosed = declined)
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
  if (is.null(id)) {
    return(NA)
  }
  parts <- lapply(waves, function(wave) {
    code <- normal_codes(wave$survey[[id]] %||% wave$beside[[id]], id)
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
