# The lines that a script prints in an R of its own, where nothing but what it
# asks for is loaded.
fresh_lines <- function(script, ...) {
  skip_on_cran()
  file <- withr::local_tempfile(fileext = ".R", lines = script)
  system2(
    file.path(R.home("bin"), "Rscript"), c("--no-init-file", shQuote(file), ...),
    stdout = TRUE, stderr = TRUE,
    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = .Platform$path.sep)))
  )
}

demo_survey <- function() {
  read_survey(system.file("extdata", "demo", "pre.sav", package = "pairwave"))
}
