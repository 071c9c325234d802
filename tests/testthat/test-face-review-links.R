test_that("decisions are kept beside the study and applied", {
  plan <- review_study()
  cohort <- read_cohort(plan)
  expect_identical(nrow(cohort$people), 5L)
  decided <- review_links(cohort, same = 1, different = 2)
  expect_identical(decided$decision, c("same", "different"))
  again <- read_cohort(plan)
  expect_identical(nrow(again$people), 4L)
  expect_identical(sum(again$respondents$status == "linked"), 4L)
  expect_identical(again$links$decision, c("same", "different"))
  review_links(again, different = 1)
  expect_identical(nrow(read_cohort(plan)$people), 5L)
})

test_that("a decision overrules the rule", {
  plan <- review_study(near = "accept")
  expect_identical(nrow(read_cohort(plan)$people), 4L)
  review_links(read_cohort(plan), different = 1)
  expect_identical(nrow(read_cohort(plan)$people), 5L)
})

test_that("stale and broken decisions are reported", {
  plan <- review_study()
  path <- file.path(plan$dir, "link-decisions.csv")
  writeLines(c("code_one,code_other,decision", "zz,yy,same"), path)
  expect_snapshot(cohort <- read_cohort(plan))
  writeLines(c("code_one,code_other,decision", "zz,yy,maybe"), path)
  expect_snapshot(read_cohort(plan), error = TRUE)
})

test_that("what can't be reviewed or decided is refused", {
  plan <- review_study()
  cohort <- read_cohort(plan)
  expect_snapshot(error = TRUE, {
    review_links(cohort, same = 7)
    review_links(cohort, same = 1, different = 1)
    review_links(data.frame())
  })
})

test_that("decisions can't give a person two answers in one wave", {
  folder <- withr::local_tempdir()
  codes <- function(name, code) {
    utils::write.csv(data.frame(code = code), file.path(folder, name),
                     row.names = FALSE)
  }
  codes("pre.csv", c("ab12", "ab14"))
  codes("post.csv", "ab13")
  plan <- study(waves = c(pre = "pre.csv", post = "post.csv"),
                id = list(column = "code", max_edits = 1), dir = folder)
  review_links(read_cohort(plan), same = 1:2)
  expect_snapshot(read_cohort(plan), error = TRUE)
})

test_that("links of plain data frames are reviewed and decided as well", {
  pre <- data.frame(code = c("KT14M", "BA02J"))
  post <- data.frame(code = c("KT15M", "BA02J"))
  path <- withr::local_tempfile(fileext = ".csv")
  link <- function() {
    link_waves(list(pre = pre, post = post), id = "code", max_edits = 1,
               decisions = path)
  }
  linked <- link()
  expect_identical(as.character(review_links(linked)$state), "proposed")
  review_links(linked, same = 1)
  expect_identical(as.character(link()$link),
                   c("reviewed", "exact", "reviewed", "exact"))
  expect_snapshot(error = TRUE, review_links(
    link_waves(list(pre = pre, post = post), id = "code", max_edits = 1),
    same = 1
  ))
})

test_that("of links that tie, the one that leaves nobody alone is shown first", {
  pre <- data.frame(code = c("aaaa", "cccc"))
  post <- data.frame(code = c("aaab", "aaad"))
  post <- rbind(post, data.frame(code = "cccd"))
  # Both of post are a slip from aaaa; aaxd is one from aaad only.
  pre <- rbind(pre, data.frame(code = "axad"))
  review <- review_links(
    link_waves(list(pre = pre, post = post), id = "code", max_edits = 1)
  )
  tied <- review[review$state == "ambiguous", ]
  expect_identical(tied$fits_best, c(TRUE, TRUE, FALSE))
  expect_identical(tied$code_one[3], "aaaa")
  expect_identical(tied$code_other[3], "aaad")
  expect_snapshot(print(review, codes = TRUE))
})

test_that("a part of the links prints, as a table or as a plain frame", {
  linked <- link_waves(read_cohort(review_study()))
  for (x in list(review_links(linked), linked)) {
    parts <- list(
      head(x, 1), tail(x, 1), x[0, ], subset(x, FALSE), x[1:2], x[, 1, drop = FALSE],
      x[rev(seq_len(nrow(x))), ], rbind(x, x), x[rev(names(x))]
    )
    for (part in parts) expect_error(utils::capture.output(print(part)), NA)
  }
  review <- review_links(linked)
  expect_output(print(review[0, ]), "Links to review")
  expect_snapshot(review[c("link", "cost")])
})

test_that("under a profile links are reviewed without codes, and decided", {
  plan <- review_study()
  plan$disclosure <- "ofs"
  review <- review_links(read_cohort(plan))
  expect_true(all(is.na(review[c("code_one", "code_other", "agree_on", "differ_on")])))
  expect_snapshot(review)
  said <- utils::capture.output(print(review, codes = TRUE), print(unclass(review)))
  expect_false(any(grepl("kt1|lo1|ba02", said, ignore.case = TRUE)))
  review_links(read_cohort(plan), same = 1)
  decided <- read_cohort(plan)
  expect_identical(decided$links$decision[1], "same")
  expect_true(decided$links$linked[1])
  open <- plan
  open$disclosure <- "none"
  expect_identical(review_links(read_cohort(open))$decision[1], "same")
})
