test_that("themes and quotes of a study are read", {
  plan <- read_study(coded_study(
    "themes: {of: talk, lanes: {Support: [Advice, Company]}, outcome: Calm}",
    "quotes: {attributes: sex, threshold: 3}"
  ))
  expect_identical(plan$themes$lanes, list(Support = c("Advice", "Company")))
  expect_identical(plan$quotes[c("decisions", "attributes", "threshold")],
                   list(decisions = "quote-decisions.csv", attributes = "sex", threshold = 3L))
})

test_that("what themes and quotes can't be is said", {
  expect_snapshot(error = TRUE, {
    read_study(coded_study("themes: {of: tolk, lanes: {Support: Advice}}"))
    read_study(coded_study("themes: {lanes: {A: a, B: b, C: c}}"))
    read_study(coded_study("themes: {lanes: [a, b]}"))
    read_study(coded_study("themes: {lanes: {A: [a, b, c, d, e, f, g, h, i]}}"))
    read_study(coded_study("themes: {outcome: Calm}"))
    read_study(coded_study("quotes: {attributes: age}"))
    read_study(coded_study("quotes: {threshold: 0}"))
    read_study(coded_study("quotes: {decision: a.csv}"))
    read_study(coded_study("quotes: {threshold: 3}", lines = character()))
    read_study(coded_study("themes: {lanes: {A: a}}", lines = character()))
  })
})
