# Compares a variable between two waves: what the codes mean, and what was asked.

findings_of_labels <- function(cohort) {
  found <- no_findings()
  waves <- names(cohort$surveys)
  items <- unlist(lapply(cohort$study$scales, `[[`, "items"), use.names = FALSE)
  columns <- c(items, vapply(cohort$study$demographics, `[[`, "", "column"))
  for (column in unique(columns)) {
    with <- waves[vapply(waves, function(w) column %in% names(cohort$surveys[[w]]), NA)]
    for (wave in with[-1]) {
      first <- cohort$surveys[[with[1]]][[column]]
      here <- cohort$surveys[[wave]][[column]]
      moved <- moved_labels(first, here)
      if (moved) found <- rbind(found, finding(
        "labels_differ", wave, column, moved, about = with[1]
      ))
      found <- rbind(found, missing_differs(cohort, wave, with[1], column),
                     missing_differs(cohort, with[1], wave, column))
      if (column %in% items && asks_otherwise(cohort, column, items, with[1], wave)) {
        found <- rbind(found, finding("wording_differs", wave, column, 1, about = with[1]))
      }
    }
  }
  rbind(found, findings_of_answers(cohort), findings_of_words(cohort),
        findings_of_damage(cohort$surveys))
}

# Tells whether an item's question is another one in a later wave. One form asks of two
# times in other words each ("Before the course, I knew ..." and "Now I know ..."): there
# it is another question only where its words are more like those of another item.
asks_otherwise <- function(cohort, item, items, first, wave) {
  asked <- function(wave, item) wording(cohort$surveys[[wave]][[item]])
  words <- c(asked(first, item), asked(wave, item))
  if (anyNA(words) || words[1] == words[2]) return(FALSE)
  files <- vapply(cohort$study$waves[c(first, wave)], function(of) of$file %||% of$table, "")
  if (files[[1]] != files[[2]]) return(TRUE)
  others <- vapply(setdiff(items, item), function(other) asked(first, other), "")
  any(shared_words(words[2], others) > shared_words(words[2], words[1]), na.rm = TRUE)
}

# The share of words that a text has in common with each of others, of the longer one's.
shared_words <- function(text, others) {
  split <- function(x) unique(strsplit(trimws(bare_words(x)), " ", fixed = TRUE)[[1]])
  vapply(others, function(other) {
    if (is.na(other)) return(NA_real_)
    words <- list(split(text), split(other))
    length(intersect(words[[1]], words[[2]])) / max(lengths(words))
  }, 0)
}

# Items whose labels can't be brought in line with the answers of their scale.
findings_of_answers <- function(cohort) {
  found <- no_findings()
  for (wave in names(cohort$surveys)) {
    for (item in attr(cohort$surveys[[wave]], "survey")$odd_labels) {
      found <- rbind(found, finding("answers_differ", wave, item, 1))
    }
  }
  found
}

# Items scored by numbers that run against the words which these are labelled with, where
# neither `answers` nor `reverse` says that this is known.
findings_of_words <- function(cohort) {
  found <- no_findings()
  for (scale in cohort$study$scales) {
    if (length(scale$answers)) next
    for (wave in names(cohort$surveys)) {
      survey <- cohort$surveys[[wave]]
      for (item in intersect(setdiff(scale$items, scale$reverse), names(survey))) {
        labels <- column_labels(survey[[item]])
        if (is.numeric(labels) && runs_against_words(as.vector(labels), names(labels))) {
          found <- rbind(found, finding("against_words", wave, item, 1))
        }
      }
    }
  }
  found
}

# Answers of one wave that would be no answers in another.
missing_differs <- function(cohort, wave, other_wave, column) {
  x <- cohort$surveys[[wave]][[column]]
  other <- cohort$surveys[[other_wave]][[column]]
  if (is.character(bare_values(x)) != is.character(bare_values(other))) return(NULL)
  if (same_missing_codes(x, other)) return(NULL)
  known <- unless_too_many(function() wave_values(cohort, wave, column))
  if (is.null(known)) {
    return(finding("not_checked", wave, column, 1, kind = unchecked_kind(cohort, column)))
  }
  n <- people_meant(!is_missing_answer(known$column) &
                      is_declared_missing(bare_values(known$column), other), known$counts)
  if (n) finding("missing_differs", wave, column, n, about = other_wave)
}

# Tells whether two columns declare the same codes as missing.
same_missing_codes <- function(x, other) {
  identical(column_na_values(x), column_na_values(other)) &&
    identical(column_na_range(x), column_na_range(other))
}

# Labels that hold the marks of a wrong encoding: U+FFFD, or letters of
# Windows-1252 that UTF-8 makes of accents and quotes.
findings_of_damage <- function(surveys) {
  marks <- "\ufffd|\u00c3[\u0080-\u00bf]|\u00e2\u20ac|\u00c2[\u00a0-\u00bf]"
  found <- no_findings()
  for (wave in names(surveys)) {
    damaged <- vapply(surveys[[wave]], function(column) {
      any(grepl(marks, c(column_label(column),
                         names(column_labels(column)))))
    }, NA)
    if (any(damaged)) found <- rbind(found, finding(
      "text_damaged", wave, names(which(damaged))[1], sum(damaged), kind = "labels"
    ))
  }
  found
}
