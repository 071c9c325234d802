# Who stayed and who was lost: the functions and their methods.

#' Those who stayed against those who were lost
#'
#' For every contrast of waves, compares the people who answered both with
#' those who answered the earlier one only, by what they said in the earlier
#' one; models who answers again; and gives each person who did a weight, so
#' that [paired_change()] can be computed as if nobody with their answers had
#' been more likely to leave. With `compare = "linkage"` it compares the people
#' who were found in another wave with those who were not: a link can be missed
#' because a code was forgotten, and those who forget need not be like the rest.
#'
#' @param x A cohort from [read_cohort()].
#' @param ... Not used; must be empty.
#' @param compare `"follow_up"` compares those who stayed with those who were
#'   lost, for each contrast; `"linkage"` compares those linked with those not
#'   linked, for each wave.
#' @param predictors What the response model may know: names of scales (their
#'   score in the earlier wave) and demographic columns of the study; `NULL`
#'   for all of them.
#' @param method How the response model is fitted: `"firth"` by penalised
#'   likelihood, which gives finite odds in a small cohort too (Firth 1993;
#'   Heinze and Schemper 2002), with the intercept refitted so that the
#'   expected number who stay is the number who did (Puhr and others 2017);
#'   `"ml"` by maximum likelihood, as [stats::glm()] does.
#' @param conf_level Level of the intervals of the odds ratios, between 0 and 1:
#'   where the penalised likelihood, the other coefficients at their best, falls by
#'   half a quantile of chi-squared (Heinze and Schemper 2002), and Wald's with
#'   `"ml"`.
#'
#' @return `attrition()` gives a data frame of class `pairwave_attrition`, a row
#'   per statistic: `compare`, `contrast` (`NA` for linkage), `from`, `to`,
#'   `variable`, `label`, `level`, `group` (`"stayed"` and `"lost"`, or
#'   `"linked"` and `"unlinked"`; `NA` where both enter), `statistic`,
#'   `estimate`, `conf_low`, `conf_high`, `n`, `rule` and `note` (why an
#'   estimate is `NA`, or what weakens it). Statistics are `n`; for a scale
#'   `mean` and `sd`; for a demographic `count` and `share` of each level; `smd`,
#'   the standardised difference; and for follow-up `odds_ratio` of staying,
#'   `weight_min`, `weight_max` and `effective_n`.
#'
#'   `response_weights()` gives a data frame with `person`, `contrast`, `from`,
#'   `to` and `weight`, a row for each person who stayed.
#'
#' @details
#' A person stayed when a usable record of theirs (an item answered) is in both
#' waves. One who answered again under a code that could not be linked counts
#' as lost, which is why the linkage table belongs beside this one.
#'
#' For scores the standardised difference is stayed less lost (linked less
#' unlinked), over `sqrt((s1^2 + s2^2) / 2)`. Demographics are those given up to
#' the earlier wave (in the wave itself for linkage); for each it is the
#' Mahalanobis distance of the two sets of shares, without a sign (Yang and
#' Dalton 2012, eq. 4). Not answering is a level of its own. Who was in no wave that
#' had asked by then is counted as not asked, and is in no share and no difference; in
#' the response model not being asked is a level.
#'
#' In the response model a missing score is set to the mean and marked by a
#' coefficient of its own. A weight is the share who stayed over the person's
#' fitted probability of staying; their effective number is
#' `sum(w)^2 / sum(w^2)` (Kish 1965). Weights mend only what the predictors
#' know.
#' @section Errors: `pairwave_error_argument` for an unknown scale or column,
#'   and for `response_weights()` `pairwave_error_disclosure` where the study has
#'   a disclosure profile: a weight is about one person.
#' @references
#' Firth, D. (1993) Bias reduction of maximum likelihood estimates.
#' *Biometrika* 80, 27-38.
#'
#' Heinze, G. and Schemper, M. (2002) A solution to the problem of separation
#' in logistic regression. *Statistics in Medicine* 21, 2409-2419.
#'
#' Puhr, R. and others (2017) Firth's logistic regression with rare events:
#' accurate effect estimates and predictions? *Statistics in Medicine* 36,
#' 2302-2317.
#'
#' Yang, D. and Dalton, J. E. (2012) A unified approach to measuring the effect
#' size between two groups using SAS. *SAS Global Forum* 2012, paper 335.
#' @export
#' @examples
#' cohort <- read_cohort(
#'   system.file("extdata", "demo", "study.yml", package = "pairwave")
#' )
#' lost <- attrition(cohort)
#' lost
#' head(response_weights(lost))
#' attrition(cohort, compare = "linkage")
attrition <- function(x, ...) UseMethod("attrition")

#' @rdname attrition
#' @export
attrition.default <- function(x, ...) {
  abort_not_cohort(x)
}

#' @rdname attrition
#' @export
attrition.pairwave_cohort <- function(x, ...,
                                      compare = c("follow_up", "linkage"),
                                      predictors = NULL,
                                      method = c("firth", "ml"),
                                      conf_level = 0.95) {
  check_dots_empty()
  compare <- match_choice(compare)
  method <- match_choice(method)
  check_conf_level(conf_level)
  predictors <- check_predictors(x$study, predictors)
  need_waves(x$study, "Attrition")
  need_links(x$study, "Attrition")
  found <- if (compare == "linkage") {
    list(rows = estimate_linkage(x))
  } else {
    estimate_follow_up(x, predictors, method, conf_level)
  }
  out <- new_attrition(found$rows, x)
  if (compare == "follow_up") {
    attr(out, "model") <- list(predictors = predictors, method = method)
    attr(out, "weights") <- found$weights
  }
  publish(out, x)
}

#' @rdname attrition
#' @export
response_weights <- function(x) {
  weights <- attr(x, "weights")
  if (inherits(x, "pairwave_attrition") && !is.null(attr(x, "model"))) {
    check_microdata_allowed(attr(x, "disclosure"), "Weights of single people")
  }
  if (!inherits(x, "pairwave_attrition") || is.null(weights)) {
    abort_pairwave(
      c("{.arg x} must be the result of {.fn attrition} for follow-up.",
        x = if (inherits(x, "pairwave_attrition")) {
          "It compares the linked with the unlinked, and has no weights."
        } else {
          "It is {.obj_type_friendly {x}}."
        }),
      "argument"
    )
  }
  weights
}

new_attrition <- function(rows, cohort) {
  new_result(
    rows, "pairwave_attrition",
    wave_labels = study_wave_labels(cohort$study)
  )
}

check_predictors <- function(study, predictors, call = rlang::caller_env()) {
  columns <- vapply(study$demographics, `[[`, "", "column")
  known <- unique(c(names(study$scales), columns))
  if (is.null(predictors)) {
    return(known)
  }
  if (!is.character(predictors) || anyNA(predictors)) {
    abort_pairwave(
      c("{.arg predictors} must be names of scales and demographic columns.",
        x = "It is {.obj_type_friendly {predictors}}."),
      "argument", call = call
    )
  }
  check_known(
    predictors, known,
    "Every one of {.arg predictors} must be a scale or a demographic column of the study.",
    "scale or column", call = call
  )
  unique(predictors)
}
