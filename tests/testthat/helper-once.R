# What many tests begin with and none changes, made once in an R process: testthat
# reads the helpers anew for every file, so it is kept among the options.
made_once <- function(name, make) {
  made <- getOption("pairwave.tests_made")
  if (is.null(made)) {
    made <- new.env()
    options(pairwave.tests_made = made)
  }
  if (is.null(made[[name]])) made[[name]] <- make()
  made[[name]]
}

# How much is drawn or walked: `few` by `make test`, `again` where it runs the second time,
# in the locale C, and `many` where PAIRWAVE_DRAWN_SETS asks for more, as `make attack` does.
few_or_many <- function(few, many, again = few) {
  if (nzchar(Sys.getenv("PAIRWAVE_DRAWN_SETS"))) many
  else if (nzchar(Sys.getenv("PAIRWAVE_SECOND_TIME"))) again
  else few
}

# What `make attack` alone has time for, as it draws more of everything.
skip_unless_many <- function() {
  skip_if_not(nzchar(Sys.getenv("PAIRWAVE_DRAWN_SETS")), "make attack asks it")
}

# As many as the variable says, else few_or_many().
asked_or <- function(variable, few, many, again = few) {
  as.integer(Sys.getenv(variable, few_or_many(few, many, again)))
}
