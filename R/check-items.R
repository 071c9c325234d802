# Finds what may be wrong with single items.

findings_of_items <- function(cohort, facts = known_of_scales(cohort)) {
  found <- no_findings()
  for (scale in cohort$study$scales) for (wave in names(facts[[scale$name]])) {
    for (item in scale$items) {
      found <- rbind(found, findings_of_item(facts[[scale$name]][[wave]], item, scale, wave))
    }
  }
  found
}

# What scale_facts() says of each scale, by its name.
known_of_scales <- function(cohort) {
  scales <- cohort$study$scales
  stats::setNames(lapply(scales, function(scale) scale_facts(cohort, scale)),
                  vapply(scales, `[[`, "", "name"))
}

findings_of_item <- function(facts, item, scale, wave) {
  of <- facts$values[[item]]
  if (is.null(of)) {
    return(finding("not_checked", wave, item, 1, kind = "values"))
  }
  n <- sum(of$n)
  absent <- facts$answered - n
  if (n == 0) {
    return(finding("item_empty", wave, item, absent))
  }
  found <- no_findings()
  if (absent > facts$answered / 5 && absent >= 3) found <- finding(
    "item_missing", wave, item, absent, of = facts$answered
  )
  if (n >= 10 && all(of$value == of$value[1])) {
    return(rbind(found, finding("item_constant", wave, item, n)))
  }
  between <- sum(of$n[of$value != round(of$value)])
  if (between && between < n / 2) {
    found <- rbind(found, finding("between_codes", wave, item, between))
  }
  r <- facts$rest[match(item, scale$items)]
  if (length(r) && !is.na(r) && r < -0.1) found <- rbind(found, finding(
    "item_against", wave, item, facts$whole, setting = r
  ))
  found
}
