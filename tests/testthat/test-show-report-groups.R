# How many people of each site have the contrast, by the scores themselves.
pairs_of_sites <- function(cohort) {
  level <- people_groups(cohort, "site")
  pair <- score_populations(cohort, "confidence")[["pre+post"]]
  cbind(with = table(level[pair]), without = table(level[!pair]))
}

test_that("what is left of everyone by the reports of the groups is no small group", {
  skip_second_time()
  seeds <- seq_len(asked_or("PAIRWAVE_SITES", 8, 300))
  told_some <- left_some <- 0
  for (seed in seeds) {
    cohort <- cohort_of_sites(seed, n = 60 + 30 * (seed %% 4))
    groups <- report_groups(cohort, "site")
    n <- pairs_of_sites(cohort)
    rest <- setdiff(rownames(n), groups$told)
    told_some <- told_some + (length(groups$told) > 1)
    left_some <- left_some + (length(groups$told) > 0 && length(groups$left) > 0)
    if (!length(groups$told)) next
    # Of each group, and of all that have none together: nobody or five, with and without.
    expect_true(all(n[groups$told, ] == 0 | n[groups$told, ] >= 5), info = seed)
    together <- colSums(n[rest, , drop = FALSE])
    expect_true(all(together == 0 | together >= 5), info = seed)
    # The printed n are these, and the whole is of everyone.
    change <- as.data.frame(groups$change)
    of <- change[change$statistic == "change" & change$group %in% groups$told, ]
    expect_identical(as.double(of$n), as.double(n[of$group, "with"]), info = seed)
    whole <- as.data.frame(paired_change(cohort))
    whole <- whole$n[whole$statistic == "change" & whole$contrast == whole$contrast[1]]
    expect_identical(as.double(whole), as.double(sum(n[, "with"])), info = seed)
    # Of each set of people that demographics() counts, with every count of a group that has a
    # report known: what it suppresses is none, or two and more that are five together.
    level <- people_groups(cohort, "site")
    came <- !is.na(cohort$people[c("pre", "post")])
    sets <- list(everyone = rep(TRUE, length(level)), pre = came[, 1], post = came[, 2],
                 `pre+post` = came[, 1] & came[, 2])
    for (who in names(sets)) {
      people <- as.data.frame(levels_counted(cohort, "site", who))
      held <- people$level_label[is.na(people$n)]
      if (length(held) == nrow(people) || !any(held %in% groups$told)) next
      unknown <- table(level[sets[[who]]])[setdiff(held, groups$told)]
      expect_gt(length(unknown), 1)
      expect_gte(sum(unknown), 5)
    }
  }
  expect_gt(told_some, 0)
  expect_gt(left_some, 0)
})

test_that("without a profile each group that has figures has a report", {
  cohort <- cohort_of_sites(1, disclosure = "none")
  groups <- report_groups(cohort, "site")
  n <- pairs_of_sites(cohort)
  enough <- rownames(n)[n[, "with"] >= 5]
  expect_setequal(groups$told, setdiff(enough, no_answers(cohort$study)))
  expect_length(intersect(c(groups$told, groups$left), no_answers(cohort$study)), 0)
})

test_that("the report of a group is part of what is published of everyone", {
  skip_second_time()
  cohort <- cohort_of_sites(2)
  groups <- report_groups(cohort, "site")
  told <- group_told(cohort, "site", groups$told[1], groups)
  both <- as.data.frame(told$beside)
  whole <- as.data.frame(paired_change(cohort))
  expect_equal(both$estimate[both$group == "Everyone"], whole$estimate)
  change <- as.data.frame(groups$change)
  expect_equal(both$estimate[both$group == groups$told[1]],
               change$estimate[change$group %in% groups$told[1]])
  expect_setequal(both$group, c(groups$told[1], "Everyone"))
  people <- told$people$body
  expect_true(groups$told[1] %in% people$level)
  expect_true(all(people$level %in% c(groups$told[1], "Asked")))
  expect_no_match(paste(unlist(told$brief), collapse = " "), report_column, fixed = TRUE)
})

test_that("each group has a file of its own name", {
  expect_identical(
    group_paths("a/site.html", c("Leeds", "St. John's / York", "leeds", "--")),
    c(Leeds = "a/site-Leeds.html", `St. John's / York` = "a/site-St-John-s-York.html",
      leeds = "a/site-leeds-3.html", `--` = "a/site-group.html")
  )
})

test_that("groups without a report are said, and a single one by no name", {
  cohort <- cohort_of_sites(2)
  open <- cohort_of_sites(1, disclosure = "none")
  several <- list(told = c("Leeds", "York"), left = c("Ayr", "Bath"), label = "Site")
  one <- list(told = c("Leeds", "York"), left = "Ayr", label = "Site")
  expect_snapshot({
    say_groups_left(several, cohort)
    say_groups_left(one, cohort)
    say_groups_left(one, open)
  })
  expect_no_message(say_groups_left(list(told = "Leeds", left = character(), label = "Site"), cohort))
})

test_that("what no report by groups can be made of is an error", {
  cohort <- cohort_of_sites(2)
  few <- cohort_of_sites(2, n = 20)
  stack <- stack_cohorts(list(a = cohort, b = cohort))
  expect_snapshot(error = TRUE, {
    report(cohort, "x.html", by = "sit")
    report(cohort, "x.html", by = "site", sections = "lasted")
    report(few, "x.html", by = "site")
    report(stack, "x.html", by = "site")
  })
})

test_that("a report of each group is written", {
  skip_second_time()
  cohort <- cohort_of_sites(2)
  folder <- withr::local_tempdir()
  paths <- suppressMessages(report(cohort, file.path(folder, "site.xlsx"), by = "site", title = "T"))
  groups <- report_groups(cohort, "site")$told
  expect_identical(names(paths), groups)
  expect_setequal(list.files(folder), basename(paths))
  read <- suppressWarnings(read_survey(paths[[1]], sheet = "Change"))
  expect_setequal(read$Site, c(groups[1], "Everyone"))
  skip_on_cran()
  skip_without_report()
  skip_if_not_installed("xml2")
  path <- suppressMessages(report(cohort, file.path(folder, "site.html"), by = "site", title = "T",
                                  sections = few_or_many(c("brief", "sure"), NULL)))[[1]]
  page <- xml2::read_html(path)
  expect_identical(xml2::xml_text(xml2::xml_find_first(page, "//title")), paste0("T: ", groups[1]))
  text <- gsub("[[:space:]]+", " ", xml2::xml_text(page))
  expect_match(text, paste0("Site: ", groups[1], "."), fixed = TRUE)
  for (other in setdiff(c("Leeds", "York", "Hull", "Ayr", "Bath"), groups[1])) {
    expect_no_match(text, other, fixed = TRUE)
  }
})
