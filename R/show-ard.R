# Results as an analysis results dataset, in the layout of the package cards.

#' Demographics as an analysis results dataset
#'
#' Gives the long frame in the layout that cards, gtsummary and their kin read:
#' one row for each statistic, with the values in list columns. A count has the
#' statistics `n`, `N` (the denominator) and `p` (a share from 0 to 1, rounded as
#' it is printed), and each question a statistic `method` with its rule.
#'
#' @param x The result of [demographics()].
#' @param ... Not used; must be empty.
#' @return A data frame of class `card` with the columns `group1` and
#'   `group1_level` (whom the row is about; `group2` and `group2_level` the
#'   answer to `by`, where there is one), `variable`, `variable_level`,
#'   `context`, `stat_name`, `stat_label`, `stat`, `fmt_fun`, `warning` and
#'   `error`. What a disclosure profile suppresses is `NA`.
#' @section Errors: `pairwave_error_input` for what is no result of
#'   [demographics()].
#' @export
#' @examples
#' people <- data.frame(sex = c("Female", "Male", "Female"))
#' ard <- as_ard(demographics(people))
#' as.data.frame(ard)[c("variable", "stat_name")]
as_ard <- function(x, ...) UseMethod("as_ard")

#' @export
as_ard.default <- function(x, ...) abort_no_result(x)

#' @rdname as_ard
#' @export
as_ard.pairwave_demographics <- function(x, ...) {
  check_dots_empty()
  rows <- as.data.frame(x)
  parts <- unlist(lapply(seq_len(nrow(rows)), function(i) {
    ard_statistics(rows[i, ])
  }), recursive = FALSE)
  question <- !duplicated(rows[c("who", "group", "variable")])
  methods <- lapply(which(question), function(i) {
    ard_row(rows[i, ], "method", "Method", rows$rule[i], level = NULL)
  })
  new_ard(c(parts, methods), with_group = !all(is.na(rows$group)))
}

# The statistics of one row of the frame.
ard_statistics <- function(row) {
  if (row$statistic != "count") {
    known <- list(
      mean = c("mean", "Mean"), sd = c("sd", "SD"),
      median = c("median", "Median"), lower_quartile = c("p25", "Q1"),
      upper_quartile = c("p75", "Q3"), p_population = c("p.value", "p-value")
    )[[row$statistic]]
    level <- if (!is.na(row$outcome)) row$level_label
    return(list(ard_row(row, known[1], known[2], row$estimate, level,
                        outcome = row$outcome)))
  }
  share <- row$percent / 100
  list(
    ard_row(row, "n", "n", if (is.na(row$n)) NA_integer_ else row$estimate),
    ard_row(row, "N", "N", row$denominator),
    ard_row(row, "p", "%", share)
  )
}

ard_row <- function(row, name, label, value, level = row$level_label,
                    outcome = NA) {
  list(
    who = row$who, group = row$group,
    variable = if (is.na(outcome)) row$variable else outcome,
    of = if (is.na(outcome)) NA_character_ else row$variable,
    level = level, name = name, label = label, value = value,
    note = if (is.na(row$note)) NULL else row$note,
    context = switch(
      name, n = , N = , p = "tabulate", p.value = "population_test",
      method = "method", "summary"
    )
  )
}

new_ard <- function(parts, with_group) {
  field <- function(name) vapply(parts, function(part) part[[name]], "")
  of <- field("of")
  nested <- !is.na(of)
  n <- length(parts)
  columns <- list(
    group1 = rep("who", n), group1_level = as.list(field("who")),
    group2 = if (with_group) rep("by", n),
    group2_level = if (with_group) as.list(field("group"))
  )
  # An outcome is a variable of its own, within the answers to a question.
  if (any(nested)) {
    at <- if (with_group) "group3" else "group2"
    columns[[at]] <- of
    columns[[paste0(at, "_level")]] <- lapply(seq_len(n), function(i) {
      if (nested[i]) parts[[i]]$level
    })
  }
  columns <- c(columns, list(
    variable = field("variable"),
    variable_level = lapply(seq_len(n), function(i) {
      if (!nested[i]) parts[[i]]$level
    }),
    context = field("context"), stat_name = field("name"),
    stat_label = field("label"), stat = lapply(parts, `[[`, "value"),
    fmt_fun = lapply(parts, function(part) {
      switch(part$context, tabulate = if (part$name == "p") ard_percent else 0L,
             method = as.character, 2L)
    }),
    warning = lapply(parts, `[[`, "note"),
    error = rep(list(NULL), n)
  ))
  columns <- columns[!vapply(columns, is.null, NA)]
  structure(columns, class = c("card", "tbl_df", "tbl", "data.frame"),
            row.names = .set_row_names(n))
}

# A share as a percentage to one decimal, half away from zero.
ard_percent <- function(share) decimals(100 * share, 1)
