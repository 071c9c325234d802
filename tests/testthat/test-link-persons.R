# Links waves of codes and gives whose each record is, with the numbers of people replaced by
# where they first come.
linked_persons <- function(waves, duplicates, memory, as_written = FALSE) {
  withr::local_options(pairwave.link_memory = memory)
  persons <- new_persons(as_written)
  for (codes in waves) {
    begin_persons(persons, length(codes), FALSE)
    half <- seq_len(length(codes) %/% 2)
    add_persons(persons, 0, codes[half], "a wave")
    add_persons(persons, length(half), codes[setdiff(seq_along(codes), half)], "a wave")
  }
  linked <- link_persons(persons, duplicates)
  of <- lapply(seq_along(waves), function(i) persons_of(persons, i, 0, length(waves[[i]])))
  all <- unlist(of)
  list(on_disk = linked$on_disk, linked = linked[c("uncoded", "standing")],
       person = sign(all) * match(abs(all), abs(all)))
}

test_that("people are the same in memory and on disk, whatever the codes", {
  set.seed(5)
  for (duplicates in c("first", "last", "most_complete", "none")) {
    waves <- lapply(c(300, 0, 500), function(n) {
      codes <- paste0(sample(c("A", "a "), n, TRUE), sample(200, n, TRUE))
      codes[runif(n) < 0.1] <- NA
      codes[runif(n) < 0.1] <- " -"
      codes
    })
    for (as_written in c(FALSE, TRUE)) {
      memory <- linked_persons(waves, duplicates, Inf, as_written)
      disk <- linked_persons(waves, duplicates, 0, as_written)
      expect_false(memory$on_disk)
      expect_true(disk$on_disk)
      expect_identical(disk[-1], memory[-1])
      # By what they are, in R.
      same <- unlist(waves)
      if (!as_written) same <- tolower(gsub("[^A-Za-z0-9]", "", same))
      expect_identical(memory$person == 0, is.na(same) | same == "")
      expect_identical(abs(memory$person),
                       ifelse(memory$person == 0, 0, as.double(match(same, same))))
    }
  }
})

test_that("nothing is left in the folder for temporary files, and no other file has a code", {
  before <- dir(tempdir(), all.files = TRUE)
  withr::local_options(pairwave.link_memory = 0)
  persons <- new_persons(FALSE)
  codes <- sprintf("secret-%06d", 1:300000)
  begin_persons(persons, length(codes), FALSE)
  add_persons(persons, 0, codes, "a wave")
  # While they are on disk, too: the files have no name.
  expect_identical(dir(tempdir(), all.files = TRUE), before)
  if (dir.exists("/proc/self/fd")) {
    open <- dir("/proc/self/fd", full.names = TRUE)
    to <- Sys.readlink(open)
    mine <- open[grepl("pairwave-codes-", to)]
    expect_length(mine, 1)
    bytes <- readBin(mine, "raw", 1e7)
    expect_gt(length(bytes), 1e5)
    expect_length(grepRaw("secret", bytes, fixed = TRUE), 0)
    expect_identical(format(file.mode(mine)), "600")
    rm(persons)
    gc()
    expect_false(any(grepl("pairwave-", Sys.readlink(dir("/proc/self/fd", full.names = TRUE)))))
  }
})

test_that("an error says what can be done", {
  broken <- "a\xff"
  expect_snapshot(error = TRUE, {
    withr::with_options(list(pairwave.link_memory = "1 GB"), link_memory())
    add_persons(local({
      persons <- new_persons(FALSE)
      begin_persons(persons, 1, FALSE)
      persons
    }), 0, broken, "pre")
    check_spilled(structure(
      list(code = "full", detail = "none", message = "a temporary file can't be written",
           row = NA, column = NA, offset = NA), class = "pairwave_kernel_error"
    ))
  })
})

test_that("a tally of people joins their records by way of a file as in memory", {
  found <- lapply(c(Inf, 0), function(memory) {
    withr::local_options(pairwave.link_memory = memory)
    joined <- new_joined(4, 2, c("in a", "in b", "coded", "x", "y"), 1)
    joined$add(1L, c(1L, -2L, 0L, 3L), 4, list(c(5, 6, 7, NA)))
    joined$add(2L, c(3L, 1L), 5, list(c(8, 9)))
    joined$found()
  })
  expect_identical(found[[2]], found[[1]])
  expect_identical(unclass(found[[1]][["in a"]]), c(1, 1, 1))
  expect_identical(found[[1]]$coded, c(0, 1, 1))
  expect_identical(found[[1]]$x, c(7, 5, NA))
  expect_identical(found[[1]]$y, c(NA, 9, 8))
  expect_identical(found[[1]]$n, c(1, 1, 1))
})
