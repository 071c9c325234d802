# The map of ?pairwave and the pages that it leads to, read from the sources.
map_lines <- function(root) readLines(file.path(root, "R", "pairwave-package.R"), encoding = "UTF-8")

test_that("the map leads to functions that there are, and to every kind of result", {
  root <- source_root()
  text <- paste(map_lines(root), collapse = "\n")
  named <- unique(sub("[(][)]$", "", regmatches(text, gregexpr("[a-z_]+(?=[(][)][]])", text, perl = TRUE))[[1]]))
  expect_gt(length(named), 35)
  expect_identical(setdiff(named, getNamespaceExports("pairwave")), character())
  # What makes a result, a cohort or a file for somebody is on it.
  kinds <- c("attrition", "browse", "check_cohort", "co_occurrence", "code_frequencies", "code_saturation", "codebook",
             "coder_agreement", "demographics", "item_change", "item_frequencies", "joint_display",
             "missing_patterns", "paired_change", "participation", "persistence", "plan_sample", "pooled_change",
             "provenance", "quotes", "read_codes", "read_cohort", "read_survey", "report", "response_shift",
             "review_links", "scale_reliability", "unpaired_change", "use_study", "wave_means", "write_cohort",
             "write_result", "write_survey")
  expect_identical(setdiff(kinds, named), character())
})

test_that("pages that are named are there, each in the list of the site", {
  root <- source_root()
  skip_if_not(file.exists(file.path(root, "_pkgdown.yml")))
  pages <- sub("[.]Rmd$", "", list.files(file.path(root, "vignettes"), "[.]Rmd$"))
  site <- yaml::read_yaml(file.path(root, "_pkgdown.yml"))
  expect_setequal(unlist(lapply(site$articles, `[[`, "contents")), pages)
  files <- c(file.path(root, "vignettes", paste0(pages, ".Rmd")),
             list.files(file.path(root, "R"), full.names = TRUE), file.path(root, "NEWS.md"))
  text <- unlist(lapply(files, readLines, encoding = "UTF-8", warn = FALSE))
  named <- unlist(regmatches(text, gregexpr("(?<=vignette[(]\")[a-z-]+(?=\"[)])", text, perl = TRUE)))
  expect_identical(setdiff(named, pages), character())
  expect_true(all(c("exports", "reading-the-report", "words-for-the-paper", "when-nothing-links",
                    "spss-jasp-jamovi") %in% named))
})

test_that("the README counts rules and platforms as they are, and names functions that there are", {
  root <- source_root()
  skip_if_not(file.exists(file.path(root, "README.md")))
  text <- paste(readLines(file.path(root, "README.md"), encoding = "UTF-8"), collapse = "\n")
  expect_match(text, paste("by", nrow(check_rules), "rules"), fixed = TRUE)
  words <- c("five", "six", "seven", "eight", "nine", "ten")
  expect_match(text, paste("exports of", words[length(platform_layouts()) - 4], "survey platforms"), fixed = TRUE)
  table <- regmatches(text, gregexpr("\n[|] `[^|]+[|]", text))[[1]]
  named <- unlist(regmatches(table, gregexpr("[a-z_]+(?=[(][)]`)", table, perl = TRUE)))
  named <- setdiff(named, c("plot", "autoplot"))
  expect_gt(length(named), 30)
  expect_identical(setdiff(named, getNamespaceExports("pairwave")), character())
})
