# Several cohorts, year by year, as a report: of each what its own report shows, beside those
# of the others. No row is about people of more than one cohort, but for what is pooled of
# what is shown.

# What the document says of a stack: results, tables and sentences, those alone that there
# is something for.
cohorts_told <- function(cohorts, sections = NULL) {
  there <- report_sections(cohorts)
  has <- report_sections(cohorts, sections = sections)
  study <- cohorts[[1]]$study
  local_style(study$style %||% style_shown())
  change <- if (there$change) paired_change(cohorts)
  pooled <- if (there$change) pooled_where_allowed(cohorts)
  lasted <- if (there$lasted) stacked_by_scale(lapply(cohorts, persistence))
  means <- if (has$scores) stacked_by_scale(lapply(cohorts, wave_means))
  reliability <- if (there$reliability) stacked_by_scale(lapply(cohorts, scale_reliability))
  flows <- lapply(cohorts, participation)
  list(
    there = there, has = has, study = study, change = change, pooled = pooled, lasted = lasted,
    means = means, reliability = reliability,
    people = if (has$people) stack_table(cohorts),
    demographics = if (has$demographics) stacked_demographics(cohorts),
    flow = if (has$appendix) tables_beside(lapply(flows, function(flow) as_print_table(flow))),
    brief = brief_of_cohorts(cohorts, flows, change, pooled, lasted, reliability),
    methods = if (has$appendix) {
      describe_methods(cohorts[[1]], results = list(change, pooled, lasted, reliability))
    }
  )
}

# What can't be pooled is told cohort by cohort alone.
pooled_where_allowed <- function(cohorts) {
  tryCatch(pooled_change(cohorts), pairwave_error_disclosure = function(e) NULL)
}

# Results of each cohort as one, scale by scale, each with its cohorts in order: a line for
# each, named by both.
stacked_by_scale <- function(results) {
  first <- results[[1]]
  frames <- Map(named_by_cohort, lapply(results, as.data.frame), names(results))
  frame <- stack_frames(unname(frames))
  scale <- sub("\r.*$", "", frame$scale)
  possible <- attr(first, "possible")
  if (length(possible)) {
    possible <- lapply(names(results), function(name) {
      stats::setNames(possible, paste(names(possible), name, sep = "\r"))
    })
    possible <- do.call(c, possible)
  }
  result_like(first, frame[order(match(scale, unique(scale))), ], possible = possible)
}

named_by_cohort <- function(frame, name) {
  label <- ifelse(is.na(frame$label), frame$scale, frame$label)
  frame$label <- paste0(label, ", ", name)
  frame$scale <- paste(frame$scale, name, sep = "\r")
  frame
}

# A result with this frame, and otherwise as another of its kind; `...` are its attributes
# that differ.
result_like <- function(like, frame, ...) {
  kept <- attributes(like)
  kept <- kept[setdiff(names(kept), c("names", "row.names", "class", "parts"))]
  changed <- list(...)
  kept[names(changed)] <- changed
  kind <- setdiff(class(like), c("pairwave_result", "data.frame"))
  do.call(new_result, c(list(frame, kind), kept))
}

# A column of figures for each cohort.
stacked_demographics <- function(cohorts) {
  # A cohort of nobody has no column.
  some <- Filter(function(cohort) nrow(cohort$people) > 0, unclass(cohorts))
  tables <- lapply(some, demographics)
  of_group <- function(frame, name) {
    frame$group <- rep(name, nrow(frame))
    frame
  }
  frames <- Map(of_group, lapply(tables, as.data.frame), names(some))
  strata <- Map(of_group, lapply(tables, attr, "strata"), names(some))
  result_like(tables[[1]], stack_frames(unname(frames)),
              strata = stack_frames(unname(strata)), by = worded("Cohort"))
}

# The tables of a stack for a workbook, by the names of their sheets.
cohorts_tables <- function(cohorts, sections = NULL) {
  told <- cohorts_told(cohorts, sections)
  has <- told$has
  results <- list(
    Change = if (has$change) told$change,
    `Every figure of change` = if (has$items) summary(told$change),
    `All cohorts together` = if (has$change) told$pooled,
    `Did it last` = if (has$lasted) told$lasted,
    Means = told$means,
    People = told$people,
    `Flow of people` = told$flow,
    `Who took part` = told$demographics,
    Reliability = if (has$reliability) told$reliability
  )
  sources <- if (has$appendix) {
    stats::setNames(lapply(cohorts, provenance), paste("Provenance", names(cohorts)))
  }
  as_sheets(Filter(Negate(is.null), c(results, sources)))
}
