# The cells of a file as base R reads them, "" for an empty one.
cells_of <- function(path) {
  utils::read.csv(path, colClasses = "character", na.strings = character(), check.names = FALSE,
                  encoding = "UTF-8", blank.lines.skip = FALSE)
}

# A clock's time, or what is too long for one.
seconds_of <- function(cells) {
  if (!any(grepl(":", cells))) return(as.numeric(cells))
  vapply(strsplit(cells, ":"), function(parts) sum(as.numeric(parts) * c(3600, 60, 1)), 0)
}

test_that("three files are written, and base R finds every cell", {
  frames <- asked_or("PAIRWAVE_WRITTEN_FRAMES", 10, 100, again = 2)
  skip_if_not_installed("haven")
  skip_if_not_installed("hms")
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in seq_len(frames)) {
    set.seed(seed)
    frame <- random_frame(sample(c(1, 7, 40), 1))
    folder <- withr::local_tempdir()
    path <- file.path(folder, "a.csv")
    expect_identical(write_survey(frame, path), path)
    expect_setequal(list.files(folder), paste0("a.csv", c("", "-metadata.json", "-dataset.jsonld")))
    cells <- cells_of(path)
    expect_identical(dim(cells), dim(frame))
    expect_identical(names(cells), names(frame))
    for (name in names(frame)) {
      values <- bare_values(frame[[name]])
      read <- switch(
        class(frame[[name]])[1],
        Date = as.numeric(as.Date(cells[[name]], optional = TRUE)),
        POSIXct = as.numeric(as.POSIXct(cells[[name]], "UTC", format = "%Y-%m-%dT%H:%M:%S")),
        hms = seconds_of(cells[[name]]),
        if (is.character(values)) cells[[name]] else as.numeric(cells[[name]])
      )
      expect_identical(read, if (is.character(values)) values else as.numeric(values),
                       info = paste(seed, name))
    }
  }
})

test_that("each kind of column has its cells and its datatype", {
  x <- data.frame(
    whole = c(1L, NA), part = c(0.1 + 0.2, -Inf), yes = c(TRUE, NA),
    choice = factor(c("b", NA), c("a", "b")), huge = c(1e300, 2)
  )
  x$day <- as.Date(c("2019-07-31", NA))
  x$moment <- as.Date(c("2019-07-31", "2019-08-01")) + 0.5
  x$at <- as.POSIXct(c("2019-07-31 14:05:59", "2019-01-01 00:00:00"), tz = "Europe/London")
  x$clock <- as.difftime(c(0.5, 2), units = "hours")
  x$long <- as.difftime(c(3, 1), units = "days")
  x$late <- structure(c(1e9, 0), class = "Date")
  x$letter <- c(tagged_missing("a"), 1)
  path <- withr::local_tempfile(fileext = ".csv")
  write_survey(x, path)
  expect_identical(as.list(cells_of(path)), list(
    whole = c("1", ""), part = c("0.30000000000000004", "-INF"), yes = c("true", ""),
    choice = c("b", ""), huge = c("1e+300", "2"), day = c("2019-07-31", ""),
    moment = c("2019-07-31T12:00:00", "2019-08-01T12:00:00"),
    at = c("2019-07-31T14:05:59", "2019-01-01T00:00:00"), clock = c("00:30:00", "02:00:00"),
    long = c("259200", "86400"), late = c("1000000000", "0"), letter = c(".a", "1")
  ))
  book <- jsonlite::read_json(paste0(path, "-metadata.json"))
  column <- stats::setNames(book$tableSchema$columns, names(x))
  expect_identical(vapply(column, `[[`, "", "datatype"), c(
    whole = "integer", part = "double", yes = "boolean", choice = "string", huge = "double",
    day = "date", moment = "dateTime", at = "dateTime", clock = "time", long = "integer",
    late = "integer", letter = "integer"
  ))
  expect_identical(column$long$`schema:unitText`, "seconds")
  expect_identical(column$late$`schema:unitText`, "days since 1970-01-01")
  expect_identical(column$letter$null, list("", ".a"))
})

test_that("user-missing codes stand in the file and are no values to its codebook", {
  x <- data.frame(
    q = new_labelled_column(c(1, 99, 98, NA), label = "How sure?", labels = c(no = 1, skip = 99),
                            na_values = c(99, 97)),
    r = new_labelled_column(c(1, 95, 95.5, -3), labels = c(none = 95), na_range = c(90, Inf)),
    t = new_labelled_column(c("a", "n/a", "", NA), labels = c(None = "n/a"), na_values = "n/a")
  )
  variables <- lapply(x, function(one) {
    csv_variable(one, "x", csv_cells(one), FALSE, FALSE)
  })
  expect_identical(variables$q$nulls, c("", "99", "97"))
  expect_identical(variables$q$codes, list(text = c("1", "99", "97"), label = c("no", "skip", NA),
                                           missing = c(FALSE, TRUE, TRUE)))
  expect_identical(variables$r$nulls, c("", "95", "95.5"))
  expect_identical(variables$t$nulls, c("", "n/a"))
})

test_that("a user-missing code in a date is its letter", {
  x <- data.frame(row = 1:4)
  x$day <- as_time_column(
    new_labelled_column(c(17956, -141428, NA, 17957), labels = c(Refused = -141428),
                        na_values = -141428), 1
  )
  x$at <- as_time_column(
    new_labelled_column(c(1e9 + 0.5, -99, NA, 1e9), na_values = -99), 2
  )
  path <- withr::local_tempfile(fileext = ".csv")
  write_survey(x, path)
  cells <- cells_of(path)
  expect_identical(cells$day, c("2019-03-01", ".a", "", "2019-03-02"))
  expect_identical(cells$at, c("2001-09-09T01:46:40.5", ".a", "", "2001-09-09T01:46:40"))
  book <- jsonlite::read_json(paste0(path, "-metadata.json"))$tableSchema$columns
  expect_identical(book[[2]]$null, list("", ".a"))
  expect_identical(book[[2]]$datatype, "date")
  expect_identical(book[[3]]$datatype, "dateTime")
  expect_identical(
    book[[2]]$`qb:codeList`$`skos:hasTopConcept`[[1]][-1],
    list(`skos:notation` = ".a", `skos:prefLabel` = "Refused", `skos:note` = "user-missing")
  )
})

test_that("what can't be a CSV file is one error that says what to do", {
  withr::local_dir(withr::local_tempdir())
  one <- data.frame(a = 1)
  expect_snapshot(error = TRUE, {
    write_survey(stats::setNames(data.frame(1, 2), c("a", "a")), "a.csv")
    write_survey(stats::setNames(data.frame(1, 2), c("a", "")), "a.csv")
    write_survey(data.frame(a = 1i), "a.csv")
    write_survey(one, "a.csv", compression = "bytes")
    write_survey(one, "a.sav", dataset = list(name = "x"))
    write_survey(one, "no/a.csv")
  })
  expect_length(list.files("."), 0)
})

test_that("columns that identify a person are for internal CSV files only", {
  path <- withr::local_tempfile(fileext = ".csv")
  x <- data.frame(code = 1:2)
  x$mail <- new_identifying_column(c("a@b.example", "c@d.example"))
  expect_error(write_survey(x, path), class = "pairwave_error_disclosure")
  expect_length(Sys.glob(paste0(path, "*")), 0)
  write_survey(x, path, audience = "internal")
  expect_identical(cells_of(path)$mail, c("a@b.example", "c@d.example"))
})

test_that("the earlier files stay where there is no room", {
  skip_on_os("windows")
  skip_if_not(file.exists("/dev/full"))
  folder <- withr::local_tempdir()
  path <- file.path(folder, "a.csv")
  write_survey(data.frame(a = 1), path)
  before <- lapply(list.files(folder, full.names = TRUE), readLines)
  link <- withr::local_tempfile(fileext = ".csv")
  file.symlink("/dev/full", link)
  expect_error(write_survey(data.frame(a = 2), link), class = "pairwave_error_write")
  expect_length(Sys.glob(paste0(link, "-*")), 0)
  expect_identical(lapply(list.files(folder, full.names = TRUE), readLines), before)
})
