test_that("a column is updated in one thing and keeps all else", {
  x <- new_labelled_column(c(1, 2, -9), label = "Item", labels = c(Yes = 1, Refused = -9),
                           na_values = -9, format = "F8.2", measure = "ordinal")
  attr(x, "role") <- "target"
  attr(x, "spss_attributes") <- c(Source = "A")
  kept <- function(x) attributes(x)[c("label", "format.spss", "measure", "role", "spss_attributes")]
  for (y in list(column_update(x, values = c(1, 2, NA)), column_update(x, na_values = NULL),
                 column_update(x, labels = NULL), column_blank(x, 2),
                 column_update(x, labels = NULL, na_values = NULL))) {
    expect_identical(kept(y), kept(x))
  }
  expect_identical(column_update(x), x)
  expect_identical(class(column_update(x, na_values = NULL)), setdiff(class(x), "haven_labelled_spss"))
  expect_false(is.object(column_update(x, labels = NULL, na_values = NULL)))
  # Whatever class it has, though other packages' methods would drop the rest.
  times <- list(as.Date("2024-01-01") + 0:2, .POSIXct(c(1, 2, 3), tz = "UTC"),
                structure(c(1, 2, 3), units = "secs", class = c("hms", "difftime")),
                factor(c("a", "b", "c")), c("a", "b", "c"), 1:3, x,
                new_identifying_column(c("a", "b", "c")))
  for (x in times) {
    attr(x, "label") <- "When"
    attr(x, "role") <- "input"
    blank <- column_blank(x, c(FALSE, TRUE, FALSE))
    expect_identical(attributes(blank), attributes(x))
    expect_identical(is.na(bare_values(blank)), c(FALSE, TRUE, FALSE))
    expect_identical(bare_values(blank)[c(1, 3)], bare_values(x)[c(1, 3)])
  }
})

test_that("some rows of a column have all that the column says", {
  for (x in said_columns()) {
    for (rows in list(c(4, 2), 1:4, integer(), c(1, NA, 3))) {
      part <- column_slice(x, rows)
      expect_identical(length(part), length(rows))
      if (is.list(x)) {
        expect_identical(class(part), class(x))
        next
      }
      expect_identical(but_names(part), but_names(x))
      expect_identical(plain_values(part), plain_values(x)[rows])
    }
  }
})

test_that("a column updated in nothing, or blank nowhere, is what it was", {
  for (x in said_columns()) {
    if (is.list(x)) next
    expect_identical(column_blank(x, integer()), x)
    # A factor's values are its texts, and 64-bit integers' are their numbers.
    if (is.factor(x) || inherits(x, "integer64")) next
    same <- column_update(x)
    expect_true(setequal(names(attributes(same)), names(attributes(x))))
    expect_identical(attributes(same)[names(attributes(x))], attributes(x))
    expect_identical(bare_values(same), bare_values(x))
  }
})

test_that("texts made into numbers keep all but the format of texts", {
  texts <- column_annotate(c("1", "2"), label = "Item", format.spss = "A8", measure = "nominal",
                           role = "input", write_format = "A9")
  expect_identical(attributes(column_update(texts, c(1, 2))),
                   list(label = "Item", measure = "nominal", role = "input"))
  expect_identical(attributes(column_update(factor(c("1", "2")), c(1, 2))), NULL)
})

# A time from which all missing codes are taken has no letters for them either.
test_that("a time without its codes is a plain one", {
  day <- as_time_column(new_labelled_column(c(1, -9), labels = c(Refused = -9), na_values = -9), 1)
  plain <- column_update(day, na_values = NULL, labels = NULL)
  expect_identical(attributes(plain), list(class = "Date"))
  expect_identical(class(column_update(day, labels = NULL)), class(day))
})

# From the file of a survey to a cohort of two waves, one of them cut out of the
# rows by a column, with a column of another name and a declined answer.
columns_on_the_way <- function(path) {
  survey <- suppressWarnings(read_survey(path))
  whole <- vapply(survey, function(x) {
    number <- bare_values(x)
    is.numeric(number) && time_kind(x) == 0 && !is_identifying(x) &&
      length(unique(number[!is.na(number)])) > 1
  }, NA)
  codes <- lapply(survey, function(x) unique(bare_values(x)[!is.na(bare_values(x))]))
  item <- names(survey)[whole][1]
  cut <- names(survey)[lengths(codes) > 1 & names(survey) != item][1]
  if (anyNA(c(item, cut))) return(NULL)
  renamed <- c(setdiff(names(survey), c(item, cut)), cut)[1]
  found <- sort(codes[[item]], decreasing = TRUE)
  # Who declined is in the first wave.
  with <- bare_values(survey[[cut]])[bare_values(survey[[item]]) %in% found[1]]
  values <- union(with[!is.na(with)], codes[[cut]])
  wave <- function(value) {
    list(file = basename(path), rename = list(called_otherwise = renamed),
         where = stats::setNames(list(trimws(as.character(value))), cut))
  }
  study <- study(
    list(first = wave(values[1]), second = wave(values[2])),
    id = if (cut == renamed) "called_otherwise" else cut,
    scales = list(one = list(items = item, range = c(min(0, floor(found[length(found)])), found[1] - 0.5))),
    undisclosed = list(codes = code_text(found[1])), identifying = "mask", dir = dirname(path)
  )
  list(survey = survey, item = item, renamed = renamed, declined = found[1],
       waves = suppressWarnings(read_cohort(study))$surveys)
}

expect_kept <- function(path) {
  way <- columns_on_the_way(path)
  if (is.null(way)) return(FALSE)
  expect_true(way$declined %in% bare_values(way$waves$first[[way$item]]))
  for (wave in way$waves) {
    expect_lt(nrow(wave), nrow(way$survey))
    for (name in names(way$survey)) {
      before <- way$survey[[name]]
      after <- wave[[if (name == way$renamed) "called_otherwise" else name]]
      # Only what says that the code was declined is new.
      aside <- if (name == way$item) c("class", "na_values")
      kept <- setdiff(names(but_names(before)), aside)
      if (length(kept)) {
        expect_identical(attributes(after)[kept], attributes(before)[kept], info = c(path, name))
      }
      if (name == way$item) {
        aside <- if (way$declined %in% bare_values(after)) way$declined
        expect_true(setequal(column_na_values(after), c(aside, column_na_values(before))))
      } else {
        expect_true(setequal(names(but_names(after)), kept))
      }
    }
  }
  TRUE
}

test_that("every attribute of every column of real exports comes through to the cohort", {
  skip_second_time()
  files <- list.files(fixtures(), "[.](z?sav|por)$", full.names = TRUE)
  used <- vapply(files, expect_kept, NA)
  expect_gt(sum(used), 4)
})

test_that("every attribute of the demo's and the platforms' columns comes through to the cohort", {
  files <- c(
    list.files(system.file("extdata", "demo", package = "pairwave"), "[.](z?sav|csv)$",
               full.names = TRUE),
    list.files(platform_file(), "[.](sav|csv)$", full.names = TRUE, recursive = TRUE)
  )
  used <- vapply(files, expect_kept, NA)
  expect_gt(sum(used), 10)
})

test_that("every attribute of a file with everything in it comes through to the cohort", {
  skip_second_time()
  paths <- pspp_files(c(
    pspp_data("code (A8) q1 (F8.2) q2 (F3) day (DATE11) moment (DATETIME20) lasts (TIME8) note (A20)", c(
      "A1 1 2 01-JAN-2024 01-JAN-2024:10:00:00 01:00:00 one",
      "A2 9 -9 02-JAN-2024 02-JAN-2024:10:00:00 02:00:00 two",
      "A1 3 1 03-JAN-2024 03-JAN-2024:10:00:00 03:00:00 -"
    )),
    "VARIABLE LABELS q1 'First' q2 'Second' day 'Day' moment 'Moment' lasts 'Time' note 'Note'.",
    "VALUE LABELS q1 q2 1 'Yes' 2 'No' -9 'Refused' / note '-' 'Nothing'.",
    "MISSING VALUES q2 (-9) / note ('-').",
    "VARIABLE LEVEL q1 (ORDINAL) / q2 (NOMINAL) / day (SCALE).",
    "VARIABLE ROLE /TARGET q1 /PARTITION q2 /BOTH day /NONE note.",
    "VARIABLE ALIGNMENT q1 (CENTER) / q2 (LEFT) / note (RIGHT).",
    "VARIABLE WIDTH q1 (12) / day (15) / note (30).",
    "WRITE FORMATS q1 (F9.1).",
    "VARIABLE ATTRIBUTE VARIABLES = q1 day note ATTRIBUTE = Source('A') Page('3')."
  ), por = has_readstat()) # PSPP writes a portable file that haven refuses
  for (path in paths) expect_true(expect_kept(path))
})
