# Finds what may be wrong with single items.

findings_of_items <- function(cohort) {
  found <- no_findings()
  for (scale in cohort$study$scales) for (wave in names(cohort$surveys)) {
    answers <- scale_item_answers(cohort, scale, wave)
    answers <- answers[rowSums(!is.na(answers)) > 0, , drop = FALSE]
    for (item in scale$items) {
      found <- rbind(found, findings_of_item(answers, item, scale, wave))
    }
  }
  found
}

findings_of_item <- function(answers, item, scale, wave) {
  x <- answers[, item]
  n <- sum(!is.na(x))
  absent <- sum(is.na(x))
  if (n == 0) {
    return(finding("item_empty", wave, item, absent))
  }
  found <- no_findings()
  if (absent > length(x) / 5 && absent >= 3) found <- finding(
    "item_missing", wave, item, absent, of = length(x)
  )
  if (n >= 10 && all(x == x[!is.na(x)][1], na.rm = TRUE)) {
    return(rbind(found, finding("item_constant", wave, item, n)))
  }
  between <- sum(x != round(x), na.rm = TRUE)
  if (between && between < n / 2) {
    found <- rbind(found, finding("between_codes", wave, item, between))
  }
  turned <- scale$items %in% scale$reverse
  answers[, turned] <- -answers[, turned]
  whole <- stats::complete.cases(answers)
  others <- rowSums(answers[, scale$items != item, drop = FALSE])
  if (sum(whole) < 10 || length(scale$items) < 3) return(found)
  r <- suppressWarnings(stats::cor(answers[whole, item], others[whole]))
  if (!is.na(r) && r < -0.1) found <- rbind(found, finding(
    "item_against", wave, item, sum(whole), setting = r
  ))
  found
}
