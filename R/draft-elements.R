# Drafts an id of several columns, where each element of a self-generated code was
# asked for on its own; and what becomes of codes that differ by a slip.

# The columns that together tell people apart, NULL where there are none: short answers
# whose question or name is that of an element (a letter of a name, a day of birth).
draft_elements <- function(waves, items) {
  shared <- Reduce(intersect, lapply(waves, answered_columns))
  survey <- waves[[1]]$survey
  shared <- setdiff(shared, c(items, own_columns(survey), identifying_columns(survey)))
  columns <- Filter(function(name) {
    is_element_name(paste(name, column_label(survey[[name]]))) &&
      all(vapply(waves, function(wave) is_short_answer(wave$survey[[name]]), NA))
  }, shared)
  if (length(columns) < 2 || length(columns) > 12) return(NULL)
  codes <- lapply(waves, function(wave) {
    given <- record_codes(wave$survey, columns, near_rule(columns = length(columns)), "")
    given[nzchar(given)]
  })
  unique <- min(vapply(codes, function(one) length(unique(one)) / max(length(one), 1), 0))
  found <- vapply(seq_along(codes)[-1], function(i) mean(unique(codes[[i]]) %in% codes[[i - 1]]), 0)
  if (unique < 0.8 || (length(found) && max(found) < 0.2)) return(NULL)
  list(
    column = columns, rename = list(), weak = FALSE, others = character(), more = 0,
    admissible = element_limits(columns, waves),
    reason = paste0(
      "no single column tells people apart; these do together, as elements of a code: ",
      shares_words(unique, found, "their")
    )
  )
}

is_element_name <- function(text) {
  words <- unlist(known_words("code-elements.yml"), use.names = FALSE)
  text <- lower_case(gsub("_", " ", text, fixed = TRUE))
  any(vapply(words, function(word) {
    grepl(paste0("(^|[^\\p{L}])", word), text, perl = TRUE)
  }, NA))
}

is_short_answer <- function(x) {
  if (is.logical(x) || is.list(x) || time_kind(x) > 0 || is_identifying(x)) return(FALSE)
  codes <- normal_codes(x, "")
  codes <- codes[nzchar(codes)]
  length(codes) > 0 && length(codes) / length(x) >= 0.7 && length(unique(codes)) > 1 &&
    stats::quantile(nchar(codes), 0.9, names = FALSE) <= 10
}

# Days and months have values of their own, by the words of their questions.
element_limits <- function(columns, waves) {
  last <- vapply(columns, function(name) {
    said <- lower_case(paste(name, column_label(waves[[1]]$survey[[name]])))
    value <- unlist(lapply(waves, function(wave) plain_values(wave$survey[[name]])))
    number <- suppressWarnings(as.numeric(value[!is.na(value)]))
    fits <- function(to) all(number %in% seq_len(to))
    if (grepl("\\b(month|monat)", said, perl = TRUE) && fits(12)) return(12)
    if (grepl("\\b(day|tag)", said, perl = TRUE) && fits(31)) return(31)
    NA_real_
  }, 0)
  last <- last[!is.na(last)]
  stats::setNames(paste0("1:", last, recycle0 = TRUE), names(last))
}

# How many codes of one wave are a slip from a code of another, with the id as drafted
# and the columns that people answer alike; 0 where most would be chance.
count_near_codes <- function(waves, id, constant) {
  if (is.null(id$column) || length(waves) < 2 || isTRUE(id$running)) return(0L)
  rule <- near_rule(1L, columns = length(id$column),
                    leading_zeros = if (id$more > 0) "drop" else "keep")
  surveys <- lapply(waves, function(wave) {
    beside <- unclass(wave$beside)[setdiff(names(wave$beside), names(wave$survey))]
    new_frame(c(unclass(wave$survey), beside))
  })
  found <- tryCatch(
    link_records(surveys, id$column, "most_complete", rule = rule, confirm = constant),
    pairwave_error = function(e) NULL
  )
  if (is.null(found)) return(0L)
  n <- sum(found$near$state == "proposed" & found$near$cost > 0)
  alone <- table(found$respondents$wave[found$respondents$status == "unlinked"])
  chance <- near_within(surveys, id$column, rule) * sum(utils::combn(alone, 2, prod))
  # Where as many would come by chance, as among short numbers, it helps nobody.
  if (n > 2 * chance) n else 0L
}

# The share of pairs within a wave, who are two people, that are a slip from each other.
near_within <- function(surveys, id, rule) {
  pairs <- vapply(surveys, function(survey) {
    codes <- unique(record_codes(survey, id, rule, "the wave"))
    codes <- codes[nzchar(codes)]
    c(length(candidate_codes(codes, rule)$one), choose(length(codes), 2))
  }, c(0, 0))
  sum(pairs[1, ]) / max(sum(pairs[2, ]), 1)
}
