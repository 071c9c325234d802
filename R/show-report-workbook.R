# A report as a workbook: the tables of a cohort, a sheet each.

# What report() tells of a cohort in tables, by the names of their sheets: those results
# alone that the study has something for. (What the checks found is of the data, and stays
# with check_cohort().)
report_tables <- function(cohort) {
  study <- cohort$study
  scales <- length(study$scales) > 0
  several <- length(study$waves) > 1
  followed <- any(cohort$respondents$status == "linked")
  compared <- scales && several && followed
  # Of one form that asked about both waves nobody can be lost.
  one_form <- length(study$waves) - length(recalled_waves(study)) == 1
  traced <- several && followed && !one_form
  questions <- vapply(study$questions, `[[`, "", "column")
  answered <- if (compared) character() else names(study$scales)
  change <- if (compared) paired_change(cohort)
  Filter(Negate(is.null), c(
    list(
      Change = change,
      `Every figure of change` = if (compared) summary(change),
      `Change of the group` = if (scales && several && !followed) unpaired_change(cohort),
      `Did it last` = if (compared && length(study$waves) > 2) persistence(cohort),
      Means = if (scales) wave_means(cohort),
      `Flow of people` = participation(cohort),
      `Who took part` = if (length(study$demographics) && nrow(cohort$people)) {
        demographics(cohort)
      },
      `Single questions` = if (length(questions) + length(answered)) {
        item_frequencies(cohort, scales = answered, items = questions)
      },
      `Item by item` = if (compared) item_change(cohort),
      Reliability = if (scales) scale_reliability(cohort),
      `Stayed and lost` = if (traced) attrition(cohort),
      `Linked and not linked` = if (traced) attrition(cohort, compare = "linkage")
    ),
    coded_tables(cohort),
    list(Provenance = provenance(cohort))
  ))
}

coded_tables <- function(cohort) {
  tables <- lapply(names(cohort$codes), function(material) {
    code_frequencies(cohort, material = material, count = "participants")
  })
  stats::setNames(tables, vapply(names(cohort$codes), function(material) {
    cohort$study$codes[[material]]$label
  }, ""))
}
