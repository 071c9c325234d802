# Every way in which a user may have left the rows above the answers.
ways_of <- function(form) {
  rows <- names(form$heads)
  ways <- unlist(lapply(seq_along(rows), function(k) utils::combn(rows, k, simplify = FALSE)), FALSE)
  Filter(function(way) any(vapply(form$keep, function(need) all(need %in% way), NA)), ways)
}

# Respondents of a file, counted without reading it as one.
count_people <- function(path) sum(grepl("PERSON[0-9]+", readLines(path, warn = FALSE)))

people_in <- function(survey) {
  cells <- unlist(lapply(survey, as.character))
  sort(unique(grep("^PERSON[0-9]+$", cells, value = TRUE)))
}

test_that("no heading row that was taken out costs a respondent, and none counts as one", {
  set.seed(7)
  many <- asked_or("PAIRWAVE_PLATFORM_FILES", 1, 1)
  path <- tempfile(fileext = ".csv")
  back <- tempfile(fileext = ".csv")
  files <- 0
  for (name in names(export_forms)) for (way in ways_of(export_forms[[name]])) for (n in few_or_many(c(1, 3), 1:5, again = 2)) {
    for (texts in c(FALSE, TRUE)) for (time in seq_len(many)) {
      form <- export_forms[[name]]
      blank <- cbind(runif(n) < 0.3, runif(n) < 0.3)
      lines <- export_lines(form, way, n, texts, blank)
      writeLines(lines, path)
      said <- paste(c(name, way, n, texts), collapse = " ")
      people <- count_people(path)
      survey <- suppressWarnings(read_survey(path), classes = c("pairwave_warning_choices", "pairwave_warning_names"))
      files <- files + 1
      expect_identical(nrow(survey), people, info = said)
      expect_length(people_in(survey), people)
      expect_equal(attr(survey, "survey")$header_rows, length(way), info = said)
      write.csv(survey, back, row.names = FALSE)
      again <- suppressWarnings(read_survey(back), classes = c("pairwave_warning_choices", "pairwave_warning_names"))
      expect_identical(people_in(again), people_in(survey), info = said)
      expect_identical(nrow(again), people, info = said)
    }
  }
  expect_gt(files, few_or_many(80, 200, again = 40))
})

test_that("a row that shows neither heading nor answer is reported with what it is taken for", {
  anonymous <- function(...) text_file("StartDate,EndDate,ResponseId,Q1,Q2", ...)
  path <- anonymous(",,anna,fine,3", "2024-01-01 11:00:00,2024-01-01 11:05:00,ben,good,4")
  expect_snapshot(survey <- read_survey(path))
  expect_identical(as.character(survey$ResponseId), c("anna", "ben"))
  path <- anonymous(",,Person,How was it?,How old?", "2024-01-01 11:00:00,2024-01-01 11:05:00,ben,good,4")
  expect_snapshot(survey <- read_survey(path))
  expect_identical(attr(survey$Q2, "label"), "How old?")
  expect_identical(nrow(read_survey(path, platform = "none")), 2L)
  bare <- text_file("Q1,Q2", "fine,3", "good,4")
  expect_snapshot(survey <- read_survey(bare, platform = "qualtrics"))
  expect_identical(nrow(survey), 2L)
})

test_that("a row of another form below shows that those above it are headings", {
  path <- text_file("Q1,Q2", "How?,Where?", "\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\"",
                    "fine,there", "good,here")
  survey <- expect_silent(read_survey(path, platform = "qualtrics"))
  expect_identical(as.character(survey$Q1), c("fine", "good"))
  expect_identical(attr(survey$Q2, "label"), "Where?")
})

test_that("a text that stands under a date in row after row is no heading", {
  path <- text_file("StartDate,EndDate,ResponseId,Q1", "unknown,unknown,anna,1",
                    "unknown,unknown,ben,2")
  expect_warning(survey <- read_survey(path), class = "pairwave_warning_heading")
  expect_identical(nrow(survey), 2L)
})

test_that("a row that the platform has and the file has not is noted", {
  path <- text_file("StartDate,EndDate,ResponseId,Q1", "2024-01-01 11:00:00,,R_1,1")
  survey <- expect_silent(read_survey(path))
  expect_identical(nrow(survey), 1L)
  expect_match(attr(survey, "survey")$notes, "row of questions is not in the file", all = FALSE)
  empty <- text_file("StartDate,EndDate,ResponseId,Q1")
  expect_identical(nrow(expect_silent(read_survey(empty))), 0L)
})

test_that("Qualtrics without its own columns is known by the row of identifiers", {
  import <- "\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2\"\"}\""
  answers <- c("PERSON1,3", "PERSON2,4")
  questions <- "Your code for this survey?,How good was it?"
  for (rows in list(c("Q1,Q2", questions, import), c("Q1,Q2", import), c(questions, import))) {
    survey <- expect_silent(read_survey(text_file(rows, answers)))
    expect_identical(as.character(survey[[1]]), c("PERSON1", "PERSON2"))
    expect_identical(attr(survey, "survey")$platform, "qualtrics")
    expect_identical(attr(survey[[2]], "label"), if (questions %in% rows) "How good was it?")
  }
})

test_that("the first row once more is no respondent", {
  for (name in names(export_forms)) {
    form <- export_forms[[name]]
    lines <- export_lines(form, names(form$heads), 2, FALSE, matrix(FALSE, 2, 2))
    path <- text_file(c(lines[1], lines))
    survey <- suppressWarnings(read_survey(path), classes = "pairwave_warning_names")
    expect_identical(people_in(survey), c("PERSON1", "PERSON2"), info = name)
    expect_identical(nrow(survey), 2L, info = name)
  }
})

test_that("questions in several languages are one heading, and the first gives the labels", {
  for (import in c(FALSE, TRUE)) {
    path <- text_file(
      "StartDate,EndDate,ResponseId,Q1", "Start Date,End Date,Response ID,How sure?", "Startdatum,Enddatum,Antwort-ID,Wie sicher?",
      "Date de d\u00e9but,Date de fin,ID,Confiant ?",
      if (import) paste0("\"{\"\"ImportId\"\":\"\"", c("startDate", "endDate", "_recordId", "QID1"), "\"\"}\"", collapse = ","),
      "2024-01-02 10:00:00,2024-01-02 10:05:00,R_1,3", "2024-01-02 10:00:00,2024-01-02 10:05:00,R_2,4"
    )
    survey <- read_survey(path)
    expect_identical(bare_values(survey$Q1), c(3, 4))
    expect_identical(attr(survey$Q1, "label"), "How sure?")
    expect_match(notes_of(survey), "The questions stand in 3 rows of the heading", all = FALSE)
  }
})

test_that("the cells under the header are those of the first two rows, however they are found", {
  lines <- list(c("a,b,c", "1,x,\"y \"\"z\"\"\"", "2,,3", "4,5,6"), c("a,b", "1", "2,3,4", "5,6"), c("a,b", "", ",", "1,2", "3,4"),
                c("a,b", "\"\",\"\"", "1,2", "3,4"), c("a", "", "1", "2"), c("a,b", "1,2"), "a,b", c("a,b", " , ", "NA,1", "2,3"))
  for (text in lines) {
    file <- open_csv(text_file(text), NULL, NULL, NULL, "", NULL, NULL)
    expect_identical(sort(cells_below(file)), sort(as.vector(peek_rows(file, 2))), info = paste(text, collapse = "|"))
    .Call(pw_call_csv_close, file$handle)
  }
})
