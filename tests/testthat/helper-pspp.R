# Files that PSPP writes: an SPSS that is not ours, and knows nothing of R.

# Runs `syntax` and saves its data in every way that PSPP has. Gives the paths,
# by "sav", "plain", "zsav" and, where `por`, "por". `encoding` is that of the
# file; the syntax is UTF-8.
pspp_files <- function(syntax, encoding = "UTF-8", por = FALSE,
                       env = parent.frame()) {
  skip_without_program("pspp")
  dir <- withr::local_tempdir(.local_envir = env)
  files <- c(sav = "bytecode.sav", plain = "plain.sav", zsav = "zlib.zsav",
             por = "portable.por")
  files <- files[c(TRUE, TRUE, TRUE, por)]
  said <- c(
    paste0("SET LOCALE='", encoding, "'."), syntax,
    "SAVE OUTFILE='bytecode.sav' /COMPRESSED.",
    "SAVE OUTFILE='plain.sav' /UNCOMPRESSED.",
    "SAVE OUTFILE='zlib.zsav' /ZCOMPRESSED.",
    if (por) "EXPORT OUTFILE='portable.por'."
  )
  writeLines(enc2utf8(said), file.path(dir, "syntax.sps"), useBytes = TRUE)
  withr::with_dir(dir, {
    out <- suppressWarnings(system2(
      "pspp", c("--syntax-encoding=UTF-8", "-O", "format=txt", "syntax.sps"),
      stdout = TRUE, stderr = TRUE, env = "LC_ALL=C.UTF-8"
    ))
  })
  paths <- stats::setNames(file.path(dir, files), names(files))
  if (any(grepl("error:", out)) || !all(file.exists(paths))) {
    stop("PSPP says: ", paste(out, collapse = "\n"), call. = FALSE)
  }
  paths
}

# A table typed in: `names` with formats as DATA LIST takes them, and lines.
pspp_data <- function(names, lines) {
  c(paste("DATA LIST LIST NOTABLE /", names, "."), "BEGIN DATA", lines, "END DATA.")
}
