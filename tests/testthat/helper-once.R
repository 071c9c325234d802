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

# How much is drawn: `few` by `make test`, `many` where PAIRWAVE_DRAWN_SETS asks for more, as
# `make attack` does.
few_or_many <- function(few, many) if (nzchar(Sys.getenv("PAIRWAVE_DRAWN_SETS"))) many else few
