# Other packages and programs that a test asks, an R of its own, and whatever
# takes long run in `make test` only.

skip_without_peer <- function(package) {
  skip_on_cran()
  skip_if_not_installed(package)
}

skip_without_program <- function(program) {
  skip_on_cran()
  skip_if(!nzchar(Sys.which(program)), paste(program, "is not installed"))
}
