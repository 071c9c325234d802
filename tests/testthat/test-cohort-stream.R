# How many random studies: PAIRWAVE_STREAM_STUDIES=300 for a long run.
studies <- as.integer(Sys.getenv("PAIRWAVE_STREAM_STUDIES", "8"))

test_that("results of files that are streamed past are those of their rows", {
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in seq_len(studies)) {
    expect_same_streamed(random_stream_study(seed, withr::local_tempdir()), paste("study", seed))
  }
})

test_that("people on disk give the results of people in memory", {
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in 100 + seq_len(studies)) {
    # All of them, or those beyond so many bytes.
    withr::local_options(pairwave.link_memory = if (seed %% 2) 0 else 5000)
    expect_same_streamed(random_stream_study(seed, withr::local_tempdir()), paste("study", seed))
  }
})

test_that("SPSS files give the same, compressed or not", {
  skip_if_not_installed("haven")
  set.seed(3)
  folder <- withr::local_tempdir()
  for (kind in c("none", "zsav")) {
    for (wave in c("pre", "post")) {
      n <- 60
      item <- function() haven::labelled_spss(as.double(sample(c(1:4, -99, NA), n, TRUE)),
                                              c(low = 1, skip = -99), na_values = -99)
      haven::write_sav(data.frame(
        code = paste0(sample(c("A", "b"), n, TRUE), sample(30, n, TRUE)),
        region = sample(c("north", "south", ""), n, TRUE), sex = item(), q1 = item(), q2 = item()
      ), file.path(folder, paste0(wave, ".sav")), compress = kind)
    }
    expect_same_streamed(study(
      waves = c(pre = "pre.sav", post = "post.sav"), id = "code", dir = folder,
      demographics = list(list(column = "sex"), list(column = "region")),
      scales = list(s = list(items = "q1:q2", range = c(1, 4), reverse = "q2", min_items = 1))
    ), kind)
  }
})

test_that("SPSS files that are cut, or wrong about their rows, stop as their rows do", {
  path <- withr::local_tempfile(fileext = ".sav")
  count_record <- writeBin(c(7L, 16L, 8L, 2L, 1L, 0L), raw(), endian = "little")
  state <- function(bytes, n) {
    at <- grepRaw(count_record, bytes, fixed = TRUE) + length(count_record)
    bytes[c(81:84, at + 0:3)] <- rep(writeBin(as.integer(n), raw(), endian = "little"), 2)
    bytes
  }
  plan <- study(waves = c(pre = basename(path)), dir = dirname(path),
                demographics = list(list(column = "sex")))
  stopped <- logical()
  for (compression in c("none", "bytes")) {
    write_survey(data.frame(sex = rep(c(1, 2.5), 40), x = 1.5), path, compression = compression)
    whole <- readBin(path, "raw", file.size(path))
    expect_identical(demographics(read_cohort(plan, rows = "stream")),
                     demographics(read_cohort(plan)))
    for (bytes in list(state(whole, 77), state(whole, 83), utils::head(whole, -500),
                       utils::head(whole, -3), c(whole, charToRaw("abc")))) {
      writeBin(bytes, path)
      said <- lapply(c("memory", "stream"), function(rows) {
        tryCatch(demographics(read_cohort(plan, rows = rows)), error = function(e) {
          list(class(e), sub("^.*?!", "", conditionMessage(e)))
        })
      })
      expect_identical(said[[2]], said[[1]])
      stopped <- c(stopped, "pairwave_error" %in% said[[1]][[1]])
    }
  }
  expect_identical(sum(stopped), 9L) # bytes after the end of compressed data are let be
})

test_that("what needs all rows at once is refused, and so are fractions", {
  folder <- withr::local_tempdir()
  writeLines(c("code,q1", "a,1.5", "b,2"), file.path(folder, "pre.csv"))
  plan <- function(...) {
    study(waves = c(pre = "pre.csv"), dir = folder, ...)
  }
  expect_snapshot(error = TRUE, {
    read_cohort(plan(id = list(column = "code", max_edits = 1)), rows = "stream")
    read_cohort(plan(id = "code", scales = list(s = list(items = "q1", range = c(1, 4)))),
                rows = "stream")
  })
})

test_that("it is shown how far a file is, in bytes", {
  folder <- withr::local_tempdir()
  n <- 30000
  utils::write.table(data.frame(code = sample(n), sex = 1:2, x = "some more words"),
                     file.path(folder, "pre.csv"), sep = ";", row.names = FALSE)
  write_survey(data.frame(code = as.character(sample(n)), sex = rep(1:2, n / 2)),
               file.path(folder, "post.sav"))
  withr::local_options(cli.progress_show_after = 0)
  shown <- list()
  replace_functions(
    block_rows = function(columns) 4096,
    progress_of = function(context, path, bytes = NULL) {
      at <- length(shown) + 1
      shown[[at]] <<- list(what = paste(context, basename(path)), bytes = bytes, share = double())
      function(share) shown[[at]]$share <<- c(shown[[at]]$share, share)
    },
    seldom = identity
  )
  plan <- study(waves = c(pre = "pre.csv", post = "post.sav"), id = "code", dir = folder,
                demographics = list(list(column = "sex")))
  cohort <- read_cohort(plan, rows = "stream")
  shown <- Filter(function(bar) !is.null(bar$bytes), shown) # not those of no rows
  expect_identical(vapply(shown, `[[`, "", "what"),
                   c("Opening pre.csv", "Reading pre.csv", "Reading post.sav"))
  expect_identical(vapply(shown, `[[`, 0, "bytes"),
                   file.size(file.path(folder, c("pre.csv", "pre.csv", "post.sav"))))
  # The kernel tells while it opens the file, R after each block.
  expect_true(all(shown[[1]]$share >= 0 & shown[[1]]$share <= 1))
  expect_gt(length(shown[[1]]$share), 0)
  for (bar in shown[-1]) {
    # A block ends where a stretch of the file does, and may be twice as long for that.
    expect_gte(length(bar$share), n / (2 * 4096))
    expect_false(is.unsorted(bar$share))
    expect_identical(bar$share[length(bar$share)], 1)
  }
})

test_that("a bar that fails, or is interrupted, ends the opening and leaves the session usable", {
  path <- withr::local_tempfile(fileext = ".csv")
  writeLines(c("a,b", rep("1,2", 100)), path)
  withr::local_options(cli.progress_show_after = 0)
  opened <- function(show) {
    .Call(pw_call_csv_open, path, NULL, NULL, 1L, 0, TRUE, show)
  }
  said <- utils::capture.output(
    found <- opened(function(share) stop("no bar")), type = "message"
  )
  expect_identical(found$code, "stopped")
  file <- opened(function(share) NULL)
  expect_identical(file$delim, ",")
  .Call(pw_call_csv_close, file$handle)
})
