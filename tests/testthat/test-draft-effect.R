test_that("what comes of a plan is what read_cohort() makes of its file, and files are read once", {
  folder <- withr::local_tempdir()
  file.copy(list.files(demo_folder(), full.names = TRUE), folder)
  plan <- open_plan(file.path(folder, "study.yml"))
  seen <- new.env()
  cohort <- plan_cohort(plan, seen)
  expect_identical(cohort, read_cohort(plan$path))
  expect_length(seen, 3)
  changed <- change_plan(plan, "scale:belonging:items", c("b1", "b2", "b4"))
  first <- plan_cohort(changed, seen)
  expect_length(seen, 3)
  expect_identical(first, read_cohort(save_plan(changed)$path))
  # A file that changed since is read anew.
  lines <- readLines(file.path(folder, "post.csv"))
  writeLines(utils::head(lines, -5), file.path(folder, "post.csv"))
  expect_identical(plan_cohort(changed, seen), read_cohort(plan$path))
})

test_that("scores are counted in bins, each once, and not under a profile", {
  cohort <- demo_cohort()
  for (name in names(cohort$study$scales)) {
    bins <- score_bins(cohort, name)
    scores <- cohort$scores[cohort$scores$scale == name, ]
    by_hand <- t(vapply(names(cohort$surveys), function(wave) {
      graphics::hist(scores$score[scores$wave == wave], bins$breaks, right = FALSE, plot = FALSE)$counts
    }, integer(8)))
    expect_identical(bins$n, by_hand)
  }
  expect_null(score_bins(profiled_cohort("hesa"), "belonging"))
  one <- study(waves = c(pre = text_file("code,q1", "a,1", "b,5", "c,5", name = "pre.csv")), id = "code",
               scales = list(one = list(items = "q1", range = c(1, 5)), free = list(items = "q1")), dir = "/")
  cohort <- read_cohort(one)
  expect_identical(score_bins(cohort, "one")$n[1, ], c(1L, 0L, 0L, 0L, 2L))
  expect_identical(sum(score_bins(cohort, "free")$n), 3L)
  cohort$scores$score <- NA_real_
  expect_null(score_bins(cohort, "one"))
  cohort$scores$score <- 3
  expect_identical(sum(score_bins(cohort, "free")$n), 3L)
})
