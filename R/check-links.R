# Finds what may be wrong with codes, links and the attendance list.

findings_of_links <- function(cohort) {
  found <- no_findings()
  add <- function(...) found <<- rbind(found, finding(...))
  asked <- cohort$study$checks$min_linked
  # Said once, in place of what follows from it wave by wave.
  if (is_unlinked(cohort$study) && is.null(asked)) {
    return(rbind(found, finding("no_id", NA, NA, sum(wave_sizes(cohort)))))
  }
  least <- asked %||% if (length(cohort$surveys) > 1) 0.05 else 0
  states <- record_states(cohort)
  for (wave in names(states)) {
    n <- as.list(states[[wave]])
    if (n$linked < least * n$all) add(
      "linked_share", wave, NA, n$all - n$linked, of = n$all,
      kind = if (is.null(asked)) "usual" else "asked", setting = 100 * least
    )
    if (n$duplicate) add("code_twice", wave, NA, n$duplicate)
    if (n$no_id && has_code(cohort$study)) add("no_code", wave, NA, n$no_id)
  }
  open <- sum(cohort$links$linked %in% FALSE & is.na(cohort$links$decision) &
                !cohort$links$state %in% "vetoed")
  if (open) add("near_link", NA, NA, open)
  rbind(found, findings_of_newcomers(cohort))
}

# Codes with an element that can't have its value: a birth month of 13.
findings_of_inadmissible <- function(study, surveys) {
  found <- no_findings()
  if (!length(study$id$admissible)) return(found)
  rule <- study_rule(study$id)
  for (wave in names(surveys)) {
    codes <- record_codes(surveys[[wave]], study$id$column, rule, wave)
    odd <- sum(has_inadmissible(codes, rule))
    if (odd) found <- rbind(found, finding("code_inadmissible", wave, NA, odd))
  }
  found
}

# Later waves that hardly hold anyone who was asked before: codes written in
# another form, or another cohort's file.
findings_of_newcomers <- function(cohort) {
  found <- no_findings()
  waves <- names(cohort$surveys)
  known <- presence_in_waves(cohort)
  for (i in seq_along(waves)[-1]) {
    here <- known$there[[waves[i]]]
    earlier <- Reduce(`|`, known$there[waves[seq_len(i - 1)]])
    n <- people_meant(here, known$counts)
    fresh <- people_meant(here & !earlier, known$counts)
    if (fresh > n / 2) found <- rbind(found, finding(
      "new_later", waves[i], NA, fresh, of = n
    ))
  }
  found
}

findings_of_attendance <- function(cohort) {
  spec <- cohort$study$attendance
  if (is.null(spec)) {
    return(NULL)
  }
  found <- no_findings()
  twice <- cohort$attendance[["repeated"]]
  if (twice) found <- rbind(found, finding("attendance_twice", NA, NA, twice))
  people <- cohort$people
  on_list <- !is.na(people$attended)
  silent <- sum(on_list & rowSums(!is.na(people[names(cohort$surveys)])) == 0)
  if (silent > sum(on_list) / 2) found <- rbind(found, finding(
    "attendance_unknown", NA, NA, silent, of = sum(on_list)
  ))
  found
}
