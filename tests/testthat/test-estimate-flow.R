test_that("every stage of a small study is counted, as by hand", {
  flow <- participation(small_cohort(), invited = 8)
  parts <- c("received", "duplicate", "unusable", "no_id", "unlinked", "linked",
             "not_received")
  before <- flow[flow$name == "pre", ]
  expect_identical(before$n[match(parts, before$outcome)],
                   c(6L, 1L, 1L, 1L, 1L, 2L, 0L))
  after <- flow[flow$name == "post", ]
  expect_identical(after$n[match(parts, after$outcome)],
                   c(4L, 0L, 0L, 0L, 1L, 3L, 0L))
  expect_identical(count_of(flow, stage = "contrast"), c(2L, 1L, 1L))
  expect_identical(count_of(flow, stage = "attendance"), c(3L, 1L, 2L, 1L))
  expect_identical(count_of(flow, stage = "group"), 1L)
  expect_snapshot(flow)
  expect_snapshot(writeLines(format(flow, as = "diagram")))
})

test_that("the demo's flow is the paper's, and every wave adds up", {
  cohort <- demo_cohort()
  flow <- participation(cohort)
  expect_identical(count_of(flow, outcome = "at_least_1"), 39L)
  expect_identical(count_of(flow, outcome = "at_least_3"), 28L)
  expect_identical(count_of(flow, stage = "group", name = "focus_group"), 15L)
  for (wave in names(cohort$surveys)) {
    of_wave <- flow[flow$stage == "wave" & flow$name == wave, ]
    parts <- c("duplicate", "unusable", "no_id", "unlinked", "linked")
    expect_identical(of_wave$n[of_wave$outcome == "received"],
                     sum(of_wave$n[of_wave$outcome %in% parts]))
  }
  analysed <- flow[flow$outcome %in% "analysed", ]
  change <- paired_change(cohort)
  n <- change$n[change$statistic == "n"]
  contrasts <- paste(change$scale, change$contrast)[change$statistic == "n"]
  labels <- study_wave_labels(cohort$study)
  for (wave in names(labels)) {
    contrasts <- gsub(paste0("\\b", wave, "\\b"), labels[[wave]], contrasts)
  }
  # A frame has the contrast's code, the flow its words.
  contrasts <- sub(" -> ", " to ", contrasts, fixed = TRUE)
  expect_identical(n[match(paste(analysed$scale, analysed$name), contrasts)],
                   analysed$n)
})

test_that("counts that do not add up are an error, not a table", {
  cohort <- small_cohort()
  lost <- cohort
  lost$respondents <- lost$respondents[-1, ]
  expect_snapshot(participation(lost), error = TRUE)
  expect_error(participation(lost), class = "pairwave_error_flow")
  doubled <- cohort
  doubled$people$post[2] <- 2L
  expect_error(participation(doubled), class = "pairwave_error_flow")
  expect_snapshot(participation(cohort, invited = 2), error = TRUE)
})

test_that("links that are not exact are counted apart, and add up", {
  dir <- withr::local_tempdir()
  utils::write.csv(data.frame(code = c("AB12", "CD34"), q1 = 1:2),
                   file.path(dir, "pre.csv"), row.names = FALSE)
  utils::write.csv(data.frame(code = c("AB13", "CD34"), q1 = 3:4),
                   file.path(dir, "post.csv"), row.names = FALSE)
  flow <- participation(read_cohort(study(
    waves = c(pre = "pre.csv", post = "post.csv"), dir = dir,
    id = list(column = "code", max_edits = 1, near = "accept"),
    scales = list(a = list(items = "q1"))
  )))
  parts <- c("linked", "linked_exact", "linked_near", "linked_reviewed")
  expect_identical(
    flow$n[match(parts, flow$outcome)], c(2L, 1L, 1L, 0L)
  )
  body <- as_print_table(flow)$body
  expect_identical(body$n, as.character(c(rep(c(2, 0, 0, 0, 0, 2, 1, 1, 0), 2), 2, 2, 0)))
  by <- grepl("^ ", body$label)
  expect_identical(which(by), c(7:9, 16:18))
})
