# Demographics from what sources count: a statement for each question, never the joint
# table of several.

# Every question of a cohort whose sources count, as estimate_demographics() gives it;
# `columns` names the questions and `by` the one that groups them (NULL: none).
estimate_counted_demographics <- function(cohort, columns, who, by, rule, call) {
  parts <- lapply(columns, function(column) {
    columns <- columns_of_questions(cohort, c(column, by))
    counted <- counted_cohort(cohort, columns, call = call)
    estimate_counted_question(counted, column, who, by, rule, call)
  })
  list(found = stack_tables(lapply(parts, `[[`, "found"), call), people = parts[[1]]$people,
       by = parts[[1]]$by)
}

# One question of a cohort whose people have the columns of it and of `by`, and of no
# other; a person stands for as many as the `counts` beside it say (NULL: one).
estimate_counted_question <- function(cohort, column, who, by, rule, call) {
  cohort$study$demographics <- question_entries(cohort)[unique(c(column, by))]
  known <- asked_variables(cohort)
  people <- choose_people(cohort, who, call)
  rule$counts <- cohort$counts
  if (!is.null(by)) by <- known[[by]]
  found <- estimate_demographics(cohort$people, known[column], people$members, by, rule, list(),
                                 call)
  list(found = found, people = people, by = by)
}

question_entries <- function(cohort) {
  entries <- cohort$study$demographics
  stats::setNames(entries, vapply(entries, `[[`, "", "column"))
}

# The columns that questions are counted from.
columns_of_questions <- function(cohort, questions) {
  unique(unlist(lapply(question_entries(cohort)[questions], entry_columns), use.names = FALSE))
}

# The tables of several questions of the same people as one.
stack_tables <- function(tables, call) {
  strata <- tables[[1]]$strata
  for (table in tables) check_same_strata(strata, table$strata, call)
  rows <- stack_frames(lapply(tables, `[[`, "rows"))
  stratum <- match(paste(rows$who, rows$group), paste(strata$who, strata$group))
  rows <- frame_rows(rows, order(stratum))
  structure(list(rows = rows, strata = strata, weight = NULL), class = "pairwave_tabulated")
}

# The people of a table are the same in each of its statements.
check_same_strata <- function(one, other, call) {
  if (identical(one, other)) return(invisible())
  check_total(sum(one$n), sum(other$n), "the people of the table", call)
  abort_pairwave(
    c("What is counted apart must add up to what is counted together.",
      x = "The groups of the table differ from question to question.",
      i = "The tables changed meanwhile; count again."),
    "total", call = call
  )
}
