# The codebook of tables: labels of columns and values, and user-missing codes, which a
# database does not keep.

# For each column that the study's codebook has, what it says: `label`, `labels`,
# `na_values`, `na_range`. An empty list where there is none.
read_codebook <- function(study, call) {
  if (is.null(study$codebook)) return(list())
  path <- study_path(study$dir, study$codebook)
  if (!file.exists(path)) {
    abort_pairwave(
      c("Every file of the study must exist in its folder.",
        x = "There is no {.file {study$codebook}}."), "cohort", call = call
    )
  }
  survey <- read_survey(path)
  wanted <- c("column", "value", "label", "missing")
  if (all(wanted %in% names(survey))) return(codebook_of_table(survey))
  columns <- lapply(unclass(survey), function(x) {
    list(label = column_label(x), labels = column_labels(x), na_values = column_na_values(x),
         na_range = column_na_range(x))
  })
  columns[vapply(columns, function(said) any(lengths(said) > 0), NA)]
}

# A row for each column (`value` empty: its label) and for each of its values, which is
# user-missing where `missing` says anything.
codebook_of_table <- function(table) {
  text <- lapply(unclass(table)[c("column", "value", "label", "missing")], function(x) {
    x <- as.character(bare_values(x))
    ifelse(is.na(x), "", x)
  })
  lapply(split(seq_along(text$column), factor(text$column, unique(text$column))), function(at) {
    own <- at[text$value[at] == ""]
    coded <- at[text$value[at] != ""]
    named <- coded[text$label[coded] != ""]
    list(
      label = if (length(own)) text$label[own[1]],
      labels = stats::setNames(text$value[named], text$label[named]),
      na_values = text$value[coded[text$missing[coded] != ""]], na_range = NULL
    )
  })
}

# A column with what the codebook says of it, in its own type.
coded_column <- function(values, said, column, call) {
  typed <- function(x) {
    if (is.character(values)) return(stats::setNames(as.character(x), names(x)))
    out <- suppressWarnings(as.double(x))
    if (anyNA(out)) {
      abort_pairwave(
        c("The codebook must have numbers for a column of numbers.",
          x = "{.field {column}} has {.val {as.character(x)[is.na(out)][1]}}."),
        "cohort", call = call
      )
    }
    stats::setNames(out, names(x))
  }
  new_labelled_column(
    if (is.character(values)) values else as.double(values), label = said$label,
    labels = if (length(said$labels)) typed(said$labels),
    na_values = if (length(said$na_values)) typed(said$na_values), na_range = said$na_range
  )
}
