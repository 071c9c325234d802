# Shows what an analysis would ask a database.

#' The statements that an analysis sends to a database
#'
#' Shows the SQL of an analysis of a cohort that stays in a database, without running it.
#' The first statements of a cohort, which count its records and look for answers
#' outside their range, are sent when it is read.
#'
#' @param x A cohort of tables, from [read_cohort()]; see [engine_cohorts].
#' @param result The name of the function whose statements to show.
#' @param ... Must be empty.
#' @param by The demographic that [paired_change()] or [demographics()] would group by, or
#'   `NULL`.
#' @return A data frame of class `pairwave_engine_sql` with a row for each statement:
#'   `source` (the connection), `what` (what it counts) and `statement`. It prints as SQL.
#' @section Errors: `pairwave_error_argument` for another `x` or an unknown `by`.
#' @export
#' @examplesIf requireNamespace("RSQLite", quietly = TRUE)
#' con <- DBI::dbConnect(RSQLite::SQLite())
#' DBI::dbWriteTable(con, "pre", data.frame(code = c("a1", "b2"), q1 = c(1, 2)))
#' DBI::dbWriteTable(con, "post", data.frame(code = c("a1", "c3"), q1 = c(3, 2)))
#' cohort <- read_cohort(
#'   study(waves = list(pre = list(table = "pre"), post = list(table = "post")),
#'         sources = list(here = list()), id = "code",
#'         scales = list(confidence = list(items = "q1", range = c(1, 4)))),
#'   connections = list(here = con)
#' )
#' engine_sql(cohort, "wave_means")
#' DBI::dbDisconnect(con)
engine_sql <- function(x, result = c("paired_change", "demographics", "item_change",
                                     "persistence", "wave_means", "scale_reliability",
                                     "participation"), ..., by = NULL) {
  check_dots_empty()
  result <- match_choice(result)
  if (!inherits(x, "pairwave_engine_cohort")) {
    abort_pairwave(
      c("{.arg x} must be a cohort whose waves are tables of a database.",
        x = "It is {.obj_type_friendly {x}}."),
      "argument"
    )
  }
  if (!is.null(by)) {
    check_one_name(by, "by")
    check_column(x$people, by, "by", environment())
  }
  new_frame_of_statements(stack_frames(lapply(x$sources, function(source) {
    stack_frames(lapply(asked_of_source(x, result, by), function(one) {
      new_frame(list(source = source_name(source), what = one$what,
                     statement = one$statement(source$plan)))
    }))
  })))
}

new_frame_of_statements <- function(frame) {
  class(frame) <- c("pairwave_engine_sql", "data.frame")
  frame
}

# What each statement of a result counts, and how it is made of a plan.
asked_of_source <- function(cohort, result, by) {
  study <- cohort$study
  scales <- names(study$scales)
  patterns <- function(what, measures) {
    list(what = what, statement = function(plan) patterns_statement(plan, measures))
  }
  of_scales <- function(by = NULL) lapply(scales, function(scale) {
    patterns(scale, counted_measures(cohort, by %||% character(), scale, FALSE))
  })
  records <- function() {
    patterns("records", counted_measures(cohort, character(), character(), TRUE))
  }
  products <- function() {
    unlist(lapply(study$scales, function(scale) lapply(names(cohort$surveys), function(wave) {
      list(what = paste(scale$name, "in", wave), statement = function(plan) {
        products_statement(plan, wave, scale$items, turned_items(scale))
      })
    })), recursive = FALSE)
  }
  if (has_moments(cohort) && result %in% names(moment_sets)) {
    sets <- moment_sets[[result]](cohort)
    sums <- lapply(unname(study$scales), function(scale) {
      list(what = scale$name, statement = function(plan) moments_statement(plan, scale, sets))
    })
    return(c(if (result == "participation") list(records()), sums))
  }
  refuse_unless_sums(cohort, result)
  switch(result,
    paired_change = c(products(), of_scales(by)),
    persistence = , wave_means = of_scales(),
    scale_reliability = products(),
    participation = c(list(records()), of_scales()),
    item_change = lapply(unique(unlist(lapply(study$scales, `[[`, "items"))), function(item) {
      patterns(item, item_measures(cohort, item))
    }),
    demographics = lapply(study$demographics, function(entry) {
      patterns(entry$column, counted_measures(cohort, unique(c(entry_columns(entry), by)),
                                              character(), FALSE))
    })
  )
}

# The sets of waves whose sums each result asks for, where sources give no more.
moment_sets <- list(
  paired_change = function(cohort) {
    change_sets(names(cohort$surveys), study_contrasts(cohort$study))
  },
  wave_means = function(cohort) wave_sets(names(cohort$surveys), links_people(cohort$study)),
  participation = function(cohort) {
    waves <- names(cohort$surveys)
    at <- study_contrasts(cohort$study)
    Map(function(from, to) moments_set(waves[c(from, to)], "none"), at$from, at$to)
  }
)

# Of what sums do not give there is no statement.
refuse_unless_sums <- function(cohort, result, call = rlang::caller_env(2)) {
  if (result == "demographics") return(invisible())
  for (source in cohort$sources) if (gives_moments(source)) abort_moments(source, call)
}
