# What may be shown of who said a quote.

# How many people must share what is shown.
quote_threshold <- function(threshold, profile) {
  if (!is_suppressing(profile)) return(as.integer(threshold))
  as.integer(max(threshold, profile$threshold %||% max(5, profile$mean_from)))
}

# The attributes of each participant as far as `k` people are shown with the same, as
# texts named by participant; NA without any. Those who `has` a code, where it is given,
# are shown with as many as leave no group few of those who have it or have it not.
quote_attributes <- function(participants, people, attributes, k, has = NULL) {
  participants <- participants[!is.na(participants)]
  none <- stats::setNames(rep(NA_character_, length(participants)), participants)
  if (is.null(people) || length(attributes) == 0) return(none)
  at <- match(participants, as.character(people$participant))
  values <- lapply(attributes, function(name) attribute_texts(people[[name]], name)[at])
  shown <- shared_depth(values, k)
  if (!is.null(has)) shown <- depth_of_code(values, shown, participants %in% has, k)
  stats::setNames(first_values(values, shown), participants)
}

# The first `depth` values of each person as one text.
first_values <- function(values, depth) {
  vapply(seq_along(depth), function(i) {
    if (depth[i] == 0) return(NA_character_)
    paste(vapply(values[seq_len(depth[i])], `[`, "", i), collapse = ", ")
  }, "")
}

# Quotes of each of those who have a code would, with what is shown of them, count them.
depth_of_code <- function(values, shown, has, k) {
  for (depth in rev(seq_along(values))) {
    at_most <- pmin(shown, depth)
    if (!any(is_small(table(first_values(values, at_most), has, useNA = "ifany"), k))) {
      return(at_most)
    }
  }
  rep(0L, length(shown))
}

# Values as their labels say them; a bare number says of what it is.
attribute_texts <- function(column, name) {
  labels <- column_labels(column)
  text <- as.character(if (is.factor(column)) column else bare_values(column))
  if (length(labels)) {
    named <- names(labels)[match(bare_values(column), labels)]
    text[!is.na(named)] <- named[!is.na(named)]
  }
  number <- are_numbers(text)
  text[number] <- paste(column_label(column) %||% name, text[number])
  text[is.na(column)] <- NA
  text
}

are_numbers <- function(text) grepl("^[0-9.]+$", text)

# How many of the attributes are shown of each person, so that those who are shown
# alike are `k` or more: the attributes that would tell fewer apart are dropped from
# the last, together with those of the next smallest group where that leaves too few.
shared_depth <- function(values, k) {
  depth <- rep(0L, length(values[[1]]))
  divide <- function(rows, level) {
    if (level > length(values) || length(rows) < k) return(invisible())
    value <- values[[level]][rows]
    groups <- split(rows, factor(value, unique(value[!is.na(value)])))
    groups <- groups[order(lengths(groups))]
    stay <- sum(is.na(value))
    while (length(groups) && (length(groups[[1]]) < k || (stay > 0 && stay < k))) {
      stay <- stay + length(groups[[1]])
      groups <- groups[-1]
    }
    for (group in groups) {
      depth[group] <<- level
      divide(group, level + 1L)
    }
  }
  divide(seq_along(depth), 1L)
  depth
}

# The number of those who have a code is for the table of codes to say.
suppress.pairwave_quotes <- function(result, profile, cohort, ..., call) {
  rows <- as.data.frame(result)
  rows$n <- rep(NA_integer_, nrow(rows))
  publish_rows(result, rows, profile)
}
