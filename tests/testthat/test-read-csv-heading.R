heading_file <- function(..., name = "t.csv", folder = withr::local_tempdir(.local_envir = parent.frame())) {
  path <- file.path(folder, name)
  writeLines(c(...), path)
  path
}
heading_warning <- "pairwave_warning_heading"

test_that("titles and comments above the heading are told from it", {
  above <- list(
    c("Evaluation 2024,,", ",,"), "Evaluation 2024", c("Evaluation 2024", "Spring term", ""),
    c("# exported", "# by the portal"), "Evaluation, spring", "\"Evaluation,\nspring\""
  )
  for (title in above) {
    path <- heading_file(title, "id,q1,q2", "1,3,4", "2,5,1")
    expect_warning(x <- read_survey(path), class = heading_warning)
    expect_named(x, c("id", "q1", "q2"))
    expect_identical(x$q1, c(3L, 5L))
    line <- sum(lengths(strsplit(title, "\n")), title == "") + 1
    expect_silent(y <- read_survey(path, header = line))
    attr(x, "survey") <- attr(y, "survey") <- NULL
    expect_identical(x, y)
    expect_silent(read_survey(path, skip = c(lines = line - 1)))
  }
})

test_that("what is above a heading of a platform is passed over", {
  path <- heading_file("Workshop", "Timestamp,What helped?", "2024/01/01 9:00:00 am GMT,talks")
  expect_warning(x <- read_survey(path), class = heading_warning)
  expect_identical(attr(x, "survey")$platform, "google")
  expect_identical(nrow(x), 1L)
})

test_that("an ordinary heading is left in peace", {
  files <- list(
    c("id,q1", "1,2"), c("a", "1", "2"), c("#,name,score", "1,x,3", "2,y,4"),
    c("a,b", "x,y", "z,w"), c("country,2019,2020,2021", "UK,1,2,3", "FR,4,5,6"),
    c("1,2,3", "4,4,5", "3,4,2"), c("a,b,c"), c(",,name", "1,2,x", "3,4,y"),
    c("id,age", "A1,refused", "A2,23", "A3,41"), c("said", "yes", "no")
  )
  for (lines in files) {
    path <- heading_file(lines)
    expect_silent(x <- read_survey(path, platform = "none"))
    expect_identical(nrow(x), length(lines) - 1L)
  }
})

test_that("several lines of heading become labels", {
  path <- heading_file("id,q1,q2", "ID,How old are you?,How tall are you?", "1,20,170", "2,30,160")
  expect_warning(x <- read_survey(path), class = heading_warning)
  expect_identical(lapply(x, as.vector), list(id = 1:2, q1 = c(20L, 30L), q2 = c(170L, 160L)))
  expect_identical(attr(x$q1, "label"), "How old are you?")
  expect_identical(attr(x, "survey")$header_rows, 2)
  expect_identical(read_survey(path, header = 1:2), x)
  one <- read_survey(path, header = 1)
  expect_identical(one$q1, c("How old are you?", "20", "30"))
  # A person whose answers are texts where others gave numbers is one if only
  # some are, or if the rest recurs.
  for (odd in c("3,none,160", "B,none,none")) {
    path <- heading_file("id,q1,q2", odd, "1,20,170", "2,30,160")
    expect_identical(nrow(read_survey(path)), 3L)
  }
  path <- heading_file("Talks,,Groups,", "liked,used,liked,used", "1,2,3,4", "2,2,1,1")
  x <- read_survey(path, header = 1:2)
  expect_named(x, c("Talks_liked", "Talks_used", "Groups_liked", "Groups_used"))
  # Lines between those that are named are passed over.
  path <- heading_file("id,q1", "(do not edit)", "ID,How old?", "1,2")
  x <- read_survey(path, header = c(1, 3))
  expect_identical(nrow(x), 1L)
  expect_identical(attr(x$q1, "label"), "How old?")
})

test_that("a heading one name short leaves the first column unnamed", {
  folder <- withr::local_tempdir()
  path <- file.path(folder, "r.csv")
  for (row_names in list(TRUE, c("x", "y"))) {
    data <- data.frame(age = c(20L, 30L), sex = c("f", "m"))
    if (is.character(row_names)) rownames(data) <- row_names
    utils::write.table(data, path, sep = ",")
    expect_silent(x <- read_survey(path))
    expect_identical(x$age, c(20L, 30L))
    expect_identical(x$sex, c("f", "m"))
    expect_identical(as.character(x$column_1), rownames(data))
    expect_match(attr(x, "survey")$notes, "one name short")
  }
  expect_snapshot(read_survey(path), transform = function(x) sub("# Survey.*r.csv", "# Survey r.csv", x))
  # Neither does a line of delimiters between the two.
  x <- read_survey(heading_file("id,q1", "", ",,", "1,P1,3", "2,P2,4"))
  expect_identical(x$id, c("P1", "P2"))
  # Answers with a delimiter that should have been quoted move nothing.
  path <- heading_file("id,q1,said", "1,2,well, yes", "2,3,no, never")
  expect_warning(x <- read_survey(path), class = "pairwave_warning_ragged")
  expect_identical(x$q1, 2:3)
})

test_that("delimiters at the end of lines or of the heading make no column", {
  expect_silent(x <- read_survey(heading_file("a,b", "1,2,", "3,4,")))
  expect_match(attr(x, "survey")$notes, "Each line ends in a delimiter")
  expect_identical(lapply(x, identity), list(a = c(1L, 3L), b = c(2L, 4L)))
  expect_silent(x <- read_survey(heading_file("a,b,", "1,2", "3,4")))
  expect_identical(lapply(x, identity), list(a = c(1L, 3L), b = c(2L, 4L)))
  late <- read_survey(heading_file("a,b", rep("1,2,", 200), "3,4,x"))
  expect_identical(late$column_3[201], "x")
})

test_that("a file without a heading is hinted at, and can be read", {
  for (lines in list(c("1,3,4", "2,4,5", "3,4,5"), "1,3,4", c("A1,x,3", "A2,x,4", "A3,y,4"),
                     c("f,yes,no", "m,yes,no", "f,no,no"))) {
    path <- heading_file(lines)
    expect_warning(read_survey(path), class = heading_warning)
    x <- read_survey(path, header = "none")
    expect_named(x, c("column_1", "column_2", "column_3"))
    expect_identical(nrow(x), length(lines))
  }
})

test_that("lines and rows are passed over", {
  path <- heading_file("Title", "x,y", "id,q1", "1,3", "2,4", "3,5")
  expect_identical(read_survey(path, skip = c(lines = 2))$id, 1:3)
  expect_identical(read_survey(path, skip = c(rows = 1, lines = 2))$id, 2:3)
  expect_identical(read_survey(path, header = 3, skip = 2)$id, 3L)
  expect_identical(attr(read_survey(path, header = 3, skip = 2), "file_rows"), 3)
})

test_that("messages read well", {
  withr::local_dir(withr::local_tempdir())
  writeLines(c("Evaluation 2024", "", "id,q1", "1,3", "2,4"), "titles.csv")
  writeLines(c("Evaluation", "id,q1", "x,y", "z,w"), "maybe.csv")
  writeLines(c("id,q1", "ID,How old?", "1,3", "2,4"), "two.csv")
  writeLines(c("id,q1", "ID,How old?", "code,years", "1,3", "2,4"), "three.csv")
  writeLines(c("1,3", "2,4"), "none.csv")
  writeLines("x", "a.por")
  expect_snapshot(x <- read_survey("titles.csv"))
  expect_snapshot(x <- suppressWarnings(read_survey("maybe.csv"), classes = "pairwave_warning_ragged"))
  expect_snapshot(x <- read_survey("two.csv"))
  expect_snapshot(x <- read_survey("three.csv"))
  expect_snapshot(x <- read_survey("none.csv"))
  expect_snapshot(error = TRUE, {
    read_survey("titles.csv", header = 2)
    read_survey("titles.csv", header = 9)
    read_survey("titles.csv", header = "yes")
    read_survey("titles.csv", header = c(3, 1))
    read_survey("titles.csv", header = 3, skip = c(lines = 4))
    read_survey("titles.csv", header = 3:4, platform = "google")
    read_survey("titles.csv", skip = c(lines = 9))
    read_survey("titles.csv", skip = c(line = 2))
    read_survey("titles.csv", skip = c(lines = -1))
    read_survey("a.por", skip = c(lines = 2))
  })
})
