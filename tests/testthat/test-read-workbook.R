no_folder <- function(lines) gsub("'[^']*/(?=book.xlsx)", "'", lines, perl = TRUE)

# The same rows as a text file and as a workbook.
both_ways <- function(lines, rows, ...) {
  dir <- withr::local_tempdir(.local_envir = parent.frame())
  list(csv = read_survey(text_file(lines, name = "a.csv", dir = dir), ...),
       xlsx = read_survey(do.call(one_sheet, c(rows, name = "a.xlsx", dir = dir)), ...))
}

test_that("numbers, texts, dates and times are those of a text file", {
  both <- both_ways(
    c("code,q1,when,clock,x,born,flag,note",
      "007,1,2024-05-13 09:30:15,10:30:00,0.1,1950-02-28,TRUE,\"line\nbreak, \"\"x\"\"\"",
      "008,2,2024-05-14 00:00:00,00:00:00,0.33333333333333331,2024-02-29,FALSE,",
      "009,,2024-12-31 23:59:59.250,23:59:59,-1e+20,,,NA"),
    list(
      list("code", "q1", "when", "clock", "x", "born", "flag", "note"),
      list("007", 1, as.POSIXct("2024-05-13 09:30:15", tz = "UTC"), as.difftime(10.5, units = "hours"),
           0.1, as.Date("1950-02-28"), TRUE, "line\nbreak, \"x\""),
      list("008", "2", as.POSIXct("2024-05-14", tz = "UTC"), as.difftime(0, units = "hours"), 1 / 3,
           as.Date("2024-02-29"), FALSE, NULL),
      list("009", NULL, as.POSIXct("2024-12-31 23:59:59.25", tz = "UTC"),
           as.difftime(86399, units = "secs"), -1e20, NULL, NULL, "NA")
    )
  )
  expect_identical(bare_survey(both$xlsx), bare_survey(both$csv))
  expect_identical(both$xlsx$born, as.Date(c("1950-02-28", "2024-02-29", NA)))
  expect_identical(both$xlsx$q1, c(1L, 2L, NA))
})

test_that("dates that are written as texts of ISO 8601 are dates", {
  iso <- function(text) raw_cell(paste0("<c r=\"%s\" t=\"d\"><v>", text, "</v></c>"))
  read <- read_survey(one_sheet(
    list("id", "when", "day"), list("A1", iso("2024-05-13T09:30:15"), iso("2024-05-13")),
    list("B2", iso("2024-05-14T10:00:00"), iso("2024-05-14"))
  ))
  expect_identical(read$when[1], as.POSIXct("2024-05-13 09:30:15", tz = "UTC"))
  expect_identical(read$day, as.Date(c("2024-05-13", "2024-05-14")))
})

test_that("a book that counts days from 1904 has the same dates and hours", {
  rows <- list(list("d", "t", "h"),
               list(as.Date("2024-02-29"), as.POSIXct("2024-05-13 09:30:15", tz = "UTC"),
                    as.difftime(10.5, units = "hours")),
               list(as.Date("1931-07-01"), as.POSIXct("2001-01-01", tz = "UTC"),
                    as.difftime(26, units = "mins")))
  of_1900 <- read_survey(write_workbook(list(A = rows)))
  of_1904 <- read_survey(write_workbook(list(A = rows), from_1904 = TRUE))
  expect_identical(bare_survey(of_1904), bare_survey(of_1900))
  expect_identical(as.numeric(of_1904$h), c(37800, 1560))
})

test_that("titles, several headings, blank rows and columns are as in a text file", {
  both <- suppressWarnings(both_ways(
    c("Evaluation 2024,,,", ",,,", "id,q1,q2,", "1,3,4,", ",,,", "2,4,4,", ",,,", ",,,"),
    list(list("Evaluation 2024", NULL, NULL, NULL), list(NULL), list("id", "q1", "q2", NULL),
         list(1, 3, 4, NULL), list(NULL), list(2, 4, 4, NULL), list(" ", NULL), list(" "))
  ))
  expect_identical(lapply(both$xlsx, identity), lapply(both$csv, identity))
  expect_identical(names(both$xlsx), c("id", "q1", "q2"))
  expect_identical(nrow(both$xlsx), 2L)
  expect_identical(attr(both$xlsx, "dropped_rows"), attr(both$csv, "dropped_rows"))
  two <- list(list("id", "Talks", NULL, "Food"), list(NULL, "good", "long", "tasty"),
              list(1, 3, 4, 5), list(2, 4, 4, 5))
  book <- one_sheet(two[[1]], two[[2]], two[[3]], two[[4]], merged = c("B1:C1", "A1:A2"))
  expect_warning(read <- read_survey(book), class = "pairwave_warning_heading")
  expect_identical(names(read), c("id", "Talks_good", "Talks_long", "Food_tasty"))
  expect_silent(named <- read_survey(book, header = 1:2))
  expect_identical(bare_survey(named), bare_survey(read))
})

test_that("rows of the sheet are counted, with line breaks in cells and above the heading", {
  book <- one_sheet(list(NULL, NULL), list(NULL, "a title\nof two lines"), list(NULL),
                    list(NULL, "id", "q1"), list(NULL, "A1", 3), list(NULL, "B2", 4))
  expect_identical(names(read_survey(book, header = 4)), c("id", "q1"))
  expect_identical(names(suppressWarnings(read_survey(book, skip = c(lines = 3)))), c("id", "q1"))
  expect_snapshot(invisible(read_survey(book)))
  expect_snapshot(read_survey(book, header = 40), error = TRUE, transform = no_folder)
})

test_that("the first sheet that is not hidden is read, or the one that is named", {
  rows <- function(x) list(list("id", "q1"), list("A1", x), list("B2", 9))
  book <- write_workbook(list(Lists = rows(1), "R&D <now>" = rows(2), More = rows(3)),
                         hidden = "Lists")
  expect_identical(read_survey(book)$q1, c(2L, 9L))
  expect_identical(read_survey(book, sheet = "More")$q1, c(3L, 9L))
  expect_identical(read_survey(book, sheet = 1)$q1, c(1L, 9L))
  expect_identical(read_survey(book, sheet = "R&D <now>")$q1, c(2L, 9L))
  expect_snapshot(print(read_survey(book)))
  expect_match(notes_of(read_survey(book, sheet = "Lists")), "Hidden sheet", all = FALSE)
  expect_snapshot(read_survey(book, sheet = "Moore"), error = TRUE)
  expect_snapshot(read_survey(book, sheet = 4), error = TRUE)
  expect_snapshot(read_survey(book, sheet = TRUE), error = TRUE)
  expect_snapshot(read_survey(book, delim = ";"), error = TRUE)
  expect_snapshot(read_survey(text_file("a,b", "1,2"), sheet = 1), error = TRUE)
  expect_snapshot(read_survey(write_workbook(list(Cover = list(), Answers = rows(1)))), error = TRUE,
                  transform = no_folder)
  expect_snapshot(read_survey(book, skip = c(lines = 9)), error = TRUE, transform = no_folder)
})

test_that("cells that are missing although they look as if they had a value are named", {
  book <- one_sheet(
    list("id", "q1", "q2", "q3"),
    list("A1", error_cell("#DIV/0!"), 3, raw_cell("<c r=\"%s\"><f>B2+1</f></c>")),
    list("B2", error_cell("#N/A"), 4, raw_cell("<c r=\"%s\"><f>B3+1</f><v>7</v></c>")),
    list("C3", 5, 6, raw_cell("<c r=\"%s\" t=\"str\"><f>\"\"</f><v></v></c>")),
    merged = c("C3:C4", "A1:B1")
  )
  expect_snapshot(survey <- read_survey(book))
  expect_identical(survey$q1, c(NA, NA, 5L))
  expect_identical(suppressWarnings(read_survey(book))$q3, c(NA, 7L, NA))
  odd <- write_workbook(list(A = list(list("id", "q1"), list(raw_cell(
    "<c r=\"%s\" t=\"inlineStr\"><is><t>A_x0007_B</t></is></c>"), 1))))
  survey <- suppressWarnings(read_survey(odd))
  expect_true(survey$id %in% c("AB", "A_x0007_B"))
})

test_that("every platform's export gives the same frame and cohort as a workbook", {
  skip_second_time()
  expected <- people_by_code(read_cohort(platform_file("spss", "study.yml")))
  stamps <- list(
    microsoft = list(`Start time` = "%m/%d/%Y %H:%M:%S", `Completion time` = "%m/%d/%Y %H:%M:%S")
  )
  for (platform in setdiff(platforms, "limesurvey-syntax")) {
    dir <- withr::local_tempdir()
    files <- list.files(platform_file(platform), full.names = TRUE)
    for (file in files[grepl("[.]csv$", files) & basename(files) != "redcap_nohdrs.csv"]) {
      read <- lapply(stamps[[platform]], function(form) function(x) {
        as.POSIXct(x, tz = "UTC", format = form)
      })
      as_workbook(file, file.path(dir, sub("csv$", "xlsx", basename(file))), read)
    }
    file.copy(files[grepl("[.]sps$", files)], dir)
    text <- readLines(platform_file(platform, "study.yml"), encoding = "UTF-8")
    writeLines(gsub("[.]csv", ".xlsx", text), file.path(dir, "study.yml"), useBytes = TRUE)
    cohort <- read_cohort(file.path(dir, "study.yml"))
    expect_equal(people_by_code(cohort), expected, info = platform)
    whole <- read_cohort(platform_file(platform, "study.yml"))
    for (wave in names(cohort$surveys)) {
      expect_equal(bare_survey(cohort$surveys[[wave]]), bare_survey(whole$surveys[[wave]]),
                   info = paste(platform, wave))
    }
  }
})

test_that("lists, keys, decisions, codebooks and drafts may be workbooks", {
  dir <- withr::local_tempdir()
  demo <- system.file("extdata", "demo", package = "pairwave")
  pre <- read_survey(file.path(demo, "pre.sav"))
  answered <- Reduce(`&`, lapply(pre[paste0("gse", 1:3)], function(x) bare_values(x) %in% 1:4))
  pre <- pre[answered, ]
  table <- function(x, name) {
    cells <- lapply(seq_len(nrow(x)), function(i) lapply(x, function(column) bare_values(column)[i]))
    write_workbook(list(Notes = list(list("see the next sheet")), Answers = c(list(as.list(names(x))),
                                                                             cells)),
                   name = name, dir = dir)
  }
  one <- pre[c("code", "gse1", "gse2", "gse3")]
  table(one, "pre.xlsx")
  table(one, "post.xlsx")
  table(data.frame(code = as.character(one$code), session_1 = 1, session_2 = 0), "attendance.xlsx")
  writeLines(c(
    "waves:", "  pre: {file: pre.xlsx, sheet: Answers}", "  post: {file: post.xlsx, sheet: 2}",
    "id: {column: code, decisions: log.xlsx}",
    "attendance: {file: attendance.xlsx, sheet: Answers, id: code, sessions: [session_1, session_2]}",
    "scales: {s: {items: gse1:gse3, range: [1, 4]}}"
  ), file.path(dir, "study.yml"))
  cohort <- suppressWarnings(read_cohort(file.path(dir, "study.yml")))
  expect_true(all(cohort$people$attended %in% 1L))
  one_sheet(list("code_one", "code_other", "decision"), list("AB1", "AB2", "same"),
            name = "log.xlsx", dir = dir)
  expect_identical(read_decisions(file.path(dir, "log.xlsx"))$decision, "same")
  expect_snapshot(write_decisions(file.path(dir, "log.xlsx"), data.frame()), error = TRUE)
  book <- one_sheet(list("code", "description"), list("Support > Advice", "What to do"),
                    name = "codebook.xlsx", dir = dir)
  expect_identical(framework(book)$code[2], "Support > Advice")
})
