# Strata: the columns of figures that stand side by side in a table, one for each set
# of people, or for each answer to another question.

# People may belong to several sets. They are coded once, by the sets and the
# group that they belong to, so that every question is counted in one pass:
# `codes` has a number for each row (NULL where all are counted together, NA for
# people in no set), and `sums` says which codes add up to which stratum. `who`,
# `group` and `n` (people) describe each stratum.
new_strata <- function(codes, sums, who, group, n) {
  list(codes = codes, n_codes = nrow(sums), sums = sums, who = who,
       group = group, n = n)
}

# `members` is a named list: for each set its members as a logical vector, or
# NULL for everyone. `by` is NULL or comes from group_question(). The group of
# those whose answer is missing is there only when somebody is in it. `counts` says how
# many people each row stands for, or is NULL for one.
table_strata <- function(members, by, n_rows, counts = NULL) {
  everyone <- vapply(members, is.null, NA)
  if (all(everyone) && length(members) == 1 && is.null(by)) {
    people <- if (is.null(counts)) n_rows else as.integer(sum(counts))
    return(new_strata(NULL, matrix(1), names(members), NA_character_, people))
  }
  bit <- 2^(seq_along(members) - 1)
  pattern <- numeric(n_rows)
  for (i in seq_along(members)) {
    pattern <- pattern + bit[i] * (if (everyone[i]) 1 else members[[i]] %in% TRUE)
  }
  n_groups <- if (is.null(by)) 1L else length(by$level_label)
  patterns <- setdiff(unique(pattern), 0)
  at <- match(pattern, patterns)
  codes <- (at - 1L) * n_groups + (if (is.null(by)) 1L else by$at)
  n_codes <- length(patterns) * n_groups
  in_set <- outer(patterns, bit, function(p, b) (p %/% b) %% 2)
  sums <- matrix(in_set, nrow = length(patterns))[
    rep(seq_along(patterns), each = n_groups),
    rep(seq_along(members), each = n_groups), drop = FALSE
  ]
  group <- rep(seq_len(n_groups), length(members))
  sums <- sums * outer(rep(seq_len(n_groups), length(patterns)), group, `==`)
  n <- as.integer(drop(people_of_codes(codes, n_codes, counts) %*% sums))
  keep <- !group %in% by$missing | group %in% group[n > 0]
  new_strata(
    as.integer(codes), sums[, keep, drop = FALSE],
    rep(names(members), each = n_groups)[keep],
    (if (is.null(by)) rep(NA_character_, n_groups) else by$level_label)[group[keep]],
    n[keep]
  )
}

people_of_codes <- function(codes, n_codes, counts) {
  if (is.null(counts)) return(tabulate(codes, n_codes))
  vapply(seq_len(n_codes), function(code) sum(counts[which(codes == code)]), 0)
}

# Which rows of the data stand in one stratum; TRUE for all.
rows_of_stratum <- function(strata, stratum) {
  if (is.null(strata$codes)) return(TRUE)
  which(strata$sums[strata$codes, stratum] == 1)
}

# The question whose answers are the groups: `at` (the group of each row) and
# `level_label`. The people who did not answer are a group of their own, which
# are among `missing` where non-disclosure was not possible, as those who were not
# asked are in any case.
group_question <- function(x, variable, rule, call) {
  if (length(variable$columns) > 1 || variable$summary != "count") {
    abort_pairwave(
      c("{.arg by} must be a question with one answer a person.",
        x = "{.val {variable$name}} has several, or is summarised as a number."),
      topic = "input", call = call
    )
  }
  column <- single_answers(x, variable, rule, call)
  found <- question_levels(column, could_decline(x, variable, rule), rule$codes)
  check_few_levels(length(found$level), variable$name, call)
  at <- found$at
  text <- found$level_label
  if (found$possible || any(at == 0)) {
    at[at == 0] <- length(text) + 1L
    text <- c(text, if (found$possible) rule$undisclosed_label else "Missing")
  }
  missing <- if (!found$possible) length(found$level_label) + 1L
  if (!is.null(variable$asked)) {
    text <- c(text, not_asked)
    at[!variable$asked] <- length(text)
    missing <- c(missing, length(text))
  }
  list(at = at, level_label = text, missing = missing)
}
