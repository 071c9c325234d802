# The package's sources, which a test may read where they are there.
source_root <- function() {
  root <- Sys.getenv("PAIRWAVE_SOURCE", test_path("..", ".."))
  skip_if_not(file.exists(file.path(root, "R", "print-words.R")), "sources")
  root
}
