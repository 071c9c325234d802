# Makes a finding of check_cohort() out of its rule; study-checks.R lists the
# rules.

finding <- function(rule, wave, variable, count, message, remedy) {
  data.frame(
    rule = rule, severity = check_rules$severity[match(rule, check_rules$rule)],
    wave = as.character(wave), variable = as.character(variable),
    count = as.integer(count), message = message, remedy = remedy
  )
}

no_findings <- function() finding("", NA, NA, 0, "", "")[0, ]
