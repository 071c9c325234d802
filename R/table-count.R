# How many people gave each answer to one question, in every side of a table.

# A question with more answers than this is no table.
most_levels <- 1000L

# What is known of one question, to become rows: a matrix of `people`, a row
# for each of `level_label` and a column for each side, and of their weights
# where there are any. `counts_as` says what each row is: an "answer", or one
# of "undisclosed" and "missing", which are not in the denominator of those who
# disclosed.
new_counts <- function(level, level_label, people, weighted, counts_as,
                       several = FALSE) {
  list(level = level, level_label = level_label, people = people,
       weighted = weighted, counts_as = counts_as, several = several)
}

# The distinct answers of a column: the row where each is `first` found, and
# how many people of each side gave it.
count_distinct <- function(x, column, sides, weights, call) {
  found <- .Call(pw_call_crosstab, x, sides$codes, sides$n_codes, weights,
                 most_levels)
  if (inherits(found, "pairwave_kernel_error") && found$code == "range") {
    abort_many_levels(column, call)
  }
  check_kernel(
    found,
    paste0("Can't count column ", encodeString(column, quote = "\""), "."),
    call = call
  )
  list(first = found$first, people = sum_sides(found$people, sides),
       weighted = sum_sides(found$weighted, sides))
}

sum_sides <- function(counts, sides) {
  if (is.null(counts)) return(NULL)
  matrix(counts, ncol = sides$n_codes, byrow = TRUE) %*% sides$sums
}

check_few_levels <- function(n, column, call) {
  if (n > most_levels) abort_many_levels(column, call)
}

abort_many_levels <- function(column, call) {
  abort_pairwave(
    c("A column must have at most {most_levels} different answers to be counted.",
      x = "Column {.val {column}} has more.",
      i = "Numbers can be summarised ({.code summary = c({column} = \"median\")})
           or cut into {.arg bands}; texts must be coded first."),
    topic = "column", call = call
  )
}

check_single_answers <- function(x, column, call) {
  if (!is.atomic(x) || is.null(x) || !is.null(dim(x)) || is.complex(x) ||
      is.raw(x)) {
    abort_pairwave(
      c("A demographic must be a column of single answers.",
        x = "Column {.val {column}} is {.obj_type_friendly {x}}."),
      topic = "column", call = call
    )
  }
  x
}

# The column of a question with one answer a person, cut into its bands.
single_answers <- function(x, variable, rule, call) {
  column <- check_single_answers(x[[variable$columns]], variable$columns, call)
  if (length(variable$bands)) cut_bands(column, variable, rule, call) else column
}

# A question with one answer a person.
count_answers <- function(x, variable, sides, rule, call) {
  column <- single_answers(x, variable, rule, call)
  if (is.factor(column)) check_few_levels(nlevels(column), variable$name, call)
  found <- count_distinct(column, variable$name, sides, rule$weights, call)
  question <- question_levels(
    take_rows(column, found$first), could_decline(x, variable, rule), rule$codes
  )
  n_levels <- length(question$level)
  check_few_levels(n_levels, variable$name, call)
  at <- question$at
  at[at == 0] <- n_levels + 1L
  without_answer(
    question$level, question$level_label,
    add_up(found$people, at, n_levels + 1L),
    add_up(found$weighted, at, n_levels + 1L), question$possible, rule
  )
}

# Rows of counts added up to `n` rows by their place `at`.
add_up <- function(counts, at, n) {
  if (is.null(counts)) return(NULL)
  out <- matrix(0, n, ncol(counts))
  for (i in seq_along(at)) out[at[i], ] <- out[at[i], ] + counts[i, ]
  out
}

# Counts whose last row has the people without an answer: undisclosed where
# that was possible; else missing, and there only when it is needed.
without_answer <- function(level, level_label, people, weighted, possible, rule,
                           several = FALSE) {
  last <- nrow(people)
  keep <- seq_len(if (possible || any(people[last, ] > 0)) last else last - 1)
  new_counts(
    c(level, NA_character_)[keep],
    c(level_label, if (possible) rule$undisclosed_label else "Missing")[keep],
    people[keep, , drop = FALSE],
    if (!is.null(weighted)) weighted[keep, , drop = FALSE],
    c(rep("answer", last - 1), if (possible) "undisclosed" else "missing")[keep],
    several
  )
}

# Counts as rows of the result, a matrix for each field, with a column a side.
count_rows <- function(counts, sides, rule, call) {
  people <- counts$people
  weighted <- !is.null(counts$weighted)
  shares <- if (weighted) counts$weighted else people
  answer <- counts$counts_as == "answer"
  total <- matrix(sides$n, nrow(people), ncol(people), byrow = TRUE)
  base <- if (weighted) {
    matrix(rule$weight_of_side, nrow(people), ncol(people), byrow = TRUE)
  } else {
    total
  }
  if (rule$denominator == "disclosed") {
    without <- function(x) {
      rep(colSums(x[!answer, , drop = FALSE]), each = nrow(x))
    }
    total <- total - without(people)
    base <- base - without(shares)
    share <- matrix(NA_real_, nrow(people), ncol(people))
    share[answer, ] <- percent_of(shares[answer, ], base[answer, ],
                                  rule$decimals, weighted, call)
  } else {
    share <- percent_of(shares, base, rule$decimals, weighted, call)
  }
  list(
    level = counts$level, level_label = counts$level_label,
    statistic = rep("count", nrow(people)), outcome = NA_character_,
    n = people, denominator = total, percent = share, estimate = shares,
    rule = ifelse(answer | rule$denominator == "all",
                  count_rule(rule, counts$several), "count only"),
    note = NA_character_
  )
}

count_rule <- function(rule, several) {
  paste0(
    if (!is.null(rule$weights)) paste0("weighted by ", rule$weight_name, "; "),
    "share of ",
    if (rule$denominator == "all") "everyone" else "those who disclosed",
    if (several) ", several answers each",
    ", half away from zero"
  )
}

# Percentages to some decimals, half away from zero, on integers (without
# weights). NA where nobody is in the total.
percent_of <- function(n, total, decimals = 1L, weighted = FALSE,
                       call = rlang::caller_env()) {
  units <- check_kernel(
    .Call(pw_call_percent, as.double(n), rep_len(as.double(total), length(n)),
          as.integer(decimals), weighted),
    "Can't round a percentage.",
    call = call
  )
  share <- units / 10^decimals
  dim(share) <- dim(n)
  share
}
