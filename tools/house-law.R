# The law of R/, which has no folders: `Rscript tools/house-law.R [FOLDER...]` says
# which function calls a room above its own (tools/rooms.txt), which name is
# defined twice, which file has no twin in tests/testthat, which file or S3
# method belongs to no room, which function reaches for the attributes of columns
# by itself, which test can't keep its snapshot in the locale C, and ends with status 1
# where there is any. Of several folders each line begins with the folder's name, and a
# folder that keeps the law says so.
rooms <- grep("^[^#]", readLines("tools/rooms.txt"), value = TRUE)
room_of <- function(file) match(sub("(-.*)?[.]R$", "", basename(file)), rooms)

found_in <- function(folder) {
  files <- list.files(file.path(folder, "R"), "[.]R$", full.names = TRUE)
  files <- files[basename(files) != "pairwave-package.R"]

  # Every definition: its name, file and value, constants as functions of nothing.
  definitions <- do.call(c, lapply(files, function(file) {
    assigned <- Filter(function(e) is.call(e) && identical(e[[1]], as.name("<-")),
                       as.list(parse(file, keep.source = FALSE)))
    lapply(assigned, function(e) {
      made <- e[[3]]
      is_function <- is.call(made) && identical(made[[1]], as.name("function"))
      list(name = paste(all.vars(e[[2]]), collapse = ""), file = basename(file),
           value = eval(if (is_function) made else call("function", NULL, made)))
    })
  }))
  name <- vapply(definitions, `[[`, "", "name")
  file <- vapply(definitions, `[[`, "", "file")
  room <- room_of(file)

  # All that a function names; only some are worth a closer look, which takes long.
  words <- lapply(definitions, function(one) {
    all.names(as.call(c(as.name("{"), unname(as.list(one$value)))), unique = TRUE)
  })
  may_run_up <- vapply(seq_along(definitions), function(i) {
    any(room[match(words[[i]], name)] > room[i], na.rm = TRUE)
  }, NA)
  up <- unlist(lapply(which(may_run_up), function(i) {
    called <- match(codetools::findGlobals(definitions[[i]]$value), name)
    called <- called[!is.na(called) & room[called] > room[i]]
    sprintf("R/%s: %s() calls %s() of %s, a room above", file[i], name[i],
            name[called], file[called])
  }))
  twins <- file.path(folder, "tests/testthat", paste0("test-", basename(files)))

  # A method of a class of ours stands where its generic's words are known: what
  # prints, knits, plots or describes is show's, or the room's own above it.
  generics <- c("print", "format", "knit_print", "as_print_table", "plot", "autoplot",
                "describe", "summary")
  shown <- grepl(sprintf("^(%s)[.]pairwave_", paste(generics, collapse = "|")), name)
  astray <- shown & room < match("show", rooms) & !room %in% match(c("column", "print"), rooms)

  # What a file says about a column is read and written in column- alone.
  said <- c("label", "labels", "na_values", "na_range", "na_codes", "format.spss",
            "format.stata", "format.sas", "measure", "role", "alignment",
            "display_width", "write_format", "spss_attributes")
  texts <- function(e) {
    if (is.recursive(e)) unlist(lapply(as.list(e), texts)) else if (is.character(e)) e
  }
  touched_by <- function(e) {
    if (!is.recursive(e)) return(NULL)
    parts <- Filter(function(p) !is.symbol(p) || nzchar(as.character(p)), as.list(e))
    head <- vapply(unname(parts), function(p) if (is.symbol(p)) as.character(p) else "", "")
    of_all <- length(parts) > 1 && is.call(parts[[2]]) &&
      identical(parts[[2]][[1]], as.name("attributes"))
    c(intersect(said, c(if ("attr" %in% head) unlist(Filter(is.character, parts)),
                        if ("structure" %in% head[1]) names(parts),
                        if (of_all) c(texts(e), all.names(e)))),
      unlist(lapply(parts, touched_by)))
  }
  may_touch <- room != match("column", rooms) &
    vapply(words, function(x) any(c("attr", "structure", "attributes") %in% x), NA)
  touched <- unlist(lapply(which(may_touch), function(i) {
    found <- touched_by(body(definitions[[i]]$value))
    sprintf("R/%s: %s() reaches for the attribute \"%s\" of a column, which is column-'s",
            file[i], name[i], unique(found))[length(found) > 0]
  }))

  # A snapshot that holds letters or bytes beyond ASCII is another in the locale C, where its
  # test has to be skipped.
  skips_without_utf8 <- function(e) {
    is.recursive(e) && (
      (is.call(e) && identical(e[[1]], as.name("skip_if_not")) && "l10n_info" %in% all.names(e)) ||
        any(vapply(as.list(e), skips_without_utf8, NA))
    )
  }
  unskipped <- unlist(lapply(
    # What a failed test leaves beside its snapshot is not one.
    grep("[.]new[.]md$", value = TRUE, invert = TRUE, x = list.files(
      file.path(folder, "tests/testthat/_snaps"), "[.]md$", full.names = TRUE
    )),
    function(snapshot) {
      lines <- readLines(snapshot, encoding = "UTF-8")
      title <- c(NA, sub("^# ", "", grep("^# ", lines, value = TRUE)))[
        1 + cumsum(grepl("^# ", lines))]
      beyond <- grepl("[^ -~\t]|\\\\([uU][0-9a-fA-F]{4}|x[0-9a-f]{2}|[0-7]{3})|<U[+]", lines,
                      perl = TRUE)
      test <- sub("[.]md$", ".R", paste0("test-", basename(snapshot)))
      blocks <- as.list(parse(file.path(folder, "tests/testthat", test), keep.source = FALSE))
      fine <- vapply(blocks, skips_without_utf8, NA)
      named <- vapply(blocks, function(e) {
        if (is.call(e) && identical(e[[1]], as.name("test_that"))) e[[2]] else NA_character_
      }, "")
      left <- setdiff(title[beyond], named[fine])
      if (any(fine & is.na(named))) left <- character()
      sprintf(paste("tests/testthat/%s: \"%s\" has a snapshot beyond ASCII and is not",
                    "skipped without UTF-8"), test, left)[length(left) > 0]
    }
  ))

  c(
    up,
    touched,
    unskipped,
    sprintf("R/%s: its prefix is no room of tools/rooms.txt",
            basename(files)[is.na(room_of(files))]),
    sprintf("%s() is defined more than once: R/%s", name, file)[
      name %in% name[duplicated(name)]],
    sprintf("R/%s: there is no %s", basename(files), twins)[!file.exists(twins)],
    sprintf("R/%s: %s() shows a result and belongs to show-", file, name)[astray]
  )
}

folders <- commandArgs(TRUE)
if (!length(folders)) folders <- "."
found <- lapply(folders, found_in)
if (length(folders) > 1) {
  said <- lapply(found, function(lines) if (length(lines)) lines else "kept")
  writeLines(paste0(rep(folders, lengths(said)), ": ", unlist(said)))
} else {
  writeLines(found[[1]])
}
if (length(unlist(found))) quit(status = 1)
