# Cells of a result.

# The `what` of the rows of a statistic; `...` chooses among them by other
# columns, such as contrast = "pre -> post".
value <- function(result, statistic, what = "estimate", ...) {
  keys <- list(statistic = statistic, ...)
  at <- Reduce(`&`, Map(function(column, wanted) result[[column]] %in% wanted,
                        names(keys), keys))
  result[[what]][at]
}

limits <- function(result, statistic, ...) {
  c(value(result, statistic, "conf_low", ...),
    value(result, statistic, "conf_high", ...))
}

# The counts of a table of demographics, by what each row is called.
shown <- function(result) stats::setNames(result$n, result$level_label)

# The counts of a flow of participants whose columns are as `...` says.
count_of <- function(flow, ...) {
  keys <- list(...)
  at <- Reduce(`&`, Map(function(k, v) flow[[k]] %in% v, names(keys), keys))
  flow$n[at]
}

# For a snapshot of the whole of a wide table: how it is folded is print-console's.
local_wide_console <- function(env = parent.frame()) {
  withr::local_options(cli.width = 250, width = 250, .local_envir = env)
}

# The smallest result that has a table: of two women and a man.
three_people <- function() demographics(data.frame(sex = c("f", "m", "f")))

# The lines of a printed table, each without what stands at its head, and without the
# blanks that align it: for all tables but the one that a snapshot has whole.
printed_cells <- function(result) {
  table <- as_print_table(result)
  cells <- lapply(table$body[-seq_len(table$row_heads)], trimws)
  do.call(paste, c(unname(cells), sep = " | "))
}

# What the notes below a printed table say, each of them somewhere.
expect_notes <- function(result, ...) {
  notes <- paste(as_print_table(result)$notes, collapse = " ")
  for (said in c(...)) expect_match(notes, said, fixed = TRUE)
}
