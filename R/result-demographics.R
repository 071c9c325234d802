# Who took part: counts and percentages of people by their answers, as the
# demographic table of a paper prints them.

#' Who took part
#'
#' Counts people by their answers to each demographic question. Everyone who was
#' asked is in the denominator, those who did not disclose their answer included,
#' and nobody is left out without a row that says so.
#'
#' @section Levels:
#' The levels of a column with value labels come in the order of the labels,
#' and a labelled level that nobody chose stays, with 0. A code that occurs
#' without a label follows them under its code. A factor gives its levels, a
#' logical column Yes and No, any other column the values that occur, sorted.
#'
#' The last level, `undisclosed_label`, counts the answers that are missing
#' (`NA`, blank text, a code that the column declares as user-missing) and
#' those in `undisclosed_codes`. It is there, even at 0, for every column for
#' which non-disclosure was possible. For the others, an answer that is
#' missing all the same is counted in a row "Missing", which is there only
#' when it is needed.
#'
#' In a cohort "Not asked" counts the people who were in no wave where the question
#' stood: came later, or are on the attendance list only. They are never counted as
#' undisclosed, and the line "Asked" has the denominator of the question. A wave
#' whose column is empty throughout did not ask, unless no wave has an answer. The
#' same people have the same word in the groups of [paired_change()] and, for what was
#' asked until then, in [attrition()].
#'
#' A question with several answers is a set of columns, one for each option.
#' Each option is counted over everyone who was asked, so the percentages can
#' add up to more than 100. Who ticked nothing but answered is "None of these";
#' who left all columns empty did not disclose. Where all columns of a set carry
#' the same value labels, three or more of them, each holds one chosen option
#' instead of a tick.
#'
#' @section Percentages:
#' Half away from zero, computed on integers: of N people, n are
#' (2000 n + N) div (2 N) tenths of a percent. The `paper` style drops decimals
#' that are all 0, as in 12 (80); `fixed` keeps them. Weighted counts are
#' printed as whole numbers, and their percentages are those of the sums of
#' weights.
#'
#' @section Means and medians:
#' A summary of numbers leaves out who gave none, and counts them in a row.
#' Quartiles are the smallest value with a quarter of the people at or below it,
#' averaged with the next where that is met exactly (Hyndman and Fan 1996,
#' definition 2). A mean or median of fewer than 5 people is left out.
#'
#' @section Comparison with a population:
#' The exact multinomial test asks how probable a group at most as probable as
#' this one is when people come from the population by its shares (Tate and Hyer
#' 1973); people who did not disclose are left out unless the population counts
#' them. Fisher's exact test compares the people with the rest of the
#' population, which must contain them. It is the test of whether "15 of 39" are
#' like the 39.
#'
#' @param x A cohort from [read_cohort()] or a data frame with one row per
#'   person.
#' @param ... Not used; must be empty.
#' @param columns Names of the columns or sets to count, in the order of the
#'   table. `NULL` takes, of a data frame, every labelled, factor, character and
#'   logical column and every set; of a cohort, the demographics of its study.
#' @param who Whom to count; several make columns side by side. `"everyone"`;
#'   of a data frame, the name of a logical column; of a cohort, `"linked"`
#'   (at least two waves), `"answered"` (at least one), `"attended"` (at least
#'   the study's number of sessions), the name of a wave, waves joined as
#'   `"pre+post"` for those who answered all of them, or the name of an
#'   attendance group such as `"focus_group"`.
#' @param by The name of a question: a column of figures for each of its
#'   answers, and percentages of the people in that column.
#' @param labels A named character vector: what to print for a column instead
#'   of its variable label or name.
#' @param summary A named character vector: `"mean"` for mean (SD), `"median"`
#'   for median (IQR), `"count"` for counts (every other column). The study file
#'   has it as `summary` of a demographic.
#' @param bands A named list: for a column of numbers, where each band starts.
#'   `c(18, 21, 25)` gives "Under 18", "18 to 20", "21 to 24" and "25 or over".
#'   The study file has it as `bands`.
#' @param sets A named list: the columns of a question with several answers, or
#'   a list with `columns` and `counted`, the values that are a tick (1, `TRUE`
#'   and texts other than "no" where not given). Sets that the survey's file
#'   declares are known by name. The study file has `columns` and `counted`.
#' @param undisclosed For which columns non-disclosure was possible: their
#'   names, or `TRUE` for all, or `FALSE` for none. `NULL` takes the columns
#'   that declare a user-missing code or have a level in `undisclosed_codes`.
#' @param undisclosed_label The text of the level of those who did not
#'   disclose their answer. A level that already has this text is part of it.
#' @param undisclosed_codes Codes or labels of answers such as "Prefer not to
#'   say", as a vector or a list. Capitals do not matter.
#' @param denominator Percentages of those who were `"asked"`, of `"all"` people, or of
#'   those who `"disclosed"` their answer; the note under the table says which. In a
#'   data frame everyone was asked.
#' @param weights The name of a column of weights, or `FALSE` for none. `NULL`
#'   takes the weight that the survey's file declares; in a cohort that is the
#'   weight of the first wave in `who` that the person answered.
#' @param outcomes Numbers whose mean (SD) stands beside each count: of a data
#'   frame, names of columns; of a cohort, texts such as `"self_efficacy"` (the
#'   score in every wave), `"self_efficacy: pre"` or
#'   `"self_efficacy: pre to post"` (the change).
#' @param population A named list: for a column, a named vector with the people
#'   of the population by level. The study file has it as `population`.
#' @param test The test against the population.
#' @param decimals Decimals of the percentages, 0 to 4.
#' @param style `"paper"` drops decimals that are all 0, `"fixed"` keeps them.
#' @param disclosure The disclosure profile: `"none"`, `"hesa"`, `"ofs"`,
#'   `"nhs"`, `"ofqual"` or a threshold such as `list(threshold = 5)`; see
#'   [disclosure]. A cohort has that of its study.
#' @return A data frame of class `pairwave_demographics`, a row for each
#'   statistic, in the order of print: `who` and `group` (whose column it is;
#'   `group` is the answer to `by`, else `NA`), `variable` (column name),
#'   `label`, `level` (the code as text; `NA` for the undisclosed and the
#'   missing), `level_label`, `outcome` (`NA` but for the outcomes),
#'   `statistic` (`"count"`, `"mean"`, `"sd"`, `"median"`, `"lower_quartile"`,
#'   `"upper_quartile"` or `"p_population"`), `n` (people that it rests on),
#'   `denominator` (people that they are of), `percent`, `estimate` (the
#'   statistic; the sum of weights for a weighted count), `rule`, which says how
#'   it was made, `note`, which says why a value does not exist, and `status`
#'   (`"shown"`, `"rounded"`, `"suppressed"` or `"too_few"`). With a disclosure
#'   profile also `mark` and `percent_mark`: what stands for what is not shown.
#' @section Errors:
#' `pairwave_error_column` for a column that does not exist (the nearest name
#' is offered), holds no answers that can be counted or more than 1000 different
#' ones, `pairwave_error_input` for data without rows or columns, weights that
#' are negative or missing and other arguments, `pairwave_error_people` for a
#' `who` that names nobody, and `pairwave_error_disclosure` for a profile that
#' does not exist. `pairwave_warning_disclosure` when two totals would give a
#' group below the threshold away.
#' @examples
#' people <- data.frame(
#'   sex = c("Female", "Male", "Female"),
#'   year = factor(c(3, 4, NA), levels = 3:5)
#' )
#' demographics(people, undisclosed = "year",
#'              labels = c(sex = "Sex", year = "Year of medical school"))
#' demographics(people, columns = "sex", by = "year")
#' @export
demographics <- function(x, ...) UseMethod("demographics")

#' @rdname demographics
#' @export
demographics.default <- function(x, ...) {
  abort_pairwave(
    c("{.arg x} must be a cohort or a data frame.",
      x = "It is {.obj_type_friendly {x}}.",
      i = "{.fun read_cohort} makes a cohort."),
    topic = "input"
  )
}

#' @rdname demographics
#' @export
demographics.data.frame <- function(x, ..., columns = NULL, who = "everyone",
                                    by = NULL, labels = NULL, summary = NULL,
                                    bands = NULL, sets = NULL,
                                    undisclosed = NULL,
                                    undisclosed_label = "Undisclosed",
                                    undisclosed_codes = NULL,
                                    denominator = c("asked", "all", "disclosed"),
                                    weights = NULL, outcomes = NULL,
                                    population = NULL,
                                    test = c("multinomial", "fisher"),
                                    decimals = 1,
                                    style = c("paper", "fixed"),
                                    disclosure = "none") {
  check_dots_empty()
  call <- environment()
  if (nrow(x) == 0) {
    abort_pairwave(
      c("There must be at least one person to count.",
        x = "The data frame has no rows."),
      topic = "input"
    )
  }
  sets <- answer_sets(x, sets, c(columns, by), call)
  variables <- frame_variables(
    x, columns, labels, undisclosed, summary, bands, sets, population, call
  )
  if (!is.null(by)) {
    check_one_column(by, "by", call)
    check_columns_exist(by, c(names(sets), names(x)), "by", call)
    by <- frame_variables(x, by, labels[intersect(names(labels), by)],
                          if (is.character(undisclosed)) intersect(undisclosed, by)
                          else undisclosed,
                          NULL, bands[intersect(names(bands), by)],
                          sets[intersect(names(sets), by)], NULL, call)[[1]]
  }
  rule <- table_rule(
    undisclosed_label, undisclosed_codes, denominator, test, decimals, style,
    frame_weights(x, weights, call), call
  )
  people <- choose_rows(x, who, call)
  found <- estimate_demographics(x, variables, people$members, by, rule,
                                 frame_outcomes(x, outcomes, call), call)
  new_demographics(
    publish(found, NULL, linked = frame_populations(x, people$members),
            disclosure = disclosure, call = call),
    people, by, rule
  )
}

#' @rdname demographics
#' @export
demographics.pairwave_cohort <- function(x, ..., who = "everyone", by = NULL,
                                         columns = NULL,
                                         denominator = c("asked", "all", "disclosed"),
                                         weights = NULL, outcomes = NULL,
                                         test = c("multinomial", "fisher"),
                                         decimals = 1,
                                         style = c("paper", "fixed")) {
  check_dots_empty()
  call <- environment()
  study <- x$study
  check_has_people(nrow(x$people), call)
  known <- asked_variables(x)
  variables <- known
  if (!is.null(columns)) {
    check_columns_exist(columns, names(known), "columns", call)
    variables <- known[unique(columns)]
  }
  if (!is.null(by)) {
    check_one_column(by, "by", call)
    check_columns_exist(by, names(known), "by", call)
    by <- known[[by]]
  }
  people <- choose_people(x, who, call)
  rule <- table_rule(
    study$undisclosed$label %||% "Undisclosed", study$undisclosed$codes,
    denominator, test, decimals, style,
    cohort_weights(x, who, people$members, weights, call), call
  )
  found <- estimate_demographics(x$people, variables, people$members, by, rule,
                                 cohort_outcomes(x, outcomes, call), call)
  new_demographics(publish(found, x, linked = every_population(x), call = call),
                   people, by, rule, is_unlinked(study), study)
}

check_has_people <- function(n, call) {
  if (n > 0) return(invisible())
  abort_pairwave(
    c("There must be at least one person to count.",
      x = "The cohort has no respondents."),
    topic = "people", call = call
  )
}

# `found` is what was published of estimate_demographics().
new_demographics <- function(found, people, by, rule, unlinked = FALSE, study = NULL) {
  found$rows$several <- NULL
  result <- new_result(
    leave_out_few_people(found$rows), "pairwave_demographics",
    people = stats::setNames(people$text, names(people$members)),
    strata = found$strata, by = by$label, decimals = rule$decimals,
    style = rule$style, denominator = rule$denominator, unlinked = unlinked,
    weight = if (!is.null(rule$weights)) list(name = rule$weight_name, sum = found$weight)
  )
  with_style_of(result, study)
}
