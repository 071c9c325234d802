# Finds records by the rules of a study's own, and gives the findings of every rule
# the severity and the share that the study asks for.

severities <- c("error", "warning", "note")

# The rules under `checks: rules` that are none of check_cohort()'s.
own_rules <- function(study) {
  study$checks$rules[setdiff(names(study$checks$rules), check_rules$rule)]
}

findings_of_own_rules <- function(cohort) {
  study <- cohort$study
  found <- no_findings()
  rules <- own_rules(study)
  sizes <- wave_sizes(cohort)
  for (name in names(rules)) for (wave in names(cohort$surveys)) {
    entry <- rules[[name]]
    if (!is_in_wave(entry, wave) || !entry$column %in% names(cohort$surveys[[wave]])) next
    kind <- condition_kinds[lengths(entry[condition_kinds]) > 0]
    where <- cli::format_inline("Rule {.field {name}}, wave {.field {wave}}")
    known <- unless_too_many(function() wave_values(cohort, wave, entry$column))
    if (is.null(known)) {
      found <- rbind(found, finding("not_checked", wave, entry$column, 1,
                                    kind = unchecked_kind(cohort, entry$column)))
      next
    }
    survey <- stats::setNames(list(known$column), entry$column)
    met <- people_meant(meets_condition(survey, entry, where), known$counts)
    if (met == 0) next
    found <- rbind(found, finding(
      name, wave, entry$column, met, kind = if (is.null(entry$label)) kind else "labelled",
      of = sizes[[wave]], about = entry$label %||% NA,
      setting = entry$below %||% entry$above %||% NA
    ))
  }
  found
}

# Findings with the study's severities; those of a smaller share of the wave's records
# (or of the records of all waves, where a finding is of none) than it asks for are left
# out. `sizes` are the numbers of records of the waves, by name.
as_asked <- function(found, study, sizes) {
  for (name in names(study$checks$rules)) {
    entry <- study$checks$rules[[name]]
    at <- which(found$rule == name)
    severity <- entry$severity %||% if (!name %in% check_rules$rule) "warning"
    if (length(severity)) found$severity[at] <- rep(severity, length(at))
    if (is.null(entry$share)) next
    of <- ifelse(is.na(found$wave[at]), sum(sizes), sizes[found$wave[at]])
    few <- at[!found$count[at] > entry$share * of]
    if (length(few)) found <- found[-few, ]
  }
  found
}
