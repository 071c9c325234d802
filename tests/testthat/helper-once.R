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
