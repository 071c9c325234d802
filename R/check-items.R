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
    return(finding("item_empty", wave, item, absent,
                   "nobody answered the item",
                   "see whether the export has it under another name"))
  }
  found <- no_findings()
  if (absent > length(x) / 5 && absent >= 3) found <- finding(
    "item_missing", wave, item, absent,
    paste0(absent, " of ", length(x), " respondents left out the item"),
    "see whether everyone was asked"
  )
  if (n >= 10 && all(x == x[!is.na(x)][1], na.rm = TRUE)) {
    return(rbind(found, finding(
      "item_constant", wave, item, n,
      paste("all", n, "respondents gave the same answer"),
      "see whether the export is complete"
    )))
  }
  between <- sum(x != round(x), na.rm = TRUE)
  if (between && between < n / 2) found <- rbind(found, finding(
    "between_codes", wave, item, between,
    said_of(between, "answer lies between two whole numbers",
            "answers lie between two whole numbers"),
    "see whether a row of means stands under the data"
  ))
  turned <- scale$items %in% scale$reverse
  answers[, turned] <- -answers[, turned]
  whole <- stats::complete.cases(answers)
  others <- rowSums(answers[, scale$items != item, drop = FALSE])
  if (sum(whole) < 10 || length(scale$items) < 3) return(found)
  r <- suppressWarnings(stats::cor(answers[whole, item], others[whole]))
  if (!is.na(r) && r < -0.1) found <- rbind(found, finding(
    "item_against", wave, item, sum(whole),
    paste0("the item goes against the rest of the scale, r = ", decimals(r)),
    "see whether reverse names the right items, and how the export codes it"
  ))
  found
}
