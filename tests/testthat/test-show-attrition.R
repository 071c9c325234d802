test_that("the tables print", {
  expect_snapshot(attrition(demo_cohort()))
  expect_snapshot(attrition(demo_cohort(), compare = "linkage"))
  expect_snapshot(attrition(lossy_cohort(), method = "ml"))
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
