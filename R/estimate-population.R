# Whether the people of a table are like a population whose counts are known.

# Most samples that the exact multinomial test enumerates.
most_samples <- 5e6

# A row for each stratum of one question, as a list of one block, or of none where
# the question has no population.
population_rows <- function(variable, counts, strata, rule, call) {
  if (counts$several || !is.null(rule$weights)) {
    abort_pairwave(
      c("A comparison with a population needs one answer a person and no weights.",
        x = if (counts$several) "{.val {variable$name}} has several answers."
            else "The people are weighted by {.val {rule$weight_name}}."),
      topic = "input", call = call
    )
  }
  population <- population_by_level(variable, counts, call)
  found <- lapply(seq_len(ncol(counts$people)), function(stratum) {
    observed <- counts$people[, stratum]
    answer <- counts$counts_as == "answer" | population > 0
    compare_population(observed[answer], population[answer], rule$test, call)
  })
  p <- vapply(found, `[[`, 0, "p")
  n <- vapply(found, `[[`, 0, "n")
  reason <- vapply(found, `[[`, "", "reason")
  shares <- paste(counts$level_label[population > 0], population[population > 0],
                  collapse = ", ")
  each <- function(x) rep(x, length(n))
  list(list(
    stratum = seq_along(n), variable = each(variable$name),
    level = each(NA_character_), level_label = each("Like the population"),
    outcome = each(NA_character_), statistic = each("p_population"), n = n,
    denominator = strata$n, percent = each(NA_real_), estimate = p,
    method = each(paste0("population_", rule$test)), weighted = each(FALSE),
    reason = reason, about = each(shares), setting = each(sum(population)),
    several = each(counts$several)
  ))
}

# The population's counts in the order of the table; 0 for a level that the
# population does not name.
population_by_level <- function(variable, counts, call) {
  given <- variable$population
  named <- names(given)
  at <- match(lower_case(named), lower_case(counts$level_label))
  other <- match(named, counts$level)
  at[is.na(at)] <- other[is.na(at)]
  if (anyNA(at)) {
    unknown <- named[is.na(at)][1]
    abort_pairwave(
      c("The population of {.val {variable$name}} must be given by levels of the table.",
        x = "There is no level {.val {unknown}}.",
        did_you_mean(unknown, counts$level_label)),
      topic = "input", call = call
    )
  }
  out <- numeric(length(counts$level_label))
  out[at] <- as.numeric(given)
  out
}

# The p value of one comparison, on how many people, or why there is none.
compare_population <- function(observed, population, test, call) {
  n <- sum(observed)
  result <- function(p = NA_real_, reason = NA_character_) {
    list(p = p, n = n, reason = reason)
  }
  if (n == 0) return(result(reason = "nobody_disclosed"))
  if (sum(population > 0) < 2) {
    return(result(reason = "one_level"))
  }
  if (test == "fisher") {
    others <- population - observed
    if (any(others < 0)) {
      return(result(reason = "more_than_population"))
    }
    if (sum(others) == 0) return(result(reason = "whole_population"))
    used <- population > 0
    return(tryCatch(
      result(stats::fisher.test(rbind(observed, others)[, used],
                                workspace = 2e6)$p.value),
      error = function(e) result(reason = "large_for_fisher")
    ))
  }
  p <- .Call(pw_call_multinomial_test, as.double(observed),
             population / sum(population), most_samples)
  if (inherits(p, "pairwave_kernel_error") && p$code == "range") {
    return(result(reason = "large_for_exact"))
  }
  result(check_kernel(p, "Can't compare with the population.", call = call))
}

check_population <- function(population, known, call) {
  if (!length(population)) return(invisible())
  check_named(population, "population", "list(sex = c(Female = 25, Male = 14))",
              call)
  check_columns_exist(names(population), known, "population", call)
  for (name in names(population)) {
    counts <- population[[name]]
    fits <- is.numeric(counts) && are_named(counts) &&
      all(is.finite(counts)) && all(counts >= 0 & counts == round(counts)) &&
      sum(counts) > 0
    if (!fits) {
      abort_pairwave(
        c("A population must be whole numbers of people named by level.",
          x = "For {.val {name}} it is {.val {counts}}.",
          i = "For example {.code list(sex = c(Female = 25, Male = 14))}."),
        topic = "input", call = call
      )
    }
  }
}
