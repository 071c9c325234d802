# Each kind of bad input, as a list: what it is, the one error that it is, and what is left
# when it has been refused, which is nothing. What is odd and not wrong is read, and says
# so where it stands.

# What a call leaves: the error, what was said beside it, and what it changed.
refused_input <- function(call) {
  beside <- character()
  before <- list(list.files(tempdir(), recursive = TRUE), getAllConnections(), getwd())
  error <- tryCatch(
    withCallingHandlers(
      call(),
      warning = function(w) beside <<- c(beside, class(w)[1]),
      message = function(m) beside <<- c(beside, class(m)[1])
    ),
    error = identity
  )
  left <- list(list.files(tempdir(), recursive = TRUE), getAllConnections(), getwd())
  list(error = error, beside = beside, untouched = identical(before, left))
}

project_with <- function(xml, name = "project.qde", more = list()) {
  path <- tempfile(fileext = ".qdpx")
  write_zip(path, c(stats::setNames(list(xml), name), more))
}

file_with <- function(lines, ending) {
  path <- tempfile(fileext = ending)
  writeLines(lines, path)
  path
}

whole_project <- function() {
  project_xml(c(FG = "one two three"), "peers", "Ann",
              data.frame(source = 1, code = 1, user = 1, start = 0, end = 3))
}

reads <- function(path, ...) {
  force(path)
  function() read_codes(path, ...)
}

agrees <- function(codes) {
  force(codes)
  function() coder_agreement(codes)
}

bad_inputs <- function() {
  doctype <- sub("<Project", "<!DOCTYPE Project [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project",
                 whole_project())
  large <- project_with(paste0("<Project>", strrep(" ", 2e5), "</Project>"))
  lies <- tempfile(fileext = ".qdpx")
  write_zip(lies, list(project.qde = whole_project()), declared = 10)
  cut <- project_with(whole_project())
  cut_bytes <- readBin(cut, "raw", file.size(cut))
  writeBin(cut_bytes[seq_len(length(cut_bytes) %/% 2)], cut)
  whole <- project_with(whole_project())
  flipped_bytes <- readBin(whole, "raw", file.size(whole))
  flipped_bytes[200] <- xor(flipped_bytes[200], as.raw(0xff))
  flipped <- tempfile(fileext = ".qdpx")
  writeBin(flipped_bytes, flipped)
  table <- file_with(c("id,coder,themes", "1,Ann,a", "2,Ann,"), ".csv")
  both <- file_with(c("unit,coder,code", "1,Ann,a", "1,Ben,a"), ".csv")
  closed <- lapply(stats::setNames(nm = c("nvp", "nvpx", "mx24", "atlproj", "hpr7", "mex")), function(ending) {
    reads(file_with("x", paste0(".", ending)))
  })
  names(closed) <- paste0("a project of its own program: .", names(closed))
  c(list(
    `no such file` = reads(file.path(tempdir(), "nowhere.qdpx")),
    `no zip archive` = reads(file_with("PK but no zip", ".qdpx")),
    `an empty file` = reads(file_with(character(), ".qdpx")),
    `an archive that was cut` = reads(cut),
    `an archive with a changed byte` = reads(flipped),
    `an archive without .qde` = reads(project_with("x", "notes.txt")),
    `an archive with two .qde` = reads(project_with(
      whole_project(), more = list(b.qde = whole_project()))),
    `a .qde in a folder only` = reads(project_with(whole_project(), "in/project.qde")),
    `a .qde that is no project` = reads(project_with("<html/>")),
    `XML that ends too early` = reads(project_with(
      substr(whole_project(), 1, nchar(whole_project()) - 40))),
    `a DOCTYPE` = reads(project_with(doctype)),
    `an entity that nothing defines` = reads(project_with(
      sub("name=\"FG\"", "name=\"&a;\"", whole_project()))),
    `more bytes than allowed` = function() {
      withr::local_options(pairwave.codes_bytes = 1e5)
      read_codes(large)
    },
    `more bytes than it states` = reads(lies),
    `a codebook that is none` = reads(file_with("<html/>", ".qdc")),
    `a database of another program` = reads(write_database(
      tempfile(fileext = ".sqlite3"), list(other = data.frame(x = 1)))),
    `a database that is damaged` = reads(
      file_with(paste0("SQLite format 3", strrep("x", 4000)), ".sqlite3"))
  ), closed, list(
    `a column that is not there` = reads(table, unit = "id", code = "theme"),
    `no column of units` = reads(table),
    `a code without a unit` = reads(file_with(c("unit,code", ",a"), ".csv")),
    `a second coder in one coder's file` = reads(c(Ann = both, Ben = both)),
    `files without coders' names` = reads(c(table, table)),
    `one coder only` = agrees(codings_of(A = c("x", "y", ""))),
    `coders who share no unit` = agrees(new_codes(
      data.frame(unit = c("1", "2", "3"), coder = c("A", "A", "B"), code = "x"))),
    `an export without coders` = agrees(read_codes(
      file_with(c("id,document,tag,content", "1,FG1,peers,yes"), ".csv")))
  ))
}

test_that("every kind of bad input is one classed error that leaves nothing", {
  skip_if_not_installed("RSQLite")
  withr::local_options(cli.unicode = FALSE)
  inputs <- bad_inputs()
  table <- vapply(names(inputs), function(name) {
    said <- refused_input(inputs[[name]])
    expect_s3_class(said$error, "pairwave_error")
    expect_identical(said$beside, character(), info = name)
    expect_true(said$untouched, info = name)
    lines <- strsplit(cli::ansi_strip(conditionMessage(said$error)), "\n")[[1]]
    lines <- gsub("file[0-9a-f]+", "file", lines[1:2])
    paste0(name, "\n  ", class(said$error)[1], "\n  ", paste(lines, collapse = "\n  "))
  }, "")
  expect_snapshot(writeLines(table))
})

test_that("what is odd and not wrong is read, and says so where it stands", {
  # A code that the framework has not, beside one that it has.
  dir <- withr::local_tempdir()
  cohort <- read_cohort(coded_study(dir = coded_folder(file.path(dir, "a"))))
  said <- cohort$codes$talk
  expect_true(all(said$code[!is.na(said$code)] %in% framework(said)$code))
  other <- coded_folder(file.path(dir, "b"))
  writeLines(c("unit,who,code", "1,x,Support > Advce", "2,y,Support > Company"), file.path(other, "talk.csv"))
  odd <- read_cohort(coded_study(dir = other))
  expect_identical(odd$codes$talk$code[1:2], c("Support > Advce", "Support > Company"))
  found <- as.data.frame(check_cohort(odd))
  expect_identical(found$count[found$rule == "code_unknown" & found$variable == "talk"], 1L)
  complete <- sub("of: talk", "of: talk, complete: yes", codes_lines, fixed = TRUE)
  expect_snapshot(read_cohort(coded_study(dir = other, lines = complete)), error = TRUE)
  expect_error(read_cohort(coded_study(dir = other, lines = complete)), class = "pairwave_error_cohort")
  expect_s3_class(read_cohort(coded_study(dir = coded_folder(file.path(dir, "c")), lines = complete)),
                  "pairwave_cohort")
  # A coder who gave a unit a code twice gave it once.
  twice <- new_codes(data.frame(unit = c("1", "1", "2"), coder = "A", code = "x"))
  expect_identical(c(nrow(twice), attr(twice, "duplicates")), c(2L, 1L))
  # Whoever stands for what was agreed on is no coder.
  expect_warning(
    coder_agreement(codings_of(A = c("x", ""), B = c("x", "x"), Agreed = c("x", "x")), resamples = 0),
    class = "pairwave_warning_coders"
  )
  # A code that nothing defines, a stretch that the text has not, and one of no length.
  path <- project_file_of(c(FG = "one two three"), "peers", "Ann", data.frame(
    source = 1, code = c(1, 2, 1, 1), user = 1, start = c(0, 4, 8, 4), end = c(3, 7, 80, 4)))
  codes <- read_codes(path)
  expect_identical(codes$note, c(NA, "undefined_code", "beyond_text", "zero_length"))
  expect_identical(codes$code, c("peers", NA, "peers", "peers"))
  expect_identical(as.character(codes$text), c("one", "two", NA, ""))
})
