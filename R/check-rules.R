# Makes a finding of check_cohort() out of its rule and what is known of it;
# study-checks.R lists the rules, and print-words-findings.R words them.

# `count` is of records, people, answers, codes or columns, as the rule has it;
# `kind` which of the rule's kinds of finding it is, `of` how many there are in all,
# `about` the names that it tells of, `setting` a number that the rule goes by and
# `range` what answers should lie in.
finding <- function(rule, wave, variable, count, ..., kind = NA, of = NA, about = NA,
                    setting = NA, range = c(NA, NA)) {
  check_dots_empty()
  # Counts of an engine may be beyond what an integer holds.
  whole <- function(n) if (isTRUE(n > .Machine$integer.max)) as.double(n) else as.integer(n)
  frame_of(
    rule = rule, severity = check_rules$severity[match(rule, check_rules$rule)],
    wave = as.character(wave), variable = as.character(variable),
    count = whole(count), kind = as.character(kind), of = whole(of),
    about = as.character(about), setting = as.double(setting),
    low = as.double(range[1]), high = as.double(range[2])
  )
}

no_findings <- function() finding("", NA, NA, 0)[0, ]
