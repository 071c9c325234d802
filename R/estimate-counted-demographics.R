# Demographics from what sources count: a statement for each question, never the joint
# table of several.

# Every question of a cohort whose sources count, as estimate_demographics() gives it;
# `columns` names the questions and `by` the one that groups them (NULL: none).
estimate_counted_demographics <- function(cohort, columns, who, by, rule, call) {
  entries <- cohort$study$demographics
  names(entries) <- vapply(entries, `[[`, "", "column")
  parts <- lapply(columns, function(column) {
    tables <- unique(unlist(lapply(entries[c(column, by)], entry_columns), use.names = FALSE))
    counted <- counted_cohort(cohort, columns = tables, call = call)
    counted$study$demographics <- entries[unique(c(column, by))]
    known <- asked_variables(counted)
    people <- choose_people(counted, who, call)
    rule$counts <- counted$counts
    found <- estimate_demographics(counted$people, known[column], people$members,
                                   if (!is.null(by)) known[[by]], rule, list(), call)
    list(found = found, people = people, by = if (!is.null(by)) known[[by]])
  })
  list(found = stack_tables(lapply(parts, `[[`, "found"), call), people = parts[[1]]$people,
       by = parts[[1]]$by)
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
