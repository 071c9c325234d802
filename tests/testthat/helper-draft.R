# The files of a folder, copied, and drafted into a study.
draft_in <- function(from, files, ...) {
  dir <- tempfile()
  dir.create(dir)
  file.copy(list.files(from, full.names = TRUE), dir)
  unlink(file.path(dir, "study.yml"))
  suppressMessages(use_study(file.path(dir, files), ...))
}
demo_folder <- function() system.file("extdata", "demo", package = "pairwave")
draft_of <- function(...) {
  dir <- tempfile()
  dir.create(dir)
  files <- list(...)
  for (name in names(files)) {
    utils::write.csv(files[[name]], file.path(dir, name), row.names = FALSE, na = "",
                     fileEncoding = "UTF-8")
  }
  suppressMessages(use_study(file.path(dir, names(files))))
}
# People who answered three items, a column for each of `columns`.
draft_people <- function(columns, n = 20, items = TRUE) {
  answers <- as.data.frame(lapply(c(q1 = 1, q2 = 2, q3 = 3), function(i) sample(1:5, n, TRUE)))
  columns <- as.data.frame(columns, check.names = FALSE)
  if (items) cbind(columns, answers) else columns
}
