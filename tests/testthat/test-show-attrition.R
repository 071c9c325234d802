test_that("the table prints", {
  expect_snapshot(attrition(demo_cohort()))
})

test_that("the linked stand beside the unlinked, wave by wave", {
  linkage <- attrition(demo_cohort(), compare = "linkage")
  expect_notes(linkage, "found in at least one other wave", "fewer than 2 scores")
  expect_identical(printed_cells(linkage), c(
    "n = 30 | n = 6 | ",
    "26.38 (4.67) | 28.31 (2.62) | -0.51",
    "3.25 (0.50) | 3.25 (0.35) | 0.00",
    "19 (63.3) | 5 (83.3) | 0.46",
    "11 (36.7) | 1 (16.7) | ",
    "16 (53.3) | 4 (66.7) | 0.78",
    "7 (23.3) | 2 (33.3) | ",
    "5 (16.7) | 0 (0) | ",
    "2 (6.7) | 0 (0) | ",
    "24 (80) | 3 (50) | 0.69",
    "3 (10) | 2 (33.3) | ",
    "3 (10) | 1 (16.7) | ",
    "4 (13.3) | 1 (16.7) | 0.51",
    "7 (23.3) | 2 (33.3) | ",
    "16 (53.3) | 3 (50) | ",
    "3 (10) | 0 (0) | ",
    "n = 28 | n = 4 | ",
    "28.55 (4.02) | 30.14 (4.35) | -0.38",
    "3.64 (0.55) | 4.00 (0.41) | -0.75",
    "18 (64.3) | 3 (75) | 0.23",
    "10 (35.7) | 1 (25) | ",
    "n = 22 | n = 1 | ",
    "28.37 (4.02) | 33.00 (-) | -",
    "3.40 (0.42) | 3.75 (-) | -",
    "15 (68.2) | 1 (100) | 0.97",
    "7 (31.8) | 0 (0) | "
  ))
  small <- attrition(lossy_cohort(), method = "ml")
  expect_identical(printed_cells(small), c(
    "n = 5 | n = 3 | ", "3.00 (1.58) | 3.00 (2.00) | 0.00", "3 (60) | 1 (33.3) | 0.55",
    "2 (40) | 2 (66.7) | "
  ))
  expect_notes(small, "fitted probability, logistic regression.",
               "fewer than 5 people per coefficient",
               "Before to After: 0.83 to 1.25, worth 4.8 of 5 people")
})

test_that("each cell is the number of its row", {
  lost <- attrition(demo_cohort())
  body <- as_print_table(lost)$body
  contrasts <- unique(lost$contrast)
  heads <- which(grepl("^n = ", body$first))
  expect_length(heads, length(contrasts))
  for (i in seq_along(contrasts)) {
    part <- lost[lost$contrast == contrasts[i], ]
    lines <- body[heads[i]:min(c(heads, nrow(body) + 1)[c(heads, nrow(body) + 1) > heads[i]] - 1), ]
    expect_identical(c(lines$first[1], lines$second[1]), paste("n =", value(part, "n")))
    for (scale in unique(part$variable[part$statistic == "mean"])) {
      line <- lines[trimws(lines$title) == part$label[part$variable %in% scale][1], ]
      expect_identical(c(line$first, line$second), paste0(
        vapply(value(part, "mean", variable = scale), decimals, ""), " (",
        vapply(value(part, "sd", variable = scale), decimals, ""), ")"
      ))
      expect_identical(line$smd, decimals(value(part, "smd", variable = scale)))
    }
    counted <- lines[!lines$level %in% c("", "M (SD)"), ]
    expect_identical(nrow(counted), sum(part$statistic == "count") %/% 2L)
    shown <- as.numeric(sub(" .*", "", c(counted$first, counted$second)))
    expect_setequal(shown[!is.na(shown)], value(part, "count")[value(part, "n", what = "n")[1] > 0])
  }
})

test_that("the notes say by what people are weighted, or why not", {
  lost <- attrition(demo_cohort())
  notes <- paste(as_print_table(lost)$notes, collapse = " ")
  for (i in which(lost$statistic == "effective_n" & !is.na(lost$estimate))) {
    expect_match(notes, paste0("worth ", decimals(lost$estimate[i], 1), " of ", lost$n[i],
                               " people"), fixed = TRUE)
  }
  linkage <- as_print_table(attrition(demo_cohort(), compare = "linkage"))
  expect_no_match(linkage$notes, "[Ww]eights")
  expect_identical(linkage$head[3:4], c("Linked", "Not linked"))
  nobody <- as_print_table(attrition(edge_cohorts$none_linked()))
  expect_match(nobody$notes, "no weights, [a-z]+", all = FALSE)
})
