test_that("both sides of a code are shown or none, and never few people", {
  withr::local_seed(11)
  shown <- 0
  for (i in 1:4) {
    cohort <- drawn_coded_cohort(sample(30:90, 1), disclosure = list(threshold = 3))
    found <- as.data.frame(joint_display(cohort, level = "all"))
    for (part in split(found, found$code)) {
      expect_length(unique(part$status), 1)
      if (part$status[1] == "suppressed") {
        expect_true(all(is.na(part$estimate)) && all(is.na(part$n)))
        next
      }
      shown <- shown + 1
      of <- function(statistic) part$estimate[part$statistic == statistic]
      expect_false(any(is_small(c(of("participants"), of("n"), of("participants") - of("n")), 3)))
    }
  }
  expect_gt(shown, 0)
})

test_that("it does not matter which codes and changes are asked for", {
  withr::local_seed(12)
  cohort <- drawn_coded_cohort(60, disclosure = list(threshold = 5))
  all <- as.data.frame(joint_display(cohort, level = "all"))
  code <- as.data.frame(joint_display(cohort))
  top <- as.data.frame(joint_display(cohort, level = "top"))
  status <- function(frame) frame$status[!duplicated(frame$code)]
  expect_identical(status(code), status(all)[unique(all$code) %in% code$code])
  expect_identical(status(top), status(all)[unique(all$code) %in% top$code])
})

test_that("beside the pairs of the contrast no side leaves few people", {
  withr::local_seed(13)
  for (i in 1:3) {
    cohort <- drawn_coded_cohort(50, disclosure = list(threshold = 4))
    sets <- coded_sets(cohort, counted_codings(cohort$codes$said, "Ann"))
    wide <- scores_wide(cohort, "conf")
    pair <- !is.na(wide$pre) & !is.na(wide$post)
    codes <- names(sets$has)
    shown <- codes[is_code_published(cohort, "joint", "said", "conf", "pre+post", codes, 1)]
    known <- list(pair)
    for (code in shown) {
      for (side in list(sets$has[[code]], !sets$has[[code]])) {
        for (one in list(sets$asked & side, sets$asked & side & pair)) {
          expect_false(leaves_few(one, known, 4))
          known <- c(known, list(one))
        }
      }
    }
  }
})
