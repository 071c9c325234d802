test_that("a study has the sections that it has something for", {
  has <- report_sections(demo_cohort())
  expect_true(all(unlist(has[c("brief", "change", "lasted", "people", "sure", "appendix", "lost")])))
  expect_false(any(unlist(has[c("groups", "scores", "answers", "said", "themes")])))
  one <- report_sections(edge_cohorts$one_wave())
  expect_true(one$scores && one$answers)
  expect_false(one$brief || one$change || one$lost || one$lasted)
  expect_true(report_sections(unlinked_cohort())$groups)
  expect_named(has, names(one))
})

test_that("chosen sections bring their parts and no others", {
  has <- unlist(report_sections(demo_cohort(), sections = c("people", "brief")))
  expect_identical(sort(names(has)[has]), c("brief", "demographics", "people"))
  expect_true(all(names(part_of) %in% names(has)))
  tables <- report_tables(demo_cohort(), "people")
  expect_named(tables, c("Flow of people", "Who took part"))
})

test_that("sections that are not there are named", {
  cohort <- demo_cohort()
  expect_snapshot(error = TRUE, {
    report_sections(cohort, sections = "breif")
    report_sections(cohort, sections = 1)
    report_sections(cohort, sections = c("scores", "said"))
  })
  expect_snapshot(say_left_out(cohort, c("brief", "said", "scores")))
  expect_silent(say_left_out(cohort, "brief"))
})
