test_that("a damaged project is codings or one error of its class", {
  skip_if_not_installed("xml2")
  runs <- asked_or("PAIRWAVE_CODES_FUZZ", 25, 100, again = 8)
  found <- lapply(seq_len(runs), function(seed) {
    path <- fuzz_project(seed)
    on.exit(unlink(path))
    finding <- fuzz_finding(path)
    if (!is.null(finding)) paste0("seed ", seed, ": ", finding)
  })
  expect_identical(unlist(found), NULL)
})
