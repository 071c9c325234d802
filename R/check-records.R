# Finds what may be wrong with whole records.

findings_of_records <- function(cohort, facts = known_of_scales(cohort)) {
  found <- no_findings()
  for (scale in cohort$study$scales) for (wave in names(facts[[scale$name]])) {
    of <- facts[[scale$name]][[wave]]
    if (of$not_scored) {
      found <- rbind(found, finding("not_scored", wave, scale$name, of$not_scored))
    }
    if (of$same) found <- rbind(found, finding("same_answer", wave, scale$name, of$same))
  }
  # Of counts alone nobody can tell which records are alike.
  if (inherits(cohort, "pairwave_engine_cohort")) return(found)
  rbind(found, findings_of_repeats(cohort))
}

# Records of one wave with the same answers to every item, of 10 or more: one
# person under two codes, or rows that were copied. Those who gave one answer
# throughout are another finding.
findings_of_repeats <- function(cohort) {
  found <- no_findings()
  for (wave in names(cohort$surveys)) {
    parts <- lapply(cohort$study$scales, function(scale) {
      scale_item_answers(cohort, scale, wave)
    })
    answers <- do.call(cbind, unname(parts))
    if (is.null(answers) || ncol(answers) < 10) next
    varied <- apply(answers, 1, function(row) {
      !anyNA(row) && any(row != row[1])
    })
    again <- sum(duplicated(answers[varied, , drop = FALSE]))
    if (again) found <- rbind(found, finding("record_twice", wave, NA, again))
  }
  found
}

# Rows under the data that a spreadsheet adds: their code is a word.
findings_of_totals <- function(study, surveys) {
  found <- no_findings()
  for (wave in names(surveys)) {
    codes <- surveys[[wave]][intersect(study$id$column, names(surveys[[wave]]))]
    total <- Reduce(`|`, lapply(codes, function(x) {
      is_code_word(bare_values(x), total_words)
    }), logical(nrow(surveys[[wave]])))
    if (any(total)) found <- rbind(found, finding("total_row", wave, NA, sum(total)))
  }
  found
}

# The same of a cohort, whose sources may have to be asked.
findings_of_code_words <- function(cohort) {
  if (!inherits(cohort, "pairwave_engine_cohort")) {
    return(findings_of_totals(cohort$study, cohort$surveys))
  }
  found <- no_findings()
  for (wave in names(cohort$surveys)) {
    n <- sum(vapply(cohort$sources, function(source) {
      count_code_words(source, wave, total_words)
    }, 0))
    if (n) found <- rbind(found, finding("total_row", wave, NA, n))
  }
  found
}

total_words <- c(
  "total", "totals", "grand total", "subtotal", "sum", "mean", "means", "average", "averages",
  "avg", "median", "std dev", "standard deviation", "minimum", "maximum", "gesamt", "summe",
  "mittelwert", "durchschnitt", "somme", "moyenne", "suma", "media", "promedio", "totale",
  "gemiddelde", "totaal", "cyfanswm", "cymedr"
)

# Waves that are one file, or that have too few records.
findings_of_surveys <- function(study, surveys) {
  found <- no_findings()
  waves <- names(surveys)
  items <- unlist(lapply(study$scales, `[[`, "items"), use.names = FALSE)
  bare <- lapply(waves, function(wave) {
    columns <- unclass(surveys[[wave]])
    # Waves out of one file have the columns of one another: what was asked in
    # each is told by the items.
    renamed <- length(study$waves[[wave]]$rename) && any(items %in% names(columns))
    lapply(if (renamed) columns[intersect(items, names(columns))] else columns, bare_values)
  })
  names(bare) <- waves
  for (i in seq_along(waves)[-1]) {
    same <- vapply(waves[seq_len(i - 1)], function(wave) {
      nrow(surveys[[waves[i]]]) > 0 && identical(unname(bare[[wave]]), unname(bare[[i]]))
    }, NA)
    if (any(same)) found <- rbind(found, finding(
      "wave_twice", waves[i], NA, nrow(surveys[[waves[i]]]), about = names(which(same))[1]
    ))
  }
  found
}
