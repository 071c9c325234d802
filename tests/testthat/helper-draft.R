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
    write_utf8_csv(files[[name]], file.path(dir, name))
  }
  suppressMessages(use_study(file.path(dir, names(files))))
}
# People who answered three items, a column for each of `columns`.
draft_people <- function(columns, n = 20, items = TRUE) {
  answers <- as.data.frame(lapply(c(q1 = 1, q2 = 2, q3 = 3), function(i) sample(1:5, n, TRUE)))
  columns <- as.data.frame(columns, check.names = FALSE)
  if (items) cbind(columns, answers) else columns
}

# write.csv() writes letters that the locale lacks as <U+00E9>.
write_utf8_csv <- function(data, path) {
  quoted <- function(x) paste0("\"", gsub("\"", "\"\"", enc2utf8(as.character(x)), fixed = TRUE), "\"")
  cells <- lapply(data, function(x) ifelse(is.na(x), "", if (is.numeric(x)) as.character(x) else quoted(x)))
  lines <- c(paste(quoted(names(data)), collapse = ","), do.call(paste, c(unname(cells), sep = ",")))
  writeBin(charToRaw(enc2utf8(paste0(lines, "\n", collapse = ""))), path)
}
