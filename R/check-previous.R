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
  sizes <- wave_sizes(cohort)
  before <- if (!is.null(previous)) as.list(wave_sizes(previous))
  for (wave in names(sizes)) {
    n <- sizes[[wave]]
    if (!is.null(least) && n < least) add("few_records", wave, NA, n, setting = least)
    if (is.null(previous)) next
    then <- before[[wave]]
    if (!is.null(then) && n < then) add("fewer_records", wave, NA, n, setting = then)
  }
  if (is.null(previous)) {
    return(found)
  }
  rbind(found, findings_of_scales(cohort, previous),
        findings_of_codes(cohort, with_all_columns(previous)))
}

# What makes the scores of a scale comparable with those of another cohort.
compared_parts <- c("items", "range", "reverse", "score", "min_items", "better")

findings_of_scales <- function(cohort, previous) {
  found <- no_findings()
  for (name in names(previous$study$scales)) {
    then <- previous$study$scales[[name]]
    now <- cohort$study$scales[[name]]
    if (is.null(now)) {
      found <- rbind(found, finding("scale_changed", NA, name, 1, kind = "gone"))
      next
    }
    same <- vapply(compared_parts, function(part) {
      identical(unname(now[[part]]), unname(then[[part]]))
    }, NA)
    if (!all(same)) found <- rbind(found, finding(
      "scale_changed", NA, name, 1, kind = "other", about = join_codes(compared_parts[!same])
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
      if (moved) found <- rbind(found, finding("labels_changed", wave, column, moved))
      if (!column %in% demographics) next
      other <- changed_codes(then[[column]], now[[column]])
      if (other) found <- rbind(found, finding("codes_changed", wave, column, other))
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
