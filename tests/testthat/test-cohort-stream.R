# How many random studies: PAIRWAVE_STREAM_STUDIES=300 for a long run.
studies <- as.integer(Sys.getenv("PAIRWAVE_STREAM_STUDIES", "8"))

test_that("results of files that are streamed past are those of their rows", {
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in seq_len(studies)) {
    expect_same_streamed(random_stream_study(seed, withr::local_tempdir()), paste("study", seed))
  }
})
