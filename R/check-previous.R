# Compares a cohort with the one before it.

# The cohort to compare with: what is given, or what the study names.
previous_cohort <- function(study, previous) {
  if (is.null(previous)) {
    named <- study$checks$previous
    if (is.null(named)) {
      return(NULL)
    }
    previous <- study_path(study$dir, named)
  }
  suppressWarnings(read_cohort(previous))
}

findings_of_change <- function(cohort, previous) {
  found <- no_findings()
  add <- function(...) found <<- rbind(found, finding(...))
  least <- cohort$study$checks$min_records
  for (wave in names(cohort$surveys)) {
    n <- nrow(cohort$surveys[[wave]])
    if (!is.null(least) && n < least) add(
      "few_records", wave, NA, n,
      paste0(said_of(n, "record", "records"), "; the study asks for ", least),
      "see whether the export is complete"
    )
    if (is.null(previous)) next
    then <- nrow(previous$surveys[[wave]])
    if (!is.null(then) && n < then) add(
      "fewer_records", wave, NA, n,
      paste0(said_of(n, "record", "records"), ", ", then, " in the previous cohort"),
      "see whether the export is complete"
    )
  }
  if (is.null(previous)) {
    return(found)
  }
  rbind(found, findings_of_scales(cohort, previous),
        findings_of_codes(cohort, previous))
}

findings_of_scales <- function(cohort, previous) {
  found <- no_findings()
  for (name in names(previous$study$scales)) {
    then <- previous$study$scales[[name]]
    now <- cohort$study$scales[[name]]
    what <- if (is.null(now)) "the scale is gone" else {
      parts <- c(items = "its items", range = "its range",
                 reverse = "its reversed items", score = "its score",
                 min_items = "how many items must be answered")
      differ <- names(parts)[!vapply(names(parts), function(part) {
        identical(unname(now[[part]]), unname(then[[part]]))
      }, NA)]
      if (length(differ)) paste0("not as in the previous cohort: ",
                                 paste(parts[differ], collapse = ", "))
    }
    if (length(what)) found <- rbind(found, finding(
      "scale_changed", NA, name, 1, what,
      "scores of the two cohorts are not comparable until this is settled"
    ))
  }
  found
}

# Labels and answer codes of the columns that both studies use.
findings_of_codes <- function(cohort, previous) {
  found <- no_findings()
  demographics <- vapply(cohort$study$demographics, `[[`, "", "column")
  items <- unlist(lapply(cohort$study$scales, `[[`, "items"), use.names = FALSE)
  for (wave in intersect(names(cohort$surveys), names(previous$surveys))) {
    now <- cohort$surveys[[wave]]
    then <- previous$surveys[[wave]]
    for (column in intersect(c(items, demographics), intersect(names(now), names(then)))) {
      moved <- moved_labels(then[[column]], now[[column]])
      if (moved) found <- rbind(found, finding(
        "labels_changed", wave, column, moved,
        paste(said_of(moved, "code has", "codes have"),
              "another label than in the previous cohort"),
        "see which labels are right before the cohorts are compared"
      ))
      if (!column %in% demographics) next
      other <- changed_codes(then[[column]], now[[column]])
      if (other) found <- rbind(found, finding(
        "codes_changed", wave, column, other,
        paste(said_of(other, "answer code is", "answer codes are"),
              "in one of the two cohorts only"),
        "see whether the question still offers the same answers"
      ))
    }
  }
  found
}

# Says how many labelled codes only one of two columns has.
changed_codes <- function(then, now) {
  codes <- lapply(list(then, now), function(column) {
    as.character(column_labels(column))
  })
  if (!all(lengths(codes))) return(0)
  length(setdiff(codes[[1]], codes[[2]])) + length(setdiff(codes[[2]], codes[[1]]))
}
