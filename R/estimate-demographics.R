# Counts people by their answers.

# Says how a table counts and prints: what is the same for every question in it.
# `weights` is NULL or has the `weights` of the people and their `name`.
table_rule <- function(undisclosed_label, undisclosed_codes, denominator, test,
                       decimals, style, weights, call) {
  if (!is_text(undisclosed_label)) {
    abort_pairwave(
      c("{.arg undisclosed_label} must be one text.",
        x = "It is {.obj_type_friendly {undisclosed_label}}."),
      topic = "input", call = call
    )
  }
  if (!is_whole_number(decimals) || decimals < 0 ||
      decimals > 4) {
    abort_pairwave(
      c("{.arg decimals} must be a whole number from 0 to 4.",
        x = "It is {.val {decimals}}."),
      topic = "input", call = call
    )
  }
  list(
    undisclosed_label = undisclosed_label,
    codes = declined_codes(c(as.list(undisclosed_codes), undisclosed_label)),
    denominator = match_choice(denominator, c("asked", "all", "disclosed"), call),
    test = match_choice(test, c("multinomial", "fisher"), call),
    decimals = as.integer(decimals),
    style = match_choice(style, c("paper", "fixed"), call),
    weights = weights$weights, weight_name = weights$name
  )
}

# Every question of every stratum: the `rows`, how many people stand in the `strata`, and
# the sums of `weight` in them. `again(members)` does the same for other people of
# the same data, and `count(members)` gives the rows of their counts alone.
estimate_demographics <- function(x, variables, members, by, rule, outcomes, call) {
  groups <- if (!is.null(by)) group_question(x, by, rule, call)
  again <- function(members) {
    strata <- table_strata(members, groups, nrow(x), rule$counts)
    if (!is.null(rule$weights)) rule$weight_of_stratum <- weight_of_strata(rule, strata, call)
    rows <- stratum_rows(x, variables, strata, rule, outcomes, call)
    list(rows = rows, strata = new_frame(strata[c("who", "group", "n")]),
         weight = rule$weight_of_stratum)
  }
  structure(
    c(again(members), list(
      members = members, variables = variables, by = by, again = again,
      count = function(members) counts_only(x, variables, members, groups, rule, call)
    )),
    class = "pairwave_tabulated"
  )
}

# The rows of some people without what is compared with their counts.
counts_only <- function(x, variables, members, groups, rule, call) {
  rule["weights"] <- list(NULL)
  strata <- table_strata(members, groups, nrow(x), rule$counts)
  plain <- lapply(variables, function(variable) {
    variable["population"] <- list(NULL)
    variable
  })
  stratum_rows(x, plain, strata, rule, list(), call)
}
