# Lines as a study file in a folder of its own.
write_study <- function(..., dir = tempfile()) {
  dir.create(dir, showWarnings = FALSE)
  path <- file.path(dir, "study.yml")
  writeLines(c(...), path, useBytes = TRUE)
  path
}
