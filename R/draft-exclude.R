# Drafts which records a study sets aside: those that the platform itself marks as
# trials of the survey, or as never sent.

# A list of entries with `reason`, `column`, `is` and `waves` (empty for all of them).
draft_exclusions <- function(waves) {
  marks <- lapply(waves, function(wave) {
    found <- attr(wave$survey, "survey")$marks
    Filter(function(mark) length(mark$reason) && mark$column %in% names(wave$survey), found)
  })
  found <- unlist(unname(marks), recursive = FALSE)
  if (length(found) == 0) return(list())
  about <- vapply(found, function(mark) paste(mark$reason, mark$column, sep = "\r"), "")
  lapply(unname(split(found, factor(about, unique(about)))), function(same) {
    column <- same[[1]]$column
    there <- names(waves)[vapply(waves, function(wave) column %in% names(wave$survey), NA)]
    list(reason = same[[1]]$reason, column = column,
         is = unique(unlist(lapply(same, `[[`, "values"))),
         waves = if (length(there) < length(waves)) there)
  })
}

# Previews are nobody's answers. Whether answers that were never sent are analysed is
# for the analyst to say.
exclusion_lines <- function(exclusions) {
  if (length(exclusions) == 0) return(NULL)
  sure <- vapply(exclusions, function(one) one$reason == "preview", NA)
  entry <- vapply(exclusions, function(one) {
    parts <- c(reason = one$reason, column = yaml_scalar(one$column), is = yaml_list(one$is),
               waves = if (length(one$waves)) yaml_list(one$waves))
    paste0("  - {", paste0(names(parts), ": ", parts, collapse = ", "), "}")
  }, "")
  c(
    "# Records that the platform marks. participation() counts what is set aside.",
    if (any(!sure)) "# Answers that were never finished stay in, unless you take the # away.",
    if (any(sure)) "exclude:" else "# exclude:",
    ifelse(sure, entry, sub("^  ", "  # ", entry))
  )
}
