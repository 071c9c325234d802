test_that("the flow of a cohort is suppressed stage by stage", {
  skip_second_time()
  cohort <- profiled_cohort(list(threshold = 5))
  flow <- as.data.frame(participation(cohort))
  expect_false(any(is_small(flow$n, 5), na.rm = TRUE))
  for (wave in unique(flow$name[flow$stage == "wave"])) {
    parts <- flow$n[flow$stage == "wave" & flow$name == wave &
                      flow$outcome %in% c("duplicate", "unusable", "no_id",
                                          "unlinked", "linked")]
    expect_true(all(is.na(parts)) || !anyNA(parts))
  }
  expect_snapshot(cohort)
  expect_identical(as_print_table(participation(cohort))$body$n, c(
    "[c]", "0", "[c]", "28", "15", "36", rep("[c]", 6),
    "33", rep("[c]", 5), "9", rep("[c]", 7),
    "[c]", "27", "[c]", "26", "[c]",
    "19", "19", "0", "19", "0", "21", "21", "0", "21", "0"
  ))
  expect_notes(participation(cohort), "[c]", "threshold of 5")
  # The boxes have the counts of the table, in its order.
  table <- as_print_table(participation(cohort))$body
  boxes <- format(participation(cohort), as = "diagram", width = 60)
  boxes <- grep("^\\| .* +([0-9]+|\\[c\\]) \\|$", boxes, value = TRUE)
  expect_identical(sub("^.* ([0-9]+|\\[c\\]) \\|$", "\\1", boxes), table$n)
  expect_true(all(mapply(grepl, trimws(table$label), boxes, fixed = TRUE)))
})

test_that("the flow is rounded", {
  skip_second_time()
  cohort <- profiled_cohort("hesa")
  flow <- as.data.frame(participation(cohort, invited = 52))
  expect_true(all(flow$n %% 5 == 0, na.rm = TRUE))
  expect_identical(flow$n[flow$stage == "invited"], 50L)
  numbers <- regmatches(format(cohort), gregexpr("(?<= )[0-9]+(?= |$)", format(cohort), perl = TRUE))
  numbers <- setdiff(as.numeric(unlist(numbers[-1])), 1)
  expect_true(all(numbers %% 5 == 0))
})

test_that("attrition shows no small count, and no share that gives one", {
  skip_second_time()
  cohort <- profiled_cohort("hesa")
  result <- attrition(cohort)
  frame <- as.data.frame(result)
  share <- frame[frame$statistic == "share" & !is.na(frame$estimate), ]
  count <- frame[frame$statistic == "count" & !is.na(frame$estimate), ]
  key <- function(x) paste(x$from, x$to, x$variable, x$level, x$group)
  at <- match(key(share), key(count))
  expect_equal(share$estimate, round(count$estimate[at] / count$n[at], 3))
  suppressed <- function(times) rep(".. | ..", times)
  expect_identical(sub(" [|] -?[0-9.]*$", "", printed_cells(result)), c(
    "n = 25 | n = 10", "26.40 (4.62) | 27.40 (4.00)", "3.25 (0.50) | 3.20 (0.50)",
    suppressed(2), "15 (60) | 5", "5 (20) | 5", "5 (20) | 0", "0 (0) | 0",
    suppressed(7),
    "n = .. | n = ..", "- | -", "3.60 (0.40) | 3.80 (0.50)", suppressed(16),
    "n = 20 | n = 15", "26.00 (4.16) | 27.70 (4.84)", "3.20 (0.40) | 3.30 (0.50)",
    suppressed(6), "15 | 10", "5 | 0", "0 | 5", suppressed(4)
  ))
  expect_notes(result, "suppressed under HESA's rounding", "rounded to the nearest 5")
  smd <- sub("^.* [|] ", "", printed_cells(result))
  expect_identical(smd[grepl("[0-9]", smd)], c("-0.23", "0.10", "-0.44", "-0.38", "-0.22"))
})

# Whoever adds a result of a cohort decides what a profile leaves of it, and
# then names it here.
test_that("every result of a cohort is suppressed as its profile asks", {
  registered <- package_methods()
  generics <- registered[registered[, 2] == "pairwave_cohort", 1]
  expect_identical(setdiff(generics, c(
    "attrition", "demographics", "item_change", "paired_change", "participation",
    "persistence", "scale_reliability", "wave_means", "codebook", "item_frequencies",
    "missing_patterns", "code_frequencies", "co_occurrence", "coder_agreement",
    "joint_display", "quotes", "unpaired_change",
    # They print what is suppressed above.
    "print", "format", "knit_print", "autoplot", "plot", "describe",
    # Refused.
    "link_waves", "response_shift", "as.data.frame",
    # For the eyes of the one who decides.
    "review_quotes"
  )), character())
})

test_that("a report of a cohort with a profile holds no exact small count", {
  skip_on_cran()
  skip_second_time()
  page <- report_page("hesa")
  expect_match(page, "Counts are rounded to the nearest 5", fixed = TRUE)
  cells <- regmatches(page, gregexpr("(?<=>)[0-9]+ \\(", page, perl = TRUE))[[1]]
  counts <- as.numeric(sub(" .*", "", cells))
  expect_gt(length(counts), 10)
  expect_true(all(counts %% 5 == 0))
})

test_that("one person is not told by the word for people", {
  cohort <- profiled_cohort("hesa")
  cohort$people <- cohort$people[1, ]
  expect_match(count_people_line(cohort), "^0 people")
})
