# Counts people by their answers.

# How a table counts and prints: what is the same for every question in it.
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
    codes = withheld_codes(c(as.list(undisclosed_codes), undisclosed_label)),
    denominator = choice(denominator, c("all", "disclosed"), call),
    test = choice(test, c("multinomial", "fisher"), call),
    decimals = as.integer(decimals),
    style = choice(style, c("paper", "fixed"), call),
    weights = weights$weights, weight_name = weights$name
  )
}

# The rows of some people without what is compared with their counts.
counts_only <- function(x, variables, members, groups, rule, call) {
  rule["weights"] <- list(NULL)
  sides <- table_sides(members, groups, nrow(x))
  rule$weight_of_side <- weight_of_sides(rule, sides, call)
  plain <- lapply(variables, function(variable) {
    variable["population"] <- list(NULL)
    variable
  })
  side_rows(x, plain, sides, rule, list(), call)
}
