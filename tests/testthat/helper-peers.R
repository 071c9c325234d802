# Other packages and programs that a test asks, an R of its own, and whatever
# takes long run in `make test` only.

# `make test` runs the tests twice, the second time in the locale C. What takes long
# and no locale changes, such as what another package computes, is asked once.
skip_second_time <- function() {
  skip_if(nzchar(Sys.getenv("PAIRWAVE_SECOND_TIME")), "it has been asked once")
}

# How many data sets are drawn for an oracle that takes its time; `make attack` draws 300.
drawn_sets <- function() as.integer(Sys.getenv("PAIRWAVE_DRAWN_SETS", "25"))

# A build without ReadStat reads .por, .dta, .sas7bdat and .xpt by haven, which `differs`.
skip_where_haven_reads <- function(differs) {
  skip_if_not(has_readstat(), paste("built without ReadStat: haven", differs))
}

skip_without_peer <- function(package) {
  skip_on_cran()
  skip_second_time()
  skip_if_not_installed(package)
}

skip_without_program <- function(program) {
  skip_on_cran()
  skip_second_time()
  skip_if(!nzchar(Sys.which(program)), paste(program, "is not installed"))
}
