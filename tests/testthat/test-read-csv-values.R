values_file <- function(...) {
  path <- tempfile(fileext = ".csv")
  writeLines(enc2utf8(c(...)), path, useBytes = TRUE)
  path
}

test_that("times of the day are times where all of a column are", {
  x <- read_survey(values_file(
    "id,start,short,mixed,grade,long", "1,10:30:00,10:30,10:30,2:1,30:10:00",
    "2,9:05:10.5,00:00,late,2:2,10:00:00", "3,,23:59,11:00,1:1,"
  ))
  expect_s3_class(x$start, c("hms", "difftime"), exact = TRUE)
  expect_identical(as.double(x$start), c(37800, 32710.5, NA))
  expect_identical(attr(x$start, "units"), "secs")
  expect_identical(as.double(x$short), c(37800, 0, 86340))
  expect_identical(x$mixed, c("10:30", "late", "11:00"))
  expect_identical(x$grade, c("2:1", "2:2", "1:1"))
  expect_type(x$long, "character")
})

test_that("points that may group thousands are noted", {
  note <- function(...) attr(read_survey(values_file(...), platform = "none"), "survey")$notes
  expect_match(note("a;b", "1.200;x", "2.400;y", "950;z"), "^a: every point has three digits")
  expect_identical(note("a;b", "1.200;x", "2.40;y", "950;z"), character())
  expect_identical(note("a;b", "1.204;x", "2.455;y"), character())
  expect_identical(note("a,b", "1.200,x", "950,y"), character())
  # Beyond the first rows, one way and the other.
  many <- c("a;b;c", rep("950;2.150;1.5", 1500))
  expect_match(note(many, "1.200;3;2"), "^a, b: every point has three digits")
  expect_identical(note(many, "1.20;3.15;2"), character())
  expect_match(note(c("a;b;c", rep(";;3", 1500)), "1.200;;2", "7;;2"), "^a: every point has three")
  path <- values_file("a;b", "1.200;x", "950;z")
  expect_identical(attr(read_survey(path, decimal_mark = "."), "survey")$notes, character())
})

test_that("Excel's count of days under a date is noted", {
  note <- function(heading, ...) {
    attr(read_survey(values_file(heading, ...), platform = "none"), "survey")$notes
  }
  expect_match(note("id,End Date", "1,44361.87", "2,44362.5"), "^End Date: .*Excel")
  expect_match(note("id,date", "1,44361", "2,44362"), "^date: ")
  expect_identical(note("id,updated", "1,44361", "2,44362"), character())
  expect_identical(note("id,date", "1,44361", "2,12"), character())
})

test_that("notes of a text file are printed with it", {
  path <- values_file("id,date,q1", "1,44361,3", ",,", "2,44362,4")
  expect_snapshot(read_survey(path), transform = function(x) sub("file[0-9a-f]+", "file", x))
})
