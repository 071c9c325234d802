# Finds what may be wrong with codes, links and the attendance list.

findings_of_links <- function(cohort) {
  found <- no_findings()
  add <- function(...) found <<- rbind(found, finding(...))
  asked <- cohort$study$checks$min_linked
  least <- asked %||% if (length(cohort$surveys) > 1) 0.05 else 0
  for (wave in names(cohort$surveys)) {
    status <- cohort$respondents$status[cohort$respondents$wave == wave]
    linked <- sum(status == "linked")
    if (linked < least * length(status)) add(
      "linked_share", wave, NA, length(status) - linked,
      paste0(linked, " of ", length(status), if (length(status) == 1) " record is" else
               " records are", " linked; ", if (is.null(asked)) "it should be " else
               "the study asks for ", format(100 * least), "%",
             if (is.null(asked)) " or more"),
      "look at the codes with review_links(), and at the study's id section"
    )
    twice <- sum(status == "duplicate")
    if (twice) add(
      "code_twice", wave, NA, twice,
      said_of(twice, "record repeats a person's code", "records repeat a person's code"),
      "say under id: duplicates which record to keep, or correct the export"
    )
    without <- sum(status == "no_id")
    if (without) add(
      "no_code", wave, NA, without,
      said_of(without, "record has no code", "records have no code"),
      "they are counted but can't be linked; ask for the code in the survey"
    )
  }
  open <- sum(cohort$links$linked %in% FALSE & is.na(cohort$links$decision) &
                !cohort$links$state %in% "vetoed")
  if (open) add(
    "near_link", NA, NA, open,
    said_of(open, "pair of codes nearly matches and is not decided",
            "pairs of codes nearly match and are not decided"),
    "decide with review_links(), and name its file under id: decisions"
  )
  rbind(found, findings_of_newcomers(cohort))
}

# Later waves that hardly hold anyone who was asked before: codes written in
# another form, or another cohort's file.
findings_of_newcomers <- function(cohort) {
  found <- no_findings()
  waves <- names(cohort$surveys)
  for (i in seq_along(waves)[-1]) {
    here <- !is.na(cohort$people[[waves[i]]])
    earlier <- rowSums(!is.na(cohort$people[waves[seq_len(i - 1)]])) > 0
    fresh <- sum(here & !earlier)
    if (fresh > sum(here) / 2) found <- rbind(found, finding(
      "new_later", waves[i], NA, fresh,
      paste0(fresh, " of ", sum(here), " people are in no earlier wave"),
      "see whether the file is this cohort's, and how its codes are written"
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
  if (twice) found <- rbind(found, finding(
    "attendance_twice", NA, NA, twice,
    said_of(twice, "row of the attendance list repeats a person",
            "rows of the attendance list repeat a person"),
    "keep one row for each person; they count as having come where either says so"
  ))
  people <- cohort$people
  on_list <- !is.na(people$attended)
  silent <- sum(on_list & rowSums(!is.na(people[names(cohort$surveys)])) == 0)
  if (silent > sum(on_list) / 2) found <- rbind(found, finding(
    "attendance_unknown", NA, NA, silent,
    paste0(silent, " of ", sum(on_list), " people on the list answered no wave"),
    "see whether the list writes codes as the surveys do"
  ))
  found
}
