# Files of any shape, written and read again: by us, by haven (ReadStat's reader), and by
# PSPP. PAIRWAVE_WRITTEN_FRAMES says how many; ReadStat's library itself reads what we write
# in tests/kernel/test_sav_readstat.c.
written_frames <- function(usual, attack) {
  seq_len(asked_or("PAIRWAVE_WRITTEN_FRAMES", usual, attack, again = 2))
}

drawn_survey <- function(seed, ...) {
  set.seed(seed)
  random_survey(...)
}

# Written as the seed says: each compression in turn.
write_as <- function(x, seed, env = parent.frame()) {
  compression <- c("none", "bytes", "zlib")[seed %% 3 + 1]
  path <- withr::local_tempfile(fileext = if (compression == "zlib") ".zsav" else ".sav",
                                .local_envir = env)
  write_survey(x, path, compression = compression)
}

ordered_attributes <- function(survey) {
  survey[] <- lapply(survey, in_order)
  in_order(same_but_file(survey))
}

test_that("surveys of any shape come back identical, with all that they say", {
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in written_frames(12, 300)) {
    survey <- drawn_survey(seed)
    read <- read_survey(write_as(survey, seed))
    expect_true(identical(ordered_attributes(read), ordered_attributes(survey)), label = seed)
    again <- read_survey(write_as(read, seed + 1))
    expect_true(identical(same_but_file(again), same_but_file(read)), label = seed)
  }
})

# What haven has of a column: numbers and texts as the file has them.
haven_codes <- function(x, which) {
  codes <- attr(x, which, exact = TRUE)
  if (is.null(codes)) NULL else as.vector(codes)
}

# Seconds or days, a code among them as haven has it: a moment like any other.
haven_time <- function(x) as.vector(bare_values(file_values(x)))

test_that("haven finds every cell, label and missing code of them", {
  skip_if_not_installed("haven")
  skip_if_not(l10n_info()[["UTF-8"]])
  for (seed in written_frames(10, 300)) {
    survey <- drawn_survey(seed)
    # Where haven has a class for times, it has neither labels nor codes.
    theirs <- haven::read_sav(write_as(survey, seed), user_na = TRUE)
    expect_identical(names(theirs), names(survey))
    expect_identical(nrow(theirs), nrow(survey))
    for (name in names(survey)) {
      ours <- survey[[name]]
      them <- theirs[[name]]
      where <- paste(seed, name)
      expect_identical(attr(them, "label", exact = TRUE), attr(ours, "label", exact = TRUE),
                       info = where)
      if (time_kind(ours) > 0) {
        if (time_kind(them) > 0) expect_equal(haven_time(them), haven_time(ours), info = where)
        next
      }
      expect_identical(as.vector(bare_values(them)), as.vector(bare_values(ours)), info = where)
      labels <- attr(ours, "labels", exact = TRUE)
      expect_identical(attr(them, "labels", exact = TRUE), labels, info = where)
      expect_identical(haven_codes(them, "na_values"), haven_codes(ours, "na_values"), info = where)
      expect_identical(haven_codes(them, "na_range"), haven_codes(ours, "na_range"), info = where)
    }
  }
})

# Cells, labels and codes; what PSPP writes anew, such as the width of a display, is
# left out.
pspp_facts <- function(survey) {
  lapply(survey, function(x) {
    label <- attr(x, "label", exact = TRUE)
    # Labels of columns beyond 255 bytes are cut by PSPP.
    if (any(nchar(label, "bytes") > 240)) label <- substr(label, 1, 60)
    labels <- attr(x, "labels", exact = TRUE)
    list(bare_values(file_values(x)), label,
         if (length(labels)) labels[order(as.vector(labels))], column_na_values(x), column_na_range(x))
  })
}

test_that("PSPP takes in every file without a word, and has the same to say of it", {
  skip_without_program("pspp-convert")
  skip_if_not(l10n_info()[["UTF-8"]])
  withr::local_seed(1)
  for (seed in written_frames(4, 100)) {
    # Until its version 2, PSPP has lengths where SPSS has none between several codes of a
    # long text.
    survey <- drawn_survey(seed, rows = sample(c(0, 1, 7, 40), 1), long_codes = 1)
    path <- write_as(survey, seed)
    theirs <- withr::local_tempfile(fileext = ".sav")
    said <- suppressWarnings(system2("pspp-convert", c(path, theirs), stdout = TRUE, stderr = TRUE,
                                     env = "LC_ALL=C.UTF-8"))
    expect_identical(as.character(said), character(), info = paste("seed", seed))
    read <- suppressWarnings(read_survey(theirs))
    expect_true(identical(pspp_facts(read), pspp_facts(survey)), label = paste("seed", seed))
  }
})

test_that("frames of any shape come back, and haven finds the same in the file", {
  skip_if_not_installed("haven")
  skip_if_not_installed("hms")
  for (seed in written_frames(10, 300)) {
    set.seed(seed)
    frame <- random_frame()
    first <- withr::local_tempfile(fileext = ".sav")
    if (seed %% 2) haven::write_sav(frame, first) else write_survey(frame, first)
    survey <- read_survey(first)
    again <- withr::local_tempfile(fileext = if (seed %% 3) ".sav" else ".zsav")
    write_survey(survey, again)
    expect_identical(same_but_file(read_survey(again)), same_but_file(survey),
                     info = paste("seed", seed))
    theirs <- haven::read_sav(again, user_na = TRUE)
    expect_named(theirs, names(frame))
    for (name in names(frame)) {
      expect_equal(as.vector(bare_values(theirs[[name]])), as.vector(bare_values(frame[[name]])),
                   info = paste("seed", seed, name))
      expect_equal(attr(theirs[[name]], "labels"), attr(frame[[name]], "labels"))
    }
  }
})
