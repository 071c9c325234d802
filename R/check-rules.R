# The rules of check_cohort(): what each is called, how grave it is and when it
# is found. Documentation, the order of findings and the reports for machines
# come from this table.

finding <- function(rule, wave, variable, count, message, remedy) {
  data.frame(
    rule = rule, severity = check_rules$severity[match(rule, check_rules$rule)],
    wave = as.character(wave), variable = as.character(variable),
    count = as.integer(count), message = message, remedy = remedy
  )
}

no_findings <- function() finding("", NA, NA, 0, "", "")[0, ]
