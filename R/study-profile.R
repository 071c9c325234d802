# Reads disclosure profiles: what may be published of counts of people. A profile
# is a file in inst/disclosure; here is what its keys do.

#' Disclosure control
#'
#' A study's `disclosure` says what its results may show, so that nobody can be
#' picked out of a published table. It acts on every result of a cohort before
#' the result is returned: what is suppressed is in no column, attribute, print,
#' plot or report made from it. [demographics()] takes it for a data frame as
#' well. A cohort itself is data about people, whatever its study says.
#'
#' In a study file: `disclosure: hesa`, or `disclosure: {threshold: 5}`. In R:
#' `"hesa"` or `list(threshold = 5)`.
#'
#' @section Profiles:
#' | profile | rule | of |
#' |---|---|---|
#' | `none` | everything is shown, as in a paper | |
#' | `hesa` | counts to the nearest 5, so that 1 and 2 print as 0; no percentage of fewer than 22.5 people; no average of 7 or fewer | HESA, page of 8 March 2023 |
#' | `ofs` | counts to the nearest 10; `[none]` and `[low]` for tables of 2 or fewer and of 3 to 22 people, `[DPL]` for a count of 2 or fewer, `[DPH]` within 2 of its total | Office for Students, OfS 2026.14, 26 March 2026 |
#' | `nhs` | 1 to 7 is `*`, the rest to the nearest 5; no average of 7 or fewer | NHS Digital, September 2018 |
#' | `ofqual` | 1 to 4 is "fewer than 5", the rest to the nearest 5 | Ofqual, 30 October 2025 |
#' | `threshold` | counts from 1 to k - 1 are `[c]`, and others with them so that they can't be worked out; no average of fewer than k; k from 3 to 100 | the mark: Analysis Function, 11 January 2022 |
#'
#' The files are in `system.file("disclosure", package = "pairwave")`. A rule
#' may have changed since its date: ask whoever you report to.
#'
#' @section What a result says:
#' Each row has a `status`: `"shown"`, `"rounded"` or `"suppressed"`. There is
#' one word for all that is suppressed. A reader who could tell a count that is
#' small from one that is suppressed for its sake would know both, where 1 and 5
#' make 6. For the same reason they have one mark.
#'
#' @section What a threshold promises:
#' Take a reader who has every table that [demographics()] makes of a cohort, the
#' totals, and this page. Of a suppressed count of everyone that reader can't exclude
#' any value from 1 to k - 1; of a suppressed count of a part of the people (the
#' linked, a wave, a group) the values left span at least k - 1. This was checked
#' on all tables of small numbers of people, and is tested by integer programming
#' and by applying the rule on random ones.
#'
#' To that end more is suppressed than small counts. Levels are paired by their place
#' in the table, never by their counts. A question is shown for a part of the
#' people only where that leaves no small count among the others either, and no
#' part at all whose total gives a small rest away: that raises a warning of class
#' `pairwave_warning_disclosure`. The inside of a two-way table is shown as a
#' whole or not; with `{threshold: 5, crosstabs: gauss}` single cells of a table
#' about everyone are suppressed instead, by the package GaussSuppression (Langsrud
#' 2024), where integer programming finds that each of them keeps k - 1 values or
#' more beside the cells and totals that are shown; a reader who knows how they
#' were chosen may know more.
#' Scores by answer are suppressed; [paired_change()] has them by
#' group. Groups of [paired_change()] are shown all or none, and only
#' where they can stand beside every table of [demographics()].
#'
#' Whatever else counts people of a cohort, its flow, the pairs of each contrast and
#' item, who stayed and who was lost, is decided for all results at once, made or
#' not: neither the number nor a mean of a set of people is shown where from it and
#' what is shown already, by adding and subtracting, the size of a set of 1 to k - 1
#' people would follow, of one scale or of none. Pairs of contrasts come first, so
#' that other totals give way to them. So no person's score follows from means and
#' their n either. This is tested by integer programming on everything that
#' [report()] publishes of random cohorts, each question and each scale beside the
#' flow: counts by answer, by group, and of who improved and who did not. Numbers of several
#' scales are not added up beyond what concerns all of them. A codebook of the cohort counts nobody.
#' Who was not asked a question was in none of its waves, so how many these are is decided
#' with the numbers of the flow; where it can't be told, nor are those asked, and
#' percentages of them.
#'
#' @section What rounding promises:
#' What its profile does, and that the counts of one question with their total
#' leave every rounded or suppressed count more than one value. Often not many: 10
#' and 10 of 25 people are 12 and 11, or 12 and 12. Where sums would leave a
#' single value, the whole question is suppressed. The same holds of the counts of
#' the flow, pairs, items, and those who stayed or were lost, all together, and of
#' each question beside them: what it shows of everyone, of a wave or group, of those
#' who stayed or were lost, and by group of paired change is decided together, in
#' this order. How many improved, stayed the same or became worse is decided for all
#' contrasts of a scale together, beside all that; it is shown of no group and no
#' single item, and who changed reliably or was at the ceiling of nobody.
#' Sums of answers over several questions are not looked at by the rule, but are
#' attacked one scale and one question at a time.
#'
#' n is rounded wherever it stands, and statistics from which it would follow (t,
#' df, d_z, exact tests, intervals, estimates by likelihood) are suppressed. Of
#' answers in whole numbers a mean is shown in steps of 0.01, 0.02, 0.05, 0.1, 0.2,
#' 0.5 or 1, the finest that is no less than 1 over the fewest people that n may
#' stand for; an SD in the finest of them that is no less than 1 over itself times
#' these people less 1; a median and quartiles in whole numbers; p with one digit,
#' where every number that n may stand for could have it beside the means.
#' Changes, d_av and standardised differences are computed from what is shown. Scores that come in
#' steps of more than 1 can tell more.
#'
#' @section What differs from the sources:
#' Percentages are of the rounded counts in every profile. Ofqual derives its own
#' from exact counts, which in tables of this size would give them away.
#'
#' @section What is not suppressed:
#' * Zeros: that nobody gave an answer is shown, and that everybody gave the same.
#' * Levels that are there because somebody gave them, such as a text or a code
#'   without a label: that they occur is shown.
#' * Two questions that ask the same thing, such as an age and its band, are not
#'   known to be one.
#' * What a reader knows about people from elsewhere, earlier reports of the same
#'   study among it.
#' * Free text, names of levels and of groups, and the data in a cohort.
#' * Results of data frames, other than [demographics()], which knows only the sets
#'   of people of one call.
#'
#' Lists of links, weights of single people and plots with a line or point for each person
#' are refused under every profile but `none`; so are [response_shift()] and
#' [pooled_change()]. [provenance()] names no files and no checksums.
#'
#' @references
#' HESA (8 March 2023) Rounding and suppression to anonymise statistics.
#'
#' Office for Students (26 March 2026) Transparency information (under condition
#' F1): publication guidance and methodology. OfS 2026.14.
#'
#' NHS Digital (September 2018) Disclosure control methodology for Hospital
#' Episode Statistics (HES) and Emergency Care Data Set (ECDS).
#'
#' Langsrud, O. (2024) Secondary cell suppression by Gaussian elimination: an
#' algorithm suitable for handling issues with zeros and singletons. *Privacy in
#' Statistical Databases* 2024. Springer.
#'
#' Ofqual (30 October 2025) Rounding policy for statistical publications.
#'
#' Analysis Function Central Team (11 January 2022) Symbols in tables:
#' definitions and help.
#'
#' Hundepool, A., Domingo-Ferrer, J., Franconi, L., Giessing, S., Schulte
#' Nordholt, E., Spicer, K. and de Wolf, P.-P. (2012) *Statistical Disclosure
#' Control*. Wiley.
#'
#' Kenthapadi, K., Mishra, N. and Nissim, K. (2005) Simulatable auditing.
#' *PODS* 2005, 118-127. (Why what is suppressed must not depend on how large it is.)
#' @examples
#' people <- data.frame(
#'   sex = rep(c("Female", "Male"), c(31, 9)),
#'   year = factor(rep(3:5, c(24, 14, 2)))
#' )
#' demographics(people, disclosure = "hesa")
#' demographics(people, disclosure = list(threshold = 5))
#' @name disclosure
NULL

disclosure_keys <- function() {
  band <- list(from = key("whole", range = c(0, Inf), required = TRUE),
               to = key("whole", range = c(0, Inf), required = TRUE),
               mark = key("text", required = TRUE))
  list(
    name = key("text", required = TRUE),
    title = key("text", required = TRUE),
    # Where the rule was read, and the day that version of it is of.
    source = key("text", required = TRUE),
    date = key("text", required = TRUE),
    # Counts are rounded to its nearest multiple, halves up.
    base = key("whole", range = c(1, Inf)),
    # Counts that are not shown, and what stands for them.
    few = key("list", default = list(), keys = band),
    # So are counts that leave no more than `within` of their total.
    near_total = key("section", keys = list(
      within = key("whole", range = c(0, Inf), required = TRUE),
      mark = key("text", required = TRUE)
    )),
    # Totals of which nothing is shown.
    small_total = key("list", default = list(), keys = band),
    # The fewest people that a percentage and a mean may rest on.
    percent_from = key("whole", range = c(1, Inf), default = 1L),
    mean_from = key("whole", range = c(1, Inf), default = 1L),
    # What stands for anything else that is not shown.
    mark = key("text", required = TRUE)
  )
}

disclosure_names <- function() {
  files <- list.files(system.file("disclosure", package = "pairwave"), "[.]yml$")
  c("none", setdiff(sub("[.]yml$", "", files), "threshold"), "threshold")
}

# From 3: a count suppressed below 2 could only be 1. Up to 100: beyond that it is
# a slip.
threshold_range <- c(3, 100)

# The profile that an analyst or a study names: "hesa", or a threshold as
# list(threshold = 5). A profile is given back as it is.
disclosure_profile <- function(disclosure, call = rlang::caller_env()) {
  if (inherits(disclosure, "pairwave_disclosure")) return(disclosure)
  disclosure <- disclosure %||% "none"
  if (identical(disclosure, "none")) {
    return(new_disclosure_profile(list(name = "none", mark = "")))
  }
  named_profile(disclosure, call)
}

named_profile <- function(disclosure, call) {
  named <- check_disclosure_name(disclosure, call)
  file <- system.file("disclosure", paste0(named, ".yml"), package = "pairwave")
  profile <- read_section(parse_study_yaml(file), disclosure_keys(),
                          c("disclosure", named))
  if (named == "threshold") {
    given <- as.list(disclosure)
    k <- check_threshold(given$threshold, call)
    profile$crosstabs <- check_crosstabs(given$crosstabs, call)
    profile$threshold <- k
    profile$title <- threshold_title(k)
    profile$percent_from <- k
    profile$mean_from <- k
  }
  new_disclosure_profile(profile)
}

new_disclosure_profile <- function(profile) {
  structure(profile, class = "pairwave_disclosure")
}

is_suppressing <- function(profile) profile$name != "none"

check_disclosure_name <- function(disclosure, call) {
  known <- disclosure_names()
  named <- if (is_text(disclosure)) {
    disclosure
  } else if (length(disclosure) == 1 && are_named(disclosure)) {
    names(disclosure)
  } else if (are_named(disclosure) &&
             setequal(names(disclosure), c("threshold", "crosstabs"))) {
    "threshold"
  }
  unknown <- setdiff(names(disclosure), c("threshold", "crosstabs"))
  if ("threshold" %in% names(disclosure) && length(unknown)) {
    abort_pairwave(
      c("Beside {.field threshold} there can be {.field crosstabs} only.",
        x = "There is {.field {unknown[1]}}.",
        did_you_mean(unknown[1], "crosstabs")),
      topic = "disclosure", call = call
    )
  }
  if (is.null(named) || !named %in% known) {
    abort_pairwave(
      c("The disclosure profile must be {.or {.val {known}}}.",
        x = if (is.null(named)) "It is {.obj_type_friendly {disclosure}}."
            else "It is {.val {named}}.",
        if (!is.null(named)) did_you_mean(named, known)),
      topic = "disclosure", call = call
    )
  }
  if (named == "threshold" && is_text(disclosure)) {
    abort_pairwave(
      c("The profile {.val threshold} must have its number.",
        i = "Write {.code disclosure: {{threshold: 5}}} in a study file, and
             {.code list(threshold = 5)} in R."),
      topic = "disclosure", call = call
    )
  }
  if (named != "threshold" && !is_text(disclosure)) {
    abort_pairwave(
      c("The profile {.val {named}} has no number.",
        i = "Write its name alone."),
      topic = "disclosure", call = call
    )
  }
  named
}

check_threshold <- function(k, call) {
  number <- suppressWarnings(as.numeric(k))
  fine <- length(number) == 1 && !is.na(number) && number == round(number) &&
    number >= threshold_range[1] && number <= threshold_range[2]
  if (!fine) {
    abort_pairwave(
      c("The threshold must be one whole number from {threshold_range[1]} to {threshold_range[2]}.",
        x = "It is {.val {k}}.",
        i = "Counts below it are suppressed. With 2, a suppressed count could only be 1."),
      topic = "disclosure", call = call
    )
  }
  as.integer(number)
}

# "whole" or "gauss": how the inside of a two-way table is suppressed.
check_crosstabs <- function(crosstabs, call) {
  known <- c("whole", "gauss")
  if (is.null(crosstabs)) return(known[1])
  if (!is_text(crosstabs) || !crosstabs %in% known) {
    abort_pairwave(
      c("{.field crosstabs} must be {.or {.val {known}}}.",
        x = "It is {.val {crosstabs}}.",
        if (is_text(crosstabs)) did_you_mean(crosstabs, known)),
      topic = "disclosure", call = call
    )
  }
  crosstabs
}

# Stops where a profile forbids what shows one person at a time: a point or a
# line for each, a list of their codes or weights. `what` is the plural of it,
# as in "Slopes of single people".
check_microdata_allowed <- function(disclosure, what, call = rlang::caller_env(),
                                    remedy = "For your own eyes, read the study with \\
                                              {.code disclosure: none}.") {
  profile <- disclosure_profile(disclosure, call)
  if (!is_suppressing(profile)) return(invisible())
  abort_pairwave(
    c("{what} can't be shown under a disclosure profile.",
      x = "The study's profile is {.val {profile$name}}, and they show people one by one.",
      i = remedy),
    topic = "disclosure", call = call
  )
}
