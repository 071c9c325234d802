fixtures <- function() {
  named <- Sys.getenv("PAIRWAVE_FIXTURES")
  up <- vapply(2:6, function(k) {
    do.call(file.path, as.list(c(rep("..", k), "shared", "fixtures")))
  }, "")
  places <- c(if (nzchar(named)) named, up)
  found <- places[dir.exists(places)]
  skip_if(length(found) == 0, "the shared fixtures are not here")
  found[1]
}

test_that("real exports read as haven reads them", {
  skip_if_not_installed("haven", "2.5.5")
  files <- list.files(fixtures(), "[.](z?sav|por)$", full.names = TRUE)
  expect_gt(length(files), 0)
  for (file in files) {
    haven_reads <- if (grepl("por$", file)) haven::read_por else haven::read_sav
    expect_as_haven(read_survey(file), haven_reads(file, user_na = TRUE))
  }
})

written <- function() {
  long <- c(strrep("long text ", 60), "short", "")
  data.frame(
    id = c(1.5, 200000, NA),
    word = c("\u00e9t\u00e9", "\u65e5\u672c", ""),
    long = long,
    longest = c(strrep("x", 2000), "", "y"),
    day = as.Date(c("2019-03-01", NA, "1900-01-01")),
    at = as.POSIXct(c(0, NA, 1e9), origin = "1970-01-01", tz = "UTC")
  )
}

test_that("every compression, long strings and codes survive", {
  skip_if_not_installed("haven", "2.5.5")
  data <- written()
  data$coded <- haven::labelled_spss(c(1, -99, 9), c(Yes = 1, Undisclosed = -99),
                                     na_values = -99, na_range = c(8, Inf))
  data$text <- haven::labelled_spss(c("a", "b", "z"), c(Apple = "a"), na_values = "z")
  for (compress in c("byte", "none", "zsav")) {
    path <- tempfile(fileext = ".sav")
    haven::write_sav(data, path, compress = compress)
    expect_as_haven(read_survey(path), haven::read_sav(path, user_na = TRUE))
    expect_identical(as.character(read_survey(path)$longest), data$longest)
    haven::write_sav(data[0, ], path, compress = compress)
    expect_as_haven(read_survey(path), haven::read_sav(path, user_na = TRUE))
    haven::write_sav(data, path, compress = compress)
    expect_identical(dim(read_survey(path, columns = c("at", "id"), skip = 1, n_max = 1)),
                     c(1L, 2L))
  }
  expect_identical(is_missing_answer(read_survey(path)$coded), c(FALSE, TRUE, TRUE))
  expect_identical(as.double(read_survey(path, user_na = FALSE)$coded), c(1, NA, NA))
})

test_that("bad input gives one clear error", {
  skip_if_not_installed("haven", "2.5.5")
  dir <- tempfile()
  dir.create(dir)
  on.exit(unlink(dir, recursive = TRUE))
  at <- function(name) file.path(dir, name)
  expect_error(read_survey(at("none.sav")), class = "pairwave_error_no_file")
  file.create(at("empty.sav"))
  writeLines("id,answer", at("text.sav"))
  haven::write_sav(data.frame(x = c(1, 2, 3) / 7), at("good.sav"), compress = "none")
  bytes <- readBin(at("good.sav"), "raw", 1e5)
  writeBin(bytes[seq_len(length(bytes) - 4)], at("cut.sav"))
  writeBin(bytes[1:200], at("cut_early.sav"))
  writeBin(c(as.raw(c(28, rep(0, 7))), charToRaw("ENCRYPTEDSAV"), bytes), at("locked.sav"))
  expect_snapshot(error = TRUE, {
    read_survey(at("none.sav"))
    read_survey(at("empty.sav"))
    read_survey(at("text.sav"))
    read_survey(at("cut_early.sav"))
    read_survey(at("locked.sav"))
    read_survey(at("cut.sav"), damaged = "error")
    read_survey(at("good.sav"), columns = "y")
  }, transform = function(x) gsub(dir, "<dir>", x, fixed = TRUE))
  expect_warning(cut <- read_survey(at("cut.sav")), class = "pairwave_warning_truncated")
  expect_identical(nrow(cut), 2L)
})

test_that("what is wrong in the dictionary is repaired and reported", {
  skip_if_not_installed("haven", "2.5.5")
  dir <- tempfile()
  dir.create(dir)
  on.exit(unlink(dir, recursive = TRUE))
  path <- file.path(dir, "labels.sav")
  x <- haven::labelled(c(1, 2), c("Cafe fermé" = 1), label = "Lieu: thé")
  haven::write_sav(data.frame(x = x, y = 3:4), path, compress = "none")
  bytes <- readBin(path, "raw", 1e5)
  accents <- which(bytes == as.raw(0xc3) & c(bytes[-1], as.raw(0)) == as.raw(0xa9))
  bytes[accents + 1] <- charToRaw("?")
  writeBin(bytes, path)
  expect_snapshot(read <- read_survey(path))
  expect_identical(attr(read$x, "label"), "Lieu: th\ufffd?")
  expect_identical(names(attr(read$x, "labels")), "Cafe ferm\ufffd?")
  expect_identical(as.double(read$x), c(1, 2))
})
