# How many people gave each answer to one question, in every stratum of a table.

# Finds what is known of one question, to become rows: a matrix of `people`, a row
# for each of `level_label` and a column for each stratum, and of their weights
# where there are any. `counts_as` says what each row is: an "answer", or one
# of "undisclosed" and "missing", which are not in the denominator of those who
# disclosed, or "not_asked".
new_counts <- function(level, level_label, people, weighted, counts_as,
                       several = FALSE) {
  list(level = level, level_label = level_label, people = people,
       weighted = weighted, counts_as = counts_as, several = several)
}

# The distinct `answers` of each column, in the order in which they occur, and
# how many people of each stratum gave them. The columns are named by what messages
# call them. Each row of a column is one person, or
# as many as `rule$counts` says.
count_distinct <- function(columns, strata, rule, call) {
  # Rows that stand for several people are rows with that weight.
  counted <- .Call(pw_call_crosstab, columns, strata$codes, strata$n_codes,
                   rule$counts %||% rule$weights, most_levels)
  if (inherits(counted, "pairwave_kernel_error") && counted$code == "range") {
    abort_many_levels(names(columns)[counted$column], call)
  }
  check_kernel(counted, "Can't count the answers.", call = call)
  lapply(seq_along(columns), function(i) {
    found <- counted[[i]]
    several <- !is.null(rule$counts)
    list(answers = column_slice(columns[[i]], found$first),
         people = sum_strata(if (several) found$weighted else found$people, strata),
         weighted = if (!several) sum_strata(found$weighted, strata))
  })
}

sum_strata <- function(counts, strata) {
  if (is.null(counts)) return(NULL)
  matrix(counts, ncol = strata$n_codes, byrow = TRUE) %*% strata$sums
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
  if (inherits(x, "integer64")) bare_values(x) else x
}

# The column of a question with one answer a person, cut into its bands.
single_answers <- function(x, variable, rule, call) {
  column <- check_single_answers(.subset2(x, variable$columns), variable$columns, call)
  if (length(variable$bands)) {
    column <- cut_bands(column, variable$bands, variable$name, rule$codes, call)
  }
  if (is.factor(column)) check_few_levels(nlevels(column), variable$name, call)
  column
}

# For each question with one answer a person what count_distinct() says of it,
# for the others NULL. They are counted together, which is the only work that
# grows with the people.
count_single_answers <- function(x, variables, strata, rule, call) {
  single <- vapply(variables, function(variable) {
    variable$summary == "count" && length(variable$columns) == 1
  }, NA)
  columns <- lapply(variables[single], single_answers, x = x, rule = rule,
                    call = call)
  names(columns) <- variable_names(variables[single])
  out <- vector("list", length(variables))
  out[single] <- count_distinct(columns, strata, rule, call)
  out
}

# A question with one answer a person, as count_distinct() `found` it.
count_answers <- function(x, variable, found, strata, rule, call) {
  question <- question_levels(found$answers, could_decline(x, variable, rule),
                              rule$codes)
  n_levels <- length(question$level)
  check_few_levels(n_levels, variable$name, call)
  at <- question$at
  at[at == 0] <- n_levels + 1L
  without_answer(
    question$level, question$level_label,
    add_up(found$people, at, n_levels + 1L),
    add_up(found$weighted, at, n_levels + 1L), question$possible, rule,
    aside = count_not_asked(variable, strata, rule, call)
  )
}

# Rows of counts added up to `n` rows by their place `at`.
add_up <- function(counts, at, n) {
  if (is.null(counts)) return(NULL)
  out <- matrix(0, n, ncol(counts))
  first <- is_first(at)
  out[at[first], ] <- counts[first, ]
  for (i in which(!first)) out[at[i], ] <- out[at[i], ] + counts[i, ]
  out
}

# How many people of each stratum were not asked, and their weights; NULL where all were.
count_not_asked <- function(variable, strata, rule, call) {
  if (is.null(variable$asked)) return(NULL)
  found <- count_flags(list(!variable$asked), strata, rule, call)[[1]]
  if (any(found$people > 0)) found
}

# Counts whose last row has the people without an answer: undisclosed where
# that was possible; else missing, and there only when it is needed. Those of them who
# were not asked, counted `aside`, are a row of their own.
without_answer <- function(level, level_label, people, weighted, possible, rule,
                           several = FALSE, aside = NULL) {
  last <- length(level) + 1L
  people[last, ] <- people[last, ] - (aside$people %||% 0)
  if (!is.null(weighted)) {
    left <- weighted[last, ] - (aside$weighted %||% 0)
    # Fractions leave a rest.
    weighted[last, ] <- ifelse(people[last, ] == 0, 0, left)
  }
  unanswered <- possible || any(people[last, ] > 0)
  keep <- seq_len(length(level) + unanswered)
  new_counts(
    c(level, NA_character_[unanswered], if (length(aside)) NA_character_),
    c(level_label, if (unanswered) if (possible) rule$undisclosed_label else "Missing",
      if (length(aside)) not_asked),
    rbind(people[keep, , drop = FALSE], aside$people),
    if (!is.null(weighted)) rbind(weighted[keep, , drop = FALSE], aside$weighted),
    c(rep("answer", length(level)),
      if (unanswered) if (possible) "undisclosed" else "missing",
      if (length(aside)) "not_asked"),
    several
  )
}
