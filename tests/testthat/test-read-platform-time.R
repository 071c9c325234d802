stamped <- function(..., header = "Timestamp,Q") read_survey(text_file(header, paste0("\"", c(...), "\",1")))

test_that("times keep the platform's clock, and zones by letters are told", {
  zones <- read.csv(system.file("platforms", "zones.csv", package = "pairwave"))
  expect_false(anyDuplicated(zones$letters) > 0)
  expect_true(all(abs(zones$hours) <= 14))
  for (zone in c(zones$letters, "GMT+1", "UTC-05:30", "+0100", "")) {
    survey <- stamped(paste("2025/06/27 9:15:24 am", zone), paste("2025/06/28 1:15:24 pm", zone))
    expect_identical(format(survey$timestamp, "%d %H:%M:%S"), c("27 09:15:24", "28 13:15:24"), info = zone)
    said <- zone %in% setdiff(zones$letters, c("Z", "UTC", "GMT"))
    expect_identical(any(grepl("by the clock of", notes_of(survey))), said, info = zone)
  }
  expect_identical(format(stamped("2024-01-02T10:00:00Z", "2024-01-02T11:00:00.5Z")$timestamp, "%H"),
                   c("10", "11"))
  expect_identical(format(stamped("2/1/2024 10:00:00 p. m.", "30/1/2024 9:00:00 a.\u00a0m.")$timestamp, "%d %H"),
                   c("02 22", "30 09"))
})

test_that("a date with points begins with the day", {
  expect_identical(format(stamped("02.03.2024 10:00:00", "04.05.2024 11:00")$timestamp), c("2024-03-02 10:00:00", "2024-05-04 11:00:00"))
  expect_null(clock_time("2.3.2024", "mdy"))
})

test_that("what was assumed of zones, and what stays text, is noted", {
  expect_snapshot({
    notes_of(stamped("2025/06/27 9:15:24 am BST", "2025/12/28 1:15:24 pm GMT"))
    notes_of(stamped("2025/06/27 9:15:24 am CET", "2025/06/28 1:15:24 pm CET"))
    notes_of(stamped("2025/06/27 9:15:24 am GMT+1", "2025/06/28 1:15:24 pm GMT+3"))
    notes_of(stamped("2025/06/27 9:15:24 am QQT", "2025/06/28 1:15:24 pm QQT"))
    notes_of(stamped("2025/06/27 9:15:24 am", "soon", "2025/06/27 9:16:00 am"))
    notes_of(stamped("99/99/2024", "01/02/2024"))
    notes_of(stamped("01/02/2024 10:00:00", "03/04/2024 10:00:00"))
  })
  for (text in c("2025/06/27 9:15:24 am QQT", "soon")) {
    expect_type(stamped(text, "2025/06/27 9:15:24 am")$timestamp, "character")
  }
})

test_that("both stamps are read in one form, and one tells the order of the other", {
  path <- text_file("ID,Start time,Completion time,Last modified time,Q",
                    "1,10/12/2018 23:55:00,10/13/2018 00:05:00,,1", "2,10/11/2018 9:00:00,10/11/2018 9:05:00,,2")
  survey <- read_survey(path)
  expect_identical(as.numeric(survey$completion_time - survey$start_time, units = "mins"), c(10, 5))
  expect_identical(format(survey$start_time[2]), "2018-10-11 09:00:00")
  expect_identical(attr(survey$start_time, "label"), "Start time")
  expect_identical(attr(survey, "survey")$completed, "completion_time")
  expect_length(notes_of(survey), 0)
})

test_that("Excel's numbers of dates are times where the heading says so", {
  path <- text_file("Respondent ID,Collector ID,Start Date,End Date,Weight", ",,,,Response",
                    "118,1,44361.86,44361.875,44361.87", "119,1,44362.5,,44362.5")
  survey <- read_survey(path)
  expect_identical(format(survey$end_date), c("2021-06-14 21:00:00", NA))
  expect_identical(format(survey$start_date[2]), "2021-06-15 12:00:00")
  expect_identical(bare_values(survey$weight), c(44361.87, 44362.5))
  expect_snapshot(notes_of(survey))
  mixed <- text_file("ID,Start time,Completion time,Q", "1,44361.86,44361.87,1", "2,6/15/2021 12:00,6/15/2021 12:05,1")
  expect_match(notes_of(read_survey(mixed)), "completion_time: not all of its texts", all = FALSE)
  expect_null(excel_time(c(44361.8, 3)))
  expect_null(excel_time("44361.8 "[0]))
  expect_identical(format(excel_time("44361,5")), "2021-06-14 12:00:00")
})

test_that("a survey written back has its times again", {
  for (platform in c("jisc", "qualtrics")) {
    survey <- read_survey(platform_file(platform, "post.csv"))
    back <- tempfile(fileext = ".csv")
    write.csv(survey, back, row.names = FALSE)
    again <- read_survey(back)
    finished <- attr(survey, "survey")$completed
    expect_identical(as.numeric(again[[finished]]), as.numeric(survey[[finished]]))
  }
})
