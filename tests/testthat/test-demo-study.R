# The demo study is what its README says, straight from the files.

demo_file <- function(...) {
  system.file("extdata", "demo", ..., package = "pairwave", mustWork = TRUE)
}
normal <- function(code) toupper(gsub("[^[:alnum:]]", "", code))
read_attendance <- function() utils::read.csv(demo_file("attendance.csv"))
gse_items <- paste0("gse", 1:10)
belonging_items <- paste0("b", 1:4)

test_that("attendance is that of the published cohort", {
  attendance <- read_attendance()
  sessions <- attendance[paste0("w", 1:5)]
  expect_true(all(unlist(sessions) %in% 0:1))
  expect_identical(nrow(attendance), 39L)
  expect_true(all(rowSums(sessions) >= 1))
  expect_identical(sum(rowSums(sessions) >= 3), 28L)
  expect_true(all(colSums(sessions) >= 28 & colSums(sessions) <= 34))
  expect_identical(sum(attendance$focus_group), 15L)
})

test_that("codes of different people differ by more than a slip", {
  code <- normal(read_attendance()$code)
  distance <- utils::adist(code)
  expect_true(all(distance[upper.tri(distance)] >= 3))
})

test_that("the focus groups carry the demographics of Table 2", {
  skip_if_not_installed("haven")
  pre <- haven::read_sav(demo_file("pre.sav"), user_na = TRUE)
  attendance <- read_attendance()
  members <- attendance$code[attendance$focus_group == 1]
  expect_true(all(members %in% normal(pre$code)))
  focus <- pre[normal(pre$code) %in% members, ]
  expect_identical(nrow(focus), 15L)

  counts <- function(column) {
    labels <- attr(column, "labels")
    labels <- labels[labels > 0]
    values <- as.double(column)
    c(vapply(labels, function(at) sum(values %in% at), integer(1)),
      Undisclosed = sum(is.na(values) | values < 0))
  }
  expect_identical(counts(focus$sex),
                   c(Female = 11L, Male = 4L, Undisclosed = 0L))
  expect_identical(counts(focus$year),
                   c("3" = 7L, "4" = 5L, "5" = 2L, Undisclosed = 1L))
  expect_identical(counts(focus$fif), c(Yes = 12L, No = 0L, Undisclosed = 3L))
  expect_identical(
    counts(focus$ethnicity),
    c(Black = 3L, White = 3L, Asian = 8L, Mixed = 1L, Undisclosed = 0L)
  )
  for (name in c("year", "fif", "ethnicity")) {
    expect_identical(attr(pre[[name]], "na_values"), -99)
  }
  # Undisclosed both ways: a declared code and nothing at all.
  fif <- as.double(focus$fif)
  expect_true(any(is.na(fif)) && any(fif %in% -99))
})

test_that("every wave has the columns that the study file names", {
  skip_if_not_installed("haven")
  pre <- haven::read_sav(demo_file("pre.sav"), user_na = TRUE)
  six_month <- haven::read_sav(demo_file("six_month.zsav"), user_na = TRUE)
  post <- utils::read.csv(demo_file("post.csv"))
  expect_true(nrow(six_month) < nrow(post) && nrow(post) < nrow(pre))
  for (wave in list(pre, post, six_month)) {
    expect_true(all(c("code", gse_items, belonging_items, "sex") %in%
                      names(wave)))
    answers <- unlist(lapply(wave[gse_items], as.double))
    expect_true(all(answers %in% c(1:4, -99, NA)))
  }
})

test_that("the post survey is laid out as JISC Online Surveys does", {
  post <- utils::read.csv(demo_file("post.csv"))
  expect_identical(names(post)[1], "URN")
  expect_identical(names(post)[ncol(post)], "CompletionDate")
  expect_match(post$URN, "^[0-9]+-[0-9]+-[0-9]+$")
  key <- utils::read.csv(demo_file("post-key.csv"), header = FALSE,
                         colClasses = "character")
  expect_identical(ncol(key), 2L)
  variables <- key$V1[!grepl("^[0-9]+$", key$V1)]
  expect_true(all(setdiff(variables, "Q4") %in% names(post)))
  expect_true(all(gse_items %in% variables))
})

test_that("codes have the usual slips", {
  skip_if_not_installed("haven")
  waves <- list(
    haven::read_sav(demo_file("pre.sav"))$code,
    utils::read.csv(demo_file("post.csv"))$code,
    haven::read_sav(demo_file("six_month.zsav"))$code
  )
  people <- read_attendance()$code
  written <- unlist(waves)
  expect_identical(sum(normal(written) == ""), 1L)
  expect_true(any(grepl("[a-z]", written)))
  expect_true(any(grepl(" ", trimws(written))))
  again <- vapply(waves, function(code) {
    sum(duplicated(normal(code[normal(code) != ""])))
  }, integer(1))
  expect_identical(again, c(0L, 1L, 0L))
  strangers <- setdiff(normal(written), c(people, ""))
  expect_length(strangers, 3)
  expect_true(all(apply(utils::adist(strangers, people), 1, min) == 1))
})

# From the files to the answers -------------------------------------------

test_that("the cohort keeps everyone and knows who attended", {
  cohort <- demo_cohort()
  respondents <- cohort$respondents
  expect_identical(tabulate(respondents$wave), c(36L, 33L, 23L))
  status <- table(respondents$wave, respondents$status)
  expect_identical(status[, "duplicate"],
                   c(pre = 0L, post = 1L, six_month = 0L))
  expect_identical(status[, "no_id"], c(pre = 0L, post = 1L, six_month = 0L))
  # Three people whose code has a wrong character stand apart from the list.
  people <- cohort$people
  expect_identical(sum(people$focus_group, na.rm = TRUE), 15L)
  expect_true(all(people$attended >= 1, na.rm = TRUE))
})

test_that("the focus groups print as the paper's Table 2", {
  table <- demographics(demo_cohort(), who = "focus_group")
  printed <- as_print_table(table)$body
  expect_identical(
    trimws(do.call(paste, c(unname(as.list(printed)), sep = "|"))),
    c(
      "Sex|Female|11 (73.3)",
      "|Male|4 (26.7)",
      "Year of medical school|3|7 (46.7)",
      "|4|5 (33.3)",
      "|5|2 (13.3)",
      "|Undisclosed|1 (6.7)",
      "First in Family (FiF)|Yes|12 (80)",
      "|No|0 (0)",
      "|Undisclosed|3 (20)",
      "Ethnicity (self-identified)|Black|3 (20)",
      "|White|3 (20)",
      "|Asian|8 (53.3)",
      "|Mixed|1 (6.7)",
      "|Undisclosed|0 (0)"
    )
  )
  # In the console as well, which the demo shows.
  console <- utils::capture.output(print(table))
  expect_match(console[1], "^Variable +Total Participants N \\(%\\)$")
  expect_identical(
    gsub(" +", " ", trimws(console[3:16])),
    gsub("[|]", " ", sub("^[|]", "", trimws(
      do.call(paste, c(unname(as.list(printed)), sep = "|")))))
  )
})

test_that("self-efficacy improves moderately and the improvement stays", {
  change <- paired_change(demo_cohort(), scales = "self_efficacy")
  d <- change[change$statistic == "d_av", ]
  effect <- stats::setNames(d$estimate, paste(d$from, d$to))
  expect_true(all(effect[c("pre post", "pre six_month")] > 0.3 &
                    effect[c("pre post", "pre six_month")] < 0.8))
  expect_true(abs(effect[["post six_month"]]) < 0.3)
})

test_that("the demo script runs from files to report", {
  skip_on_cran()
  skip_second_time()
  skip_without_report()
  report_file <- tempfile(fileext = ".html")
  on.exit(unlink(report_file))
  output <- system2(
    file.path(R.home("bin"), "Rscript"),
    c(shQuote(demo_file("demo.R")), shQuote(report_file)),
    stdout = TRUE, stderr = TRUE,
    env = paste0("R_LIBS=", shQuote(paste(.libPaths(), collapse = ":")))
  )
  expect_null(attr(output, "status"), info = paste(output, collapse = "\n"))
  expect_true(file.size(report_file) > 1000)
})
