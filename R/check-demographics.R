# Finds what may be wrong with demographics, and what a table of them would
# disclose.

findings_of_demographics <- function(cohort) {
  found <- no_findings()
  for (one in cohort$study$demographics) for (wave in names(cohort$surveys)) {
    labels <- as.vector(column_labels(cohort$surveys[[wave]][[one$column]]))
    if (!length(labels)) next
    known <- unless_too_many(function() wave_values(cohort, wave, one$column))
    if (is.null(known)) {
      found <- rbind(found, finding("not_checked", wave, one$column, 1,
                                    kind = unchecked_kind(cohort, one$column)))
      next
    }
    plain <- plain_values(known$column)
    without <- people_meant(!is.na(plain) & !plain %in% labels, known$counts)
    if (without) found <- rbind(found, finding("not_labelled", wave, one$column, without))
  }
  rbind(found, findings_of_disagreement(cohort), findings_of_disclosure(cohort))
}

# People whose answer to the same demographic is another in another wave, both
# by its label and by its code: one of the waves may come without labels.
findings_of_disagreement <- function(cohort) {
  found <- no_findings()
  for (one in cohort$study$demographics) {
    asked <- Filter(function(wave) one$column %in% names(cohort$surveys[[wave]]),
                    names(cohort$surveys))
    if (length(asked) < 2) next
    known <- unless_too_many(function() answers_in_waves(cohort, asked, one$column))
    if (is.null(known)) {
      found <- rbind(found, finding("not_checked", NA, one$column, 1,
                                    kind = unchecked_kind(cohort, one$column)))
      next
    }
    text <- answers_of_people(known$columns, function(column) {
      plain_wording(as.character(bare_values(as_label_text(column))))
    })
    codes <- answers_of_people(known$columns, bare_values)
    differ <- people_meant(several_answers(text) & several_answers(codes), known$counts)
    if (differ) found <- rbind(found, finding("answers_disagree", NA, one$column, differ))
  }
  found
}

# A matrix: what stands in each of the columns, one of a wave, NA for no answer.
answers_of_people <- function(columns, read) {
  n <- length(columns[[1]])
  matrix(vapply(columns, function(x) {
    text <- as.character(read(x))
    text[is_missing_answer(x) | is_blank_text(x)] <- NA
    text
  }, character(n)), n)
}

several_answers <- function(given) {
  apply(given, 1, function(row) length(unique(row[!is.na(row)])) > 1)
}

# Cells of the demographic table that a study without a disclosure profile
# would print.
findings_of_disclosure <- function(cohort) {
  found <- no_findings()
  for (one in cohort$study$demographics) {
    known <- unless_too_many(function() demographic_values(cohort, one$column))
    if (is.null(known)) {
      found <- rbind(found, finding("not_checked", NA, one$column, 1,
                                    kind = unchecked_kind(cohort, one$column)))
      next
    }
    answers <- bare_values(as_label_text(known$column))
    given <- !is.na(answers) & !is_blank_text(known$column)
    n <- tapply(known$counts[given] %||% rep(1, sum(given)), answers[given], sum)
    few <- sum(n < 5)
    if (few) found <- rbind(found, finding("small_cells", NA, one$column, few))
  }
  found
}
