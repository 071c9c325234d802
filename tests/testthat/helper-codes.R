# A file of codings in a folder that is gone after the test.
codes_file <- function(lines, name = "codings.csv", frame = parent.frame()) {
  path <- file.path(withr::local_tempdir(.local_envir = frame), name)
  writeLines(lines, path, useBytes = TRUE)
  path
}

# What a test looks at: codings as one text each, "coder:unit:code".
said_codes <- function(x) {
  paste(ifelse(is.na(x$coder), "", x$coder), x$unit, ifelse(is.na(x$code), "-", x$code), sep = ":")
}
