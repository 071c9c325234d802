# People who count for more or less than one.

# The weights of a data frame's rows: those of the column `weights`, else those
# that the survey's file declares; FALSE for none.
frame_weights <- function(x, weights, call) {
  if (isFALSE(weights)) return(NULL)
  declared <- attr(x, "survey", exact = TRUE)$weight
  if (is.null(weights)) {
    if (!length(declared) || is.na(declared)) return(NULL)
    weights <- declared
    if (!weights %in% names(x)) {
      abort_pairwave(
        c("The weight that the file declares must be among the columns.",
          x = "There is no column {.val {weights}}.",
          i = "Read it with the others, or count without: {.code weights = FALSE}."),
        topic = "input", call = call
      )
    }
  }
  if (!is_text(weights)) {
    abort_pairwave(
      c("{.arg weights} must be the name of one column, FALSE or NULL.",
        x = "It is {.obj_type_friendly {weights}}."),
      topic = "input", call = call
    )
  }
  check_columns_exist(weights, names(x), "weights", call)
  list(weights = number_answers(x[[weights]], weights, character(), call),
       name = weights)
}

# The weights of a cohort's people: those of the first wave that they answered
# among the waves that `who` names, or among all. NULL where no wave has any.
cohort_weights <- function(cohort, who, members, weights, call) {
  if (isFALSE(weights)) return(NULL)
  if (!is.null(weights)) {
    abort_pairwave(
      c("{.arg weights} must be FALSE or NULL for a cohort.",
        x = "It is {.obj_type_friendly {weights}}.",
        i = "A cohort is weighted by the weights that its files declare."),
      topic = "input", call = call
    )
  }
  declared <- vapply(cohort$surveys[cohort_waves(cohort)], function(survey) {
    c(attr(survey, "survey", exact = TRUE)$weight, NA_character_)[1]
  }, "")
  if (!all(is.na(declared))) declared_weights(cohort, who, members, declared, call)
}

# The weights that the files of the waves declare, `declared` by wave.
declared_weights <- function(cohort, who, members, declared, call) {
  waves <- names(declared)
  if (all(who %in% waves)) waves <- intersect(waves, who)
  out <- rep(NA_real_, nrow(cohort$people))
  answered <- rep(FALSE, nrow(cohort$people))
  for (wave in waves) {
    row <- cohort$people[[wave]]
    take <- !answered & !is.na(row)
    if (!is.na(declared[[wave]])) {
      column <- cohort$surveys[[wave]][[declared[[wave]]]]
      value <- number_answers(column, declared[[wave]], character(), call)
      out[take] <- value[row[take]]
    }
    answered <- answered | take
  }
  counted <- Reduce(`|`, lapply(members, function(m) m %||% TRUE))
  lacking <- sum(is.na(out) & counted)
  if (lacking) {
    abort_pairwave(
      c("Everyone who is counted must have a weight, since a file declares one.",
        x = "{lacking} {?person has/people have} none.",
        i = "Count without weights: {.code weights = FALSE}."),
      topic = "input", call = call
    )
  }
  list(weights = out, name = unique(declared[!is.na(declared)])[1])
}

# The sum of weights in each stratum. A weight that is no weight stops the table.
weight_of_strata <- function(rule, strata, call) {
  counted <- if (is.null(strata$codes)) TRUE else !is.na(strata$codes)
  bad <- which(counted & !(is.finite(rule$weights) & rule$weights >= 0))
  if (length(bad)) {
    first <- rule$weights[bad[1]]
    abort_pairwave(
      c("Weights must be numbers from 0.",
        x = "Row {bad[1]} of {.val {rule$weight_name}} has
             {if (is.na(first)) 'no number' else first}.",
        x = if (length(bad) > 1) "{length(bad)} rows in all have no weight that can be used.",
        i = "Count without weights: {.code weights = FALSE}."),
      topic = "input", call = call
    )
  }
  vapply(seq_along(strata$n), function(stratum) {
    sum(rule$weights[rows_of_stratum(strata, stratum)])
  }, 0)
}
