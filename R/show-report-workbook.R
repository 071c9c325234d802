# A report as a workbook: the tables of a cohort, a sheet each.

# What report() tells of a cohort in tables, by the names of their sheets: those results
# alone that the study has something for. (What the checks found is of the data, and stays
# with check_cohort().)
report_tables <- function(cohort, sections = NULL) {
  has <- report_sections(cohort, sections = sections)
  questions <- vapply(cohort$study$questions, `[[`, "", "column")
  compared <- report_sections(cohort)$change
  answered <- if (compared) character() else names(cohort$study$scales)
  change <- if (has$change || has$items) paired_change(cohort)
  Filter(Negate(is.null), c(
    list(
      Change = if (has$change) change,
      `Every figure of change` = if (has$items) summary(change),
      `Change of the group` = if (has$groups) unpaired_change(cohort),
      `Did it last` = if (has$lasted) persistence(cohort),
      Means = if (has$lasted || has$scores || has$reliability) wave_means(cohort),
      `Flow of people` = if (has$people) participation(cohort),
      `Who took part` = if (has$demographics) demographics(cohort),
      `Single questions` = if (has$answers) {
        item_frequencies(cohort, scales = answered, items = questions)
      },
      `Item by item` = if (has$items) item_change(cohort),
      Reliability = if (has$reliability) scale_reliability(cohort),
      `Stayed and lost` = if (has$lost) attrition(cohort),
      `Linked and not linked` = if (has$lost) attrition(cohort, compare = "linkage")
    ),
    if (has$said) coded_tables(cohort),
    if (has$appendix) list(Provenance = provenance(cohort))
  ))
}

# Results, or tables, as tables by the names of their sheets.
as_sheets <- function(results) {
  tables <- lapply(results, function(one) {
    if (inherits(one, "pairwave_print_table")) one else as_print_table(one)
  })
  stats::setNames(tables, fit_sheet_names(names(tables)))
}

coded_tables <- function(cohort) {
  tables <- lapply(names(cohort$codes), function(material) {
    code_frequencies(cohort, material = material, count = "participants")
  })
  stats::setNames(tables, vapply(names(cohort$codes), function(material) {
    cohort$study$codes[[material]]$label
  }, ""))
}
