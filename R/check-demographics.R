# Finds what may be wrong with demographics, and what a table of them would
# disclose.

findings_of_demographics <- function(cohort) {
  found <- no_findings()
  for (one in cohort$study$demographics) for (wave in names(cohort$surveys)) {
    column <- cohort$surveys[[wave]][[one$column]]
    labels <- as.vector(column_labels(column))
    if (!length(labels)) next
    plain <- plain_values(column)
    without <- sum(!is.na(plain) & !plain %in% labels)
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
    text <- answers_of_people(cohort, asked, one$column, function(column) {
      plain_wording(as.character(bare_values(as_label_text(column))))
    })
    codes <- answers_of_people(cohort, asked, one$column, bare_values)
    differ <- sum(several_answers(text) & several_answers(codes))
    if (differ) found <- rbind(found, finding("answers_disagree", NA, one$column, differ))
  }
  found
}

# A matrix: what each person answered in each of the waves, NA for no answer.
answers_of_people <- function(cohort, waves, column, read) {
  given <- vapply(waves, function(wave) {
    x <- cohort$surveys[[wave]][[column]]
    text <- as.character(read(x))
    text[is_missing_answer(x)] <- NA
    text[cohort$people[[wave]]]
  }, character(nrow(cohort$people)))
  matrix(given, nrow(cohort$people))
}

several_answers <- function(given) {
  apply(given, 1, function(row) length(unique(row[!is.na(row)])) > 1)
}

# Cells of the demographic table that a study without a disclosure profile
# would print.
findings_of_disclosure <- function(cohort) {
  found <- no_findings()
  for (one in cohort$study$demographics) {
    n <- table(bare_values(as_label_text(cohort$people[[one$column]])))
    few <- sum(n < 5)
    if (few) found <- rbind(found, finding("small_cells", NA, one$column, few))
  }
  found
}
