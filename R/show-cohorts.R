# Prints several cohorts side by side.

#' @export
print.pairwave_cohorts <- function(x, ...) {
  if (is_knit_asis()) return(knit_asis(x))
  writeLines(c(paste0("<pairwave cohorts>: ", length(x)),
               write_table(stack_table(x), "console")))
  invisible(x)
}

knit_print.pairwave_cohorts <- function(x, ...) knit_tables(list(stack_table(x)))

# Respondents in each wave, and how many of them are linked.
stack_table <- function(cohorts) {
  counts <- lapply(cohorts, published_counts)
  flows <- lapply(counts, `[[`, "flow")
  waves <- vapply(flows, function(flow) {
    paste0(flow$respondents, " (", flow$linked, ")")
  }, character(nrow(flows[[1]])))
  new_print_table(
    data.frame(
      cohort = names(cohorts),
      people = vapply(counts, function(one) as.character(one$people), ""),
      matrix(t(waves), length(cohorts))
    ),
    align = c("l", rep("r", nrow(flows[[1]]) + 1)),
    head = c("Cohort", "People", flows[[1]]$wave),
    caption = "Respondents per wave (linked)",
    notes = stack_notes(cohorts, unlist(waves))
  )
}

# What stands for people who are not counted.
stack_notes <- function(cohorts, cells) {
  profile <- profile_of(cohorts)
  if (!is_suppressing(profile)) return(character())
  mark <- profile$mark
  disclosure_notes(data.frame(mark = mark[any(grepl(mark, cells, fixed = TRUE))]), profile)
}
